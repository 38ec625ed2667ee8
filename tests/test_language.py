"""A language is one folder: what every pack gives, the English stub, and no Arabic outside its folder."""

from __future__ import annotations

import ast
import json
import shutil
import time
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import mapper
from gazetteer.errors import DataError
from gazetteer.lookup import Gazetteer
from gazetteer.table import Row
from mapper.cli import main
from mapper.errors import LanguageError
from mapper.language import known, load
from mapper.language.arabic import casualty_words, date_words
from mapper.language.arabic import lexicon as arabic_lexicon
from mapper.language.arabic.phrases import Phrases
from mapper.language.base import Language
from mapper.language.classes import classes
from mapper.language.english import lexicon
from mapper.pipeline import extract
from mapper.records import Claim, Count, Report
from mapper.segment import segment
from mapper.taxonomy import event_types

PACKAGE = Path(mapper.__file__).parent
ARABIC = PACKAGE / "language" / "arabic"
PUBLISHED = date(2020, 10, 12)
REPORT = """\
Armenia and Azerbaijan report new fighting in Karabakh

The Azerbaijani Defence Ministry said that Armenian forces shelled Ganja on Sunday, killing five civilians.
The Armenian army denied shelling the city of Ganja.
Azerbaijani forces captured the town of Hadrut on 9 October 2020.
The Armenian Defence Ministry said that its forces repelled an attack near Martuni yesterday.
The ministry added that Armenian troops shot down two drones over Shusha.
Azerbaijan will shell the city of Shusha if the talks fail.
The striker fired a shot at goal and the goalkeeper saved it.
"""


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer.default()


def claims_of(text: str) -> tuple[Claim, ...]:
    report = Report(id="r", text=text, language="en", published=PUBLISHED)
    (extraction,) = extract([report], gazetteer=gazetteer())
    return extraction.claims


def short(claim: Claim) -> tuple[str, str, str, str, str]:
    places = "+".join(location.name for location in claim.locations)
    return claim.event_type, claim.stance, claim.claimant_side, claim.actor_side, places


@pytest.mark.parametrize("code", known())
def test_every_folder_is_a_language(code: str) -> None:
    pack: Language = load(code)

    assert pack.code == code
    assert load(f"{code.upper()}-Latn") is not None
    assert len(pack.words("")) == 0
    assert pack.prefixes("") == frozenset()
    assert {'"', "“", "”"} <= set(pack.quote_marks)
    assert "." in pack.sentence_ends


def test_the_folders_there_are() -> None:
    assert {"ar", "en"} <= set(known())


def test_an_unknown_language_is_refused_with_those_there_are() -> None:
    with pytest.raises(LanguageError, match=r"'tlh'.*ar \(Arabic\), en \(English\)"):
        load("tlh")


def test_an_english_report_gives_claims_with_speaker_stance_place_and_day() -> None:
    fighting, shelled, denied, captured, repelled, downed = claims_of(REPORT)

    assert short(fighting)[:3] == ("armed_clash", "asserts", "outlet")
    assert short(shelled) == ("shelling", "asserts", "AZE", "ARM", "Ganja")
    assert (shelled.claimant, shelled.killed) == ("Azerbaijani Defence Ministry", Count(low=5, high=5))
    assert (shelled.date_from, shelled.time_text) == (date(2020, 10, 11), "Sunday")
    assert short(denied) == ("shelling", "denies", "ARM", "ARM", "Ganja")
    assert short(captured)[:4] == ("territory_captured", "asserts", "outlet", "AZE")
    assert (captured.date_from, captured.date_to) == (date(2020, 10, 9), date(2020, 10, 9))
    assert short(repelled)[:4] == ("attack_repelled", "asserts", "ARM", "ARM")
    assert repelled.date_from == date(2020, 10, 11)
    assert short(downed)[:4] == ("aircraft_downed", "asserts", "ARM", "ARM")
    assert {place.level for claim in (captured, repelled, downed) for place in claim.locations} == {
        "settlement"
    }


