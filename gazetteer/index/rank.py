"""Which of its places a name means without any context: by spelling, and by how well known each is."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from gazetteer.index.hits import candidates
from gazetteer.index.layered import SAME_PLACE_KM
from gazetteer.index.names import Entry
from gazetteer.place import Candidate, Hit, Match, MatchLevel, Place, distance_km, haversine_km
from gazetteer.reasons import reason

_PER_LAYER = 0.99
"""What each layer below the theatres takes from the score of a name that is spelled alike."""
_DOUBTFUL = 0.92
"""And a mark that the name is an everyday word or a person's too."""
_LEAST = 0.9
"""What of the score of a place is left that nobody knows; the rest grows with its people."""
_GREATEST = 7.0
"""Decimal logarithm of the people of a place that everybody knows."""
_PEOPLE = {"city": 100_000, "town": 15_000, "village": 500, "quarter": 1_500, "camp": 5_000}
"""How many live in a place that the data counts nobody of."""
_PEOPLE_OF_LEVEL = {"country": 10_000_000, "region": 2_000_000, "line": 20_000, "site": 2_000}
"""As many people know of a place that is no town as of a town of so many."""
_UNCOUNTED = 200
_BELOW_OWN = 0.9
_TOWN = 15_000
_AREAS = ("district", "region", "country")
_SMALL_KINDS = ("quarter", "village", "camp")
_MARGIN = 0.05
_PAIR = 0.2
"""Scores of a town and its district that differ by less leave open which of the two is meant."""
_FAR_KM = 15.0
_MOST_OTHERS = 9
_LARGER = 10
"""A place so many times as large as its namesake is meant."""
_NEAR_KM = 5000.0

Point = tuple[float, float]
"""Longitude and latitude."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search has found: how the name matched, the places best first, and how large they are."""

    level: MatchLevel
    candidates: tuple[Candidate, ...] = ()
    people: Mapping[str, int] | None = None
    """By place id; where it is not there, the place's own number counts."""
    doubtful: frozenset[str] = frozenset()
    """Ids of the places whose name is an everyday word or a person's too."""
    doubt: str = ""
    """Why none of them is surely meant, in words."""

    def people_of(self, place: Place) -> int:
        return (self.people or {}).get(place.id, 0) or people_of(place)

    def only(self, kept: Sequence[Candidate]) -> Found:
        return replace(self, candidates=tuple(kept))


def people_of(place: Place) -> int:
    """How many live in a place, or in a town that is as well known."""
    if place.level == "district":
        return int(max(place.population or 0, place.radius_km**2))
    if place.level in _PEOPLE_OF_LEVEL:
        return max(place.population or 0, _PEOPLE_OF_LEVEL[place.level])
    return place.population or _PEOPLE.get(place.kind, _UNCOUNTED)


def known(score: float, people: int) -> float:
    """A score of 0-1 with what it gains by how many people know of the place."""
    fame = min(1.0, math.log10(max(people, 1)) / _GREATEST)
    return round(score * (_LEAST + (1 - _LEAST) * fame), 4)


def ranked(entries: Sequence[Entry], surface: str, level: MatchLevel, *, own: frozenset[str]) -> Found:
    """The places of entries that are spelled alike; ``own`` are the ids of the user's, which stand first."""
    level_rows = {e.place.id: e.rank for e in entries if e.place}
    whole = candidates([replace(e, rank=0) for e in entries], surface, "folded")
    people = _people(whole, level_rows)
    texts = {(e.place.id, e.name.text) for e in entries if e.place and not _is_doubtful(e)}
    doubtful = frozenset(c.place.id for c in whole if (c.place.id, c.name) not in texts)
    found = []
    for candidate in whole:
        place = candidate.place
        if place.id not in people:
            continue
        factor = 1.0 if place.id in own else _PER_LAYER ** level_rows[place.id]
        factor *= _DOUBTFUL if place.id in doubtful else 1.0
        score = min(1.0, candidate.score * factor)
        reasons = candidate.reasons
        if place.id in own:
            reasons = (*reasons, reason("own"))
        else:
            score = known(score, people[place.id])
        found.append(replace(candidate, score=round(score, 4), reasons=reasons))
    return Found(level, _towns_first(found, people), people, doubtful)


def _towns_first(found: Sequence[Candidate], people: Mapping[str, int]) -> tuple[Candidate, ...]:
    """Best first, but no district above the town in it that has its name."""
    towns = [c for c in found if c.place.level == "settlement" and people[c.place.id] >= _TOWN]
    placed = []
    for candidate in found:
        district = candidate.place
        if district.level == "district":
            own = [t.score for t in towns if distance_km(t.place, district) <= district.radius_km]
            candidate = replace(candidate, score=min([candidate.score, *own]))
        placed.append(candidate)
    return sorted_by_score(placed)


