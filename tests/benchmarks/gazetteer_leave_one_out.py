"""Can a spelling be found when it is itself taken out? Over the Karabakh pack's attested Arabic ones.

    python tests/benchmarks/gazetteer_leave_one_out.py [-v]

Also: false places in a thousand words of our own prose. With -v, each miss is shown.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from gazetteer import Gazetteer, Place
from gazetteer.index.names import key_words
from gazetteer.sources import theatre
from gazetteer.table import read_table

CASES = Path(__file__).parents[1] / "cases"


def without(places: Sequence[Place], text: str) -> list[Place]:
    """The places without any name that is written so."""
    return [replace(p, names=tuple(n for n in p.names if n.text != text)) for p in places]


def leave_one_out(places: Sequence[Place], *, verbose: bool) -> None:
    spellings = sorted(
        {(n.text, p.id) for p in places for n in p.names if n.language == "ar" and n.evidence == "attested"}
    )
    owners: dict[str, set[str]] = {}
    for text, place_id in spellings:
        owners.setdefault(text, set()).add(place_id)
    levels: Counter[str] = Counter()
    for text, right in sorted(owners.items()):
        matches = Gazetteer.of(without(places, text)).search(text, limit=3)
        ids = [match.place.id for match in matches]
        if ids and ids[0] in right:
            levels[f"rank 1, {matches[0].level}"] += 1
        else:
            levels["lower" if right & set(ids) else "not found"] += 1
            if verbose:
                print("  ", text, sorted(right), ids)
    for level, count in sorted(levels.items()):
        print(f"  {level:20} {count:5} {count / len(owners):7.1%}")
    first = sum(count for level, count in levels.items() if level.startswith("rank 1"))
    print(f"  found at rank 1: {first} of {len(owners)}, {first / len(owners):.1%}")


def false_places(gazetteer: Gazetteer) -> None:
    words = false = 0
    for row in read_table(CASES / "gazetteer_prose.csv", required=("topic", "text", "places")):
        words += len(row.text("text").split())
        false += sum(hit.surface not in row.parts("places") for hit in gazetteer.find(row.text("text")))
    print(f"own prose: {false} false places in {words:,} words, {1000 * false / words:.2f} in a thousand")


def main(arguments: Sequence[str]) -> None:
    verbose = "-v" in arguments
    pack = next(theatre.load(f) for f in theatre.bundled() if f.name == "karabakh")
    arabic = sum(len(key_words(n.text)) > 0 for p in pack.places for n in p.names if n.language == "ar")
    print(f"{pack.name}: {len(pack.places)} places, {arabic} Arabic spellings")
    leave_one_out(pack.places, verbose=verbose)
    false_places(Gazetteer.default())


if __name__ == "__main__":
    main(sys.argv[1:])
