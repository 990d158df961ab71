#include "memory/sized_block.h"

#include <new>

namespace tare {
namespace {

struct Header {
  alignas(std::max_align_t) size_t bytes;
};

}  // namespace

void* AllocateSizedBlock(Account& account, size_t bytes) noexcept {
  try {
    auto* header = static_cast<Header*>(account.allocate(bytes + sizeof(Header)));
    header->bytes = bytes + sizeof(Header);
    return header + 1;
  } catch (const std::bad_alloc&) {
    return nullptr;
  }
}

void FreeSizedBlock(Account& account, void* block) noexcept {
  if (block == nullptr) return;
  Header* header = static_cast<Header*>(block) - 1;
  account.deallocate(header, header->bytes);
}

}  // namespace tare
