"""When an event of a report took place and how many it killed, where other words of the report say it."""

from __future__ import annotations

import time
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from gazetteer.lookup import Gazetteer
from gazetteer.table import Row, read_table
from mapper.claims import claims
from mapper.exchange.annotation import annotation
from mapper.language import load
from mapper.mentions import mentions
from mapper.pipeline import extract
from mapper.records import Claim, Count, Report
from mapper.segment import segment

CASES = Path(__file__).parent / "cases" / "event_days.csv"
NOTHING = "-"


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer.default()


def rows() -> list[Row]:
    return list(read_table(CASES, required=["id", "published", "text", "expected"], optional=()))


def claims_of(text: str, published: date | None) -> tuple[Claim, ...]:
    language = load("ar")
    report = Report(id="r", text=text, published=published)
    sentences = segment(report, language)
    return claims(report, sentences, mentions(report, sentences, gazetteer(), language), language)


def told(claim: Claim) -> str:
    killed = "" if claim.killed is None else str(claim.killed.low)
    return f"{claim.event_type}|{claim.date_from}|{claim.date_to}|{killed}|{claim.stance}"


def fits(expected: str, claim: Claim) -> bool:
    """Whether a claim is the one expected; a stance is asked for only where the row has one."""
    wanted = expected.split("|")
    return all(want in ("*", found) for want, found in zip(wanted, told(claim).split("|"), strict=False))


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.text("id"))
def test_cases(row: Row) -> None:
    found = claims_of(row.required("text"), date.fromisoformat(row.required("published")))

    if row.required("expected") == NOTHING:
        assert [told(claim) for claim in found if claim.event_type != "statement_only"] == []
        return
    wanted = row.required("expected").split(";")
    assert all(any(fits(want, claim) for claim in found) for want in wanted), [*map(told, found)]


def test_words_of_another_time_give_no_day_without_one() -> None:
    found = claims_of("في اليوم التالي قصف الجيش مدينة درعا بالمدفعية.", date(2024, 6, 12))

    assert [told(claim) for claim in found] == ["shelling|2024-06-11|2024-06-12||asserts"]


def test_without_a_day_of_publication_nothing_is_counted_from_it() -> None:
    found = claims_of("لليوم الثالث على التوالي قصف الجيش مدينة درعا بالمدفعية.", None)

    assert [told(claim) for claim in found] == ["shelling|None|None||asserts"]


def test_the_form_has_no_number_where_nobody_was_harmed() -> None:
    text = "استهدفت غارة جوية سيارة في النبطية دون وقوع إصابات."
    report = Report(id="r", text=text, published=date(2024, 6, 12))
    (extraction,) = extract([report], gazetteer=gazetteer())
    (claim,) = annotation(extraction, ())["claims"]

    assert extraction.claims[0].killed == Count(low=0, high=0)
    assert (claim["killed"], claim["injured"]) == (None, None)


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("قصف الجيش الأرميني محافظة ترتر بالمدفعية. وقتل ثلاثة مدنيين في غارة على مدينة ترتر.", "Tartar"),
        ("سيطر الجيش على قرى في ريف حماة. واستهدفت غارة جوية سوقا في مدينة حماة.", "Hama"),
    ],
)
def test_the_form_has_no_name_for_two_places(text: str, town: str) -> None:
    (extraction,) = extract([Report(id="r", text=text, published=date(2020, 10, 14))], gazetteer=gazetteer())
    form = annotation(extraction, ())
    meant: dict[str, set[tuple[float, float]]] = {}
    for toponym in form["toponyms"]:
        for name in (toponym["canonical"], *toponym["aliases"]):
            meant.setdefault(name, set()).add((toponym["lat"], toponym["lon"]))
    first, second = (claim["places"] for claim in form["claims"])

    assert second == [town]
    assert first != second
    assert all(len(meant[name]) == 1 for name in (*first, *second))


@pytest.mark.parametrize(
    "unit", ["وبعد يوم قصف الجيش درعا ", "منذ بدء الحرب قتل 3 جنود ", "قتل 3 وأصيب 5 في قصف "]
)
def test_time_grows_with_length(unit: str) -> None:
    def spent(times: int) -> float:
        start = time.perf_counter()
        claims_of(unit * times, date(2024, 6, 12))
        return time.perf_counter() - start

    spent(10)
    assert spent(1200) < 12 * spent(300) + 1
