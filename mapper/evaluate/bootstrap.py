"""How far a score may lie from that of other documents of the same kind: the bootstrap, by document."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any

from mapper.evaluate.figures import of_tally
from mapper.evaluate.scoring import Tally, total

CENTRAL = 0.95
Path = tuple[str, ...]
HEADLINES: tuple[Path, ...] = (
    ("toponyms_literal", "F1"),
    ("toponyms_event_site", "F1"),
    ("resolution_without_countries", "acc@25km"),
    ("claims", "F1"),
    ("on_matched_claims", "claimant_side", "mean"),
    ("on_matched_claims", "stance", "mean"),
    ("on_matched_claims", "places_jaccard_when_gold_has_places", "mean"),
    ("incidents", "pairwise", "F1"),
    ("incidents", "bcubed", "F1"),
)


def intervals(documents: Sequence[Tally], *, draws: int, seed: int) -> dict[str, list[float]]:
    """The central 95 % of each headline figure over sets of documents drawn with replacement.

    Whole documents are drawn, since claims of one document succeed or fail together.
    """
    drawn = random.Random(seed)
    samples: dict[Path, list[float]] = {path: [] for path in HEADLINES}
    for _ in range(draws):
        sample = of_tally(total(drawn.choices(documents, k=len(documents))))
        for path, values in samples.items():
            value = _at(sample, path)
            if value is not None:
                values.append(value)
    return {".".join(path): _central(sorted(values)) for path, values in samples.items() if values}


def _at(figures: Mapping[str, Any], path: Path) -> float | None:
    value: Any = figures
    for name in path:
        value = value[name] if value is not None else None
    return value if value is None else float(value)


def _central(values: Sequence[float]) -> list[float]:
    """The bounds that leave out as many of the sorted values on either side."""
    outside = (1 - CENTRAL) / 2
    last = len(values) - 1
    return [values[round(outside * last)], values[round((1 - outside) * last)]]
