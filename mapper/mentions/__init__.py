"""Find the named places of a report, and tell the place from the state that is meant by it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from gazetteer.fold import visible
from gazetteer.place import Hit
from mapper.language import Language
from mapper.mentions.datelines import capital, datelines
from mapper.mentions.everyday import everyday
from mapper.mentions.named import Gazetteer, Named, Page
from mapper.mentions.nationalities import nationalities
from mapper.mentions.uses import uses
from mapper.records import Mention, Report, Sentence

__all__ = ["Gazetteer", "mentions"]


def mentions(
    report: Report, sentences: Sequence[Sentence], gazetteer: Gazetteer, language: Language
) -> tuple[Mention, ...]:
    """Every named place outside page furniture, in reading order, all of a report resolved together."""
    text = visible(report.text)
    words = language.words(text)
    names = language.names(words, published=report.published)
    page = Page(text, words, names, language)
    hits = _within(gazetteer.find(text), sentences)
    starts = [word.start for word in words]
    named = [_named(hit, starts) for hit in hits]
    passed = everyday(named, page)
    named = [item for item in named if item not in passed]
    matches = list(gazetteer.resolve([item.hit for item in named]))
    heads = datelines(named, page, countries=[match.place.level == "country" for match in matches])
    for number in heads:
        matches[number] = capital(matches[number], gazetteer)
    found = [
        Mention(start=item.hit.start, end=item.hit.end, surface=item.hit.surface, use=use, match=match)
        for item, match, use in zip(named, matches, uses(named, matches, page, heads), strict=True)
    ]
    found = _settled(found, page, sentences, gazetteer)
    found += nationalities(page, found, sentences, gazetteer)
    if text != report.text:
        found = [replace(mention, surface=report.text[mention.start : mention.end]) for mention in found]
    return tuple(sorted(found, key=lambda mention: (mention.start, mention.end)))


def _settled(
    found: Sequence[Mention], page: Page, sentences: Sequence[Sentence], gazetteer: Gazetteer
) -> list[Mention]:
    """The mentions with their places as the text itself bounds them, and names that no gazetteer has."""
    known = {mention.start: mention for mention in found}
    settled: list[Mention] = []
    for start, end, match in gazetteer.settle(page.text, [(m.start, m.end, m.match) for m in found]):
        if mention := known.get(start):
            settled.append(mention if mention.match is match else replace(mention, match=match))
        elif _is_read(start, sentences):
            settled.append(Mention(start=start, end=end, surface=page.text[start:end], match=match))
    return settled


def _within(hits: Sequence[Hit], sentences: Sequence[Sentence]) -> list[Hit]:
    kept = [s for s in sentences if s.kind != "furniture"]
    starts = [s.start for s in kept]
    return [hit for hit in hits if (at := bisect_right(starts, hit.start)) and hit.start < kept[at - 1].end]


def _is_read(start: int, sentences: Sequence[Sentence]) -> bool:
    return any(s.start <= start < s.end and s.kind != "furniture" for s in sentences)


def _named(hit: Hit, starts: Sequence[int]) -> Named:
    """``starts`` are those of the words."""
    return Named(hit, bisect_right(starts, hit.start) - 1, bisect_right(starts, hit.end - 1) - 1)
