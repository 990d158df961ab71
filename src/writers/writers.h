#pragma once

// Every writer, as the registry (src/convert/registry.cc) makes them. A writer is a Sink that writes to `out`
// as events come, and keeps what one block needs, charged to `account`. It is complete once the document has
// ended; the caller commits the output.

#include <memory>

#include "tare/document.h"
#include "tare/io.h"
#include "tare/memory.h"
#include "tare/options.h"

namespace tare {

std::unique_ptr<Sink> MakeTextWriter(Output& out, const WriteOptions& options, Account& account);
std::unique_ptr<Sink> MakeMarkdownWriter(Output& out, const WriteOptions& options, Account& account);
std::unique_ptr<Sink> MakeHtmlWriter(Output& out, const WriteOptions& options, Account& account);
std::unique_ptr<Sink> MakeRtfWriter(Output& out, const WriteOptions& options, Account& account);
std::unique_ptr<Sink> MakeJsonWriter(Output& out, const WriteOptions& options, Account& account);

}  // namespace tare
