"""Records in a notebook: all that is known, escaped, in its own direction; and briefly in a line."""

from __future__ import annotations

import pickle
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import hostile_sample
import page_sample
import pytest

import mapper
from gazetteer import Gazetteer, Place, PlaceName
from gazetteer.errors import DataError
from gazetteer.markup import table, text, words
from mapper.explain.wording import fields
from mapper.pipeline import Build
from mapper.records import Coded, Extraction, Report
from mapper.shown.wording import lines, read_lines

# "The Armenian forces shelled Ganja with rockets on Saturday, killing 7 civilians." / "The army denied it."
TEXT = (
    "قصفت القوات الأرمينية مدينة كنجة بالصواريخ يوم السبت مما أدى إلى مقتل 7 مدنيين.\n"
    "ونفى الجيش الأرمني قصف مدينة كنجة.\n"
)
ALLOWED = {
    *("div", "table", "tbody", "tr", "th", "td", "bdi", "span", "sub", "br", "details", "summary"),
}


class Seen(HTMLParser):
    """Elements, attributes and text of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.names: set[str] = set()
        self.depth = 0
        self.text = ""
        self.lined: list[str] = []
        self._open: list[bool] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.names |= {name for name, _ in attrs}
        if tag != "br":
            self._open.append("underline" in (dict(attrs).get("style") or ""))
        if self._open and self._open[-1] and sum(self._open) == 1:
            self.lined.append("")

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self.text += data
        if any(self._open):
            self.lined[-1] += data


@pytest.fixture(scope="module")
def found() -> Extraction:
    return mapper.extract(TEXT, published="2020-10-12", outlet="Example")[0]


@pytest.fixture(scope="module")
def shown(found: Extraction) -> dict[str, Any]:
    built = mapper.build(found.report)
    match = Gazetteer.default(world=False).search("Martuni")[0]
    return {
        "report": found.report,
        "extraction": found,
        "claim": found.claims[0],
        "incident": built.incidents[0],
        "build": built,
        "place": match.place,
        "match": match,
    }


KINDS = ("report", "extraction", "claim", "incident", "build", "place", "match")


@pytest.mark.parametrize("kind", KINDS)
def test_every_record_is_shown_with_elements_that_a_notebook_keeps(shown: dict[str, Any], kind: str) -> None:
    seen = Seen(shown[kind]._repr_html_())

    assert set(seen.tags) <= ALLOWED
    assert seen.names <= {"dir", "lang", "style", "scope"}
    assert len(seen.text) > 40


def test_an_extraction_underlines_the_words_its_fields_were_read_from(found: Extraction) -> None:
    html = found._repr_html_()
    seen = Seen(html)

    assert 'dir="rtl" lang="ar"' in html
    for word in ("القوات الأرمينية", "كنجة", "بالصواريخ", "يوم السبت"):
        assert word in seen.lined
    assert any("7" in words for words in seen.lined)
    assert "الجيش الأرمني" in " ".join(seen.lined)
    assert "مدينة" not in seen.lined
    for trace in (trace for claim in found.claims for trace in claim.trace):
        assert trace.rule in seen.text


def test_the_sentence_is_whole_beneath_its_lines(found: Extraction) -> None:
    html = re.sub(r"<sub.*?</sub>", "", found._repr_html_())

    for sentence in found.sentences:
        assert found.report.text[sentence.start : sentence.end] in Seen(html).text


def test_a_claim_alone_says_where_its_words_are_and_does_not_make_them_up(found: Extraction) -> None:
    claim = found.claims[0]
    seen = Seen(claim._repr_html_())

    assert f"characters {claim.start} to {claim.end} of report {found.report.id}" in seen.text
    assert seen.lined == []


def test_a_build_shows_the_words_of_the_claims_that_an_incident_alone_has_not(shown: dict[str, Any]) -> None:
    built, incident = shown["build"], shown["incident"]
    quote = built.evidence[incident.claims[0].id].quote
    unlabelled = re.sub(r"<sub.*?</sub>", "", built._repr_html_())

    assert quote in Seen(unlabelled).text
    assert quote not in Seen(incident._repr_html_()).text
    assert Seen(unlabelled).lined != []


def test_a_long_build_says_how_many_are_left() -> None:
    found, evidence = page_sample.incidents()
    many = [replace(found[0], id=f"i{n}", title=f"Number {n}.") for n in range(13)]
    built = Build(incidents=tuple(many), evidence=evidence, coverage=page_sample.COVERAGE)
    seen = Seen(built._repr_html_())

    assert "Number 9." in seen.text
    assert "Number 10." not in seen.text
    assert "and 3 more" in seen.text


def test_a_match_tells_its_doubt_and_what_else_it_may_be(shown: dict[str, Any]) -> None:
    seen = Seen(shown["match"]._repr_html_())

    assert "Martuni (Armenia)" in seen.text
    assert "does not decide" in seen.text


def test_a_place_lists_its_names_by_language(shown: dict[str, Any]) -> None:
    seen = Seen(shown["place"]._repr_html_())

    for name in shown["place"].names:
        assert name.text in seen.text


def hostile_records(told: str) -> list[Any]:
    [incident], evidence = hostile_sample.incidents([told])
    report = Report(id=told, text=told, title=told, outlet=told, url=told, path=told, language=told)
    claims = tuple(replace(claim, start=0, end=len(told)) for claim in incident.claims)
    name = PlaceName(text=told, language=told, side=told)
    place = Place(
        id=told,
        name=told,
        level="site",
        kind=told,
        lat=0,
        lon=0,
        radius_km=1,
        names=(name,),
        note=told,
        source=told,
    )
    coverage = hostile_sample.coverage([told])
    built = Build(incidents=(incident,), evidence=evidence, coverage=coverage)
    return [
        report,
        Extraction(report=report, claims=claims, unplaced=(told,)),
        *claims,
        incident,
        built,
        place,
    ]


def test_hostile_texts_stay_texts() -> None:
    for told in hostile_sample.injections():
        if not told.strip():
            continue
        for record in hostile_records(told):
            html = record._repr_html_()
            seen = Seen(html)
            assert set(seen.tags) <= ALLOWED, told
            assert seen.names <= {"dir", "lang", "style", "scope"}, told
            html.encode("utf-8")


def test_what_would_turn_a_line_about_is_written_by_its_number() -> None:
    assert text("a\u202eb\u2066") == "aU+202EbU+2066"
    assert words("x", 'ar" onload="') == '<bdi dir="auto">x</bdi>'
    assert words("x", "ar-EG") == '<bdi dir="rtl" lang="ar-EG">x</bdi>'


def test_rows_without_a_value_are_left_out() -> None:
    assert table([("a", ""), ("b", None)]) == ""
    assert "0" in Seen(table([("a", 0)])).text


def test_every_field_has_a_line_of_its_own_that_is_seen_on_any_ground() -> None:
    def brightness(colour: str) -> float:
        parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    # https://www.w3.org/TR/WCAG22/#non-text-contrast
    for line in lines().values():
        assert (1 + 0.05) / (brightness(line.colour) + 0.05) >= 3
        assert (brightness(line.colour) + 0.05) / 0.05 >= 3
    assert set(lines()) == set(fields())
    assert len({(line.colour, line.style) for line in lines().values()}) == len(lines())


@pytest.mark.parametrize(
    ("row", "says"), [("killed,red,solid", "#rrggbb"), ("killed,#ff0000,thick", "column line")]
)
def test_a_fault_in_the_lines_is_told_with_its_place(tmp_path: Path, row: str, says: str) -> None:
    (tmp_path / "lines.csv").write_text(f"field,colour,line\n{row}\n", encoding="utf-8")

    with pytest.raises(DataError, match=f"line 2.*{says}"):
        read_lines(tmp_path / "lines.csv")


@pytest.mark.parametrize("kind", KINDS)
def test_the_plain_repr_is_one_short_line(shown: dict[str, Any], kind: str) -> None:
    said = repr(shown[kind])

    assert len(said) < 700
    assert "\n" not in said


def test_the_plain_repr_leaves_out_what_is_not_told_and_cuts_what_is_long() -> None:
    report = Report(id="r1", text="ن" * 500, outlet="Example")

    assert repr(report) == f"Report(id='r1', text='{'ن' * 59}…', outlet='Example')"
    assert repr(Extraction(report=report)) == "Extraction(report=<Report r1>)"


def test_a_line_stays_short_and_plain_whatever_a_record_holds() -> None:
    report = Report(id="r\x1b[31m\n", text="x")
    unplaced = ("ن" * 500, "b")
    coded = Coded(dataset="ged", row_id="1", fields=tuple((f"column {n}", "x" * 50) for n in range(40)))
    claim = page_sample.incidents()[0][0].claims[0]

    assert repr(Extraction(report=report, unplaced=unplaced)) == (
        f"Extraction(report=<Report 'r\\x1b[31m\\n'>, unplaced=('{'ن' * 59}…', 'b'))"
    )
    assert "coded=<Coded>" in repr(replace(claim, coded=coded))


@pytest.mark.parametrize("kind", KINDS)
def test_records_are_pickled_whole(shown: dict[str, Any], kind: str) -> None:
    assert pickle.loads(pickle.dumps(shown[kind])) == shown[kind]
