"""Asks a page of incidents, and asks the tables the same with pandas."""

from __future__ import annotations

import json
import random
from bisect import bisect
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import page_random
import pandas as pd
from page_islands import packed

from gazetteer.fold import fold
from mapper.frames.columns import parted
from mapper.layers import MapData
from mapper.render import IncidentMap
from mapper.taxonomy import event_types

IDS = """async (rows) => {
  const { id } = await page.incidentMap.data.ids();
  return [...rows].map((row) => id[row]);
}"""
SETTLED = "() => !document.querySelector('input[type=search]').hasAttribute('aria-busy')"
# How sure a place is, as the page tells it: the widest radius of each class in km.
PRECISIONS = {"exact": 5.0, "near": 25.0, "wide": float("inf")}
DEATHS = {"1": 1, "10": 10, "100": 100}
PASSING = """() => {
  const { mask } = page.incidentMap.store;
  return [...mask.keys()].filter((row) => mask[row]);
}"""


class Table:
    """The same questions asked of the tables with pandas."""

    def __init__(self, incidents: pd.DataFrame, claims: pd.DataFrame) -> None:
        self.incidents, self.claims = incidents, claims
        by = claims.groupby("incident_id")
        self.voices = by.claimant_side.agg(set)
        self.actors = by.actor_side.agg(lambda sides: {part for side in sides for part in side.split("+")})
        self.words = by.apply(self._words, include_groups=False)
        self.precision = {row.id: _precision(row.locations) for row in incidents.itertuples()}

    @staticmethod
    def _words(rows: pd.DataFrame) -> str:
        texts = [*rows.quote, *rows.claimant, *rows.target, *rows.outlet]
        return "\n".join(fold(text) for text in texts)

    def ids(self, asked: dict[str, Any], *, without: str = "") -> list[str]:
        rows = self.incidents
        tests = {
            "kinds": rows.family.isin(asked["families"]) | rows.event_type.isin(asked["types"])
            if asked["families"] or asked["types"]
            else None,
            "statuses": rows.status.isin(asked["statuses"]) if asked["statuses"] else None,
            "voices": rows.id.map(lambda one: bool(self.voices[one] & set(asked["voices"])))
            if asked["voices"]
            else None,
            "actors": rows.id.map(lambda one: bool(self.actors[one] & set(asked["actors"])))
            if asked["actors"]
            else None,
            "outlets": rows.outlets.map(lambda cell: bool({*parted(cell)} & set(asked["outlets"])))
            if asked["outlets"]
            else None,
            "precisions": rows.id.map(self.precision).isin(asked["precisions"])
            if asked["precisions"]
            else None,
            "deaths": self._dead(asked["deaths"]),
            "text": rows.id.map(lambda one: fold(asked["text"]) in self.words[one])
            if asked["text"]
            else None,
            "dates": self._touches(asked["from"], asked["to"]),
        }
        passing = pd.Series(True, index=rows.index)
        for name, test in tests.items():
            if test is not None and name != without:
                passing &= test
        return sorted(rows.id[passing])

    def counts(self, asked: dict[str, Any]) -> dict[str, dict[str, int]]:
        """What each value of each filter would show: incidents under all the other filters."""
        by = self.incidents.set_index("id")
        told = {
            "families": ("kinds", by.family.map(lambda one: {one})),
            "types": ("kinds", by.event_type.map(lambda one: {one})),
            "statuses": ("statuses", by.status.map(lambda one: {one})),
            "voices": ("voices", self.voices),
            "actors": ("actors", self.actors),
            "outlets": ("outlets", by.outlets.map(lambda cell: {*parted(cell)} or {""})),
            "precisions": ("precisions", {one: {name} for one, name in self.precision.items()}),
            "deaths": ("deaths", by.killed_best.map(_deaths)),
        }
        return {
            dimension: dict(Counter(v for one in self.ids(asked, without=name) for v in values[one]))
            for dimension, (name, values) in told.items()
        }

    def bars(self, asked: dict[str, Any], edges: list[int]) -> tuple[list[int], int, int]:
        """Incidents that lie within each bin, those that lie in several, and those without a date."""
        rows = self.incidents[self.incidents.id.isin(self.ids(asked, without="dates"))]
        dated = rows[rows.date_from.notna()]
        bins = [
            {bisect(edges, (pd.Timestamp(day) - pd.Timestamp(0)).days) - 1 for day in days}
            for days in zip(dated.date_from, dated.date_to.fillna(dated.date_from), strict=True)
        ]
        sure = Counter(next(iter(ends)) for ends in bins if len(ends) == 1)
        return (
            [sure[bar] for bar, _ in enumerate(pairwise(edges))],
            len(bins) - sure.total(),
            len(rows) - len(dated),
        )

    def _dead(self, asked: str) -> pd.Series | None:
        if not asked:
            return None
        told = self.incidents.killed_best
        return told.notna() if asked == "told" else (told >= int(asked)).fillna(False).astype(bool)

    def _touches(self, low: int | None, high: int | None) -> pd.Series | None:
        if low is None and high is None:
            return None
        rows = self.incidents
        test = rows.date_from.notna()
        last = rows.date_to.fillna(rows.date_from)
        if low is not None:
            test &= last >= pd.Timestamp(_date(low))
        if high is not None:
            test &= rows.date_from <= pd.Timestamp(_date(high))
        return test


