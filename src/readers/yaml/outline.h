#pragma once

#include <memory_resource>
#include <string>
#include <string_view>
#include <vector>

#include "tare/document.h"
#include "tare/memory.h"
#include "tare/yaml_events.h"

namespace tare {

// Writes events of YAML into a sink as nested lists, inside a document block that is the caller's.
class YamlOutline {
 public:
  YamlOutline(Sink& sink, Account& account) : sink_(sink), levels_(&account), scratch_(&account) {}

  void Add(const yaml::Event& event);
  // Ends what is open, also in the midst of a document.
  void Close();
  // Nothing has come yet.
  bool empty() const { return empty_; }

 private:
  // An open collection. Its list is opened at its first entry: an empty one is text.
  struct Level {
    bool mapping;
    bool at_value = false;   // the key has been written; its item is open, and its paragraph
    bool started = false;    // has had an entry
    bool has_list = false;   // false where lists would be nested too deep: entries join the list further out
    bool item_open = false;  // of the current entry
  };

  void StartDocument();
  void BeginNode();
  void EndNode();
  void AddScalar(const yaml::ScalarText& scalar);
  void AddText(std::string_view text);
  void OpenCollection(bool mapping);
  void CloseCollection();
  void StartEntries(Level& level);
  void BeginItem(Level& level);
  void EndItem(Level& level);
  void BeginParagraph();
  void EndParagraph();
  void WriteKey(std::string_view text);
  void WriteLines(std::string_view text);
  void WriteLine(std::string_view line);
  void WriteCode(std::string_view text);

  Sink& sink_;
  std::pmr::vector<Level> levels_;
  std::pmr::string scratch_;
  int lists_ = 0;  // open
  bool paragraph_open_ = false;
  bool paragraph_has_text_ = false;
  bool between_documents_ = false;
  bool empty_ = true;
};

}  // namespace tare
