// The memory report as a page: a treemap of what was resident at the fullest moment, the timeline, and the
// table. Everything is inline (SVG and a few lines of CSS), so that the file can be mailed and opened
// anywhere.

#include <algorithm>
#include <cstdio>
#include <vector>

#include "memory/report.h"

namespace tare {

namespace {

constexpr double kWidth = 960;
constexpr double kTreemapHeight = 420;
constexpr double kTimelineHeight = 220;
constexpr const char* kColours[] = {"#4e79a7", "#f28e2b", "#59a14f", "#e15759", "#76b7b2",
                                    "#edc948", "#b07aa1", "#ff9da7", "#9c755f", "#8cd17d"};

struct Tile {
  std::string name;
  double bytes;
  const char* colour;
};

struct Rectangle {
  double x, y, width, height;
};

std::string Escaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '&':
        escaped += "&amp;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

std::string Fixed(double value, int digits = 1) {
  char text[48];
  std::snprintf(text, sizeof text, "%.*f", digits, value);
  return text;
}

std::string Kib(double bytes) { return Fixed(bytes / 1024) + " KiB"; }

std::vector<Tile> TilesOf(const MemorySnapshot& s) {
  std::vector<Tile> tiles;
  size_t colour = 0;
  const auto add = [&](std::string_view name, double bytes) {
    const char* fill = kColours[colour++ % std::size(kColours)];
    if (bytes > 0) tiles.push_back({std::string(name), bytes, fill});
  };
  for (const MemoryLine& line : s.components) add(line.name, static_cast<double>(line.live));
  add("code", static_cast<double>(s.code));
  add("input and other files", static_cast<double>(s.file_backed));
  add("stacks", static_cast<double>(s.stacks));
  add("library data", static_cast<double>(s.library_data));
  add("allocator slack", static_cast<double>(s.allocator_slack));
  add("unaccounted", static_cast<double>(s.unaccounted));
  std::ranges::sort(tiles, std::ranges::greater{}, &Tile::bytes);
  return tiles;
}

void AppendTile(std::string& svg, const Tile& tile, const Rectangle& r) {
  const std::string label = Escaped(tile.name);
  svg += "<g><title>" + label + ": " + Kib(tile.bytes) + "</title><rect x=\"" + Fixed(r.x) + "\" y=\"" +
         Fixed(r.y) + "\" width=\"" + Fixed(r.width) + "\" height=\"" + Fixed(r.height) + "\" fill=\"" +
         tile.colour + "\"/>";
  if (r.width > 90 && r.height > 36) {
    svg += "<text x=\"" + Fixed(r.x + 6) + "\" y=\"" + Fixed(r.y + 17) + "\">" + label + "</text><text x=\"" +
           Fixed(r.x + 6) + "\" y=\"" + Fixed(r.y + 32) + "\">" + Kib(tile.bytes) + "</text>";
  }
  svg += "</g>\n";
}

// Halves the tiles by weight again and again, and the rectangle with them along its longer side. Tiles come
// largest first, and there are as many as components, so a stack of halves stays small.
std::string Treemap(const std::vector<Tile>& tiles) {
  struct Part {
    size_t first, last;
    Rectangle area;
  };
  std::string svg = "<svg viewBox=\"0 0 960 420\" role=\"img\" aria-label=\"Treemap of resident memory\">\n";
  std::vector<Part> parts;
  if (!tiles.empty()) parts.push_back({0, tiles.size(), {0, 0, kWidth, kTreemapHeight}});
  while (!parts.empty()) {
    const Part part = parts.back();
    parts.pop_back();
    if (part.last - part.first == 1) {
      AppendTile(svg, tiles[part.first], part.area);
      continue;
    }
    double total = 0;
    for (size_t i = part.first; i < part.last; ++i) total += tiles[i].bytes;
    size_t middle = part.first + 1;
    double half = tiles[part.first].bytes;
    while (middle + 1 < part.last && half + tiles[middle].bytes / 2 < total / 2)
      half += tiles[middle++].bytes;
    Rectangle a = part.area;
    Rectangle b = part.area;
    if (a.width >= a.height) {
      a.width *= half / total;
      b.x += a.width;
      b.width -= a.width;
    } else {
      a.height *= half / total;
      b.y += a.height;
      b.height -= a.height;
    }
    parts.push_back({part.first, middle, a});
    parts.push_back({middle, part.last, b});
  }
  return svg + "</svg>\n";
}

// Live bytes of the components, stacked, mark by mark at equal distances (phases differ too much in length
// for a true scale).
std::string Timeline(const MemoryReport& report) {
  std::vector<const MemorySnapshot*> points;
  for (const MemorySnapshot& mark : report.marks) points.push_back(&mark);
  points.push_back(&report.now);
  const double most = std::max(1.0, static_cast<double>(FullestSnapshot(report).accounted));
  const double slot = kWidth / static_cast<double>(points.size());
  std::string svg = "<svg viewBox=\"0 0 960 260\" role=\"img\" aria-label=\"Live bytes by phase\">\n";
  for (size_t i = 0; i < points.size(); ++i) {
    const double x = slot * static_cast<double>(i);
    double y = kTimelineHeight;
    size_t colour = 0;
    for (const MemoryLine& line : points[i]->components) {
      const double height = static_cast<double>(line.live) / most * (kTimelineHeight - 20);
      y -= height;
      const char* fill = kColours[colour++ % std::size(kColours)];
      if (line.live == 0) continue;
      svg += "<g><title>" + Escaped(points[i]->phase) + ", " + Escaped(line.name) + ": " +
             Kib(static_cast<double>(line.live)) + "</title><rect x=\"" + Fixed(x + slot * 0.05) + "\" y=\"" +
             Fixed(y) + "\" width=\"" + Fixed(slot * 0.9) + "\" height=\"" + Fixed(height) + "\" fill=\"" +
             fill + "\"/></g>\n";
    }
    if (slot < 60 && i % 8 != 0) continue;
    svg += "<text x=\"" + Fixed(x + 4) + "\" y=\"236\">" + Escaped(points[i]->phase) + "</text><text x=\"" +
           Fixed(x + 4) + "\" y=\"252\">" + Fixed(points[i]->seconds * 1000, 2) + " ms</text>\n";
  }
  return svg + "</svg>\n";
}

void AppendRow(std::string& page, std::string_view name, std::string_view live, std::string_view peak,
               std::string_view allocations) {
  page += "<tr><td>" + Escaped(name);
  for (const std::string_view cell : {live, peak, allocations}) page.append("</td><td>").append(cell);
  page += "</td></tr>\n";
}

}  // namespace

std::string ReportAsHtml(const MemoryReport& report) {
  const MemorySnapshot& s = FullestSnapshot(report);
  std::string page =
      "<!DOCTYPE html><!-- tare memory report -->\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
      "<title>Memory report</title>\n<style>\n"
      "body{font:14px/1.4 system-ui,sans-serif;max-width:960px;margin:2em auto;padding:0 1em;color:#222}\n"
      "svg{width:100%;height:auto;display:block}svg text{font:12px system-ui,sans-serif}\n"
      "rect{stroke:#fff;stroke-width:1}td,th{text-align:right;padding:.15em .8em}\n"
      "td:first-child,th:first-child{text-align:left}table{border-collapse:collapse}tr{border-bottom:1px "
      "solid #ddd}\n"
      "</style></head><body>\n<h1>Memory report</h1>\n<p>";
  page += report.limit == Budget::kUnlimited ? "No limit" : "Limit " + Kib(static_cast<double>(report.limit));
  page += ", peak " + Kib(static_cast<double>(report.peak)) + " accounted, " +
          Kib(static_cast<double>(report.now.resident_peak)) +
          " resident.</p>\n<h2>Resident at the fullest moment (" + Escaped(s.phase) + ")</h2>\n" +
          Treemap(TilesOf(s)) + "<h2>Live bytes by phase</h2>\n" + Timeline(report) +
          "<h2>Components</h2>\n<table><tr><th>component</th><th>live</th><th>peak</th><th>allocations</th></"
          "tr>\n";
  for (const MemoryLine& line : s.components) {
    AppendRow(page, line.name, Kib(static_cast<double>(line.live)), Kib(static_cast<double>(line.peak)),
              std::to_string(line.allocations));
  }
  page += "</table>\n<h2>The process</h2>\n<table><tr><th>part</th><th>resident</th></tr>\n";
  const std::pair<const char*, double> parts[] = {
      {"all", static_cast<double>(s.resident)},
      {"code", static_cast<double>(s.code)},
      {"input and other files", static_cast<double>(s.file_backed)},
      {"anonymous", static_cast<double>(s.anonymous)},
      {"accounted and touched", static_cast<double>(s.accounted - s.untouched)},
      {"stacks", static_cast<double>(s.stacks)},
      {"library data", static_cast<double>(s.library_data)},
      {"allocator slack", static_cast<double>(s.allocator_slack)},
      {"unaccounted", static_cast<double>(s.unaccounted)}};
  for (const auto& [name, bytes] : parts) {
    page.append("<tr><td>").append(name).append("</td><td>").append(Kib(bytes)).append("</td></tr>\n");
  }
  return page + "</table>\n</body></html>\n";
}

}  // namespace tare
