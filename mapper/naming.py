"""Which of a disputed place's names a page shows: all sides' names, one side's, or those of the reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from gazetteer.place import Place, PlaceName
from mapper.records import Claim, Evidence, Incident, Location

WRITTEN = "written"
Labels = Mapping[str, str]
"""Name to show by place id."""


def renamed(
    incidents: Sequence[Incident], evidence: Mapping[str, Evidence], places: Sequence[Place], names: str
) -> tuple[list[Incident], list[Place]]:
    """Incidents and places under the names of a side, or as written in the reports."""
    if names == WRITTEN:
        labels = written_names(incidents, evidence)
        return list(named(incidents, labels)), list(labelled(places, labels))
    chosen = list(of_side(places, names))
    labels = {new.id: new.name for old, new in zip(places, chosen, strict=True) if new.name != old.name}
    return list(named(incidents, labels)), chosen


def parties(places: Iterable[Place]) -> list[str]:
    """The sides whose names the gazetteer knows apart."""
    return sorted({name.side for place in places for name in place.names} - {""})


def of_side(places: Iterable[Place], side: str) -> Iterator[Place]:
    """The places with one side's names where it has its own; its rivals' are left to be searched."""
    for place in places:
        own = [name for name in place.names if name.side == side and not name.needs_cue]
        if own and any(name.side not in ("", side) for name in place.names):
            names = [*own, *(_searched(name) if name.side != side else name for name in place.names)]
            yield replace(place, name=_label(own, place), names=tuple(dict.fromkeys(names)))
        else:
            yield place


def _searched(name: PlaceName) -> PlaceName:
    """A name that can be searched and is not shown: one that needs a cue."""
    return replace(name, needs_cue=True) if name.side else name


def _label(own: Sequence[PlaceName], place: Place) -> str:
    """A name of the side; a district keeps the words by which it does not read as its town."""
    label = _name(own, place.name)
    return label + _apart(place) if place.level == "district" and _apart(place) not in label else label


def _apart(place: Place) -> str:
    """What its label adds to one of its names: " District", " Province (de facto NK)"."""
    rests = (place.name.removeprefix(name.text) for name in place.names if name.text != place.name)
    return min((rest for rest in rests if rest[:1] == " " and rest[1:2].isalpha()), key=len, default="")


def _name(own: Sequence[PlaceName], old: str) -> str:
    english = [name.text for name in own if name.language == "en"]
    latin = [name.text for name in own if name.language.endswith("Latn")]
    return (english or latin or [old])[0]


def written_names(incidents: Iterable[Incident], evidence: Mapping[str, Evidence]) -> Labels:
    """The commonest way in which the reports write each place, the first one where two are as common."""
    counts: dict[str, Counter[str]] = {}
    for incident in incidents:
        for claim in incident.claims:
            for location in claim.locations:
                text = _written(claim, location, evidence.get(claim.id))
                if text:
                    counts.setdefault(location.place_id, Counter())[text] += 1
    return {place: found.most_common(1)[0][0] for place, found in counts.items() if place}


def _written(claim: Claim, location: Location, words: Evidence | None) -> str:
    if words is None or location.start is None or location.end is None:
        return ""
    if len(words.quote) != claim.end - claim.start:
        return ""
    low, high = location.start - claim.start, location.end - claim.start
    return words.quote[low:high].strip() if 0 <= low < high <= len(words.quote) else ""


def named(incidents: Iterable[Incident], labels: Labels) -> Iterator[Incident]:
    """The incidents with these labels on their places and in their titles."""
    for incident in incidents:
        locations = tuple(_named(location, labels) for location in incident.locations)
        claims = tuple(
            replace(claim, locations=tuple(_named(location, labels) for location in claim.locations))
            for claim in incident.claims
        )
        title = incident.title
        for old, new in zip(incident.locations, locations, strict=True):
            title = title.replace(old.name, new.name)
        yield replace(incident, locations=locations, claims=claims, title=title)


def _named(location: Location, labels: Labels) -> Location:
    label = labels.get(location.place_id)
    return replace(location, name=label) if label and label != location.name else location


def labelled(places: Iterable[Place], labels: Labels) -> Iterator[Place]:
    """The places with one label in every language; what they were called stays to be searched."""
    for place in places:
        label = labels.get(place.id)
        yield (
            place
            if label is None
            else replace(
                place,
                name=label,
                names=tuple(replace(name, needs_cue=True) for name in place.names),
            )
        )