def sorted_by_score(found: Sequence[Candidate]) -> tuple[Candidate, ...]:
    return tuple(sorted(found, key=lambda c: (-c.score, c.place.level == "district", c.place.id)))


def own_first(hits: Sequence[Hit], own: frozenset[str]) -> Sequence[Hit]:
    """Hits in text with the user's own places above all others of their spelling."""
    if not own:
        return hits
    # Mentions of one name share their candidates, and are weighed once for it.
    made: dict[int, tuple[Candidate, ...]] = {}
    for hit in hits:
        if id(hit.candidates) not in made and any(c.place.id in own for c in hit.candidates):
            made[id(hit.candidates)] = _raised(hit.candidates, own)
    return [replace(h, candidates=made[id(h.candidates)]) if id(h.candidates) in made else h for h in hits]


def _raised(found: tuple[Candidate, ...], own: frozenset[str]) -> tuple[Candidate, ...]:
    best = max(c.score for c in found)
    raised = (
        replace(c, score=best, reasons=(*c.reasons, reason("own")))
        if c.place.id in own
        else replace(c, score=round(c.score * _BELOW_OWN, 4))
        for c in found
    )
    return sorted_by_score(tuple(raised))


def _is_doubtful(entry: Entry) -> bool:
    return entry.name.needs_cue or entry.name.common


def _people(found: Sequence[Candidate], rank_of: Mapping[str, int]) -> dict[str, int]:
    """How large each place is, by id; a town that two layers have is there once, as large as either says."""
    people: dict[str, int] = {}
    kept: list[Place] = []
    for place in sorted((c.place for c in found), key=lambda p: rank_of[p.id]):
        same = next((k for k in kept if rank_of[k.id] < rank_of[place.id] and _is_same_town(k, place)), None)
        if same is None:
            kept.append(place)
            people[place.id] = people_of(place)
        else:
            people[same.id] = max(people[same.id], place.population or 0)
    return people


def _is_same_town(known: Place, other: Place) -> bool:
    towns = known.level == other.level == "settlement"
    return towns and distance_km(known, other) < SAME_PLACE_KM


def matches(found: Found, *, near: Point | None = None) -> tuple[Match, ...]:
    """What a search has found as matches, best first; places that are far from ``near`` fall behind."""
    order = sorted(found.candidates, key=lambda c: _order(c, near, found))
    made = []
    for candidate in order:
        doubts = _doubts(candidate, order, near, found)
        made.append(
            Match(
                place=candidate.place,
                level=found.level,
                score=candidate.score,
                name=candidate.name,
                others=tuple([o for o in order[: _MOST_OTHERS + 1] if o is not candidate][:_MOST_OTHERS]),
                unsure=bool(doubts),
                reasons=(*candidate.reasons, *doubts),
            )
        )
    return tuple(made)


def _doubts(
    candidate: Candidate, order: Sequence[Candidate], near: Point | None, found: Found
) -> tuple[str, ...]:
    """Why a candidate is not surely meant, in words; empty where it is."""
    if found.doubt:
        return (found.doubt,)
    place = candidate.place
    pair = [o.place for o in order if o.place.id in place.same_name and _is_open(o, candidate)]
    doubts = [reason("which_kind", kind=place.kind, other_kind=pair[0].kind)] if pair else []
    if other := next((o for o in order if _is_as_likely(o, candidate, near, found)), None):
        doubts.append(reason("as_likely", place=other.place.name))
    if doubts:
        return tuple(doubts)
    if place.kind in _SMALL_KINDS and place.id in found.doubtful:
        return (reason("everyday"),)
    return ()


def _is_open(other: Candidate, candidate: Candidate) -> bool:
    return abs(candidate.score - other.score) < _PAIR


def _order(candidate: Candidate, near: Point | None, found: Found) -> tuple[float, float, bool, int, str]:
    place = candidate.place
    km = haversine_km(near, (place.lon, place.lat)) if near else 0.0
    return (-_fit(candidate, near), km, place.level == "district", -found.people_of(place), place.id)


def _fit(candidate: Candidate, near: Point | None) -> float:
    km = haversine_km(near, (candidate.place.lon, candidate.place.lat)) if near else 0.0
    return candidate.score - min(km, _NEAR_KM) / _NEAR_KM


def _is_as_likely(other: Candidate, best: Candidate, near: Point | None, found: Found) -> bool:
    """Whether another place far off fits a name as well, and the first is not a much larger one.

    By a name that is another word too, not even the larger one is surely meant.
    """
    if other is best or _fit(best, near) - _fit(other, near) >= _MARGIN:
        return False
    larger = found.people_of(best.place) >= _LARGER * found.people_of(other.place)
    if larger and best.place.id not in found.doubtful:
        return False
    # What lies within another of its name, or around it, is no other end of the world.
    reach = max(
        [p.radius_km for p in (best.place, other.place) if p.level in _AREAS] or [best.place.radius_km]
    )
    return distance_km(best.place, other.place) > _FAR_KM + reach
