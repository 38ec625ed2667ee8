"""The explained report: marks on the words that were read; no report steers what shows it."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import mapper.explain
from gazetteer.errors import DataError
from gazetteer.lookup import Gazetteer
from gazetteer.place import Candidate, Match, Place
from gazetteer.table import read_table
from mapper.cli import main
from mapper.explain import explain, wording
from mapper.explain.marks import marks, pieces
from mapper.explain.printed import Paint, by_number
from mapper.pipeline import extract
from mapper.records import (
    Claim,
    Count,
    Equipment,
    Extraction,
    Location,
    Mention,
    Report,
    Sentence,
    SentenceKind,
    Trace,
)

TESTS = Path(__file__).parent
DAY = "2020-10-12"
RAID = "قصفت القوات الأرمينية أمس مدينة كنجة."  # Armenian forces shelled the city of Ganja yesterday.
MEETING = "عقد المجلس البلدي جلسته السنوية لبحث ميزانية المدارس."  # The council met on the school budget.
HOSTILE = "\x1b[2J\x1b]0;x\x07\x9b31m\u202eقصف\u2066\u2069\u2069\r\n\x00\ud800]⁨[event 9:{x}] \u2028"
ISOLATES = "\u2067\u2068\u2069"
OWN_CODES = re.compile(r"\x1b\[(?:0|1|2|\d\d|4;\d\d)m")
QUIET = settings(suppress_health_check=[HealthCheck.too_slow])


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer.default()


@cache
def sentences() -> tuple[str, ...]:
    rows = read_table(TESTS / "cases" / "claims_sentences.csv", required=["text"])
    return tuple(row.required("text") for row in rows)


def found_in(text: str) -> Extraction:
    report = Report(id="r", text=text, published=date.fromisoformat(DAY))
    (extraction,) = extract([report], gazetteer=gazetteer())
    return extraction


def run(*arguments: object, stdin: bytes | str | None = None, **env: str) -> Result:
    return CliRunner().invoke(main, ["extract", *map(str, arguments)], input=stdin, env=env)


def seen(shown: str) -> str:
    """A line without its invisible isolates."""
    return shown.translate(dict.fromkeys(map(ord, ISOLATES)))


def explained(text: str) -> str:
    return seen("\n".join(explain(found_in(text))))


def without_brackets(shown: str) -> str:
    """The sentence that a marked line was made from, read as the documentation says."""
    doubled_or_mark = re.compile(r"\[\[|\]\]|\[[^\[\]:]*:|\]")
    return doubled_or_mark.sub(lambda part: part[0][0] if part[0] in ("[[", "]]") else "", seen(shown))


def without_colour(shown: str) -> str:
    return OWN_CODES.sub("", seen(shown))


def test_each_field_is_marked_on_the_words_that_say_it() -> None:
    lines = explained(RAID).splitlines()

    assert lines[4] == ("  [event 1:قصفت] [actor 1:القوات الأرمينية] [date 1:أمس] مدينة [place 1:كنجة].")
    assert lines[5].startswith("  claim 1 (r-")


def test_a_block_names_value_rule_and_words_of_each_field() -> None:
    said = "قالت وزارة الدفاع الأذربيجانية إن القوات الأرمينية قصفت أمس مدينة كنجة"
    text = f"{said} ما أدى إلى مقتل ثلاثة مدنيين."
    rows = {line.split()[0]: " ".join(line.split()) for line in explained(text).splitlines() if line.split()}

    assert rows["stance"].startswith("stance asserts")
    assert rows["speaker"].startswith(
        "speaker وزارة الدفاع الأذربيجانية, side Azerbaijan (AZE) <- speech say:"
    )
    assert rows["actor"].startswith("actor Armenia (ARM) <- ")
    assert rows["actor"].endswith(": القوات الأرمينية")
    assert rows["place"].startswith("place كنجة -> Ganja ± ")
    assert rows["date"].startswith("date 2020-10-11 (relative), told as أمس <- relative: أمس")
    assert rows["killed"].startswith("killed 3, civilian <- ")


def test_words_of_another_sentence_are_marked_there_and_say_so() -> None:
    said = "قالت وزارة الدفاع الأذربيجانية إن القوات الأرمينية قصفت كنجة."
    shown = explained(f"{said}\n{MEETING}\nوأضافت الوزارة أن قواتها أسقطت طائرة مسيرة فوق بردة.")

    assert "[speaker 1,2:وزارة الدفاع الأذربيجانية]" in shown
    assert "speech continue: وزارة الدفاع الأذربيجانية (sentence 1)" in shown


def test_repeats_stand_with_their_claim_and_in_their_own_sentence() -> None:
    text = f"{RAID} {MEETING}"
    claim = replace(found_in(text).claims[0], also=((text.index("عقد"), len(text)),))
    shown = seen("\n".join(explain(replace(found_in(text), claims=(claim,)))))

    assert f"  {MEETING}\n  repeats claim 1: {MEETING}\n" in shown
    assert f"    also      sentence 2: {MEETING}\n" in shown


def test_sentences_without_claims_are_shortened_where_nothing_can_be_dimmed() -> None:
    dull = MEETING[:-1] + " وتحديد موعد الامتحانات النهائية للعام الدراسي المقبل."
    extraction = found_in(f"{RAID}\n{dull}")
    plain, coloured = list(explain(extraction)), list(explain(extraction, colour=True))

    (shortened,) = (line for line in plain if line.startswith("2 "))
    kept, more = re.fullmatch(r"2 body: (.+) … \(\+(\d+) characters\)", seen(shortened)).groups()  # type: ignore[union-attr]
    assert dull.startswith(kept)
    assert len(kept) + int(more) == len(dull)
    assert f"\x1b[2m2 body: {dull}\x1b[0m" in map(seen, coloured)


def test_furniture_says_so() -> None:
    sentence = Sentence(start=0, end=len(MEETING), kind="furniture")
    shown = "\n".join(explain(replace(found_in(MEETING), sentences=(sentence,))))

    assert "1 page furniture, not read for claims: " in shown


def test_a_report_without_claims_says_so() -> None:
    assert "No claim was found in this report." in explained(MEETING)
    assert "No claim was found" not in explained(RAID)


def test_names_that_no_gazetteer_knows_are_listed_at_the_end() -> None:
    lines = explained("قصفت القوات الأرمينية بلدة زغبلوطة أمس.").rstrip().splitlines()

    assert lines[-1] == "Names in no gazetteer: زغبلوطة"


def test_a_name_left_unsure_is_listed_with_its_sentence_and_the_other_places() -> None:
    def town(name: str) -> Place:
        return Place(id=name, name=name, lat=1, lon=1, radius_km=1, level="settlement", kind="town")

    def match(unsure: bool) -> Match:
        others = (Candidate(place=town("Tripoli (Libya)"), score=0.5),)
        name = "طرابلس"
        return Match(place=town("Tripoli"), level="exact", score=1, name=name, unsure=unsure, others=others)

    text = "قصف طرابلس.\nوصل إلى طرابلس.\nغادر طرابلس."
    places = zip(re.finditer("طرابلس", text), (False, True, True), strict=True)
    mentions = tuple(
        Mention(start=m.start(), end=m.end(), surface=m[0], match=match(unsure)) for m, unsure in places
    )
    lines = explain(replace(found_in(text), mentions=mentions, unplaced=()))

    assert "Names left unsure: طرابلس (sentence 2,3: taken for Tripoli, or Tripoli (Libya))" in map(
        seen, lines
    )


def test_an_unsure_place_names_what_else_it_may_be() -> None:
    extraction = found_in(RAID)
    claim = extraction.claims[0]
    place = replace(claim.locations[0], unsure=True, others=("Ganja, IR",))
    shown = "\n".join(explain(replace(extraction, claims=(replace(claim, locations=(place,)),))))

    assert "; unsure, may also be Ganja, IR <- " in shown


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (Count(low=3, high=3), "3"),
        (Count(low=3, high=5), "3 to 5"),
        (Count(low=3, high=None), "at least 3"),
    ],
)
def test_a_number_of_people_reads_as_it_was_told(count: Count, words: str) -> None:
    extraction = found_in(RAID)
    claim = replace(extraction.claims[0], injured=count, casualty_class="military", cumulative=True)
    shown = "\n".join(explain(replace(extraction, claims=(claim,))))

    assert f"    injured   {words}, military, running total" in shown


def test_a_field_that_the_table_does_not_name_is_shown_by_its_own_name() -> None:
    extraction = found_in(RAID)
    claim = replace(extraction.claims[0], trace=(Trace(field="motive", rule="guess", start=0, end=4),))
    shown = seen("\n".join(explain(replace(extraction, claims=(claim,)))))

    assert "[motive 1:قصفت]" in shown
    assert "<- guess: قصفت" in shown


NOISE = st.text(max_size=20) | st.sampled_from(["[", "]", "[[event 1:", "]]", "\u202e", "\x1b[2J", "\n"])


@settings(QUIET, max_examples=150)
@given(st.lists(NOISE | st.sampled_from(sentences()), max_size=5))
@example(["[event 1:قصف]", RAID, "]]"])
def test_without_its_marks_each_line_is_the_sentence(parts: list[str]) -> None:
    extraction = found_in("".join(parts))
    text = extraction.report.text
    whole = [by_number(text[s.start : s.end]) for s in extraction.sentences]
    for colour, erased in ((False, without_brackets), (True, without_colour)):
        lines = list(explain(extraction, colour=colour))
        marked = {int(a.split()[0]): b for a, b in pairwise(lines) if is_head(a)}
        assert all(erased(line).removeprefix("  ") == seen(whole[n - 1]) for n, line in marked.items())
        assert colour or len(marked) >= len({sentence_of(extraction, claim) for claim in extraction.claims})


def is_head(line: str) -> bool:
    return re.fullmatch(r"\d+ [a-z, ]+", line) is not None


def sentence_of(extraction: Extraction, claim: Claim) -> int:
    return max(n for n, s in enumerate(extraction.sentences) if s.start <= claim.start)


@settings(QUIET, max_examples=100)
@given(st.lists(st.sampled_from(sentences()), min_size=1, max_size=4))
def test_marks_stand_on_exactly_the_words_of_the_trace(parts: list[str]) -> None:
    extraction = found_in("\n".join(parts))
    text, claims = extraction.report.text, dict(enumerate(extraction.claims, 1))
    found = marks(claims)
    cut = [piece for sentence in extraction.sentences for piece in pieces(sentence, found)]

    for number, claim in claims.items():
        for name in {trace.field for trace in claim.trace}:
            told = {m for m in found if m.claim == number and m.field == name}
            expected = {
                at for mark in told for at in range(mark.start, mark.end) if in_a_sentence(extraction, at)
            }
            marked = {
                at
                for piece in cut
                if number in dict(piece.labels).get(name, ())
                for at in range(piece.start, piece.end)
            }
            assert {text[at] for at in marked ^ expected} == set()


def in_a_sentence(extraction: Extraction, at: int) -> bool:
    return any(sentence.start <= at < sentence.end for sentence in extraction.sentences)


def hostile() -> Extraction:
    """An extraction with the same hostile words in every field that takes words."""
    place = Place(id="x", name=HOSTILE, lat=1, lon=1, radius_km=1, level="settlement", kind="town")
    match = Match(
        place=place,
        level="exact",
        score=1,
        name=HOSTILE,
        unsure=True,
        others=(Candidate(place=place, score=1),),
    )
    location = Location(
        place_id="x",
        name=HOSTILE,
        lat=1,
        lon=1,
        radius_km=1,
        start=0,
        end=9,
        others=(HOSTILE,),
        reasons=(HOSTILE,),
    )
    end = len(HOSTILE)
    names = [*wording.fields(), HOSTILE]
    claim = Claim(
        id=HOSTILE,
        report_id="r",
        start=0,
        end=end,
        also=((0, end),),
        claimant=HOSTILE,
        claimant_side=HOSTILE,
        via=HOSTILE,
        event_type=HOSTILE,
        actor_side=HOSTILE,
        target=HOSTILE,
        locations=(location, location),
        date_basis=HOSTILE,
        time_text=HOSTILE,
        equipment=(Equipment(item=HOSTILE),),
        weapon=HOSTILE,
        trace=tuple(Trace(field=name, rule=HOSTILE, start=n, end=end) for n, name in enumerate(names)),
    )
    return Extraction(
        report=Report(id="r", text=f"{HOSTILE}\n{HOSTILE}", title=HOSTILE, outlet=HOSTILE, path=HOSTILE),
        sentences=(Sentence(start=0, end=end), Sentence(start=end + 1, end=2 * end + 1)),
        mentions=(Mention(start=0, end=end, surface=HOSTILE, match=match),),
        claims=(claim,),
        unplaced=(HOSTILE,),
    )


@pytest.mark.parametrize("colour", [False, True])
def test_no_field_of_a_report_can_steer_what_shows_it(colour: bool) -> None:
    for shown in explain(hostile(), colour=colour):
        line = OWN_CODES.sub("", shown) if colour else shown
        depths = [1 if letter in "\u2067\u2068" else -1 for letter in line if letter in ISOLATES]

        assert not re.search("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066\ud800-\udfff]", line)
        assert sum(depths) == 0
        assert all(sum(depths[:n]) >= 0 for n in range(len(depths)))
        line.encode("utf-8")


def test_steering_characters_are_written_by_their_number() -> None:
    assert by_number("a\u202eb\x1b[1m\x9b\u2069") == "aU+202EbU+001B[1mU+009BU+2069"
    assert by_number("می‌رود") == "می‌رود"


def test_a_report_cannot_forge_a_mark() -> None:
    forged = "[event 1:قصف] [كذا]"

    assert Paint(colour=False).sentence(forged) == "[[event 1:قصف]] [[كذا]]"
    assert Paint(colour=True).sentence(forged) == forged


def test_a_marked_arabic_sentence_keeps_its_direction_and_each_mark_stands_apart() -> None:
    line = list(explain(found_in(RAID)))[4]

    assert line.startswith("  \u2067\u2068[event 1:قصفت]\u2069 \u2068[actor 1:")
    assert line.endswith(".\u2069")


def test_every_kind_of_sentence_and_every_said_key_has_its_text() -> None:
    folder = Path(mapper.explain.__file__).parent
    source = "".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.py")))
    kinds = {f"kind_{kind}" for kind in get_args(SentenceKind)}
    quoted = set(re.findall(r"""["'](\w+)["']""", source))

    assert set(re.findall(r"""say\(\s*["'](\w+)["']""", source)) | kinds <= set(wording.texts())
    assert set(wording.texts()) <= quoted | kinds


def test_a_wrong_colour_is_named_with_file_and_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "fields.csv"
    table.write_text("field,label,colour,unmarked\ndate,date,mauve,\n")
    monkeypatch.setattr(wording, "FIELDS_FILE", table)

    with pytest.raises(DataError, match=r"fields\.csv, line 2, column colour"):
        wording.fields.__wrapped__()


def test_a_folder_is_explained_report_by_report_and_twice_the_same(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text(RAID if name == "a.txt" else MEETING, encoding="utf-8")
    result, again = (run(tmp_path, "--explain") for _ in range(2))

    assert re.findall("=== (.+) ===", result.stdout) == ["a.txt", "b.txt"]
    assert result.stdout == again.stdout
    assert str(tmp_path) not in result.stdout
    assert "\x1b" not in result.stdout


def test_a_report_that_cannot_be_read_is_named_and_the_rest_explained(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(RAID, encoding="utf-8")
    result = run(tmp_path / "a.txt", tmp_path / "gone.txt", "--explain")

    assert result.exit_code == 3
    assert "gone.txt" in result.stderr
    assert "[event 1:قصفت]" in seen(result.stdout)


def test_nothing_read_and_wrong_usage_fail_as_elsewhere(tmp_path: Path) -> None:
    assert run(tmp_path / "gone.txt", "--explain").exit_code == 1
    assert run("-", "--explain", "--color", "mauve").exit_code == 2


def test_a_hostile_outlet_and_text_reach_no_terminal() -> None:
    text = f"{RAID[:-1]}\u202e\x9b2J.".encode()
    result = run("-", "--explain", "--color", "always", "--outlet", "\x1b[2J", stdin=text)

    assert "U+202EU+009B2J" in result.stdout
    assert "outlet: U+001B[2J" in result.stdout
    assert "\x1b" not in OWN_CODES.sub("", result.stdout)


@pytest.mark.parametrize(
    ("options", "environment", "coloured"),
    [
        ([], {}, True),
        ([], {"NO_COLOR": "1"}, False),
        ([], {"TERM": "dumb"}, False),
        (["--color", "never"], {}, False),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
    ],
)
def test_a_terminal_gets_colour_unless_it_is_declined(
    tmp_path: Path, options: list[str], environment: dict[str, str], coloured: bool
) -> None:
    (tmp_path / "a.txt").write_text(RAID, encoding="utf-8")
    shown = on_a_terminal([str(tmp_path / "a.txt"), "--explain", *options], environment)

    assert ("\x1b[4;31mقصفت\x1b[0m" in shown) == coloured
    assert ("[event 1:قصفت]" in seen(shown)) != coloured


def on_a_terminal(arguments: list[str], environment: dict[str, str]) -> str:
    """What the command writes to a real terminal."""
    ours, theirs = pty.openpty()
    base = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    command = [sys.executable, "-m", "mapper", "extract", *arguments]
    written = b""
    with subprocess.Popen(
        command,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        env={**base, "TERM": "xterm", "PYTHONUTF8": "1", **environment},
    ):
        os.close(theirs)
        while part := _read(ours):
            written += part
    os.close(ours)
    return written.decode("utf-8")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65_536)
    except OSError:  # Linux says so at the end
        return b""
