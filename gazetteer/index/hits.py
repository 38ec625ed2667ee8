"""From spans that are spelled like names to hits: with the place nouns and lists they stand in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from gazetteer.index import evidence
from gazetteer.index.cues import Cue, cues
from gazetteer.index.keep import Draft, keep
from gazetteer.index.layered import LayeredIndex
from gazetteer.index.names import Entry, fold_word
from gazetteer.index.scan import Found, Scanner, Words, words_of
from gazetteer.place import Area, Candidate, Hit, MatchLevel

# Between a place noun and its name, and between the names of a list.
_BESIDE = re.compile(r"[\s_'\"“”„«»‘’(]{1,4}")
_SHORT_GAP = 12
_MARKS = re.compile("[\u0640\u064b-\u0652]+")
_LISTED = re.compile(r"[\s'\"“”„«»‘’]*(?:[،,/]\s*(?:و|and\s)?|و|\sand\s|\sأو\s)[\s'\"“”„«»‘’]*")
_OVER_UNKNOWN = re.compile(rf"{_LISTED.pattern}\w{{3,16}}(?:\s\w{{2,12}})?{_LISTED.pattern}")
"""Between names of a list that holds one more which is not known."""
_LONGEST_GAP = 36
_CUE_PROCLITICS = re.compile(r"[وف]?[بلك]?")
_LEVEL_SCORE = {"exact": 1.0, "folded": 0.97, "skeleton": 0.8, "fuzzy": 0.6}
_EVIDENCE_SCORE = {"attested": 1.0, "reference": 0.98, "unattested": 0.94}
_MEMORY = 100_000
"""Answers to remember before starting anew; bounds the memory of long runs."""


class Finder:
    """Finds the hits of texts, and remembers what it met before."""

    def __init__(self, index: LayeredIndex, areas: Sequence[Area] = ()) -> None:
        self._areas = areas
        self._scanner = Scanner(index)
        self._candidates: dict[tuple[tuple[Entry, ...], str, MatchLevel], tuple[Candidate, ...]] = {}

    def find(self, text: str) -> tuple[Hit, ...]:
        """The names in a text, in reading order, without overlaps."""
        words = words_of(text)
        drafts: list[Draft] = []
        for found in self._scanner.scan(words):
            if found.entries[-1].place is not None:  # stop phrases come last
                drafts.append(_draft(text, words, found, drafts[-1] if drafts else None))
        about = keep(text, drafts, self._areas, evidence.named_by_people(words))
        return tuple(self._hit(text, draft, about) for draft in drafts if draft.kept)

    def _hit(self, text: str, draft: Draft, about: frozenset[str]) -> Hit:
        found = draft.found
        surface = text[found.start : found.end]
        return Hit(
            start=found.start,
            end=found.end,
            surface=surface,
            cue=draft.cue.word if draft.cue else "",
            level=found.level,
            candidates=self._known_candidates(draft.kept, surface, found.level),
            countries=about,
        )

    def _known_candidates(
        self, entries: tuple[Entry, ...], surface: str, level: MatchLevel
    ) -> tuple[Candidate, ...]:
        key = (entries, surface, level)
        if key not in self._candidates:
            if len(self._candidates) >= _MEMORY:
                self._candidates.clear()
            self._candidates[key] = candidates(entries, surface, level)
        return self._candidates[key]


def _draft(text: str, words: Words, found: Found, before: Draft | None) -> Draft:
    listed = before is not None and _is_listed(text, before.found.end, found.start)
    cue = _cue_before(text, words, found) or _cue_after(text, words, found)
    weak = cue is not None and cue.weak
    surface = text[found.start : found.end]
    if (cue is None or weak) and listed and before and before.cue and before.cue.plural:
        return Draft(found, before.cue, False, listed, surface)
    return Draft(found, None if weak else cue, weak, listed, surface)


def _is_listed(text: str, start: int, end: int) -> bool:
    if end - start > _LONGEST_GAP:
        return False
    gap = _MARKS.sub("", text[start:end])
    if len(gap) <= _SHORT_GAP and _LISTED.fullmatch(gap):
        return True
    return _OVER_UNKNOWN.fullmatch(gap) is not None


def _cue_before(text: str, words: Words, found: Found) -> Cue | None:
    start = words[found.first].start()
    if found.first == 0 or found.start > start:
        return None  # المنطقة محاذية لكلبجار, "the area adjoins Kalbajar": the noun is not of the name
    word = words[found.first - 1]
    if not _BESIDE.fullmatch(text, word.end(), start):
        return None
    cue = _cue(word[0])
    if cue is None and found.first > 1 and _between(text, words, found):
        cue = _cue(words[found.first - 2][0])
    return cue if cue and not cue.after else None


def _between(text: str, words: Words, found: Found) -> bool:
    """Whether an adjective stands between noun and name: العاصمة الروسية موسكو, "the Russian capital"."""
    noun, adjective = words[found.first - 2], words[found.first - 1]
    return text[noun.end() : adjective.start()].isspace() and fold_word(adjective[0]).endswith(("ي", "يه"))


def _cue_after(text: str, words: Words, found: Found) -> Cue | None:
    if found.last + 1 >= len(words):
        return None
    word = words[found.last + 1]
    cue = _cue(word[0]) if _BESIDE.fullmatch(text, found.end, word.start()) else None
    return cue if cue and cue.after else None


@lru_cache(maxsize=50_000)
def _cue(word: str) -> Cue | None:
    """The place noun that a word is, proclitics aside."""
    table, folded = cues(), fold_word(word)
    if folded in table:
        return table[folded]
    longest = _CUE_PROCLITICS.match(folded)
    for skip in range(1, (longest.end() if longest else 0) + 1):
        if folded[skip:] in table:
            return table[folded[skip:]]
    return None


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
    how = "is its name" if entry.name.text == surface else f"is spelled like its name “{entry.name.text}”"
    return Candidate(place=entry.place, score=score, name=entry.name.text, reasons=(f"“{surface}” {how}",))