def test_the_command_reads_english(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")

    done = CliRunner().invoke(
        main, ["extract", "--language", "en", "--published", "2020-10-12", str(tmp_path / "report.txt")]
    )
    assert done.exit_code == 0, done.output
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["event_type"] for line in lines].count("shelling") == 2
    assert all(line["evidence"]["quote"] in REPORT for line in lines)


TRIGGERS = {
    "shell": ("Russian forces shelled the city of Kharkiv.", "shelling|RUS|Kharkiv"),
    "air strike": (
        "Russian forces carried out air strikes on the city of Odesa.",
        "air_drone_strike|RUS|Odesa",
    ),
    "fire missiles": ("Hezbollah fired missiles at the city of Haifa.", "missile_strike|hezbollah|Haifa"),
    "explode": ("A missile exploded in the city of Odesa.", "explosion||Odesa"),
    "clash": ("Clashes erupted in Bakhmut between Russian and Ukrainian forces.", "armed_clash||Bakhmut"),
    "capture": ("Ukrainian forces captured the town of Lyman.", "territory_captured|UKR|Lyman"),
    "withdraw": ("Russian forces withdrew from the city of Kherson.", "withdrawal|RUS|Kherson"),
    "repel": ("Ukrainian forces repelled an attack near Kupiansk.", "attack_repelled|UKR|Kupiansk"),
    "shoot down": ("Ukrainian forces shot down three drones over Kyiv.", "aircraft_downed|UKR|Kyiv"),
    "kill": ("At least 12 soldiers were killed in the city of Mariupol.", "casualties_reported||Mariupol"),
}


@pytest.mark.parametrize("lemma", TRIGGERS)
def test_each_of_the_ten_triggers_gives_its_event(lemma: str) -> None:
    text, expected = TRIGGERS[lemma]
    event_type, actor, place = expected.split("|")

    (claim,) = claims_of(text)
    assert (claim.event_type, claim.actor_side) == (event_type, actor)
    assert place in short(claim)[4]
    assert f"trigger {lemma}" in {trace.rule for trace in claim.trace}


def test_the_triggers_are_those_of_the_table() -> None:
    readings = [
        reading for rows in lexicon.phrases().values() for _, reading in rows if reading.kind == "trigger"
    ]

    assert {reading.lemma for reading in readings} == set(TRIGGERS)
    assert {reading.value for reading in readings} <= {*event_types()}


@pytest.mark.parametrize(
    "text",
    [
        "Russian forces will shell the city of Kharkiv.",
        "Russian forces could capture the city of Kharkiv.",
        "The striker shelled the goalkeeper in the second half of the match.",
        "Prices in Kyiv exploded and the stock exchange withdrew the shares.",
        "The mayor of Kyiv opened a theatre in the city of Lviv.",
    ],
)
def test_what_has_not_happened_is_no_claim(text: str) -> None:
    assert claims_of(text) == ()


@pytest.mark.parametrize(
    ("text", "stance", "claimant", "killed"),
    [
        ("According to Yerevan, Azerbaijani forces shelled the town of Martuni.", "asserts", "ARM", None),
        ("Moscow denied shelling the city of Kharkiv.", "denies", "RUS", None),
        (
            "Reuters reported that Russian forces shelled Kharkiv, killing at least 3 people.",
            "asserts",
            "other",
            3,
        ),
    ],
)
def test_speakers_and_tolls(text: str, stance: str, claimant: str, killed: int | None) -> None:
    (claim,) = claims_of(text)

    assert (claim.stance, claim.claimant_side) == (stance, claimant)
    assert (claim.killed.low if claim.killed else None) == killed


NINES = "9" * 5000


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "3 3 3",
        "October",
        "99 May 99999",
        "the and the",
        "will",
        "at least",
        f"{NINES} May",
        f"9 May {NINES}",
        f"{NINES} people were killed",
    ],
)
def test_scraps_raise_nothing(text: str) -> None:
    assert claims_of(text) == ()


@pytest.mark.parametrize("published", [date.min, date(1, 3, 1), date.max], ids=str)
def test_days_before_the_calendar_begins_are_its_first(published: date) -> None:
    pack = load("en")
    text = "On Monday, yesterday, on 9 October and on 29 February."

    days = [time.date_from for time in pack.times(pack.words(text), published=published)]
    assert len(days) >= 2
    assert all(day is not None and day <= published for day in days)


