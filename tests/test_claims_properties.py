"""What holds for the claims of every text: where they point, and what must not change them."""

from __future__ import annotations

import gc
import time
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gazetteer.fold import fold
from gazetteer.lookup import Gazetteer
from gazetteer.table import read_table
from mapper.pipeline import build, extract
from mapper.records import Claim, Extraction, Report

CASES = Path(__file__).parent / "cases"
QUIET = settings(suppress_health_check=[HealthCheck.too_slow])


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer.default()


@cache
def rows() -> tuple[tuple[str, date], ...]:
    """The sentences of the case table with their days of publication."""
    table = read_table(CASES / "claims_sentences.csv", required=["text", "published"])
    return tuple((row.required("text"), date.fromisoformat(row.required("published"))) for row in table)


def read(text: str, published: date | None = date(2020, 10, 14)) -> Extraction:
    report = Report(id="r", text=text, published=published)
    (extraction,) = extract([report], gazetteer=gazetteer())
    return extraction


def spans(claim: Claim) -> Iterator[tuple[int, int]]:
    yield claim.start, claim.end
    yield from claim.also
    yield from ((trace.start, trace.end) for trace in claim.trace)
    yield from (
        (location.start, location.end)
        for location in claim.locations
        if location.start is not None and location.end is not None
    )


def check_spans(extraction: Extraction) -> None:
    text = extraction.report.text
    for claim in extraction.claims:
        for start, end in spans(claim):
            assert 0 <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()
        for words in (claim.claimant, claim.target, claim.time_text):
            assert words in text
    for mention in extraction.mentions:
        assert text[mention.start : mention.end] == mention.surface


@pytest.mark.parametrize("size", [1, 7])
def test_spans_slice_the_text_to_the_words_they_stand_for(size: int) -> None:
    texts = [text for text, _ in rows()]
    claims = 0
    for at in range(0, len(texts), size):
        extraction = read("\n".join(texts[at : at + size]))
        check_spans(extraction)
        claims += len(extraction.claims)
    assert claims > 300


def test_a_time_is_traced_to_its_own_words() -> None:
    for text, published in rows():
        for claim in read(text, published).claims:
            times = {text[trace.start : trace.end] for trace in claim.trace if trace.field == "date"}
            assert not claim.time_text or claim.time_text in times


Spelling = Callable[[str, Random], list[tuple[str, int]]]
"""A text written anew: its characters, and for each how many characters of the old text it stands for."""

HARAKAT = [chr(code) for code in range(0x064B, 0x0653)]


def is_letter(char: str) -> bool:
    return "\u0620" <= char[:1] <= "\u064a" and char != "\u0640"


def harakat(text: str, random: Random) -> list[tuple[str, int]]:
    return [
        (char + random.choice(HARAKAT) if is_letter(char) and random.random() < 0.4 else char, 1)
        for char in text
    ]


def tatweel(text: str, random: Random) -> list[tuple[str, int]]:
    pairs = zip(text, text[1:] + " ", strict=True)
    return [
        (char + "\u0640" * random.randint(1, 3), 1)
        if is_letter(char) and is_letter(after) and random.random() < 0.3
        else (char, 1)
        for char, after in pairs
    ]


def each(change: Callable[[str], str]) -> Spelling:
    return lambda text, _: [(change(char), 1) for char in text]


def letters(source: str, target: str) -> Spelling:
    table = str.maketrans(source, target)
    return each(lambda char: char.translate(table))


