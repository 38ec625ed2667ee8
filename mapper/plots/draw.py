"""The four plots: when, who of whom, where, and what outlets have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Literal

from mapper.errors import ArgumentError
from mapper.plots import paper
from mapper.plots.counts import (
    AGREEMENT,
    REST,
    SEVERAL,
    STANCES,
    between_outlets,
    by_place,
    claims_of,
    of_whom,
    speakers,
)
from mapper.plots.days import MOST_BARS, UNITS, Days, count_days
from mapper.plots.looks import Look, family_look, group_look, look_of
from mapper.plots.squares import OWN, squares
from mapper.plots.wording import Words, words
from mapper.records import Incident
from mapper.render.symbols import symbols
from mapper.subject import Drawable, map_data, subject
from mapper.taxonomy import family

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_SIDES = 6
WIDE_ENOUGH = 32
"""Bars of which there are more are too thin for a sign."""
PLACE_WIDTH = 34


def timeline(
    given: Drawable,
    *,
    by: Literal["family", "side"] = "family",
    unit: Literal["", "day", "week", "month", "year"] = "",
    lang: str = "en",
    ax: Axes | None = None,
) -> Axes:
    """How many incidents reports claim for each day, week, month or year.

    ``by`` is the kind of event, or the side that speaks of it. An incident that may lie in several bars is
    spread over the days in question, in a bar with a dashed edge; those without a date are counted in words.
    ``given`` is what ``mapper.IncidentMap`` takes: a build, an incidents frame, incidents, a table's path.

    >>> import mapper, mapper.plots
    >>> mapper.plots.timeline(mapper.load("incidents.parquet"), by="side")      # doctest: +SKIP
    """
    _one_of("by", by, ("family", "side"))
    _one_of("unit", unit, ("", *UNITS))
    said = words(lang)
    incidents = subject(given).incidents
    groups, told = _families(incidents) if by == "family" else speakers(incidents, MOST_SIDES)
    ax = paper.new_axes(ax, said, size=(8.2, 4.2))
    days = count_days(told, groups, unit=unit, most=MOST_BARS)
    if days is None:
        paper.nothing(ax, said.say("timeline_empty"))
        return ax
    looks = {name: family_look(name) if by == "family" else group_look(n) for n, name in enumerate(groups)}
    _bars(ax, days, looks, said)
    undated = said.count("timeline_undated", days.undated) if days.undated else ""
    paper.titled(ax, said, said.say(f"timeline_{by}"), [undated])
    vague = said.say("timeline_vague") if days.vague_count else ""
    name = said.say if by == "family" else partial(_side, said=said)
    drawn = {name(group): looks[group] for group in groups if any(days.sure[group])}
    paper.key(ax, said, drawn, vague=vague)
    return ax


def who_says_what(given: Drawable, *, most: int = 8, lang: str = "en", ax: Axes | None = None) -> Axes:
    """Who speaks of whom: claims by the claimant's side, and by the side that is said to have done it.

    In each square stand the claims that assert, deny and admit it. Sides beyond the ``most`` frequent are
    taken together. A claim that names two sides as doers counts in both columns.

    >>> import mapper, mapper.plots
    >>> mapper.plots.who_says_what(mapper.load("incidents.parquet"), lang="ar")  # doctest: +SKIP
    """
    _some(most)
    said = words(lang)
    matrix = of_whom(claims_of(subject(given).incidents), most)
    ax = paper.new_axes(ax, said, size=_size(matrix.columns, matrix.rows))
    if not matrix.cells:
        paper.nothing(ax, said.say("nothing"))
        return ax
    looks = {stance: look_of("stance", stance) for stance in STANCES}
    names = {side: _side(side, said) for side in (*matrix.rows, *matrix.columns)}
    squares(ax, matrix, looks, said, names)
    paper.named(ax, x=said.say("actor"), y=said.say("claimant"))
    paper.titled(ax, said, said.say("who_says_what"), [said.say("who_note")])
    paper.key(ax, said, {said.say(stance): look for stance, look in looks.items()})
    return ax


def places(
    given: Drawable,
    *,
    by: Literal["stance", "family"] = "stance",
    most: int = 15,
    lang: str = "en",
    ax: Axes | None = None,
) -> Axes:
    """The places by the number of claims that put an event there, split by stance or by kind of event.

    >>> import mapper, mapper.plots
    >>> mapper.plots.places(mapper.load("incidents.parquet"), most=10)          # doctest: +SKIP
    """
    _one_of("by", by, ("stance", "family"))
    _some(most)
    said = words(lang)
    data = map_data(given)
    found = by_place(data, by)
    spots = list(found)[:most]
    shown = [found[spot] for spot in spots]
    ax = paper.new_axes(ax, said, size=(8.2, 1.8 + 0.34 * len(shown)))
    if not shown:
        paper.nothing(ax, said.say("nothing"))
        return ax
    kinds = STANCES if by == "stance" else tuple(symbols()["family"])
    told = [kind for kind in kinds if any(counts[kind] for counts in shown)]
    looks = {kind: look_of(by, kind) if by == "stance" else family_look(kind) for kind in told}
    _rows(ax, said.places(spots), shown, looks, said)
    left_out = len(found) - len(shown)
    more = said.say("places_more", n=said.number(left_out)) if left_out else ""
    paper.titled(ax, said, said.say(f"places_{by}"), [said.say("places_note"), more])
    paper.key(ax, said, {said.say(kind): looks[kind] for kind in told})
    return ax


def outlets(given: Drawable, *, most: int = 8, lang: str = "en", ax: Axes | None = None) -> Axes:
    """Which outlets tell of the same incidents, and whether they carry the claim, its denial, or both.

    In the square of two outlets stand the incidents that both tell of; in an outlet's own square how many it
    tells of. Two that carry the same may quote one speaker: that is no confirmation.

    >>> import mapper, mapper.plots
    >>> mapper.plots.outlets(mapper.load("incidents.parquet"))                  # doctest: +SKIP
    """
    _some(most)
    said = words(lang)
    told = subject(given)
    matrix, counts = between_outlets(told.incidents, told.evidence, most)
    ax = paper.new_axes(ax, said, size=_size(matrix.columns, matrix.rows))
    if not matrix.rows:
        paper.nothing(ax, said.say("nothing"))
        return ax
    looks = {name: look_of("agreement", name) for name in AGREEMENT}
    own = {(outlet, outlet): counts[outlet] for outlet in matrix.rows}
    squares(ax, matrix, looks, said, {outlet: outlet for outlet in matrix.rows}, own=own)
    paper.titled(ax, said, said.say("outlets"), [said.say("outlets_note")])
    own_look = {said.say("told_alone"): Look(OWN, "")}
    paper.key(ax, said, {said.say(name): look for name, look in looks.items()} | own_look)
    return ax


def _one_of(name: str, value: str, known: Sequence[str]) -> None:
    if value not in known:
        raise ArgumentError(f"{name}={value!r} is none of {', '.join(repr(one) for one in known)}")


def _some(most: int) -> None:
    if most < 1:
        raise ArgumentError(f"most={most} would leave nothing to draw; give 1 or more")


def _families(incidents: Sequence[Incident]) -> tuple[list[str], list[tuple[Incident, str]]]:
    """The families told of, in the order of the page, and that of each incident."""
    told = [(incident, family(incident.event_type)) for incident in incidents]
    found = {group for _, group in told}
    return [name for name in symbols()["family"] if name in found], told


def _side(side: str, said: Words) -> str:
    fixed = {REST: "timeline_rest", SEVERAL: "timeline_several"}
    return said.say(fixed[side]) if side in fixed else said.side(side)


def _size(columns: Sequence[str], rows: Sequence[str]) -> tuple[float, float]:
    return 2.4 + 1.25 * max(3, len(columns)), 2.2 + 0.95 * max(2, len(rows))


def _bars(ax: Axes, days: Days, looks: Mapping[str, Look], said: Words) -> None:
    n = len(days.cut.starts)
    under = [0.0] * n
    at = range(n)
    highest = max(map(sum, zip(*days.sure.values(), days.vague, strict=True)))
    for group in days.groups:
        ax.bar(at, days.sure[group], 0.86, under, **paper.filled(looks[group]))
        if looks[group].shape and n <= WIDE_ENOUGH:
            for bar, number in enumerate(days.sure[group]):
                if paper.has_room(ax, "y", number, highest):
                    paper.sign(ax, bar, under[bar] + number / 2, looks[group])
        under = [low + number for low, number in zip(under, days.sure[group], strict=True)]
    if days.vague_count:
        told = [bar for bar in at if days.vague[bar]]
        ax.bar(told, [days.vague[bar] for bar in told], 0.86, [under[bar] for bar in told], **paper.VAGUE)
    paper.whole_numbers(ax, "y", said, highest)
    every = max(1, -(-n // 10))
    marked = list(range(0, n, every))
    labels = [said.day(days.cut.starts[bar], days.cut.unit) for bar in marked]
    paper.ticks(ax, "x", marked, labels)
    ax.set_xlim(-0.6, n - 0.4)
    if said.right_to_left:
        ax.invert_xaxis()
    paper.named(ax, y=said.say("incidents_axis"))


def _rows(
    ax: Axes, names: Sequence[str], shown: Sequence[Counter[str]], looks: Mapping[str, Look], said: Words
) -> None:
    under = [0] * len(shown)
    highest = max(counts.total() for counts in shown)
    for kind, look in looks.items():
        numbers = [counts[kind] for counts in shown]
        ax.barh(range(len(shown)), numbers, 0.78, under, **paper.filled(look))
        for row, number in enumerate(numbers):
            if look.shape and paper.has_room(ax, "x", number, highest):
                paper.sign(ax, under[row] + number / 2, row, look)
        under = [low + number for low, number in zip(under, numbers, strict=True)]
    paper.whole_numbers(ax, "x", said, highest)
    paper.ticks(ax, "y", range(len(shown)), [paper.folded(name, PLACE_WIDTH) for name in names])
    ax.set_ylim(len(shown) - 0.4, -0.6)
    paper.named(ax, x=said.say("claims_axis"))
