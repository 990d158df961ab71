#include "yaml/edit_targets.h"

#include <algorithm>
#include <utility>

namespace tare::yaml {
Names NamesOf(const Path& path, Account& account) {
  Names names(&account);
  for (const PathStep& step : path.steps()) {
    PathName& name = names.emplace_back(PathName{.text = std::pmr::string(&account)});
    name = step.name;
  }
  return names;
}

namespace {

bool BeginsWith(const Names& names, const Names& start) {
  return names.size() >= start.size() && std::ranges::equal(start, std::span(names).first(start.size()),
                                                            [](const PathName& a, const PathName& b) {
                                                              return a.text == b.text && a.quoted == b.quoted;
                                                            });
}

Result<std::optional<Place>> PlaceOf(std::string_view text, Names names, Account& account,
                                     const EditOptions& options) {
  std::pmr::vector<Names> targets(&account);
  targets.push_back(std::move(names));
  PlaceFinder finder(text, targets, Removed::kNothing, account, options);
  if (const Result<void> found = finder.Find(); !found) return std::unexpected(found.error());
  if (finder.places().empty() || finder.places()[0].matched < targets[0].size()) return std::nullopt;
  return finder.places()[0];
}

Error HasKeyAlready(std::string_view key, const EditOptions& options) {
  return {.code = ErrorCode::kInvalidArgument,
          .message = "the mapping has the key \"" + std::string(key.substr(0, 80)) + "\" already",
          .where = {.file = options.name}};
}

Result<Names> Concrete(std::string_view text, const Path& path, const TargetQuery& query, Account& account,
                       const EditOptions& options) {
  Names names = NamesOf(path, account);
  for (size_t i = 0; i < names.size(); ++i) {
    if (names[i].quoted || !names[i].integer || *names[i].integer >= 0) continue;
    const auto place = PlaceOf(
        text, Names(names.begin(), names.begin() + static_cast<ptrdiff_t>(i), &account), account, options);
    if (!place) return std::unexpected(place.error());
    if (!*place || !(**place).slot.sequence()) continue;
    const int64_t index = static_cast<int64_t>((**place).slot.size) + *names[i].integer;
    if (index < 0)
      return std::unexpected(Error{.code = ErrorCode::kNotFound,
                                   .message = "the sequence has no element " + std::string(names[i].text),
                                   .where = {.file = options.name}});
    names[i].integer = index;
    names[i].text = std::to_string(index);
  }
  if (query.absent != nullptr && !names.empty()) {
    Names other(names, &account);
    other.back() = *query.absent;
    const auto place = PlaceOf(text, std::move(other), account, options);
    if (!place) return std::unexpected(place.error());
    if (*place && !(query.may_have_it && names.back().text == query.absent->text))
      return std::unexpected(HasKeyAlready(query.absent->text, options));
  }
  return names;
}

}  // namespace

Result<std::pmr::vector<Names>> FindTargets(std::string_view text, const Path& path, const TargetQuery& query,
                                            Account& account, const EditOptions& options) {
  std::pmr::vector<Names> targets(&account);
  if (path.concrete()) {
    Result<Names> names = Concrete(text, path, query, account, options);
    if (!names) return std::unexpected(names.error());
    targets.push_back(std::move(*names));
    return targets;
  }
  Result<DocumentStream> stream =
      LoadAll(text, account, {.max_depth = options.max_depth, .name = options.name});
  if (!stream) return std::unexpected(stream.error());
  for (size_t i = 0; i <= options.document; ++i) {
    const Result<bool> next = stream->Next();
    if (!next) return std::unexpected(next.error());
    if (!*next) break;
  }
  std::optional<Error> error;
  Find(stream->root(), path, account, [&](const PathMatch& match) {
    std::pmr::string concrete(&account);
    match.AppendPath(&concrete);
    Result<Path> parsed = Path::Parse(concrete, account);
    if (!parsed) {
      error = parsed.error();
      return false;
    }
    Names names = NamesOf(*parsed, account);
    if (!query.nested && !targets.empty() && BeginsWith(names, targets.back())) return true;
    if (query.absent != nullptr && !names.empty() && names.back().text != query.absent->text) {
      Names other(names, &account);
      other.back() = *query.absent;
      std::pmr::string sibling(&account);
      for (const PathName& name : other) AppendStep(name.text, name.quoted, &sibling);
      const Result<Path> there = Path::Parse(sibling, account);
      if (there && FindFirst(stream->root(), *there, account).exists()) {
        error = HasKeyAlready(query.absent->text, options);
        return false;
      }
    }
    targets.push_back(std::move(names));
    return true;
  });
  if (error) return std::unexpected(std::move(*error));
  if (targets.empty())
    return std::unexpected(Error{.code = ErrorCode::kNotFound,
                                 .message = "nothing is at " + path.ToString(),
                                 .where = {.file = options.name}});
  return targets;
}

}  // namespace tare::yaml