def _precision(places: str) -> str:
    radii = [place["radius_km"] for place in json.loads(places)]
    if not radii:
        return "none"
    return next(name for name, limit in PRECISIONS.items() if min(radii) <= limit)


def _deaths(told: Any) -> set[str]:
    if pd.isna(told):
        return {""}
    return {"", "told", *(name for name, least in DEATHS.items() if told >= least)}


def _date(days: int) -> date:
    return date(1970, 1, 1) + timedelta(days=days)


def random_setting(rng: random.Random, table: Table) -> dict[str, Any]:
    def some(values: Any, share: float, most: int) -> list[str]:
        return rng.sample(sorted(values), rng.randint(1, most)) if rng.random() < share else []

    first = (page_random.WAR - date(1970, 1, 1)).days
    low, high = sorted(first - 3 + rng.randrange(page_random.DAYS + 10) for _ in range(2))
    return {
        "families": some({kind.family for kind in event_types().values()}, 0.25, 4),
        "types": some(event_types(), 0.25, 6),
        "statuses": some(set(table.incidents.status), 0.25, 3),
        "voices": some(page_random.SIDES, 0.25, 3),
        "actors": some(("", "AZE", "ARM", "TUR"), 0.2, 2),
        "outlets": some(page_random.OUTLETS, 0.2, 9),
        "precisions": some({*PRECISIONS, "none"}, 0.25, 2),
        "deaths": rng.choice(("told", "1", "10", "100")) if rng.random() < 0.25 else "",
        "text": rng.choice(("الجسر", "trucks", "КОЛОННА", "ecole", "قذايف", "s-300", "nothing at all"))
        if rng.random() < 0.25
        else "",
        "from": low if rng.random() < 0.35 else None,
        "to": high if rng.random() < 0.35 else None,
    }


def ask(page: Any, asked: dict[str, Any]) -> None:
    page.evaluate(
        """(asked) => page.incidentMap.store.change(Object.fromEntries(Object.entries(asked).map(
             ([key, value]) => [key, Array.isArray(value) ? new Set(value) : value])))""",
        asked,
    )
    page.wait_for_function(SETTLED)


def search(page: Any, text: str) -> list[str]:
    page.fill('input[type="search"]', text)
    page.dispatch_event('input[type="search"]', "change")
    page.wait_for_function(SETTLED)
    return shown(page)


def ids_of(page: Any, rows: str) -> list[str]:
    found: list[str] = page.evaluate(IDS, page.evaluate(f"() => [...{rows}]"))
    return found


def shown(page: Any) -> list[str]:
    return sorted(page.evaluate(IDS, page.evaluate(PASSING)))


def broken_page(data: MapData, island: str, folder: Path) -> Path:
    """A page of which one island was damaged on its way."""
    whole = IncidentMap(data).html()
    text = packed(whole, island)
    path = folder / "broken.html"
    path.write_text(whole.replace(text, "AAAA" + text[4:]), encoding="utf-8")
    return path