@cache
def forms() -> dict[str, tuple[str, ...]]:
    """The presentation forms (Unicode blocks FB50 and FE70) of letters and of lam with alif."""
    found: dict[str, tuple[str, ...]] = {}
    for code in (*range(0xFB50, 0xFDFC), *range(0xFE80, 0xFEFD)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if (len(plain) == 1 or plain[:1] == "ل") and len(plain) < 3 and all(map(is_letter, plain)):
            found[plain] = (*found.get(plain, ()), chr(code))
    return found


def presentation(text: str, random: Random) -> list[tuple[str, int]]:
    found = []
    at = 0
    while at < len(text):
        pair = text[at : at + 2] in forms() and random.random() < 0.5
        part = text[at : at + 2] if pair else text[at]
        found.append((random.choice(forms()[part]) if part in forms() else part, len(part)))
        at += len(part)
    return found


INVISIBLE = [chr(code) for code in (0x200E, 0x200F, 0x061C, *range(0x200B, 0x200E), *range(0x2066, 0x206A),
                                    0x00AD, 0xFEFF)]  # fmt: skip


def marked(text: str, random: Random, *, where: Callable[[str, str], bool]) -> list[tuple[str, int]]:
    """Invisible marks put in wherever ``where`` allows between two characters."""
    written: list[tuple[str, int]] = []
    for before, char in zip(" " + text, text, strict=False):
        if where(before, char) and random.random() < 0.5:
            written.append((random.choice(INVISIBLE) * random.randint(1, 2), 0))
        written.append((char, 1))
    return written


def marks_before_words(text: str, random: Random) -> list[tuple[str, int]]:
    return marked(text, random, where=lambda before, char: before.isspace() and not char.isspace())


def marks_within_words(text: str, random: Random) -> list[tuple[str, int]]:
    return marked(text, random, where=lambda before, char: is_letter(before) and is_letter(char))


SPELLINGS: dict[str, Spelling] = {
    "harakat": harakat,
    "tatweel": tatweel,
    "persian letters": letters("يك", "یک"),
    "hamza dropped": letters("أإ", "اا"),
    "decomposed": each(lambda char: unicodedata.normalize("NFD", char)),
    "presentation forms": presentation,
    "invisible marks before words": marks_before_words,
    "invisible marks within words": marks_within_words,
    "arabic digits": letters("0123456789", "٠١٢٣٤٥٦٧٨٩"),
    "persian digits": letters("0123456789", "۰۱۲۳۴۵۶۷۸۹"),
}


def mapped(value: Any, old: list[int]) -> Any:
    """A claim's fields with offsets led back to the old text and its words folded."""
    if isinstance(value, dict):
        if "reasons" in value:
            # Reasons tell how the text spells the name, and what else such a spelling may mean.
            value = {**value, "reasons": []}
        if "report_id" in value:
            # The id of a claim counts the letters before it as they are written.
            value = {**value, "id": ""}
        return {name: led_back(name, part, old) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [mapped(part, old) for part in value]
    return fold(value) if isinstance(value, str) else value


def led_back(name: str, part: Any, old: list[int]) -> Any:
    if name == "also":
        return [(old[start], old[end]) for start, end in part]
    return old[part] if name in ("start", "end") and part is not None else mapped(part, old)


def old_offsets(written: list[tuple[str, int]]) -> list[int]:
    """For each offset in the new text the one in the old; within what stands for a letter, its end."""
    found = [0]
    at = 0
    for part, length in written:
        at += length
        found.extend([at] * len(part))
    return found


@pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=list(SPELLINGS))
@settings(QUIET, max_examples=40)
@given(st.sampled_from(rows()), st.integers(0, 2**32))
@example(("أقر التحالف العربي بأن إحدى غاراته على صعدة أصابت حافلة بالخطأ.", date(2018, 9, 1)), 2)
@example(("قصفت طائرات مجهولة مواقع لميليشيات إيرانية في ريف دير الزور.", date(2020, 10, 5)), 0)
@example(("انسحب الجيش الإسرائيلي من بلدتي يارون وبليدا وبقي في خمس نقاط حدودية.", date(2025, 2, 18)), 0)
def test_spelling_changes_no_claim(spelling: Spelling, row: tuple[str, date], seed: int) -> None:
    text, published = row
    written = spelling(text, Random(seed))
    new = "".join(part for part, _ in written)

    before, after = read(text, published), read(new, published)
    plain = list(range(len(text) + 1))
    assert [mapped(asdict(claim), old_offsets(written)) for claim in after.claims] == [
        mapped(asdict(claim), plain) for claim in before.claims
    ]


TITLED = (
    "الجيش الأوكراني: قواتنا صدت هجوما روسيا واسعا على محور باخموت ودمرت ثلاث دبابات وأربع مدرعات\n\n"
    "قصفت المدفعية الروسية مدينة خاركيف."
)


@pytest.mark.parametrize(
    "spelling", [harakat, tatweel, marks_before_words], ids=["harakat", "tatweel", "marks"]
)
def test_spelling_leaves_a_title_a_title(spelling: Spelling) -> None:
    kinds = [sentence.kind for sentence in read(TITLED).sentences]
    for seed in range(20):
        new = "".join(part for part, _ in spelling(TITLED, Random(seed)))
        assert [sentence.kind for sentence in read(new).sentences] == kinds


@settings(QUIET, max_examples=10)
@given(st.data())
def test_order_of_reports_changes_neither_claims_nor_incidents(data: st.DataObject) -> None:
    picked = data.draw(st.lists(st.sampled_from(rows()), min_size=2, max_size=12, unique=True))
    reports = [Report(id=str(at), text=text, published=day) for at, (text, day) in enumerate(picked)]
    shuffled = data.draw(st.permutations(reports))

    first, second = build(reports, gazetteer=gazetteer()), build(shuffled, gazetteer=gazetteer())
    assert first.evidence == second.evidence
    assert {(i.id, i.status, frozenset(i.claims)) for i in first.incidents} == {
        (i.id, i.status, frozenset(i.claims)) for i in second.incidents
    }


MARKS = ["،", ".", "«", "»", '"', "43", "(", ")", "و", "\n"]
WORDS = [*" ".join(text for text, _ in rows()[:120]).split(), *MARKS]


@settings(QUIET, max_examples=150)
@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_shuffled_words_never_raise(words: list[str]) -> None:
    check_spans(read(" ".join(words)))


@settings(QUIET, max_examples=300)
@given(st.sampled_from([text for text, _ in rows()]), st.floats(0, 1), st.booleans())
def test_a_text_cut_anywhere_never_raises(text: str, share: float, head: bool) -> None:
    at = round(share * len(text))
    check_spans(read(text[:at] if head else text[at:]))


@pytest.mark.parametrize("text", [".", "من.", "طردت القوات العراقية مقاتلي داعش من"])
def test_a_text_that_ends_too_early_never_raises(text: str) -> None:
    check_spans(read(text))


@settings(QUIET, max_examples=150)
@given(st.text(max_size=400))
def test_any_text_never_raises(text: str) -> None:
    check_spans(read(text, None))


SEASONS = ("غارة على حلب الصيف الماضي", "غارة على حلب الشتاء المقبل", "قصف الجيش حلب بعد 9999 يوما")


@pytest.mark.parametrize("published", [date.min, date(1, 12, 31), date(9999, 1, 1), date.max], ids=str)
def test_the_ends_of_the_calendar_raise_nothing(published: date) -> None:
    for text in (*SEASONS, *(text for text, _ in rows()[::4])):
        for claim in read(text, published).claims:
            assert (claim.date_from or date.min) <= (claim.date_to or date.max)


NOISE = st.text(max_size=30) | st.sampled_from(
    [
        "\u202e",
        "\u0640" * 9,
        "«",
        "»",
        '"',
        "((",
        "\r\n",
        "\x00",
        "\ufeff",
        "…",
        "<b>",
        "12/",
        "ـ",
        "و",
        "لـ«",
    ]
)


@settings(QUIET, max_examples=150)
@given(st.lists(NOISE | st.sampled_from(rows()).map(lambda row: row[0]), max_size=6), st.randoms())
def test_noise_among_sentences_never_raises(parts: list[str], random: Random) -> None:
    text = "".join(parts)
    cut = random.randint(0, len(text))

    check_spans(read(text[:cut] + random.choice(["", " ", "\n", "\u200f"]) + text[cut:]))


@settings(QUIET, max_examples=150)
@given(
    st.text(
        st.characters(min_codepoint=0x0600, max_codepoint=0x06FF) | st.sampled_from(" \n.،:"), max_size=200
    )
)
def test_any_arabic_characters_never_raise(text: str) -> None:
    check_spans(read(text))


def nested(size: int) -> str:
    return "قال «" * size + "قصف" + "»" * size


def one_line(size: int) -> str:
    sentences = " ".join(text.rstrip(".").replace("\n", " ") for text, _ in rows())
    return (sentences * (size // len(sentences) + 1))[:size]


def repeated(unit: str) -> Callable[[int], str]:
    return lambda size: unit * (size // len(unit))


def bulletin(size: int) -> str:
    """A report that is all one issuer's voice."""
    unit = "تدمير دبابة قرب جبرائيل. "
    return "نشرة وزارة الدفاع الأرمينية\n\n" + unit * (size // len(unit))


UNITS = ("قصف الجيش الأرميني مدينة كنجة، ", "قالت «", "بحسب المصدر ", "أن القوات ", "(", "و", "12 ")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("make", "size"),
    [
        (nested, 10_000),
        (one_line, 1_000_000),
        (bulletin, 160_000),
        *((repeated(unit), 64_000) for unit in UNITS),
    ],
    ids=[
        "ten thousand nested quotations",
        "a line of a million characters",
        "a bulletin",
        *(unit.strip() for unit in UNITS),
    ],
)
def test_time_grows_with_the_length(make: Callable[[int], str], size: int) -> None:
    def seconds(text: str) -> float:
        gc.collect()
        began = time.process_time()
        check_spans(read(text))
        return time.process_time() - began

    read(one_line(50_000))
    small, large = seconds(make(size // 8)), seconds(make(size))

    # Eight times the text; the square of it would be sixty-four times the work.
    assert large < 24 * max(small, 0.05)
