#pragma once

// Events as text, a line each, in the notation of the yaml-test-suite (its test.event files):
//   +STR  -STR  +DOC[ ---]  -DOC[ ...]  +SEQ[ []][ &anchor][ <tag>]  -SEQ  +MAP[ {}][ &anchor][ <tag>]  -MAP
//   =ALI *anchor  =VAL[ &anchor][ <tag>] STYLEcontent      where STYLE is one of : ' " | >

#include <string_view>

#include "tare/io.h"
#include "tare/yaml_events.h"

namespace tare::yaml {

// Writes one line. `tag` is the event's in full (Parser::ResolveTag), empty for none; `content` a scalar's,
// decoded.
void WriteNotation(const Event& event, std::string_view tag, std::string_view content, Output& out);

}  // namespace tare::yaml
