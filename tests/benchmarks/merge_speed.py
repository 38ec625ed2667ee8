"""Merging of many claims, each world in a process of its own, against rivals in the same run.

    python tests/benchmarks/merge_speed.py [--claims 100000] [--twice]

Worlds: ``spread`` (2,000 towns, a year), ``dense`` (ten towns, a month, open and vague days),
``one_day`` (everything in one town on one day, every figure different), ``undated`` (one town,
no day), ``rows`` (half of it coded rows), ``points`` (every claim at a point of its own in one square
degree, a year). Rivals: comparing each claim with each (measured on a
sample, its time for all of them projected by the square), and blocking with pandas by town and
day as record linkage does it, whose pairs are counted before anything is scored.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta

from mapper.merge import merge
from mapper.merge.nodes import nodes
from mapper.merge.score import score
from mapper.records import Claim, Coded, Count, Location

WORLDS = ("spread", "dense", "one_day", "undated", "rows", "points")
TYPES = ("shelling", "missile_strike", "air_drone_strike", "armed_clash", "ground_advance", "attack_repelled",
         "equipment_destroyed", "casualties_reported", "ceasefire_violation", "other")  # fmt: skip
SIDES = ("AZE", "ARM", "RUS", "outlet", "other")
DOERS = ("AZE", "ARM", "", "AZE+ARM")
FIRST = date(2020, 1, 1)
SAMPLE = 2_000
CLAIMS_OF_A_REPORT = 15


def claims(world: str, number: int, seed: int = 7) -> Iterator[Claim]:
    """Synthetic claims; the same world and seed give the same ones."""
    rng = random.Random(seed)
    towns = [_town(rng, n) for n in range({"spread": 2_000, "dense": 10, "rows": 2_000}.get(world, 1))]
    for n in range(number):
        town = _town(rng, n, degrees=(1, 1)) if world == "points" else rng.choice(towns)
        start, end, basis = _days(rng, world)
        homeless = world in ("spread", "dense") and rng.random() < 0.1
        yield Claim(
            id=f"c{n}",
            report_id=f"r{n // CLAIMS_OF_A_REPORT}",
            start=n % CLAIMS_OF_A_REPORT * 100,
            end=n % CLAIMS_OF_A_REPORT * 100 + 90,
            claimant_side=rng.choice(SIDES),
            stance=rng.choice(("asserts", "asserts", "asserts", "denies", "acknowledges")),
            event_type=rng.choice(TYPES),
            actor_side=rng.choice(DOERS),
            target=f"target {rng.randrange(500)}",
            locations=() if homeless else (town,),
            date_from=start,
            date_to=end,
            date_basis=basis,
            killed=Count(low=(k := rng.randrange(number)), high=k) if rng.random() < 0.5 else None,
            coded=Coded(dataset="ucdp-ged", row_id=str(n)) if world == "rows" and n % 2 else None,
        )


def _town(rng: random.Random, n: int, degrees: tuple[int, int] = (15, 20)) -> Location:
    level, radius = rng.choice((("settlement", 5.0), ("settlement", 3.0), ("district", 20.0)))
    lat, lon = 30 + rng.random() * degrees[0], 35 + rng.random() * degrees[1]
    return Location(place_id=f"p{n}", name=f"Town {n}", lat=lat, lon=lon, radius_km=radius, level=level)  # type: ignore[arg-type]


def _days(rng: random.Random, world: str) -> tuple[date | None, date, str]:
    if world == "one_day":
        return FIRST, FIRST, "explicit"
    start = FIRST + timedelta(days=rng.randrange(30 if world == "dense" else 365))
    if world == "undated":
        return None, start, ""
    length = rng.choice((0, 0, 0, 1, 1, 2, 4, 30))
    return start, start + timedelta(days=length), rng.choice(("explicit", "weekday", "published"))


def measure(world: str, number: int) -> None:
    """Print seconds, incidents and peak memory in MB of one merge."""
    told = list(claims(world, number))
    before = time.process_time()
    found = sum(1 for _ in merge(told))
    seconds = time.process_time() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{seconds:.1f} {found} {peak:.0f}")


def naive(world: str, number: int) -> float:
    """Seconds that scoring every pair of claims would take, from a sample."""
    told = [node for claim in claims(world, SAMPLE) for node in nodes([claim])]
    before = time.process_time()
    for a, first in enumerate(told):
        for second in told[a + 1 :]:
            score(first, second)
    return (time.process_time() - before) * (number / SAMPLE) ** 2


def blocked(world: str, number: int) -> int:
    """Pairs that blocking by town and first day leaves to be scored."""
    import pandas as pd

    rows = [(c.locations[0].place_id if c.locations else "", c.date_from) for c in claims(world, number)]
    sizes = pd.DataFrame(rows, columns=["town", "day"]).groupby(["town", "day"], dropna=False).size()
    return int((sizes * (sizes - 1) // 2).sum())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--twice", action="store_true", help="also twice as many")
    parser.add_argument("--world", choices=WORLDS, help="measure this one here and print bare numbers")
    chosen = parser.parse_args()
    if chosen.world:
        measure(chosen.world, chosen.claims)
        return
    print(
        f"{'world':8} {'claims':>8} {'s':>7} {'incidents':>9} {'MB':>6} {'naive s':>10} {'pandas pairs':>14}"
    )
    for world in WORLDS:
        for number in (chosen.claims, 2 * chosen.claims) if chosen.twice else (chosen.claims,):
            command = [sys.executable, __file__, "--world", world, "--claims", str(number)]
            run = subprocess.run(command, capture_output=True, text=True, check=True)
            seconds, found, peak = run.stdout.split()
            rivals = f"{naive(world, number):>10.0f} {blocked(world, number):>14,}"
            print(f"{world:8} {number:>8} {seconds:>7} {found:>9} {peak:>6} {rivals}", flush=True)


if __name__ == "__main__":
    main()
