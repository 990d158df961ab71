#include "memory/buffer_pool.h"
#include "tare/convert.h"

namespace tare {

Engine::Engine(EngineOptions options)
    : budget_(options.memory_limit),
      ledger_(budget_),
      pool_(std::make_unique<BufferPool>(ledger_.Open("memory/pool"))) {}

Engine::~Engine() = default;

std::pmr::memory_resource& Engine::pool() { return *pool_; }

void Engine::Trim() noexcept { pool_->Trim(); }

}  // namespace tare
