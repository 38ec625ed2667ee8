"""Speed of finding and resolving names, beside a naive dict of n-grams and daachorse alone, in one run.

    python tests/benchmarks/gazetteer_speed.py [REPORT_FOLDER]

The texts are our own prose and sentences on many wars, shuffled into reports, and
read again and again; with a folder, its .txt files are measured so too. Then come
reports that are read once: clauses in ever new orders, with ever other places of
some country named in them, so that what was remembered of one seldom fits the next.
Last, the words of those reports drawn at random: no two neighbours were met before.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import daachorse

from gazetteer import Gazetteer
from gazetteer.fold import fold
from gazetteer.table import read_table

CASES = Path(__file__).parents[1] / "cases"
WORD = re.compile(r"\w+")
SECONDS = 3.0
ONCE = 3_000
WARM = 300
"""Reports read once, and how many more before them that are not timed."""


def reports(count: int = 60) -> list[str]:
    """Reports on one or two wars each: a third of their sentences name places."""
    chance = random.Random(1)
    prose = [s for r in _rows("gazetteer_prose.csv") for s in r.split(". ")]
    named = [*_rows("gazetteer_world.csv"), *_rows("gazetteer_sentences.csv")]
    return [
        ". ".join(chance.choices(chance.sample(named, k=3), k=4) + chance.choices(prose, k=8))
        for _ in range(count)
    ]


def distinct(gazetteer: Gazetteer, count: int) -> list[str]:
    """Reports of which no two have the same clauses beside each other and the same places in them."""
    chance = random.Random(2)
    names = list(_arabic_names(gazetteer).values())
    prose = [c for r in _rows("gazetteer_prose.csv") for s in r.split(". ") for c in s.split("، ")]
    named = [
        _slotted(gazetteer, s) for s in [*_rows("gazetteer_world.csv"), *_rows("gazetteer_sentences.csv")]
    ]
    named = [pieces for pieces in named if len(pieces) > 1]
    return [_report(chance, chance.choice(names), prose, named) for _ in range(count)]


def _report(chance: random.Random, names: list[str], prose: list[str], named: list[list[str]]) -> str:
    sentences = []
    for _ in range(12):
        clauses = chance.sample(prose, k=chance.randint(1, 3))
        if chance.random() < 1 / 3:
            first, *others = chance.choice(named)
            clauses.append(first + "".join(chance.choice(names) + piece for piece in others))
        sentences.append("، ".join(clauses))
    return ". ".join(sentences)


def _arabic_names(gazetteer: Gazetteer) -> dict[str, list[str]]:
    """The Arabic names of places by country, where it has many."""
    names: dict[str, list[str]] = {}
    for place in gazetteer:
        if place.level in ("settlement", "district"):
            names.setdefault(place.country, []).extend(n.text for n in place.names if n.language == "ar")
    return {country: known for country, known in names.items() if len(known) >= 20}


def _slotted(gazetteer: Gazetteer, sentence: str) -> list[str]:
    """A sentence cut where its names stand."""
    pieces, at = [], 0
    for hit in gazetteer.find(sentence):
        pieces.append(sentence[at : hit.start])
        at = hit.end
    return [*pieces, sentence[at:]]


def shuffled(texts: Sequence[str]) -> list[str]:
    """Texts as long, of the same words drawn at random."""
    chance = random.Random(3)
    words = [word for text in texts for word in text.split()]
    return [" ".join(chance.choices(words, k=len(text.split()))) for text in texts]


def _rows(name: str) -> list[str]:
    column = "text" if "prose" in name else "sentence"
    return [row.text(column) for row in read_table(CASES / name, required=(column,))]


def rate(run: Callable[[str], object], texts: Sequence[str]) -> float:
    """Million characters a second of this process, warm."""
    for text in texts:
        run(text)
    characters, started = 0, time.process_time()
    while time.process_time() - started < SECONDS:
        for text in texts:
            run(text)
        characters += sum(map(len, texts))
    return characters / (time.process_time() - started) / 1e6


def rate_once(run: Callable[[str], object], texts: Sequence[str]) -> float:
    """Million characters a second of texts that are read for the first time."""
    for text in texts[:WARM]:
        run(text)
    started = time.process_time()
    for text in texts[WARM:]:
        run(text)
    return sum(map(len, texts[WARM:])) / (time.process_time() - started) / 1e6


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
    started = time.process_time()
    gazetteer = Gazetteer.default()
    print(f"opened in {time.process_time() - started:.2f} s {gazetteer.missing}")
    names = {" ".join(WORD.findall(fold(name.text))) for place in gazetteer for name in place.names} - {""}
    machine = daachorse.CharwiseDoubleArrayAhoCorasick(sorted(names))
    engines: dict[str, Callable[[str], object]] = {
        "find + resolve": partial(read, gazetteer),
        "find": gazetteer.find,
        f"naive dict ({len(names):,} names)": naive(names),
        "daachorse alone": lambda text: machine.find(text),
    }
    sets = {"own reports": reports()}
    sets |= {
        Path(f).name: [p.read_text(encoding="utf-8") for p in sorted(Path(f).glob("*.txt"))] for f in folders
    }
    for title, texts in sets.items():
        show(title, texts, {engine: rate(run, texts) for engine, run in engines.items()})
    once = distinct(gazetteer, WARM + ONCE)
    for title, texts in {"read once": once, "read once, words at random": shuffled(once)}.items():
        fresh = Gazetteer.default()  # it has seen no text yet
        engines["find + resolve"] = partial(read, fresh)
        engines["find"] = Gazetteer.default().find
        show(title, texts[WARM:], {engine: rate_once(run, texts) for engine, run in engines.items()})


def read(gazetteer: Gazetteer, text: str) -> object:
    return gazetteer.resolve(gazetteer.find(text))


def show(title: str, texts: Sequence[str], rates: dict[str, float]) -> None:
    forms = len({word for text in texts for word in text.split()})
    print(f"\n{title}: {len(texts):,} texts, {sum(map(len, texts)):,} characters, {forms:,} different words")
    for engine, value in rates.items():
        print(f"  {engine:32} {value:8.2f} M/s   x{value / rates['find + resolve']:.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
