"""How well does merging find the events that made-up outlets tell of? And what does it get wrong?

    python tests/benchmarks/merge_quality.py [--weeks 200] [--first 0] [--show WEEK]

Weeks from number 200 on are not those of the tests: rules that fit only those do worse there.
Beside it stand what anybody would try first: the same place and day, and each claim for itself.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from variants import Variant, variants

from mapper.evaluate.grouping import bcubed, pairs, pairwise
from mapper.evaluate.ratio import Ratio
from mapper.merge import merge
from mapper.records import Claim

Groups = Collection[Collection[str]]


def ours(week: Variant) -> Groups:
    return [{claim.id for claim in one.claims} for one in merge(week.claims, outlets=week.outlets)]


def by_place_and_day(week: Variant) -> Groups:
    groups: dict[tuple[object, ...], set[str]] = {}
    for claim in week.claims:
        for place in claim.locations or (None,):
            groups.setdefault((place and place.place_id, claim.date_to), set()).add(claim.id)
    return list(groups.values())


def alone(week: Variant) -> Groups:
    return [{claim.id} for claim in week.claims]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--weeks", type=int, default=200)
    options.add_argument("--first", type=int, default=0, help="number of the first week")
    options.add_argument("--show", type=int, help="print one week's claims by what they were merged to")
    chosen = options.parse_args()
    weeks = list(variants(chosen.weeks, first=chosen.first))
    print(f"{len(weeks)} weeks, {sum(len(w.claims) for w in weeks)} claims of {_events(weeks)} events")
    for name, merger in (("mapper.merge", ours), ("place and day", by_place_and_day), ("each alone", alone)):
        _figures(name, weeks, merger)
    _faults(weeks)
    if chosen.show is not None:
        _show(weeks[chosen.show])


def _events(weeks: Iterable[Variant]) -> int:
    return sum(len(week.groups) for week in weeks)


def _figures(name: str, weeks: list[Variant], merger: Callable[[Variant], Groups]) -> None:
    found = [merger(week) for week in weeks]
    for measure in (pairwise, bcubed):
        ratio = sum((measure(w.groups, f) for w, f in zip(weeks, found, strict=True)), Ratio())
        figures = f"P {ratio.precision:.3f}  R {ratio.recall:.3f}  F1 {ratio.f1:.3f}"
        print(f"{name:<14} {measure.__name__:<9} {figures}")


def _faults(weeks: list[Variant]) -> None:
    """Pairs that should stand together and do not, by plot and by how they are told; and the reverse."""
    missed, wanted, wrong = Counter[str](), Counter[str](), Counter[str]()
    for week in weeks:
        true, made = pairs(week.groups), pairs(ours(week))
        for one, other in true:
            told = week.twists[one] ^ week.twists[other] or {"told alike"}
            names = [f"plot: {week.plots[one]}", *(f"told: {twist}" for twist in told)]
            wanted.update(names)
            missed.update(names if (one, other) not in made else ())
        wrong.update(" + ".join(sorted((week.plots[a], week.plots[b]))) for a, b in made - true)
    print("missed pairs of all, by what is told of and by what is told in another way")
    for name, count in sorted(missed.items(), key=lambda item: -item[1]):
        print(f"  {name:<28} {count:>5} of {wanted[name]:>5}  {count / wanted[name]:.0%}")
    print(f"wrongly joined pairs ({wrong.total()})")
    for name, count in wrong.most_common():
        print(f"  {name:<28} {count:>5}")


def _show(week: Variant) -> None:
    claims = {claim.id: claim for claim in week.claims}
    for group in ours(week):
        print("-" * 20)
        for claim in sorted((claims[id_] for id_ in group), key=lambda c: (c.date_from, c.id)):
            print(_line(claim, week))


def _line(claim: Claim, week: Variant) -> str:
    told = f"{claim.event_type} {claim.stance} {claim.claimant_side}: {claim.actor_side or '?'}"
    where = ", ".join(f"{place.place_id} ±{place.radius_km:g}" for place in claim.locations)
    dead = f" killed {claim.killed.low}..{claim.killed.high}" if claim.killed else ""
    return f"{week.plots[claim.id]:<12} {claim.date_from}..{claim.date_to} {told} at {where or '-'}{dead}"


if __name__ == "__main__":
    main()
