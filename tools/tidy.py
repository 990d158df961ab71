#!/usr/bin/env python3
"""clang-tidy of the sources given, by the compilation database in build/lint. A source that has passed before is
passed over for as long as it, what it includes of the project, the rules and the compiler stay as they are: what
has passed is kept by a digest in ~/.cache/tare-lint (XDG_CACHE_HOME)."""

import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys

DATABASE = "build/lint/compile_commands.json"
RULES = [".clang-tidy", "CMakePresets.json", "cmake/TareToolchain.cmake", "cmake/TareRoom.cmake"]


def output(*command):
    return subprocess.run(command, check=False, capture_output=True, text=True).stdout


def dependencies():
    """Each source of the database, and all files of the project that it is compiled from."""
    root = os.getcwd() + "/"
    rules = output("clang-scan-deps-19", "-compilation-database", DATABASE, "-j", str(os.cpu_count()))
    for rule in re.split(r"(?<!\\)\n", rules):
        files = rule.partition(": ")[2].replace("\\\n", " ").split()
        own = [file.removeprefix(root) for file in map(os.path.normpath, files) if file.startswith(root)]
        if own:
            yield own[0], own


def main(sources, jobs):
    passed = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "tare-lint"
    passed.mkdir(parents=True, exist_ok=True)
    contents = {}

    def digest(files, command):
        whole = hashlib.sha256(environment + command)
        for file in sorted(set(files)):
            if file not in contents:
                contents[file] = hashlib.sha256(pathlib.Path(file).read_bytes()).digest()
            whole.update(file.encode() + b"\0" + contents[file])
        return whole.hexdigest()

    compilers = output("clang-tidy-19", "--version") + output("g++", "--version")
    environment = compilers.encode() + b"".join(pathlib.Path(file).read_bytes() for file in RULES)
    commands = {os.path.relpath(entry["file"]): entry["command"] for entry in json.load(open(DATABASE))}
    for source, command in commands.items():
        commands[source] = command.replace(os.getcwd(), "").encode()
    digests = {source: digest(files, commands.get(source, b"")) for source, files in dependencies()}

    def check(source):
        mark = passed / digests[source] if source in digests else None
        if mark is not None and mark.exists():
            return True
        run = subprocess.run(["clang-tidy-19", "-p", "build/lint", "--quiet", source], stdout=subprocess.PIPE,
                             stderr=subprocess.DEVNULL, text=True, check=False)
        print(run.stdout, end="", flush=True)
        if run.returncode not in (0, 1):
            print(f"clang-tidy ended with {run.returncode} on {source}", flush=True)
        if run.returncode == 0 and mark is not None:
            mark.touch()
        return run.returncode == 0

    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        return all(list(pool.map(check, sources)))


if __name__ == "__main__":
    sys.exit(0 if main(sys.argv[2:], int(sys.argv[1])) else 1)
