#!/usr/bin/env python3
"""Parses files in place with rapidyaml, where its Python package is installed: rapidyaml_parse.py FILE...

Prints the seconds of the fastest of 20 runs, a line a file. Parsing is all in C++.
"""
import sys
import time

import ryml


def seconds(text):
    buffer = bytearray(text)
    start = time.perf_counter()
    ryml.parse_in_place(buffer)
    return time.perf_counter() - start


for path in sys.argv[1:]:
    with open(path, "rb") as file:
        source = file.read()
    print(min(seconds(source) for _ in range(20)))
