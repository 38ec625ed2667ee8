"""From spans that are spelled like names to hits: with the place nouns and lists they stand in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from gazetteer.fold import fold, proclitics
from gazetteer.index import evidence
from gazetteer.index.cues import Cue, cues
from gazetteer.index.drafts import Draft
from gazetteer.index.heard import Listener
from gazetteer.index.holders import named_after, note_links
from gazetteer.index.keep import keep
from gazetteer.index.layered import LayeredIndex
from gazetteer.index.name_words import name_words
from gazetteer.index.names import Entry, fold_word
from gazetteer.index.remembered import Remembered
from gazetteer.index.scan import Found, Scanner, Words, read
from gazetteer.index.unplaced import named
from gazetteer.index.world import common_words
from gazetteer.place import Area, Candidate, Hit, MatchLevel
from gazetteer.reasons import reason

# Between a place noun and its name, and between the names of a list.
_BESIDE = re.compile(r"[\s_'\"“”„«»‘’(]{1,4}")
_SHORT_GAP = 12
_LISTED = re.compile(r"[\s'\"“”„«»‘’]*(?:[،,/]\s*(?:و|and\s)?|و|\sand\s|\sاو\s)[\s'\"“”„«»‘’]*")
_OVER_UNKNOWN = re.compile(rf"{_LISTED.pattern}\w{{3,16}}(?:\s\w{{2,12}})?{_LISTED.pattern}")
"""Between names of a list that holds one more which is not known."""
_LONGEST_GAP = 36
_LEVEL_SCORE = {"exact": 1.0, "folded": 0.97, "skeleton": 0.8, "fuzzy": 0.6}
_EVIDENCE_SCORE = {"attested": 1.0, "reference": 0.98, "unattested": 0.94}
_ELSEWHERE = 0.7
"""Of the score of a place that does not lie where the text puts it."""
_MEMORY = 100_000
"""Answers to remember before starting anew; bounds the memory of long runs."""


class Finder:
    """Finds the hits of texts, and remembers what it met before."""

    def __init__(self, index: LayeredIndex, areas: Sequence[Area] = ()) -> None:
        self._areas = areas
        self._scanner = Scanner(index)
        self._listener = Listener(index)
        self._candidates: dict[tuple[tuple[Entry, ...], str, MatchLevel], tuple[Candidate, ...]] = {}

    def find(self, text: str) -> tuple[Hit, ...]:
        """The names in a text, in reading order, without overlaps."""
        words, surfaces = read(text)
        drafts: list[Draft] = []
        before: Draft | None = None
        stopped: list[Found] = []
        for found in self._scanner.scan(words, surfaces):
            thing = named_after(found, words, surfaces)
            if found.senses.is_stop or thing in ("street", "title"):
                stopped.append(found)
            else:
                before = _draft(text, words, surfaces, found, before)
                before.quarter = thing == "quarter"
                drafts.append(before)
        if not drafts:
            return ()
        nations = evidence.adjectives(surfaces)
        note_links(text, words, drafts, nations)
        attackers = evidence.attackers(surfaces, nations)
        about = keep(drafts, self._areas, Counter(nations.values()), attackers)
        kept = [draft for draft in drafts if draft.kept]
        if heard := self._heard(words, surfaces, kept, stopped):
            kept = sorted([*kept, *heard], key=lambda draft: draft.found.start)
        return tuple([self._hit(draft, about) for draft in kept])

    def _heard(
        self, words: Words, surfaces: Sequence[str], kept: Sequence[Draft], stopped: Sequence[Found]
    ) -> list[Draft]:
        """Names of the theatres that the report names otherwise, heard freely behind a place noun."""
        drafts: list[Draft] = []
        theatres = taken = None
        for number in named(words, surfaces):
            heard, cue = self._listener.heard[surfaces[number]], _CUE_OF[surfaces[number - 1]]
            if heard is None or cue is None:
                continue
            if theatres is None or taken is None:
                theatres = {e.theatre for draft in kept for e in draft.kept} - {""}
                spans = [*(draft.found for draft in kept), *stopped]
                taken = {at for found in spans for at in range(found.first, found.last + 1)}
            level, senses = heard
            entries = tuple([e for e in senses.entries if e.theatre in theatres and _is_named(e, cue)])
            if entries and number not in taken and number - 1 not in taken:
                start, end = words[number].span()
                found = Found(start, end, number, number, level, senses)
                drafts.append(Draft(found, senses, cue, False, False, surfaces[number], entries))
        return drafts

    def _hit(self, draft: Draft, about: frozenset[str]) -> Hit:
        found = draft.found
        return Hit(
            start=found.start,
            end=found.end,
            surface=draft.surface,
            cue=draft.cue.word if draft.cue else "",
            level=found.level,
            candidates=self._known_candidates(draft, found.level),
            countries=about,
        )

    def _known_candidates(self, draft: Draft, level: MatchLevel) -> tuple[Candidate, ...]:
        key = (draft.kept, draft.surface, level)
        if key not in self._candidates:
            if len(self._candidates) >= _MEMORY:
                self._candidates.clear()
            self._candidates[key] = candidates(draft.kept, draft.surface, level)
        known = self._candidates[key]
        return _held_first(known, draft) if draft.held and len(known) > 1 else known


def _held_first(known: Sequence[Candidate], draft: Draft) -> tuple[Candidate, ...]:
    """Candidates, those first that lie where the text puts them."""
    why = reason("puts_near" if draft.link == "beside" else "puts_in", place=draft.holder)
    held = [replace(c, reasons=(*c.reasons, why)) for c in known if c.place.id in draft.held]
    elsewhere = [
        replace(c, score=round(c.score * _ELSEWHERE, 4)) for c in known if c.place.id not in draft.held
    ]
    return (*held, *elsewhere) if held else tuple(known)


def _is_named(entry: Entry, cue: Cue) -> bool:
    """Whether a place noun is that of a place, and its name no everyday word."""
    return entry.place is not None and entry.place.level in cue.levels and not entry.name.common


def _draft(text: str, words: Words, surfaces: Sequence[str], found: Found, before: Draft | None) -> Draft:
    end = before.found.end if before else -_LONGEST_GAP
    listed = found.start - end <= _LONGEST_GAP and before is not None and _is_of_list(text[end : found.start])
    cue = _cue_before(text, words, surfaces, found) or _cue_after(text, words, surfaces, found)
    weak = cue.weak if cue is not None else listed and before is not None and before.weak
    strong = None if weak else cue
    if weak and found.senses.everyday and found.last + 1 < len(words):
        weak = common_words().get(fold_word(surfaces[found.last + 1])) != "never"  # صور أخرى, "other photos"
    surface = text[found.start : found.end]
    if strong is None and listed and before and before.cue and before.cue.plural:
        return Draft(found, found.senses, before.cue, False, listed, surface)
    inside = weak and (cue.word in name_words("inside") if cue else bool(before and before.inside))
    struck = found.first > 0 and fold_word(surfaces[found.first - 1]) in name_words("struck")
    return Draft(found, found.senses, strong, weak, listed, surface, inside=inside, struck=struck)


@lru_cache(maxsize=20_000)
def _is_of_list(gap: str) -> bool:
    gap = fold(gap)
    if len(gap) <= _SHORT_GAP and _LISTED.fullmatch(gap):
        return True
    return _OVER_UNKNOWN.fullmatch(gap) is not None


def _cue_before(text: str, words: Words, surfaces: Sequence[str], found: Found) -> Cue | None:
    first = found.first
    if first == 0:
        return None
    cue = _CUE_OF[surfaces[first - 1]]
    if (
        cue is None
        and first > 1
        and (cue := _CUE_OF[surfaces[first - 2]])
        and not _between(text, words, first)
    ):
        return None
    if cue is None or cue.after:
        return None
    start = words[first].start()
    if found.start > start:
        return None  # المنطقة محاذية لكلبجار, "the area adjoins Kalbajar": the noun is not of the name
    return cue if _BESIDE.fullmatch(text, words[first - 1].end(), start) else None


def _between(text: str, words: Words, first: int) -> bool:
    """Whether an adjective stands between noun and name: العاصمة الروسية موسكو, "the Russian capital"."""
    noun, adjective = words[first - 2], words[first - 1]
    return text[noun.end() : adjective.start()].isspace() and fold_word(adjective[0]).endswith(("ي", "يه"))


def _cue_after(text: str, words: Words, surfaces: Sequence[str], found: Found) -> Cue | None:
    after = found.last + 1
    if after >= len(words):
        return None
    cue = _CUE_OF[surfaces[after]]
    if cue is None or not cue.after:
        return None
    return cue if _BESIDE.fullmatch(text, found.end, words[after].start()) else None


def _cue(word: str) -> Cue | None:
    """The place noun that a word is, proclitics aside."""
    table, folded = cues(), fold_word(word)
    if folded in table:
        return table[folded]
    for skip in range(1, proclitics(folded) + 1):
        if folded[skip:] in table:
            return table[folded[skip:]]
    return None


_CUE_OF = Remembered(_cue, most=100_000)


def candidates(entries: Sequence[Entry], surface: str, level: str) -> tuple[Candidate, ...]:
    """The places of entries, each once by its best name; best first."""
    best: dict[str, tuple[float, Entry]] = {}
    for entry in entries:
        if entry.place is None:
            continue
        score = _name_score(entry, surface, level)
        if entry.place.id not in best or score > best[entry.place.id][0]:
            best[entry.place.id] = (score, entry)
    ranked = sorted(best.items(), key=lambda item: (-item[1][0], item[0]))
    return tuple(_candidate(entry, score, surface) for _, (score, entry) in ranked)


def _name_score(entry: Entry, surface: str, level: str) -> float:
    if level not in ("skeleton", "fuzzy"):
        level = "exact" if entry.name.text == surface else "folded"
    return round(_LEVEL_SCORE[level] * _EVIDENCE_SCORE[entry.name.evidence] * 0.9**entry.rank, 4)


def _candidate(entry: Entry, score: float, surface: str) -> Candidate:
    assert entry.place is not None
    name = entry.name.text
    why = reason("name_same" if name == surface else "name_like", surface=surface, name=name)
    return Candidate(place=entry.place, score=score, name=name, reasons=(why,))
