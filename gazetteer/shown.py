"""Places and matches as a notebook shows them: where, how sure, under which names, what else it may be."""

from __future__ import annotations

from collections.abc import Iterator

from gazetteer.markup import Markup, card, folded, joined, note, remark, table, text, words
from gazetteer.place import Candidate, Match, Place, PlaceName


def html(record: Place | Match) -> Markup:
    """A place or a match as HTML without script or style elements."""
    if isinstance(record, Match):
        return _match(record)
    remarks = note(remark(record.note)) if record.note else ""
    return card(_name(record), table(_whereabouts(record)), _names(record), remarks)


def _match(match: Match) -> Markup:
    found = joined([words(match.name), f" ({match.level} match, score {match.score:.2f})"], by="")
    others = [_other(candidate) for candidate in match.others]
    rows = [
        ("matched by", found),
        ("sure", "no: the evidence does not decide between candidates" if match.unsure else "yes"),
        ("why", joined((remark(reason) for reason in match.reasons), by="; ")),
        ("may also be", Markup("<br>".join(others))),
    ]
    return card(_name(match.place), table([*rows, *_whereabouts(match.place, match.radius_km)]))


def _other(candidate: Candidate) -> Markup:
    why = joined([": ", joined((remark(reason) for reason in candidate.reasons), by="; ")], by="")
    place = candidate.place
    head = joined([words(place.name), f" ({place.id}, score {candidate.score:.2f})"], by="")
    return joined([head, why if candidate.reasons else ""], by="")


def _name(place: Place) -> Markup:
    return words(place.name)


def _whereabouts(place: Place, radius_km: float | None = None) -> Iterator[tuple[str, object]]:
    km = place.radius_km if radius_km is None else radius_km
    yield "is", f"{place.kind} ({place.level})" if place.kind != place.level else place.level
    yield "lies at", f"lat {place.lat:.4f}, lon {place.lon:.4f} ± {km:g} km"
    yield "in", joined(place.parents)
    yield "country", place.country
    yield "existed", place.period
    yield "people", f"{place.population:,}" if place.population else ""
    yield "id", text(place.id)
    yield "point from", words(place.source) if place.source else ""


def _names(place: Place) -> Markup:
    by_language: dict[str, list[PlaceName]] = {}
    for name in place.names:
        by_language.setdefault(name.language, []).append(name)
    rows = [
        (tag or "no language", joined((_written(name) for name in names), by="; "))
        for tag, names in by_language.items()
    ]
    several = f"{len(place.names)} names" if len(place.names) != 1 else "1 name"
    return folded(several, table(rows))


def _written(name: PlaceName) -> Markup:
    side = f" ({name.side})" if name.side else ""
    return joined([words(name.text, name.language), side], by="")
