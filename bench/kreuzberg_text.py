#!/usr/bin/env python3
"""Extracts a file with Kreuzberg, where its Python package is installed: kreuzberg_text.py FILE.

Prints: milliseconds of the first call, of the fastest of 10 later ones, peak resident MiB of the process.
"""
import resource
import sys
import time

import kreuzberg


def milliseconds(file):
    start = time.perf_counter()
    kreuzberg.extract_file_sync(file)
    return (time.perf_counter() - start) * 1e3


first = milliseconds(sys.argv[1])
later = min(milliseconds(sys.argv[1]) for _ in range(10))
print(first, later, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
