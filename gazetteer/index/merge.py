"""Layers of places made one: each place once, in its highest layer, with the names of all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from gazetteer.fold import fold
from gazetteer.place import Place, PlaceName, distance_km

_SAME_SPOT_KM = 5.0


def merge(layers: Sequence[Iterable[Place]]) -> tuple[list[list[Place]], dict[str, str]]:
    """The layers with each place once and with all its ancestors, and the ids that others took in.

    Places of two layers are one if their ids are, or if they are settlements with an Arabic name in
    common that lie within 5 km. Places of one layer never are: a river may part two towns of a name.
    """
    rank_of: dict[str, int] = {}
    places: dict[str, Place] = {}
    aliases: dict[str, str] = {}
    named: dict[str, list[str]] = {}
    for rank, layer in enumerate(layers):
        for place in layer:
            known = places.get(place.id) or _at_spot(place, rank, named, places, rank_of)
            if known is None:
                rank_of[place.id], places[place.id] = rank, place
                for key in _keys(place):
                    named.setdefault(key, []).append(place.id)
                continue
            places[known.id] = replace(known, names=_joined(known, place))
            if place.id != known.id:
                aliases[place.id] = known.id
    merged: list[list[Place]] = [[] for _ in layers]
    for place_id, place in places.items():
        merged[rank_of[place_id]].append(replace(place, parents=_ancestors(place, places)))
    return merged, aliases


def _at_spot(
    place: Place, rank: int, named: dict[str, list[str]], places: dict[str, Place], rank_of: dict[str, int]
) -> Place | None:
    """The place of a layer above that is this one under another id."""
    above = [places[i] for key in _keys(place) for i in named.get(key, ()) if rank_of[i] < rank]
    return next((other for other in above if distance_km(place, other) < _SAME_SPOT_KM), None)


def _keys(place: Place) -> list[str]:
    if place.level != "settlement":
        return []
    return list(dict.fromkeys(fold(name.text) for name in place.names if name.language == "ar"))


def _joined(known: Place, more: Place) -> tuple[PlaceName, ...]:
    return tuple(dict.fromkeys((*known.names, *more.names)))


def _ancestors(place: Place, places: dict[str, Place]) -> tuple[str, ...]:
    """Ids of all containing places, nearest first."""
    found: dict[str, None] = {}
    queue = list(place.parents)
    while queue:
        parent = queue.pop(0)
        if parent not in found and parent != place.id:
            found[parent] = None
            queue.extend(places[parent].parents if parent in places else ())
    return tuple(found)
