#!/usr/bin/env python3
"""Writes src/text/entities.inc: the named character references of the HTML Living Standard, section 13.5.

Usage: tools/make_entities.py > src/text/entities.inc
"""

from html.entities import html5


def escaped(text: str) -> str:
    return "".join(f"\\u{ord(c):04X}" if ord(c) < 0x10000 else f"\\U{ord(c):08X}" for c in text)


def main() -> None:
    print("// Named character references (HTML Living Standard, section 13.5), by name. Made by "
          "tools/make_entities.py.")
    print("// ENTITY(name, text, 1 where the semicolon may be missing)")
    print("// clang-format off")
    for name in sorted(n[:-1] for n in html5 if n.endswith(";")):
        print(f'ENTITY("{name}", "{escaped(html5[name + ";"])}", {int(name in html5)})')


if __name__ == "__main__":
    main()
