#!/usr/bin/env python3
"""Checks that no room includes from a floor above it, nor from a neighbour's inside (docs/architecture.md)."""
import pathlib
import re
import sys

# room: the rooms it may include from, besides itself and include/tare
BASE = ["memory"]
TEXT_AND_IO = BASE + ["text", "io"]
DOCUMENT = TEXT_AND_IO + ["document"]
ROOMS = {
    "memory": [],
    "io": BASE,
    "text": BASE + ["io"],
    "document": TEXT_AND_IO,
    "yaml": TEXT_AND_IO,
    "genome": BASE + ["io"],
    "readers/html": DOCUMENT,
    "readers/markdown": DOCUMENT + ["yaml"],
    "readers/rtf": DOCUMENT,
    "readers/text": DOCUMENT,
    "readers/yaml": DOCUMENT + ["yaml"],
    "writers": DOCUMENT,
    "convert": DOCUMENT + ["writers", "readers/html", "readers/markdown", "readers/rtf", "readers/text",
                           "readers/yaml"],
    "cli": DOCUMENT + ["genome", "yaml", "convert"],
}
INCLUDE = re.compile(r'^\s*#include "([^"]+)"', re.M)


def room_of(path):
    return next((r for r in sorted(ROOMS, key=len, reverse=True) if path.startswith(r + "/")), None)


def main():
    source = pathlib.Path(__file__).resolve().parent.parent / "src"
    wrong = []
    for file in sorted(source.rglob("*")):
        if file.suffix not in (".h", ".cc", ".inc"):
            continue
        name = file.relative_to(source).as_posix()
        room = room_of(name)
        if room is None:
            wrong.append(f"{name}: in no room that tools/check_floors.py knows")
            continue
        for include in INCLUDE.findall(file.read_text()):
            other = room_of(include)
            if other and other != room and other not in ROOMS[room]:
                wrong.append(f"{name}: may not include {include}")
    print("\n".join(wrong))
    sys.exit(1 if wrong else 0)


main()
