"""Speed of finding and resolving names, beside a naive dict of n-grams and daachorse alone, in one run.

    python tests/benchmarks/gazetteer_speed.py [REPORT_FOLDER]

The texts are our own prose and sentences on many wars, shuffled into reports;
with a folder, its .txt files are measured too.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import daachorse

from gazetteer import Gazetteer
from gazetteer.fold import fold
from gazetteer.table import read_table

CASES = Path(__file__).parents[1] / "cases"
WORD = re.compile(r"\w+")
SECONDS = 3.0


def reports(count: int = 60) -> list[str]:
    """Reports on one or two wars each: a third of their sentences name places."""
    chance = random.Random(1)
    prose = [s for r in _rows("gazetteer_prose.csv") for s in r.split(". ")]
    named = [*_rows("gazetteer_world.csv"), *_rows("gazetteer_sentences.csv")]
    return [
        ". ".join(chance.choices(chance.sample(named, k=3), k=4) + chance.choices(prose, k=8))
        for _ in range(count)
    ]


def _rows(name: str) -> list[str]:
    column = "text" if "prose" in name else "sentence"
    return [row.text(column) for row in read_table(CASES / name, required=(column,))]


def rate(run: Callable[[str], object], texts: Sequence[str]) -> float:
    """Million characters a second, warm."""
    for text in texts:
        run(text)
    characters, started = 0, time.perf_counter()
    while time.perf_counter() - started < SECONDS:
        for text in texts:
            run(text)
        characters += sum(map(len, texts))
    return characters / (time.perf_counter() - started) / 1e6


def naive(names: set[str]) -> Callable[[str], list[str]]:
    """The longest names first at each word, folded, by n-grams: no proclitics, no sense of context."""

    def run(text: str) -> list[str]:
        words, found, at = WORD.findall(fold(text)), [], 0
        while at < len(words):
            length = next((n for n in (4, 3, 2, 1) if " ".join(words[at : at + n]) in names), 0)
            found += [" ".join(words[at : at + length])] if length else []
            at += max(1, length)
        return found

    return run


def main(folders: Sequence[str]) -> None:
    started = time.perf_counter()
    gazetteer = Gazetteer.default()
    print(f"opened in {time.perf_counter() - started:.2f} s {gazetteer.missing}")
    names = {" ".join(WORD.findall(fold(name.text))) for place in gazetteer for name in place.names} - {""}
    machine = daachorse.CharwiseDoubleArrayAhoCorasick(sorted(names))
    engines: dict[str, Callable[[str], object]] = {
        "find + resolve": lambda text: gazetteer.resolve(gazetteer.find(text)),
        "find": gazetteer.find,
        f"naive dict ({len(names):,} names)": naive(names),
        "daachorse alone": lambda text: machine.find(text),
    }
    sets = {"own reports": reports()}
    sets |= {
        Path(f).name: [p.read_text(encoding="utf-8") for p in sorted(Path(f).glob("*.txt"))] for f in folders
    }
    for title, texts in sets.items():
        print(f"\n{title}: {len(texts)} texts, {sum(map(len, texts)):,} characters")
        rates = {engine: rate(run, texts) for engine, run in engines.items()}
        for engine, value in rates.items():
            print(f"  {engine:32} {value:8.2f} M/s   x{value / rates['find + resolve']:.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
