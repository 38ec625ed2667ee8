"""How many reports of 3,000 characters a second each stage gets through on one core; run by hand.

    python tests/benchmarks/claims_speed.py [FOLDER] [ROUNDS]

FOLDER holds reports as .txt files; the bundled examples serve if none is given.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import mapper
from gazetteer.lookup import Gazetteer
from mapper.claims import claims
from mapper.language import load
from mapper.mentions import mentions
from mapper.records import Report
from mapper.segment import segment

T = TypeVar("T")
LENGTH = 3_000
EXAMPLES = Path(mapper.__file__).parent / "data" / "examples"


def reports(folder: Path, rounds: int) -> Iterator[Report]:
    """Texts of 3,000 characters, no two alike, so that nothing is remembered of a whole text."""
    pool = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt")))
    pool += "\n\n" + pool
    for number in range(rounds):
        start = number * 997 % (len(pool) - LENGTH)
        yield Report(id=f"r{number}", text=pool[start : start + LENGTH], published=date(2020, 10, 14))


def measure(found: list[Report], gazetteer: Gazetteer) -> Counter[str]:
    """Seconds of processor time by stage."""
    spent: Counter[str] = Counter()
    language = load("ar")

    def timed(stage: str, work: Callable[..., T], *given: Any) -> T:
        began = time.process_time()
        result = work(*given)
        spent[stage] += time.process_time() - began
        return result

    for report in found:
        timed("words", language.words, report.text)
        sentences = timed("segment", segment, report, language)
        places = timed("mentions", mentions, report, sentences, gazetteer, language)
        timed("claims", claims, report, sentences, places, language)
    return spent


def show(label: str, spent: Counter[str], count: int) -> None:
    for stage, seconds in [*spent.items(), ("all", spent.total())]:
        print(
            f"{label:<6}{stage:<10}{1000 * seconds / count:8.2f} ms a report{count / seconds:10.0f} a second"
        )


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLES
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    gazetteer = Gazetteer.default()
    found = list(reports(folder, rounds))
    show("cold", measure(found[:5], gazetteer), 5)
    show("warm", measure(found, gazetteer), len(found))


if __name__ == "__main__":
    main()
