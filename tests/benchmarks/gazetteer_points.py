"""Do the points of the theatre packs agree with GeoNames? Each town against those of its name in its country.

    python tests/benchmarks/gazetteer_points.py

A town whose nearest namesake lies beyond its radius is shown: its point is wrong, its radius too
small, or GeoNames has only another town of that name.
"""

from __future__ import annotations

from collections import defaultdict

from gazetteer import Place
from gazetteer.index.names import key_words
from gazetteer.place import Listed, haversine_km
from gazetteer.sources import theatre, world

_ARTICLES = ("ال", "al")


def keys(name: str) -> set[str]:
    """The folded name, with and without its article."""
    key = "".join(key_words(name))
    return {key, *(key.removeprefix(article) for article in _ARTICLES)} - {""}


def namesakes() -> dict[tuple[str, str], list[Listed]]:
    """Towns of the countries that have packs, by country and folded name."""
    countries = {p.country for f in theatre.bundled() for p in theatre.load(f).places}
    found = defaultdict(list)
    for town in world.load():
        if town.country in countries and town.level == "settlement":
            for key in set().union(*map(keys, (town.name, *town.names))):
                found[town.country, key].append(town)
    return found


def main() -> None:
    known = namesakes()
    for folder in theatre.bundled():
        compared, apart = 0, []
        for place in theatre.load(folder).places:
            near = _nearest(place, known) if place.level == "settlement" else None
            if near is not None:
                compared += 1
                apart += [(near[0], place, near[1])] if near[0] > place.radius_km else []
        print(f"{folder.name}: {compared} towns compared, {len(apart)} farther off than their radius")
        for km, place, town in apart:
            print(f"  {place.id} ±{place.radius_km:g} km: {km:.1f} km from {town.name} (geonames:{town.id})")


def _nearest(place: Place, known: dict[tuple[str, str], list[Listed]]) -> tuple[float, Listed] | None:
    names = set().union(*map(keys, (place.name, *(name.text for name in place.names))))
    towns = [town for key in names for town in known.get((place.country, key), ())]
    measured = ((haversine_km((place.lon, place.lat), (town.lon, town.lat)), town) for town in towns)
    return min(measured, default=None)


if __name__ == "__main__":
    main()
