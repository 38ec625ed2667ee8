"""Claims of sentences and reports written for these tests."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

import mapper
from gazetteer.lookup import Gazetteer
from gazetteer.table import Row, read_table
from mapper.claims import claims
from mapper.claims.scene import lay_out
from mapper.language import load
from mapper.language.arabic.parties import CONFLICTS
from mapper.mentions import mentions
from mapper.records import Claim, Count, Report
from mapper.segment import segment
from mapper.sides import camps, sides
from mapper.taxonomy import event_types

CASES = Path(__file__).parent / "cases"
PARTIES = Path(mapper.__file__).parent / "language" / "arabic" / "data" / "parties.csv"
PUBLISHED = date(2020, 10, 14)
SAMPLE = (
    "أعلنت وزارة الدفاع الأذربيجانية أن القوات الأرمينية قصفت مدينة كنجة بالصواريخ أمس "
    "ما أدى إلى مقتل 5 مدنيين.\n"
    "ونفت يريفان ذلك، وقالت إن قواتها لم تقصف أي هدف مدني.\n"
    "وأضافت أن الجيش الأذربيجاني شن هجوما على محور جبرائيل."
)


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer.default()


def claims_of(text: str, published: date | None = PUBLISHED) -> tuple[Claim, ...]:
    language = load("ar")
    report = Report(id="r", text=text, published=published)
    sentences = segment(report, language)
    return claims(report, sentences, mentions(report, sentences, gazetteer(), language), language)


def compact(claim: Claim) -> tuple[str, ...]:
    places = "+".join(sorted(location.name for location in claim.locations))
    killed = str(claim.killed.low) if claim.killed else ""
    return (claim.event_type, claim.stance, claim.claimant_side, claim.actor_side, places, killed)


def fits(expected: str, claim: Claim) -> bool:
    *core, places, killed = expected.split("|")[:6]
    have = compact(claim)
    same = all(
        want in ("*", found) for want, found in zip([*core, killed], [*have[:4], have[5]], strict=True)
    )
    return (
        same and lies_in(places, have[4]) and all(part_fits(part, claim) for part in expected.split("|")[6:])
    )


def lies_in(expected: str, places: str) -> bool:
    """Every name wanted is there, and none that is struck out by an exclamation mark."""
    if expected in ("", "*"):
        return expected == "*" or not places
    return all((name.lstrip("!") in places) != name.startswith("!") for name in expected.split("+"))


def counted(count: Count | None) -> str:
    """``5``, ``10..15`` or, for "at least", ``30..``; empty for none."""
    if count is None:
        return ""
    return str(count.low) if count.low == count.high else f"{count.low}..{count.high or ''}"


PARTS: dict[str, Callable[[Claim], str]] = {
    "killed": lambda claim: counted(claim.killed),
    "injured": lambda claim: counted(claim.injured),
    "from": lambda claim: str(claim.date_from),
    "to": lambda claim: str(claim.date_to),
    "cumulative": lambda claim: "yes" if claim.cumulative else "no",
    "counts": lambda claim: "+".join(sorted(str(thing.count) for thing in claim.equipment)),
    "via": lambda claim: claim.via,
    "target": lambda claim: claim.target_class,
}


def part_fits(part: str, claim: Claim) -> bool:
    name, _, want = part.partition("=")
    found = PARTS[name](claim)
    return want in found if name == "via" else want == found


def unmet(expected: str, found: tuple[Claim, ...]) -> list[str]:
    """Expected claims that no claim fits, then the claims that nobody expected."""
    left = list(found)
    missing = []
    for want in sorted(filter(None, expected.split(";")), key=lambda claim: claim.startswith("?")):
        fitting = next((claim for claim in left if fits(want.lstrip("?"), claim)), None)
        if fitting is not None:
            left.remove(fitting)
        elif not want.startswith("?"):
            missing.append(want)
    return missing + ["|".join(compact(claim)) for claim in left]


COLUMNS = ["id", "conflict", "point", "published", "text", "expected", "known"]
TRAPS = {
    "accident",
    "admission",
    "against itself",
    "attempt",
    "call",
    "carry-over",
    "concession",
    "condemned",
    "condition",
    "crime",
    "cumulative",
    "denial",
    "distancing",
    "exercise",
    "future",
    "heading",
    "hedge",
    "history",
    "metaphor",
    "mutual",
    "negation",
    "number",
    "origin",
    "plan",
    "relay",
    "threat",
    "witness",
}


FILES = (
    "claims_sentences.csv",
    "claims_speakers.csv",
    "claims_strikes.csv",
    "claims_people.csv",
    "claims_sides.csv",
    "claims_doers.csv",
    "claims_review.csv",
    "claims_lost.csv",
)


@cache
def sentences() -> tuple[Row, ...]:
    tables = (read_table(CASES / name, required=COLUMNS, optional=()) for name in FILES)
    return tuple(row for table in tables for row in table)


def cases(rows: tuple[Row, ...]) -> list[object]:
    """A row that is known to fail must fail: one that passes has to lose its mark."""
    return [
        pytest.param(
            row,
            id=row.required("id"),
            marks=pytest.mark.xfail(reason=row.text("known"), strict=True) if row.text("known") else (),
        )
        for row in rows
    ]


@pytest.mark.parametrize("row", cases(sentences()))
def test_sentence_has_the_expected_claims(row: Row) -> None:
    found = claims_of(row.required("text"), date.fromisoformat(row.required("published")))

    assert unmet(row.text("expected"), found) == []


def test_case_table_is_wide_enough() -> None:
    conflicts = Counter(row.text("conflict") for row in sentences())
    wanted = {claim.split("|")[0] for row in sentences() for claim in row.text("expected").split(";")}

    assert len(sentences()) >= 400
    assert len({row.text("id") for row in sentences()}) == len(sentences())
    assert len(conflicts) == 10, conflicts
    assert min(conflicts.values()) >= 20, conflicts
    assert wanted >= {*event_types()}
    assert sum(row.text("point") in TRAPS for row in sentences()) * 3 >= len(sentences())


def test_at_most_three_rows_in_a_hundred_are_known_to_fail() -> None:
    assert sum(bool(row.text("known")) for row in sentences()) * 100 <= 3 * len(sentences())


def test_places_that_must_be_missed_are_told_apart() -> None:
    assert lies_in("Rafah+!Gaza", "Khan Yunis+Rafah")
    assert not lies_in("Rafah+!Gaza", "Gaza City+Rafah")
    assert not lies_in("Rafah+Tyre", "Rafah")
    assert not lies_in("", "Rafah")


@cache
def articles() -> tuple[Row, ...]:
    return tuple(read_table(CASES / "claims_plain.csv", required=["id", "text", "known"], optional=()))


@pytest.mark.parametrize("row", cases(articles()))
def test_prose_without_events_has_no_claims(row: Row) -> None:
    assert claims_of(row.required("text"), date(2023, 5, 1)) == ()


def test_prose_without_events_gives_one_claim_in_a_thousand_words_at_most() -> None:
    texts = [row.required("text") for row in articles()]
    found = sum(len(claims_of(text, date(2023, 5, 1))) for text in texts)

    assert found * 1000 <= sum(len(text.split()) for text in texts)


def test_denial_by_reference_denies_what_was_said_before() -> None:
    found = claims_of(SAMPLE)

    denied = [claim for claim in found if claim.stance == "denies" and claim.event_type == "missile_strike"]
    assert [(claim.claimant_side, claim.actor_side) for claim in denied] == [("ARM", "ARM")]
    assert [[location.name for location in claim.locations] for claim in denied] == [["Ganja"]]


def test_title_and_body_are_one_claim() -> None:
    text = (
        "القوات الروسية تسيطر على مدينة باخموت\n\n"
        "سيطرت القوات الروسية على مدينة باخموت، بحسب ما أفادت مصادر محلية."
    )

    found = claims_of(text)
    assert [claim.event_type for claim in found] == ["territory_captured"]
    assert len(found[0].also) == 1


def test_without_a_date_of_publication_days_stay_open() -> None:
    found = claims_of("قصفت القوات الأرمينية مدينة كنجة.", None)

    assert [(claim.date_from, claim.date_to, claim.date_basis) for claim in found] == [(None, None, "")]


def test_every_claim_says_which_words_it_rests_on() -> None:
    for claim in claims_of(SAMPLE):
        fields = {trace.field for trace in claim.trace}

        assert fields >= {"stance"}
        assert all(0 <= trace.start < trace.end <= len(SAMPLE) for trace in claim.trace)


def test_ids_of_claims_come_from_what_they_say_and_where() -> None:
    found = claims_of(SAMPLE)
    stances = {"asserts": "", "denies": "-denied", "acknowledges": "-admitted"}

    assert len({claim.id for claim in found}) == len(found)
    for claim in found:
        assert claim.id.startswith(f"r-{claim.start}-{claim.event_type}{stances[claim.stance]}")
    assert found == tuple(sorted(found, key=lambda claim: claim.start))


def test_claims_do_not_hang_on_the_process_that_reads_them() -> None:
    script = f"import sys; sys.path[:0] = {sys.path!r}; import test_claims as t; print(t.claims_of(t.SAMPLE))"
    command = [sys.executable, "-c", script]
    environments = ({**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"} for seed in "12")
    runs = [subprocess.run(command, env=env, capture_output=True, check=True) for env in environments]

    assert b"id='r-" in runs[0].stdout
    assert runs[0].stdout == runs[1].stdout


def test_examples_name_only_sides_that_are_known() -> None:
    folder = Path(mapper.__file__).parent / "data" / "examples"
    allowed = {*sides(), "unknown", ""}

    for path in sorted(folder.glob("*.txt")):
        for claim in claims_of(path.read_text(encoding="utf-8"), date(2020, 10, 14)):
            assert {claim.actor_side, claim.claimant_side} <= allowed, (path.name, claim.id)


def test_camps_are_of_known_sides_and_conflicts() -> None:
    for pair in camps():
        assert {*pair.first, *pair.second} <= set(sides())
        assert not {*pair.first} & {*pair.second}
        assert pair.conflict in CONFLICTS


def bystanders() -> list[object]:
    rows = read_table(PARTIES, required=["names", "side", "kind", "needs_head", "label_en"])
    return [
        pytest.param(row.required("names").split("|")[0], id=row.text("label_en"))
        for row in rows
        if row.required("kind") in ("monitor", "agency", "media", "organisation")
        and not row.text("needs_head")
    ]


VIOLENCE = (
    "أعلنت {} مقتل 12 شخصا في قصف مدفعي على سوق المدينة.",
    "وأفادت {} بمقتل 9 مدنيين في هجوم بطائرة مسيرة على مدينة الرقة.",
    "قالت {} إن غارة استهدفت منزلا في مدينة الرقة.",
    "أعلنت {} تدمير ثلاث دبابات في محيط المدينة.",
    "أكدت {} نزوح 300 أسرة بعد قصف عنيف على المدينة.",
)


@pytest.mark.parametrize("name", bystanders())
def test_whoever_reports_violence_has_not_done_it(name: str) -> None:
    own = {found.side for found in load("ar").names(load("ar").words(name), published=PUBLISHED)}
    for frame in VIOLENCE:
        for claim in claims_of(frame.format(name), date(2024, 3, 5)):
            assert claim.actor_side not in own, frame.format(name)


OFFICIALS = (
    "وزارة الصحة في غزة",
    "وزارة الصحة السودانية",
    "النيابة العامة الليبية",
    "السلطات المحلية في دونيتسك",
    "حاكم خاركيف",
    "الدفاع المدني في غزة",
    "مصادر طبية",
    "الأمم المتحدة",
)


@pytest.mark.parametrize("name", OFFICIALS)
def test_officials_who_count_the_dead_have_not_killed_them(name: str) -> None:
    for claim in claims_of(VIOLENCE[0].format(name), date(2024, 3, 5)):
        assert claim.actor_side in ("", "ISR"), compact(claim)


def test_both_accusers_are_named_in_the_words_of_the_text() -> None:
    found = claims_of("تبادلت أرمينيا وأذربيجان الاتهامات بقصف المدن.")

    assert [(claim.claimant_side, claim.claimant) for claim in found] == [
        ("ARM", "أرمينيا"),
        ("AZE", "أذربيجان"),
    ]


TRACED = {
    "claimant": "claimant",
    "actor_side": "actor_side",
    "target": "target",
    "weapon": "weapon",
    "date_from": "date",
    "killed": "killed",
    "injured": "injured",
    "equipment": "equipment",
}


def test_every_filled_field_of_the_examples_points_to_words() -> None:
    folder = Path(mapper.__file__).parent / "data" / "examples"
    tables = [row.required("text") for row in sentences()]

    for text in [*(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))), *tables]:
        for claim in claims_of(text):
            traced = {trace.field for trace in claim.trace if 0 <= trace.start < trace.end <= len(text)}
            filled = {name for field, name in TRACED.items() if getattr(claim, field)}
            assert filled <= traced, (text[claim.start : claim.end], filled - traced)


def test_first_word_has_none_before_it() -> None:
    text = "غارة على حلب رغم"
    report = Report(id="r", text=text)
    language = load("ar")
    sentences = segment(report, language)
    scene = lay_out(report, sentences, (), language)

    assert scene.words[-1].word("concession")
    assert not scene.is_after(0, "concession")
    assert not scene.is_after(1, "concession")
