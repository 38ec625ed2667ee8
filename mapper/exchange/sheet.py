"""Incidents as rows of another data set; what came from that data set goes out as it came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from gazetteer.table import once, read_table
from mapper.exchange.coded_rows import known_fields
from mapper.exchange.wording import DATA
from mapper.records import Coded, Incident

Cells = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Rows in the form of a data set."""

    columns: tuple[str, ...]
    """Those of the data set, then others that its rows came with."""
    rows: tuple[Cells, ...]
    """By column; a column that a row lacks is empty."""
    left_out: dict[str, int]
    """Why incidents have no row, in words, and how many."""


def sheet(
    incidents: Iterable[Incident],
    *,
    form: str,
    dataset: str,
    misfit: Callable[[Incident], str],
    derived: Callable[[Incident], Iterable[Cells]],
) -> Sheet:
    """One data set's rows of the incidents, in their order.

    Where an incident holds rows of the ``dataset`` itself, these go out, each once,
    and nothing is derived: the data set knows the event already. Others
    are ``derived``, or left out for the reason that ``misfit`` gives.
    """
    rows: dict[Coded, Cells] = {}
    made: list[Cells] = []
    left_out: Counter[str] = Counter()
    for incident in incidents:
        if own := [coded for coded in _coded(incident) if coded.dataset == dataset]:
            fresh = [coded for coded in dict.fromkeys(own) if coded not in rows]
            rows |= {coded: _as_it_came(coded, form) for coded in fresh}
            made += [rows[coded] for coded in fresh]
        elif reason := misfit(incident):
            left_out[reason] += 1
        else:
            made += derived(incident)
    known = dict.fromkeys([*columns(form), *(name for row in made for name in row)])
    return Sheet(columns=tuple(known), rows=tuple(made), left_out=dict(left_out))


@cache
def columns(form: str) -> tuple[str, ...]:
    """The columns of a data set in its own order, from ``data/out_<form>.csv``."""
    rows = read_table(DATA / f"out_{form}.csv", required=["column", "meaning"], optional=())
    return tuple(row.required("column") for row in once(rows, "column"))


def _as_it_came(coded: Coded, form: str) -> Cells:
    """The row's own cells; one that has another name by now, or in its file, goes under the name of today."""
    given = {name for name, _ in coded.fields}
    theirs = {column: known_fields(coded.dataset)[field].names[0] for field, column in coded.mapped}
    renamed = {**_newer_names(coded.dataset, form), **theirs}
    newer = {old: new for old, new in renamed.items() if new not in given}
    return {newer.get(name, name): value for name, value in coded.fields}


@cache
def _newer_names(dataset: str, form: str) -> dict[str, str]:
    """What older releases call the columns of a data set, and what they are called now."""
    current = columns(form)
    fields = known_fields(dataset).values()
    pairs = ((old, f.names[0]) for f in fields for old in f.names[1:])
    return {old: new for old, new in pairs if new in current and old not in current}


def _coded(incident: Incident) -> Iterator[Coded]:
    return (claim.coded for claim in incident.claims if claim.coded)
