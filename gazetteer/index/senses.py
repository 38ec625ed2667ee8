"""What a spelling may mean, with all that each text asks about it answered once."""

from __future__ import annotations

from functools import cached_property

from gazetteer.index.cues import Cue, cues
from gazetteer.index.names import Entry, key_words

_KNOWN_POPULATION = 15_000
_AREAS = frozenset({"district", "region"})


class Senses:
    """The entries of one spelling. Made once for a spelling, and equal only to itself."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self.entries = entries
        self._certain: dict[tuple[bool, str], tuple[Entry, ...]] = {}
        self._without: dict[tuple[frozenset[str], frozenset[str]], Senses] = {}

    @cached_property
    def texts(self) -> frozenset[str]:
        """The names as the data writes them."""
        return frozenset(e.name.text for e in self.entries)

    @cached_property
    def is_stop(self) -> bool:
        return self.entries[-1].place is None  # stop phrases come last

    @cached_property
    def plain(self) -> bool:
        """Whether no entry asks for anything."""
        return all(map(_is_plain, self.entries))

    @cached_property
    def wants_capital(self) -> bool:
        return any(e.name.needs_capital for e in self.entries)

    @cached_property
    def doubtless(self) -> bool:
        """Whether no entry is of the world or doubtful, but for the namesakes of a region."""
        return not any(not e.namesake and (e.world or is_doubtful(e)) for e in self.entries)

    @cached_property
    def uncommon(self) -> tuple[Entry, ...]:
        """Those that company may make places: neither everyday words nor told by their capital alone."""
        return tuple(e for e in self.entries if not e.name.common and not e.name.needs_capital)

    @cached_property
    def everyday(self) -> tuple[Entry, ...]:
        """Those of the theatres that are everyday words."""
        return tuple(e for e in self.entries if e.name.common and not e.world)

    @cached_property
    def audible(self) -> tuple[Entry, ...]:
        return tuple(e for e in self.uncommon if not e.faint)

    @cached_property
    def audible_texts(self) -> frozenset[str]:
        return frozenset(e.name.text for e in self.audible)

    @cached_property
    def countries(self) -> frozenset[str]:
        return frozenset(e.place.country for e in self.entries if e.place)

    @cached_property
    def theatres(self) -> frozenset[str]:
        return frozenset(e.theatre for e in self.entries if e.theatre)

    @cached_property
    def worldly(self) -> bool:
        return any(e.world for e in self.entries)

    @cached_property
    def namesakes(self) -> tuple[Entry, ...]:
        return tuple(e for e in self.entries if e.namesake and e.place)

    @cached_property
    def known_town(self) -> bool:
        """Whether a town of the world that is not small bears the name."""
        return any(
            e.world and ((e.place and e.place.population) or 0) >= _KNOWN_POPULATION for e in self.entries
        )

    def certain(self, cue: Cue | None, first: str) -> tuple[Entry, ...]:
        """The entries that need no more than their place noun, or nothing; ``first`` is the text's letter."""
        capital = not self.wants_capital or first.upper() == first
        noun = cue.word if cue else ""
        known = self._certain.get((capital, noun))
        if known is None:
            known = self._certain[capital, noun] = tuple(
                e
                for e in self.entries
                if (capital or not e.name.needs_capital)
                and (not is_doubtful(e) or (cue is not None and vouches(cue, e)) or _has_own_noun(e))
                and not (e.faint or e.namesake)
            )
        return known

    def without(self, theatres: frozenset[str], countries: frozenset[str] = frozenset()) -> Senses:
        """The senses that are left when some theatres are out of the question, but for their places in some
        countries."""
        # What the spelling has nothing of is left out, so that few answers are kept of many reports.
        theatres, countries = theatres & self.theatres, countries & self.countries
        left = self._without.get((theatres, countries))
        if left is None:
            others = tuple(
                e
                for e in self.entries
                if e.theatre not in theatres or (e.place is not None and e.place.country in countries)
            )
            left = self if len(others) == len(self.entries) else Senses(others)
            self._without[theatres, countries] = left
        return left


def vouches(cue: Cue, entry: Entry) -> bool:
    """Whether a place noun makes its name that place: a province is no village, and a river no town.

    A province or district is often known to the data by its main town alone. Roads are called after
    everyday words as well (طريق السلام, "the way to peace").
    """
    place = entry.place
    if place is None or not cue.levels:
        return True
    if place.level in cue.levels:
        return not (place.level == "settlement" and entry.name.common and "line" in cue.levels)
    if place.level != "settlement" or cue.levels.isdisjoint(_AREAS):
        return False
    return (place.population or 0) >= _KNOWN_POPULATION or (not entry.world and place.kind != "village")


def is_doubtful(entry: Entry) -> bool:
    return entry.name.needs_cue or entry.name.common


def _is_plain(entry: Entry) -> bool:
    name = entry.name
    return not (name.needs_cue or name.common or name.needs_capital or entry.namesake)


def _has_own_noun(entry: Entry) -> bool:
    """Whether a name begins with the noun that it would need: محافظة الأنبار, "Anbar province"."""
    if entry.place is None:
        return False
    first, *others = key_words(entry.name.text) or [""]
    cue = cues().get(first)
    return bool(cue and others and not (cue.weak or cue.after) and entry.place.level in cue.levels)