def test_a_capital_in_a_table_is_read_as_a_small_letter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "names.csv").write_text("names,side,kind\nWagner Group,wagner,group\n", encoding="utf-8")
    monkeypatch.setattr(lexicon, "DATA", tmp_path)

    assert lexicon.names.__wrapped__() == {("wagner", "group"): ("wagner", "group")}


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Gen. Smith spoke. He left.", ["Gen. Smith spoke.", "He left."]),
        ("The U.S. army left. It returned.", ["The U.S. army left.", "It returned."]),
        ("It began on 5 Oct. 2020 in Shusha.", ["It began on 5 Oct. 2020 in Shusha."]),
        ('He said: "We left." They stayed.', ['He said: "We left."', "They stayed."]),
        ("They may. We will not.", ["They may.", "We will not."]),
        ("Was it Gen? Nobody knows.", ["Was it Gen?", "Nobody knows."]),
    ],
)
def test_an_abbreviation_ends_no_sentence(text: str, sentences: list[str]) -> None:
    found = segment(Report(id="r", text=text, language="en"), load("en"))

    assert [text[sentence.start : sentence.end] for sentence in found] == sentences


WORDS = [
    *REPORT.split(),
    *(form for form in lexicon.phrases()),
    *['"', "“", ",", ".", ":", "(", "43", "3,000", "99999999999999999999"],
]


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=5), max_size=60))
def test_shuffled_words_never_raise_and_spans_slice(words: list[str]) -> None:
    text = " ".join(words)

    for claim in claims_of(text):
        for start, end in [(claim.start, claim.end), *((t.start, t.end) for t in claim.trace)]:
            assert text[start:end].strip() == text[start:end] != ""


@pytest.mark.parametrize(
    "unit", ["the ", "and the will ", "at least 3 ", "9 October ", "Russian forces said that "]
)
def test_words_are_read_in_linear_time(unit: str) -> None:
    pack = load("en")

    def seconds(count: int) -> float:
        text = unit * count
        began = time.process_time()
        words = pack.words(text)
        for found in (pack.names, pack.times):
            found(words, published=PUBLISHED)
        pack.tolls(words)
        return time.process_time() - began

    # Sixteen times the text; the square of it would be 256 times the work.
    assert seconds(16_000) < 64 * max(seconds(1_000), 0.01)


def test_a_wrong_cell_is_named_with_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "times.csv").write_text("forms,kind,value\nmonday,wekday,0\n", encoding="utf-8")
    monkeypatch.setattr(lexicon, "DATA", tmp_path)

    with pytest.raises(DataError, match=r"times\.csv.*2.*kind"):
        lexicon.times.__wrapped__()


@pytest.mark.parametrize(
    ("table", "column", "cell", "wrong"),
    [
        ("triggers.csv", "value", ",shelling,", ",sheling,"),
        ("triggers.csv", "needs", "weapon.missile", "wepon.misile"),
        ("triggers.csv", "needs", "|place", "|plcae"),
        ("triggers.csv", "roles", ",agent,", ",agnet,"),
        ("triggers.csv", "guard", ",strong,", ",srtong,"),
        ("light.csv", "value", ",undergo,", ",undrego,"),
        ("speech.csv", "value", ",deny,", ",dney,"),
        ("nouns.csv", "class", ",head.army,", ",haed.army,"),
        ("words.csv", "class", ",while", ",whiel"),
    ],
)
def test_a_misspelt_class_is_named_with_its_line_and_column(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str, column: str, cell: str, wrong: str
) -> None:
    data = tmp_path / "data"
    shutil.copytree(arabic_lexicon.DATA, data)
    text = (data / table).read_text(encoding="utf-8")
    line = text[: text.index(cell)].count("\n") + 1
    (data / table).write_text(text.replace(cell, wrong, 1), encoding="utf-8")
    monkeypatch.setattr(arabic_lexicon, "DATA", data)

    with pytest.raises(DataError) as fault:
        arabic_lexicon.lexicon.__wrapped__()
    assert (fault.value.line, fault.value.column) == (line, column)
    assert wrong.strip(",|") in str(fault.value)
    assert cell.strip(",|") in str(fault.value)


