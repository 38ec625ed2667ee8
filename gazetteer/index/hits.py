"""From spans that are spelled like names to hits: the place nouns beside them decide which stay.

A name that is an everyday word or a person's too (``needs_cue``) stays only
where something says that a place is meant: its place noun, a list of places
that it belongs to, another mention in the same report that has either, or a
preposition in a report that names other places around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from gazetteer.index.cues import Cue, cues
from gazetteer.index.names import Entry, fold_word
from gazetteer.index.scan import Found, Scanner, Word, words_of
from gazetteer.place import Candidate, Hit, Place

# Between a place noun and its name, and between the names of a list.
_BESIDE = re.compile(r"[\s_'\"“”„«»‘’(]{1,4}")
_MARKS = re.compile("[\u0640\u064b-\u0652]+")
_LISTED = re.compile(r"[\s'\"“”„«»‘’]*(?:[،,/]\s*(?:و|and\s)?|و|\sand\s|\sأو\s)[\s'\"“”„«»‘’]*")
_LONGEST_GAP = 12
_CUE_PROCLITICS = re.compile(r"[وف]?[بلك]?")
_LEVEL_SCORE = {"exact": 1.0, "folded": 0.97, "skeleton": 0.8, "fuzzy": 0.6}
_EVIDENCE_SCORE = {"attested": 1.0, "reference": 0.98, "unattested": 0.94}
_NEARBY_LEVELS = ("settlement", "district", "site", "line")


@dataclass(slots=True)
class _Draft:
    """A span on its way to a hit."""

    found: Found
    cue: Cue | None
    weak: bool
    listed: bool
    """Stands in a list with the draft before it."""
    kept: list[Entry] = field(default_factory=list)


def find_hits(scanner: Scanner, text: str) -> tuple[Hit, ...]:
    """The names in a text, in reading order, without overlaps."""
    words = words_of(text)
    drafts: list[_Draft] = []
    for found in scanner.scan(text, words):
        if all(entry.place is not None for entry in found.entries):
            drafts.append(_draft(text, words, found, drafts[-1] if drafts else None))
    _keep_certain(text, drafts)
    _keep_listed(drafts)
    _keep_repeated(drafts)
    _keep_near_others(drafts)
    return tuple(_hit(text, draft) for draft in drafts if draft.kept)


def _draft(text: str, words: list[Word], found: Found, before: _Draft | None) -> _Draft:
    listed = before is not None and _is_listed(text[before.found.end : found.start])
    cue = _cue_before(text, words, found) or _cue_after(text, words, found)
    weak = cue is not None and cue.weak
    if (cue is None or weak) and listed and before and before.cue and before.cue.plural:
        return _Draft(found, before.cue, False, listed)
    return _Draft(found, None if weak else cue, weak, listed)


def _is_listed(gap: str) -> bool:
    return len(gap) <= _LONGEST_GAP and _LISTED.fullmatch(_MARKS.sub("", gap)) is not None


def _cue_before(text: str, words: list[Word], found: Found) -> Cue | None:
    proclitics = found.start > words[found.first].start
    if found.first == 0 or proclitics:
        return None  # المنطقة محاذية لكلبجار, "the area adjoins Kalbajar": the noun is not of the name
    word = words[found.first - 1]
    if not _BESIDE.fullmatch(text, word.end, words[found.first].start):
        return None
    cue = _cue(word.text)
    if cue is None and found.first > 1 and _between(text, words, found):
        cue = _cue(words[found.first - 2].text)
    return cue if cue and not cue.after else None


def _between(text: str, words: list[Word], found: Found) -> bool:
    """Whether an adjective stands between noun and name: العاصمة الروسية موسكو, "the Russian capital"."""
    noun, adjective = words[found.first - 2], words[found.first - 1]
    return text[noun.end : adjective.start].isspace() and fold_word(adjective.text).endswith(("ي", "يه"))


def _cue_after(text: str, words: list[Word], found: Found) -> Cue | None:
    if found.last + 1 >= len(words):
        return None
    word = words[found.last + 1]
    cue = _cue(word.text) if _BESIDE.fullmatch(text, found.end, word.start) else None
    return cue if cue and cue.after else None


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


def _keep_certain(text: str, drafts: list[_Draft]) -> None:
    for draft in drafts:
        first = text[draft.found.start]
        capital = first.upper() == first
        draft.kept = [
            entry
            for entry in draft.found.entries
            if (capital or not entry.name.needs_capital) and (not _doubtful(entry) or draft.cue is not None)
        ]


def _doubtful(entry: Entry) -> bool:
    return entry.name.needs_cue or entry.name.common


def _keep_listed(drafts: list[_Draft]) -> None:
    """Names in one list with a settlement or district are places too; runs both ways."""
    pairs = [(drafts[i], drafts[i + 1]) for i in range(len(drafts) - 1) if drafts[i + 1].listed]
    for known, other in [*pairs, *((b, a) for a, b in reversed(pairs))]:
        if not other.kept and any(_is_nearby(entry) for entry in known.kept):
            other.kept = _uncommon(other.found.entries)


def _is_nearby(entry: Entry) -> bool:
    return entry.place is not None and entry.place.level in _NEARBY_LEVELS


def _uncommon(entries: Iterable[Entry]) -> list[Entry]:
    return [entry for entry in entries if not entry.name.common and not entry.name.needs_capital]


def _keep_repeated(drafts: list[_Draft]) -> None:
    """A name known for a place once is one throughout the report."""
    known = {entry.name.text for draft in drafts for entry in draft.kept}
    for draft in drafts:
        if not draft.kept:
            draft.kept = [entry for entry in _uncommon(draft.found.entries) if entry.name.text in known]


def _keep_near_others(drafts: list[_Draft]) -> None:
    """After a preposition, a name is kept if two other places around it are named in the report."""
    around = {place.id: place for draft in drafts for entry in draft.kept if (place := entry.place)}
    for draft in drafts:
        if not draft.kept and draft.weak:
            draft.kept = [
                e for e in _uncommon(draft.found.entries) if e.place and _has_company(e.place, around)
            ]


def _has_company(place: Place, around: dict[str, Place]) -> bool:
    """Whether two or more of the other places are of its country, share a parent or contain it."""
    kin = {place.id, *place.parents}
    return sum(_is_kin(other, place, kin) for other in around.values()) >= 2


def _is_kin(other: Place, place: Place, kin: set[str]) -> bool:
    same_country = bool(place.country) and other.country == place.country
    return same_country or other.id in kin or not kin.isdisjoint(other.parents)


def _hit(text: str, draft: _Draft) -> Hit:
    found = draft.found
    return Hit(
        start=found.start,
        end=found.end,
        surface=text[found.start : found.end],
        cue=draft.cue.word if draft.cue else "",
        level=found.level,
        candidates=candidates(draft.kept, text[found.start : found.end], found.level),
    )


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
    if level != "skeleton":
        level = "exact" if entry.name.text == surface else "folded"
    return round(_LEVEL_SCORE[level] * _EVIDENCE_SCORE[entry.name.evidence] * 0.9**entry.rank, 4)


def _candidate(entry: Entry, score: float, surface: str) -> Candidate:
    assert entry.place is not None
    how = "is its name" if entry.name.text == surface else f"is spelled like its name “{entry.name.text}”"
    return Candidate(place=entry.place, score=score, name=entry.name.text, reasons=(f"“{surface}” {how}",))
