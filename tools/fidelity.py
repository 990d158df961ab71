#!/usr/bin/env python3
"""Compares the text that Tare gives for real files with what pandoc gives.

usage: fidelity.py [--bare] [--tare PROGRAM] [--reading md=gfm,...] [--columns N] [--timeout SECONDS] [FILE...]

Every HTML, Markdown, RTF and plain text file of the corpus (or the files named, relative to its documents/) is
converted to text by both, and shared/tools/text_similarity.py says how close the two are: at least 0.97 in words
and 0.95 in order is within. Files that pandoc cannot read, or gives no text for, are listed and do not count.
Ends with 1 where a file stops Tare or fewer than 90 % are within. docs/fidelity.md explains the files that are not.
With --bare pandoc is asked nothing but `pandoc -t plain FILE` (and told that .html4 and .html5 are HTML).

pandoc takes minutes on large pages, so its output is kept in build/fidelity/.
"""
import argparse
import concurrent.futures
import hashlib
import importlib.util
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
CACHE = ROOT / "build" / "fidelity"
LEAST_WORDS, LEAST_ORDER, LEAST_SHARE = 0.97, 0.95, 0.90
JOBS = 2
# How pandoc reads a file, by its name. As it would by itself, but for these: it knows neither .html4 nor .html5;
# it makes quotes and dashes typographic ("smart"), which Tare does not and text_similarity.py minds in the titles
# of links; and it takes plain text for its own Markdown, where CommonMark takes less of it for markup.
READERS = {
    "html": "html", "htm": "html", "xhtml": "html", "html4": "html", "html5": "html",
    "md": "markdown-smart", "markdown": "markdown-smart", "txt": "commonmark", "text": "commonmark",
    "rtf": "rtf",
}
# The same without being told: its own Markdown, and for plain text too.
BARE_READERS = {"md": "markdown", "markdown": "markdown", "txt": "markdown", "text": "markdown"}
# Of pandoc's lines. At its own 72 it breaks words in narrow cells, and a table that is wider is "[TABLE]".
COLUMNS, BARE_COLUMNS = 1000, 72


def corpus():
    path = pathlib.Path(os.environ.get("TARE_CORPUS", ROOT.parent / "shared" / "corpus"))
    if not (path / "documents").is_dir():
        sys.exit(f"no corpus at {path}: name it with TARE_CORPUS")
    return path


def load_similarity(path):
    spec = importlib.util.spec_from_file_location("text_similarity", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Comparison:
    """What one file gave. `ok` is None where pandoc gave nothing to compare with."""

    def __init__(self, name, words=0.0, order=0.0, missing=0, extra=0, ok=None, note=""):
        self.name, self.words, self.order, self.missing, self.extra = name, words, order, missing, extra
        self.ok, self.note = ok, note

    def __str__(self):
        if self.ok is None or self.note:
            return f"{self.name:<48} {self.note}"
        verdict = "ok" if self.ok else "BELOW"
        return (f"{self.name:<48} {self.words:6.4f} {self.order:6.4f} {self.missing:7} {self.extra:7} "
                f"{verdict}")


class Bench:
    def __init__(self, options):
        root = corpus()
        self.documents = root / "documents"
        self.similarity = load_similarity(root.parent / "tools" / "text_similarity.py")
        self.tare = options.tare
        self.readers = READERS | (BARE_READERS if options.bare else {}) | options.reading
        self.columns = options.columns or (BARE_COLUMNS if options.bare else COLUMNS)
        self.timeout = options.timeout

    def reader(self, path):
        return self.readers.get(path.suffix.lower().lstrip("."))

    def files(self):
        found = (f for f in self.documents.rglob("*") if self.reader(f) and f.is_file())
        # The largest first, so that no worker ends alone with them.
        return [str(f.relative_to(self.documents)) for f in sorted(found, key=lambda f: -f.stat().st_size)]

    def pandoc(self, name):
        """The file that holds pandoc's text, or a sentence saying why there is none."""
        source = self.documents / name
        reader = self.reader(source)
        digest = hashlib.sha256(source.read_bytes()).hexdigest()[:12]
        text = CACHE / "pandoc" / f"{name.replace('/', '_')}.{digest}.{reader}.{self.columns}.txt"
        failure = text.with_suffix(".failure")
        if failure.exists():
            return None, failure.read_text()
        if not text.exists():
            text.parent.mkdir(parents=True, exist_ok=True)
            part = text.with_suffix(".part")
            try:
                run = subprocess.run(["pandoc", "-f", reader, "-t", "plain", f"--columns={self.columns}",
                                      source, "-o", part], capture_output=True, timeout=self.timeout)
                problem = run.returncode and run.stderr.decode("utf-8", "replace").strip().splitlines()[0]
            except subprocess.TimeoutExpired:
                problem = f"no end after {self.timeout} s"
            if problem:
                failure.write_text(problem)
                return None, problem
            part.rename(text)
        return text, ""

    def convert(self, name):
        """The file that holds Tare's text, or a sentence saying why there is none."""
        text = CACHE / "tare" / f"{name.replace('/', '_')}.txt"
        text.parent.mkdir(parents=True, exist_ok=True)
        run = subprocess.run([self.tare, "convert", "--quiet", "-t", "text", self.documents / name, "-o", text],
                             capture_output=True)
        if run.returncode:
            message = run.stderr.decode("utf-8", "replace").strip().splitlines()
            return None, f"tare ended with {run.returncode}: {message[0] if message else ''}"
        return text, ""

    def compare(self, name):
        candidate, problem = self.convert(name)
        if problem:
            return Comparison(name, ok=False, note=problem)
        reference, problem = self.pandoc(name)
        if problem:
            return Comparison(name, note=f"pandoc does not read it: {problem}")
        if not self.similarity.words(reference) and not self.similarity.words(candidate):
            return Comparison(name, note="no text")
        words, order, missing, extra = self.similarity.compare(reference, candidate)
        return Comparison(name, words, order, missing, extra, words >= LEAST_WORDS and order >= LEAST_ORDER)


def readings(text):
    pairs = [pair.split("=") for pair in text.split(",")]
    if any(len(pair) != 2 or not re.fullmatch(r"[a-z0-9_+-]+", pair[1]) for pair in pairs):
        raise argparse.ArgumentTypeError("expected file extensions and pandoc readers, such as md=gfm")
    return dict(pairs)


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--bare", action="store_true")
    parser.add_argument("--tare", default=ROOT / "build" / "release" / "bin" / "tare")
    parser.add_argument("--reading", type=readings, default={})
    parser.add_argument("--columns", type=int)
    parser.add_argument("--timeout", type=int, default=1800)
    parser.add_argument("files", nargs="*")
    options = parser.parse_args()
    bench = Bench(options)
    print(f"{'file':<48} {'words':>6} {'order':>6} {'missing':>7} {'extra':>7}")
    with concurrent.futures.ThreadPoolExecutor(JOBS) as pool:
        results = []
        for result in pool.map(bench.compare, options.files or bench.files()):
            results.append(result)
            print(result, flush=True)
    counted = [r for r in results if r.ok is not None]
    within = sum(r.ok for r in counted)
    share = within / len(counted) if counted else 0.0
    print(f"{within} of {len(counted)} within {LEAST_WORDS} (words) and {LEAST_ORDER} (order): {share:.1%}; "
          f"{len(results) - len(counted)} not compared")
    stopped = [r for r in counted if r.note]
    sys.exit(1 if stopped or share < LEAST_SHARE else 0)


main()