@pytest.mark.parametrize(
    ("reader", "header", "row", "column"),
    [
        (casualty_words._kind, "role,kind,forms,note", "head,kiled,x,", "kind"),
        (date_words._number, "role,value,forms,note", "day,tomorrow,x,", "value"),
    ],
)
def test_a_wrong_value_of_a_word_is_named_with_its_line(
    tmp_path: Path, reader: Callable[[Row], str], header: str, row: str, column: str
) -> None:
    table = tmp_path / "words.csv"
    table.write_text(f"{header}\n{row}\n", encoding="utf-8")

    with pytest.raises(DataError) as fault:
        Phrases(table, value=column, read=reader)
    assert (fault.value.line, fault.value.column) == (2, column)


@pytest.mark.parametrize("cells", ["Azerbaijani,AZR,adjective", "Azerbaijani,AZE,adjectiv"])
def test_an_unknown_side_or_kind_of_a_name_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cells: str
) -> None:
    (tmp_path / "names.csv").write_text(f"names,side,kind\n{cells}\n", encoding="utf-8")
    monkeypatch.setattr(lexicon, "DATA", tmp_path)

    with pytest.raises(DataError, match=r"names\.csv, line 2, column (side|kind)"):
        lexicon.names.__wrapped__()


def test_every_class_that_may_be_given_is_given() -> None:
    arabic = arabic_lexicon.lexicon()
    readings = {reading for found in arabic.single.values() for reading in found}
    readings |= {reading for found in arabic.phrases.values() for _, reading in found}
    readings |= {reading for found in lexicon.phrases().values() for _, reading in found}
    given = {(reading.kind, reading.value) for reading in readings}
    needed = {need for reading in readings for need in reading.needs}

    for kind in ("light", "speech", "noun", "word"):
        assert {(kind, name) for name in classes(kind)} <= given
    assert {("word", name) for name in classes("shield")} <= given | {
        ("word", f"before.{name}") for name in lexicon.before().values()
    }
    assert classes("need") <= needed
    assert classes("event") <= {value for kind, value in given if kind == "trigger"}


_WITH_DOCSTRING = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def arabic_in_code(path: Path) -> list[str]:
    """Strings with Arabic letters in a module; docstrings may quote an example of what a rule is for."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {
        id(part.value)
        for node in ast.walk(tree)
        for part in (node.body if isinstance(node, _WITH_DOCSTRING) else ())
        if isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant)
    }
    strings = (
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said
    )
    return [f"{path.name}:{node.lineno}" for node in strings if any(map(is_arabic, node.value))]


def is_arabic(char: str) -> bool:
    """A letter of Arabic script; its comma and tatweel, written as a dash, are marks."""
    return ("\u0620" <= char <= "\u064a" and char != "\u0640") or "\u066e" <= char <= "\u06d3"


@pytest.mark.gate
def test_no_arabic_stands_in_code_outside_its_folder() -> None:
    modules = [path for path in PACKAGE.rglob("*.py") if not path.is_relative_to(ARABIC)]

    assert [fault for path in modules for fault in arabic_in_code(path)] == []
    assert len(modules) > 60


@pytest.mark.gate
def test_arabic_data_are_the_page_s_texts_or_examples() -> None:
    folders = {PACKAGE / "data", PACKAGE / "render" / "texts", ARABIC}
    tables = [path for path in PACKAGE.rglob("*") if path.suffix in (".csv", ".json", ".toml", ".txt")]
    with_arabic = [path for path in tables if any(map(is_arabic, path.read_text(encoding="utf-8")))]

    assert [path for path in with_arabic if folders.isdisjoint(path.parents)] == []
    assert with_arabic


def test_the_gate_sees_a_string_and_passes_a_docstring(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text('"""قصف"""\n# قصف\nWORD = "قصف"\n', encoding="utf-8")

    assert arabic_in_code(module) == ["module.py:3"]
