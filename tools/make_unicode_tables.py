#!/usr/bin/env python3
"""Writes src/text/unicode_tables.inc from Python's copy of the Unicode Character Database.

Run it by hand when Unicode grows; its output is part of the repository.
"""

import pathlib
import unicodedata

LAST = 0x10FFFF


def ranges(is_member):
    """Inclusive (first, last) pairs of the code points for which is_member holds."""
    result = []
    for c in range(LAST + 2):
        inside = c <= LAST and is_member(c)
        if inside and result and result[-1][1] == c - 1:
            result[-1][1] = c
        elif inside:
            result.append([c, c])
    return result


def category(c):
    return unicodedata.category(chr(c))


def is_punctuation(c):
    return c >= 0x80 and category(c)[0] in "PS"


def is_zero_width(c):
    if 0x1160 <= c <= 0x11FF:  # Hangul vowels and finals join the initial before them
        return True
    return c >= 0x80 and c != 0xAD and category(c) in ("Cc", "Cf", "Me", "Mn", "Zl", "Zp")


def is_wide(c):
    if 0x20000 <= c <= 0x2FFFD or 0x30000 <= c <= 0x3FFFD:  # ideographs, assigned or not
        return True
    return category(c) != "Cn" and unicodedata.east_asian_width(chr(c)) in "WF" and not is_zero_width(c)


def foldings():
    """Runs (first, last, step, delta) of code points that fold to one, and those that fold to several."""
    runs = []
    expansions = []
    for c in range(0x80, LAST + 1):
        if 0xD800 <= c < 0xE000:
            continue
        folded = [ord(x) for x in chr(c).casefold()]
        if len(folded) > 1:
            expansions.append((c, folded + [0] * (3 - len(folded))))
            continue
        delta = folded[0] - c
        if delta == 0:
            continue
        if runs:
            first, last, step, run_delta = runs[-1]
            if delta == run_delta and (c - last == step or (first == last and c - last <= 2)):
                runs[-1] = (first, c, c - last, delta)
                continue
        runs.append((c, c, 1, delta))
    return runs, expansions


def table(declaration, entries):
    lines = [f"constexpr {declaration}[] = {{"]
    line = "   "
    for entry in entries:
        if len(line) + len(entry) + 2 > 110:
            lines.append(line)
            line = "   "
        line += f" {entry},"
    lines += [line, "};"]
    return "\n".join(lines)


def range_table(name, members):
    return table(f"CodePointRange {name}", [f"{{0x{a:X}, 0x{b:X}}}" for a, b in members])


def main():
    runs, expansions = foldings()
    parts = [
        f"// Unicode {unicodedata.unidata_version}. Made by tools/make_unicode_tables.py; do not edit.\n"
        "// ASCII is left to the code.",
        range_table("kPunctuation", ranges(is_punctuation)),
        range_table("kZeroWidth", ranges(is_zero_width)),
        range_table("kWide", ranges(is_wide)),
        table("FoldRun kFoldRuns", [f"{{0x{a:X}, 0x{b:X}, {s}, {d}}}" for a, b, s, d in runs]),
        table(
            "FoldExpansion kFoldExpansions",
            ["{0x%X, {%s}}" % (c, ", ".join(f"0x{x:X}" if x else "0" for x in f)) for c, f in expansions],
        ),
    ]
    target = pathlib.Path(__file__).parent.parent / "src/text/unicode_tables.inc"
    target.write_text("\n\n".join(parts) + "\n")


if __name__ == "__main__":
    main()
