// From a source to documents: the parser's events go to the composer.

#include <optional>
#include <utility>

#include "io/inside_limit.h"
#include "yaml/composer.h"
#include "yaml/document_data.h"
#include "yaml/input_text.h"

namespace tare::yaml {

Document::Document(std::unique_ptr<DocumentData> data) : data_(std::move(data)) {}
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

Node Document::root() const { return {data_.get(), &data_->root}; }
uint64_t Document::memory() const { return data_->memory(); }

class DocumentStream::State {
 public:
  State(InputText input, Account& account, const LoadOptions& options)
      : data(std::make_unique<DocumentData>(std::move(input), account, options)),
        parser(
            data->source.text, account,
            {.max_depth = options.max_depth, .strict_json = options.strict_json, .name = data->input.name}),
        composer(data->source, data->arena, account, options),
        tag_(&account) {}

  // Composes the next document. False at the end of the stream, and where there is an error.
  bool ComposeNext() {
    composer.Clear();
    data->Clear();
    while (const Event* event = parser.Next()) {
      const std::string_view tag =
          event->tag.empty() ? std::string_view() : parser.ResolveTag(event->tag, &tag_);
      if (!composer.Add(*event, tag)) {
        Error composing{.code = composer.error().code, .message = composer.error().message};
        composing.where = parser.LocationOf(composer.error().offset);
        composing.where.file = data->input.name;
        error = std::move(composing);
        return false;
      }
      if (event->kind == EventKind::kStreamEnd) return false;
      if (event->kind == EventKind::kDocumentEnd) {
        data->root = composer.root();
        data->begin = std::exchange(next_begin_, event->end);
        return true;
      }
    }
    error = parser.error();
    return false;
  }

  void ReleaseRead() {
    Source* source = data->options.source != nullptr ? data->options.source : data->input.source.get();
    if (source != nullptr) source->ReleaseBefore(data->begin);
  }

  std::unique_ptr<DocumentData> data;
  Parser parser;
  Composer composer;
  std::optional<Error> error{};
  bool reached = false;

 private:
  std::pmr::string tag_;
  uint64_t next_begin_ = 0;
};

DocumentStream::DocumentStream(std::unique_ptr<State> state) : state_(std::move(state)) {}
DocumentStream::DocumentStream(DocumentStream&&) noexcept = default;
DocumentStream& DocumentStream::operator=(DocumentStream&&) noexcept = default;
DocumentStream::~DocumentStream() = default;

Node DocumentStream::root() const {
  return state_->reached ? Node(state_->data.get(), &state_->data->root) : Node();
}
uint64_t DocumentStream::memory() const { return state_->data->memory(); }

Result<bool> DocumentStream::Next() {
  State& state = *state_;
  state.reached = false;
  if (!state.error) {
    const Result<bool> next = InsideLimit(state.data->input.name, [&]() -> Result<bool> {
      state.reached = state.ComposeNext();
      return state.reached;
    });
    if (!next) state.error = next.error();
  }
  if (state.data->input.source != nullptr && !state.error) {
    if (const Result<void> unchanged = state.data->input.source->CheckUnchanged(); !unchanged)
      state.error = unchanged.error();
  }
  if (state.error) {
    state.reached = false;
    return std::unexpected(*state.error);
  }
  state.ReleaseRead();
  return state.reached;
}

Result<Document> DocumentStream::OnlyDocument() && {
  State& state = *state_;
  const Result<bool> first = Next();
  if (!first) return std::unexpected(first.error());
  if (*first) {
    // What follows may only be the end of the stream.
    return InsideLimit(state.data->input.name, [&]() -> Result<Document> {
      const Event* event = state.parser.Next();
      if (event == nullptr) return std::unexpected(state.parser.error());
      if (event->kind != EventKind::kStreamEnd) {
        Error error{.code = ErrorCode::kMalformed,
                    .message = "a second document begins here, and one is expected",
                    .where = state.parser.LocationOf(event->begin),
                    .hint = "load all documents, one after the other"};
        error.where.file = state.data->input.name;
        return std::unexpected(std::move(error));
      }
      if (state.data->options.copy_text) state.data->DropText();
      return Document(std::move(state.data));
    });
  }
  return Document(std::move(state.data));
}

// The entry points' common part.
class Loading {
 public:
  static Result<DocumentStream> Stream(InputText input, Account& account, const LoadOptions& options) {
    const std::string name = input.name;
    return InsideLimit(name, [&]() -> Result<DocumentStream> {
      Result<InputText> text = ToUtf8(std::move(input), account);
      if (!text) return std::unexpected(text.error());
      return DocumentStream(std::make_unique<DocumentStream::State>(std::move(*text), account, options));
    });
  }

  static Result<Document> Only(Result<DocumentStream> stream) {
    if (!stream) return std::unexpected(stream.error());
    return std::move(*stream).OnlyDocument();
  }

  static InputText Borrowed(std::string_view text, const LoadOptions& options) {
    return {.source = Source::FromMemory(text, options.name), .name = options.name};
  }
};

Result<DocumentStream> LoadAll(std::unique_ptr<Source> source, Account& account, const LoadOptions& options) {
  const std::string name = source->name();
  return Loading::Stream({.source = std::move(source), .name = name}, account, options);
}

Result<DocumentStream> LoadAll(std::string_view text, Account& account, const LoadOptions& options) {
  return Loading::Stream(Loading::Borrowed(text, options), account, options);
}

Result<DocumentStream> LoadAllOwned(std::pmr::string&& text, Account& account, const LoadOptions& options) {
  auto owned = std::make_unique<std::pmr::string>(std::move(text));
  return Loading::Stream({.owned = std::move(owned), .name = options.name}, account, options);
}

Result<DocumentStream> LoadAllFile(const std::string& path, Account& account, const LoadOptions& options) {
  Result<std::unique_ptr<Source>> source = Source::FromFile(path, account);
  if (!source) return std::unexpected(source.error());
  return LoadAll(std::move(*source), account, options);
}

Result<Document> Load(std::unique_ptr<Source> source, Account& account, const LoadOptions& options) {
  return Loading::Only(LoadAll(std::move(source), account, options));
}

Result<Document> Load(std::string_view text, Account& account, const LoadOptions& options) {
  return Loading::Only(LoadAll(text, account, options));
}

Result<Document> LoadOwned(std::pmr::string&& text, Account& account, const LoadOptions& options) {
  return Loading::Only(LoadAllOwned(std::move(text), account, options));
}

Result<Document> LoadFile(const std::string& path, Account& account, const LoadOptions& options) {
  return Loading::Only(LoadAllFile(path, account, options));
}

}  // namespace tare::yaml
