"""Annotations of reports as they are scored: what stands in the files of a folder, checked."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from mapper.errors import RunError
from mapper.evaluate.item import Item
from mapper.evaluate.matching import Span

ACROSS = "incidents.json"
"""The file of a folder that lists incidents whose claims are of several documents."""
Point = tuple[float, float]
"""Longitude and latitude."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A named place of a text."""

    span: Span
    literal: bool
    kind: str
    names: tuple[str, ...]
    point: Point | None
    radius_km: float
    event_site: bool | None
    """None where the annotation does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a claim puts its event: a name, with a point of its own where the form gives one."""

    name: str
    point: Point | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim of an annotation."""

    id: str
    spans: tuple[Span, ...]
    """Where it stands, the repeats after it; empty where only its id is given."""
    event_type: str
    stance: str
    claimant_side: str
    actor_side: str
    places: tuple[Place, ...]
    date_from: date | None
    date_to: date | None
    time_text: str
    killed: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The annotation of one document."""

    toponyms: tuple[Toponym, ...] = ()
    claims: tuple[Told, ...] = ()
    incidents: tuple[frozenset[str], ...] = ()
    """Ids of the claims of each incident."""

    @property
    def by_id(self) -> bool:
        """Whether its claims are known by their ids alone."""
        return bool(self.claims) and not any(claim.spans for claim in self.claims)


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """The annotations of a set of documents."""

    forms: Mapping[str, Form]
    """By file name of the document."""
    across: tuple[frozenset[tuple[str, str]], ...] | None
    """Incidents across documents as (document, claim id); None where the folder lists none."""


def read_folder(path: Path, *, texts: Path | None = None, by_ids: bool = False) -> Folder:
    """Read every form of a folder; with ``texts``, the folder of the reports, offsets are checked as well.

    With ``by_ids`` the list of incidents may name documents that have no form
    here. Raises RunError with file and place of the first fault.
    """
    if not path.is_dir():
        raise RunError(f"{path}: is no folder; give a folder of annotation files (*.json)")
    # A hidden file is what a run that was killed left half written.
    files = sorted(file for file in path.glob("[!.]*.json") if file.name != ACROSS)
    forms = {file.name.removesuffix(".json"): _form(file, texts) for file in files}
    across = path / ACROSS
    return Folder(
        forms=forms, across=tuple(_across(across, forms, by_ids=by_ids)) if across.is_file() else None
    )


def _load(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise RunError(f"{path}, {where}: is not JSON ({error.msg})") from None
    except (OSError, UnicodeDecodeError) as error:
        raise RunError(f"{path}: cannot be read ({error})") from None


def _form(path: Path, texts: Path | None) -> Form:
    form = Item.of(path, _load(path))
    if not {"toponyms", "claims"} & form.values.keys():
        raise RunError(f"{path}: has neither toponyms nor claims; only annotations may lie in the folder")
    text = _text(path, form, texts) if texts else None
    claims = tuple(_claim(item, text) for item in form.items("claims"))
    ids = [claim.id for claim in claims if claim.id]
    id_, times = next(iter(Counter(ids).most_common(1)), ("", 0))
    if times > 1:
        raise form.fault("claims", f"two claims have the id {id_!r}")
    return Form(
        toponyms=tuple(_toponym(item, text) for item in form.items("toponyms")),
        claims=claims,
        incidents=tuple(_members(item, set(ids)) for item in form.items("incidents")),
    )


def _text(path: Path, form: Item, texts: Path) -> str:
    report = texts / (form.text("doc") or path.name.removesuffix(".json"))
    try:
        # newline="" as in the form's definition: offsets count every character of the file.
        with report.open(encoding="utf-8", newline="") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise RunError(f"{path}: its report {report} cannot be read ({error})") from None


def _toponym(item: Item, text: str | None) -> Toponym:
    span = item.span(text)
    item.check_words("surface", text, span)
    names = (item.text("canonical"), item.text("surface"), *item.texts("aliases"))
    return Toponym(
        span=span,
        literal=item.text("use", default="literal") == "literal",
        kind=item.text("kind"),
        names=tuple(name for name in names if name),
        point=_point(item),
        radius_km=item.number("radius_km") or 0.0,
        event_site=item.flag("event_site"),
    )


def _claim(item: Item, text: str | None) -> Told:
    spans: list[Span] = []
    if item.has("start") or not item.text("id"):
        spans = [item.span(text), *item.spans("also", text)]
        item.check_words("quote", text, spans[0])
    return Told(
        id=item.text("id"),
        spans=tuple(spans),
        event_type=item.text("event_type"),
        stance=item.text("stance"),
        claimant_side=item.text("claimant_side"),
        actor_side=item.text("actor_side"),
        places=tuple(_places(item)),
        date_from=item.day("date_from"),
        date_to=item.day("date_to"),
        time_text=item.text("time_text"),
        killed=item.whole("killed"),
    )


def _places(item: Item) -> Iterator[Place]:
    for name in item.all("places"):
        if isinstance(name, str):
            yield Place(name=name)
        else:
            place = Item.of(item.path, name, where=f"{item.where}.places")
            yield Place(name=place.text("canonical") or place.text("name"), point=_point(place))


def _point(item: Item) -> Point | None:
    lat, lon = item.number("lat", low=-90, high=90), item.number("lon", low=-180, high=180)
    return None if lat is None or lon is None else (lon, lat)


def _members(item: Item, known: set[str]) -> frozenset[str]:
    for member in item.texts("claims"):
        if member not in known:
            raise item.fault("claims", f"{member!r} is no claim of this document")
    return frozenset(item.texts("claims"))


def _across(path: Path, forms: Mapping[str, Form], *, by_ids: bool) -> Iterator[frozenset[tuple[str, str]]]:
    known = {document: {claim.id for claim in form.claims} for document, form in forms.items()}
    for item in Item.of(path, {"incidents": _load(path)}).items("incidents"):
        members = frozenset(_named(item, member) for member in item.texts("claims"))
        for document, id_ in sorted(members):
            if document not in known and not by_ids:
                raise item.fault("claims", f"there is no {document}.json beside it")
            if document in known and id_ not in known[document]:
                raise item.fault("claims", f"{document}.json has no claim {id_!r}")
        yield members


def _named(item: Item, member: str) -> tuple[str, str]:
    document, _, id_ = member.rpartition(":")
    if not document or not id_:
        raise item.fault("claims", f"{member!r} is not written as <document>:<claim id>")
    return document, id_
