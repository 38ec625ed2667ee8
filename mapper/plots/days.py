"""Incidents by day, week, month or year, as the page's timeline counts them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from mapper.records import Incident

UNITS = ("day", "week", "month", "year")
MOST_BARS = 62
"""More are too thin to be told apart on paper; two months are drawn by day."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Days cut into bars of one unit."""

    unit: str
    starts: tuple[date, ...]
    """First day of each bar; weeks begin on Monday."""

    def bar(self, day: date) -> int:
        return bisect_right(self.starts, day) - 1


@dataclass(frozen=True, slots=True)
class Days:
    """What a timeline draws."""

    cut: Cut
    groups: tuple[str, ...]
    sure: dict[str, list[int]] = field(default_factory=dict)
    """Incidents of each group by bar, where they lie in one bar for certain."""
    vague: list[float] = field(default_factory=list)
    """Shares of those that may lie in several bars, spread evenly over the days in question."""
    vague_count: int = 0
    undated: int = 0


def cut_days(first: date, last: date, *, unit: str = "", most: int = MOST_BARS) -> Cut:
    """The finest unit of which there are no more than so many, or the one that is asked for."""
    finest = (name for name in UNITS if name == unit or (not unit and _bars(name, first, last) <= most))
    chosen = next(finest, "year")
    starts = [_start(chosen, first)]
    while (following := _after(chosen, starts[-1])) and following <= last:
        starts.append(following)
    return Cut(chosen, tuple(starts))


def count_days(
    told: Iterable[tuple[Incident, str]], groups: Sequence[str], *, unit: str = "", most: int = MOST_BARS
) -> Days | None:
    """Incidents, each with its group, by bar; None where not one has a date."""
    rows = list(told)
    dated = [(*span, group) for incident, group in rows if (span := _span(incident))]
    if not dated:
        return None
    cut = cut_days(min(row[0] for row in dated), max(row[1] for row in dated), unit=unit, most=most)
    sure = {group: [0] * len(cut.starts) for group in groups}
    vague = [0.0] * len(cut.starts)
    unclear = 0
    for first, last, group in dated:
        if cut.bar(first) == cut.bar(last):
            sure[group][cut.bar(first)] += 1
        else:
            unclear += 1
            _spread(vague, cut, first, last)
    return Days(cut, tuple(groups), sure, vague, unclear, len(rows) - len(dated))


def _span(incident: Incident) -> tuple[date, date] | None:
    first, last = incident.date_from or incident.date_to, incident.date_to or incident.date_from
    return (first, last) if first and last else None


def _spread(vague: list[float], cut: Cut, first: date, last: date) -> None:
    begin, end = first.toordinal(), last.toordinal() + 1
    for bar in range(cut.bar(first), cut.bar(last) + 1):
        following = cut.starts[bar + 1].toordinal() if bar + 1 < len(cut.starts) else end
        vague[bar] += (min(end, following) - max(begin, cut.starts[bar].toordinal())) / (end - begin)


def _bars(unit: str, first: date, last: date) -> float:
    whole = {"day": 1, "week": 7, "month": 28, "year": 365}[unit]
    return (last - first).days / whole + 1


def _start(unit: str, day: date) -> date:
    if unit == "week":
        return day - timedelta(day.weekday())
    return {"day": day, "month": day.replace(day=1), "year": day.replace(day=1, month=1)}[unit]


def _after(unit: str, start: date) -> date | None:
    """The first day of the bar that follows; None where the calendar ends, with the year 9999."""
    if unit in ("day", "week"):
        ordinal = start.toordinal() + (7 if unit == "week" else 1)
        return date.fromordinal(ordinal) if ordinal <= date.max.toordinal() else None
    months = start.year * 12 + start.month - 1 + (12 if unit == "year" else 1)
    return date(months // 12, months % 12 + 1, 1) if months // 12 <= date.max.year else None
