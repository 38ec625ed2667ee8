"""Layers of places made one: each place once, in its highest layer, with the names of all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from gazetteer.place import Place, PlaceName


def merge(layers: Sequence[Iterable[Place]]) -> list[list[Place]]:
    """The layers with each place once and with all its ancestors; places are one if their ids are."""
    rank_of: dict[str, int] = {}
    places: dict[str, Place] = {}
    for rank, layer in enumerate(layers):
        for place in layer:
            known = places.get(place.id)
            rank_of.setdefault(place.id, rank)
            places[place.id] = replace(known, names=_joined(known, place)) if known else place
    merged: list[list[Place]] = [[] for _ in layers]
    for place_id, place in places.items():
        merged[rank_of[place_id]].append(replace(place, parents=_ancestors(place, places)))
    return merged


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
