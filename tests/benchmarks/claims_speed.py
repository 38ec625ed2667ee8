"""How many reports of 3,000 characters a second extraction gets through on one core; run by hand.

    python tests/benchmarks/claims_speed.py [--folder FOLDER] [--count N] [--lines]

The reports are made of sentences of the bundled examples and of the tests' own cases, or of FOLDER's .txt
files, in an order, with numbers and with town names drawn anew for each, so that no two sentences of a run
need be alike. The first lines show the reports per second of each stage, cold and warm, then the highest
memory after N and after 2N reports. ``--lines`` times what grows too fast: ever longer single lines and
ever deeper nested quotations.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import resource
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import mapper
from gazetteer.lookup import Gazetteer
from mapper.claims import claims
from mapper.cli.options import spare_tables
from mapper.language import load
from mapper.mentions import mentions
from mapper.pipeline import extract
from mapper.records import Report
from mapper.segment import segment

T = TypeVar("T")
LENGTH = 3_000
COLD = 5
EXAMPLES = Path(mapper.__file__).parent / "data" / "examples"
CASES = Path(__file__).parents[1] / "cases"
_END = re.compile(r"(?<=[.!؟])\s+|\n+")
_NUMBER = re.compile(r"(?<![\d./:-])\d{1,3}(?![\d./:-])")
_WORD = re.compile(r"\w+")
_SENTENCES_A_PARAGRAPH = 3
_WITHIN_MENTIONS = ("gazetteer.find", "gazetteer.resolve", "gazetteer.place")
_SIZES = (50_000, 100_000, 200_000, 400_000)


def sentences(folder: Path | None) -> list[str]:
    """Sentences to make reports of."""
    if folder is not None:
        texts = [path.read_text(encoding="utf-8-sig") for path in sorted(folder.glob("*.txt"))]
    else:
        texts = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.txt"))]
        texts += [*_cases("claims_sentences.csv"), *_cases("claims_plain.csv")]
    return [part for text in texts for part in _END.split(text) if len(part) > 20]


def _cases(name: str) -> list[str]:
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return [row["text"] for row in csv.DictReader(line for line in file if not line.startswith("#"))]


def reports(pool: list[str], towns: list[str], *, seed: int = 1) -> Iterator[Report]:
    """Endless reports of 3,000 characters, no two alike, so that nothing is remembered of a whole text."""
    draw = random.Random(seed)
    known = set(towns)
    number = 0
    while True:
        text = _report(pool, towns, known, draw)
        number += 1
        day = date(2020, 1, 1) + timedelta(days=draw.randrange(1500))
        yield Report(id=f"r{number}", text=text, published=day)


def _report(pool: list[str], towns: list[str], known: set[str], draw: random.Random) -> str:
    parts: list[str] = []
    length = 0
    while length < LENGTH:
        sentence = _NUMBER.sub(lambda _: str(draw.randint(2, 99)), draw.choice(pool))
        sentence = _WORD.sub(lambda word: draw.choice(towns) if word[0] in known else word[0], sentence)
        parts.append(sentence)
        parts.append("\n" if len(parts) % (2 * _SENTENCES_A_PARAGRAPH) == 1 else " ")
        length += len(sentence) + 1
    return "".join(parts)[:LENGTH]


def towns(gazetteer: Gazetteer) -> list[str]:
    """Arabic names, of one word, of the towns of the bundled tables."""
    names = {
        name.text
        for place in gazetteer
        if place.level == "settlement"
        for name in place.names
        if name.language == "ar" and name.text.isalpha() and len(name.text) > 4
    }
    return sorted(names)


class Clock:
    """Seconds of processor time by stage."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)

    def timed(self, stage: str, work: Callable[..., T], *given: Any) -> T:
        began = time.process_time()
        result = work(*given)
        self.spent[stage] += time.process_time() - began
        return result


class Watched:
    """A gazetteer that shows how long it takes itself."""

    def __init__(self, gazetteer: Gazetteer, clock: Clock) -> None:
        self._gazetteer, self._clock = gazetteer, clock

    def __getattr__(self, name: str) -> Any:
        asked = getattr(self._gazetteer, name)
        return partial(self._clock.timed, f"gazetteer.{name}", asked) if callable(asked) else asked


def measure(found: Iterable[Report], gazetteer: Gazetteer) -> dict[str, float]:
    """Seconds of processor time by stage."""
    clock = Clock()
    watched: Any = Watched(gazetteer, clock)
    language = load("ar")
    for report in found:
        words = clock.timed("words", language.words, report.text)
        # The stages ask for the names again and are given those already found.
        clock.timed("names", partial(language.names, published=report.published), words)
        parts = clock.timed("segment", segment, report, language)
        places = clock.timed("mentions", mentions, report, parts, watched, language)
        clock.timed("claims", claims, report, parts, places, language)
        watched.unplaced(report.text, [(place.start, place.end) for place in places])
    return clock.spent


def _whole(spent: dict[str, float]) -> float:
    """All stages; what the mentions ask of the gazetteer is within them."""
    return sum(seconds for stage, seconds in spent.items() if stage not in _WITHIN_MENTIONS)


def show(label: str, spent: dict[str, float], count: int) -> None:
    for stage, seconds in [*spent.items(), ("all", _whole(spent))]:
        print(
            f"{label:<6}{stage:<20}{1000 * seconds / count:8.2f} ms a report{count / seconds:10.0f} a second"
        )


def run(found: Iterable[Report], gazetteer: Gazetteer) -> float:
    """Seconds of processor time that the whole of extraction takes."""
    spent = 0.0
    for report in found:
        began = time.process_time()
        list(extract([report], gazetteer=gazetteer))
        spent += time.process_time() - began
    return spent


def peak() -> float:
    """The most memory the process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def lines(pool: list[str], gazetteer: Gazetteer) -> None:
    """Twice the text should take twice the time."""
    text = " ".join(pool * (1 + _SIZES[-1] // sum(map(len, pool))))
    for size in _SIZES:
        line = run([Report(id="line", text=text[:size], published=date(2020, 10, 14))], gazetteer)
        deep = "«" * (size // 2) + pool[0] + "»" * (size // 2)
        quotes = run([Report(id="quotes", text=deep, published=date(2020, 10, 14))], gazetteer)
        print(f"{size:>8,} characters: one line {line:6.2f} s, nested quotations {quotes:6.2f} s")


def main() -> None:
    asked = argparse.ArgumentParser(description="Reports a second of extraction.")
    asked.add_argument("--folder", type=Path)
    asked.add_argument("--count", type=int, default=1_000)
    asked.add_argument("--lines", action="store_true")
    given = asked.parse_args()
    gazetteer = Gazetteer.default()
    pool = sentences(given.folder)
    made = reports(pool, towns(gazetteer))
    show("cold", measure(islice(made, COLD), gazetteer), COLD)
    spare_tables()  # as the commands do
    show("warm", measure(islice(made, 200), gazetteer), 200)
    for label in ("N", "2N"):
        speed = given.count / run(islice(made, given.count), gazetteer)
        print(f"{label:<3}{given.count:>8,} reports, {speed:6.0f} a second, at most {peak():6.0f} MB")
    if given.lines:
        lines(pool, gazetteer)


if __name__ == "__main__":
    main()
