"""Reading: encodings, folders, manifests, and what is said of inputs that are no reports."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer import Gazetteer
from mapper.errors import MapperError, ReadError
from mapper.pipeline import build, extract
from mapper.readers import read
from mapper.readers.text import read_text
from mapper.records import Report
from mapper.serialize import to_dict

TEXT = "أعلنت وزارة الدفاع أن القصف على المدينة استمر ليل أمس.\n\nوأضافت أن الهدنة انهارت.\n"
"""The ministry of defence announced that shelling of the town went on last night ..."""


def reports_and_errors(*sources: Path | str) -> tuple[list[str], list[str]]:
    errors: list[MapperError] = []
    reports = [report.text for report in read(sources, on_error=errors.append)]
    return reports, [str(error) for error in errors]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "cp1256", "iso8859_6"])
def test_every_encoding_of_arabic_news_is_read_rightly(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(TEXT.encode(encoding))
    notes: list[str] = []
    [report] = read([path], on_note=notes.append)

    assert report.text == TEXT
    assert bool(notes) == (encoding != "utf-8")


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "empty"),
        (b"  \n ", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00", "no text"),
        (b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00\xdf\xa4", "no text"),
        (bytes(range(256)) * 40, "no text"),
    ],
)
def test_what_is_no_report_is_named_and_left_out(tmp_path: Path, data: bytes, problem: str) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(data)
    reports, [error] = reports_and_errors(path)

    assert reports == []
    assert "bad.txt" in error
    assert problem in error


def test_a_stray_control_character_makes_no_picture_of_a_report(tmp_path: Path) -> None:
    text = "\x1b\x07" + TEXT * 6 + "\0"
    path = tmp_path / "bell.txt"
    path.write_text(text, encoding="utf-8")

    assert reports_and_errors(path) == ([text], [])


def test_a_missing_file_is_named() -> None:
    _, [error] = reports_and_errors("nowhere/missing.txt")

    assert "missing.txt" in error


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    _, [error] = reports_and_errors(tmp_path)

    assert str(tmp_path) in error


def test_a_folder_is_read_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.TXT", "notes.md"):
        (tmp_path / name).write_text(name)

    assert reports_and_errors(tmp_path) == (["a.txt", "b.txt", "c.TXT"], [])


def test_a_manifest_dates_and_names_its_reports_and_the_rest_follow(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "two.txt").write_text("نص آخر", encoding="utf-8")
    (tmp_path / "manifest.csv").write_text("path,outlet,published\none.txt,Example,2020-10-12\n")
    one, two = read([tmp_path], published=date(2021, 1, 1))

    assert (one.outlet, one.published, two.published) == ("Example", date(2020, 10, 12), date(2021, 1, 1))


def test_a_broken_manifest_row_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "manifest.csv").write_text(
        "path,outlet,published\none.txt,A,12.10.2020\none.txt,A\ngone.txt,A,2020-10-12\n../x.txt,A,\none.txt,A,\n"
    )
    reports, errors = reports_and_errors(tmp_path / "manifest.csv")

    assert reports == [TEXT]
    assert [f"line {number}" in error for number, error in enumerate(errors, 2)] == [True] * 4
    assert "12.10.2020" in errors[0]


def test_a_file_of_a_faulty_row_is_not_read_without_its_date(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "manifest.csv").write_text("path,published\none.txt,yesterday\n")
    reports, errors = reports_and_errors(tmp_path)

    assert (reports, len(errors)) == ([], 1)


def test_a_wrong_manifest_header_names_the_column(tmp_path: Path) -> None:
    (tmp_path / "manifest.csv").write_text("path,outlt\nx.txt,A\n")
    _, [error] = reports_and_errors(tmp_path / "manifest.csv")

    assert "outlt" in error


def test_standard_input_is_a_source(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode("cp1256"))))
    [report] = read(["-"])

    assert report.text == TEXT


def test_without_a_handler_the_error_is_raised() -> None:
    with pytest.raises(ReadError):
        list(read(["missing.txt"]))


def reading_of(data: bytes) -> tuple[str, str] | str:
    """Text and encoding, or what the error says."""
    try:
        found = read_text(data, name="x.txt")
    except ReadError as error:
        return str(error)
    return found.text, found.encoding


@given(st.binary(max_size=400))
def test_any_bytes_are_a_report_or_a_clear_error(data: bytes) -> None:
    found = reading_of(data)

    assert found.startswith("x.txt: ") if isinstance(found, str) else found[0].strip()


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])).map(lambda text: f"خبر {text}"))
def test_utf8_text_comes_through_unchanged(text: str) -> None:
    assert reading_of(text.encode()) == (text, "UTF-8")


def written(path: Path, *lines: object) -> Path:
    """A file of JSON lines; a text is written as it is."""
    texts = (line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines)
    path.write_text("\n".join(texts) + "\n", encoding="utf-8")
    return path


def test_a_line_is_a_report_with_the_fields_it_gives(tmp_path: Path) -> None:
    line = {
        "text": TEXT,
        "outlet": "Example",
        "published": "2020-10-12",
        "url": "https://example.org/1",
        "title": None,
    }
    [report] = read(written(tmp_path / "set.jsonl", line), outlet="Other", published=date(2021, 1, 1))

    assert (report.text, report.outlet, report.published) == (TEXT, "Example", date(2020, 10, 12))
    assert (report.url, report.title, report.language) == ("https://example.org/1", "", "ar")
    assert report.path.endswith("set.jsonl#1")


def test_what_a_line_leaves_open_is_settled_by_the_call(tmp_path: Path) -> None:
    [report] = read(
        written(tmp_path / "set.jsonl", {"text": TEXT}), outlet="Other", published=date(2021, 1, 1)
    )

    assert (report.outlet, report.published) == ("Other", date(2021, 1, 1))


def test_a_report_goes_through_a_line_unchanged(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    [report] = read(tmp_path / "one.txt", published=date(2020, 10, 12), outlet="Example")

    assert [*read(written(tmp_path / "set.jsonl", to_dict(report)))] == [report]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "no JSON"),
        ("[1]", "object"),
        ("[" * 100_000, "deep"),
        ({"outlet": "Example"}, "no text"),
        ({"text": " \n"}, "no text"),
        ({"text": 7}, "text is 7"),
        ({"text": TEXT, "outlt": "Example"}, "'outlt'"),
        ({"text": TEXT, "published": "2020-13-45"}, "2020-13-45"),
        ({"text": TEXT, "published": 20201012}, "published is 20201012"),
        ({"text": TEXT, "published": "20201012"}, "write it as 2020-10-12"),
        ({"text": TEXT, "published": "2020-W42-1"}, "write it as 2020-10-12"),
        ({"text": TEXT, "id": "r000000000000"}, "does not fit"),
        ('{"text": "\\ud83d"}', "half a character"),
    ],
)
def test_a_faulty_line_is_named_and_the_others_are_read(tmp_path: Path, line: object, problem: str) -> None:
    reports, [error] = reports_and_errors(
        written(tmp_path / "set.jsonl", {"text": "أول"}, "", line, {"text": "آخر"})
    )

    assert reports == ["أول", "آخر"]
    assert "set.jsonl, line 3: " in error
    assert problem in error


def test_lines_in_another_encoding_are_named_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"text": "one"}\n{"text": "\xe3\xe4"}\n')
    reports, [error] = reports_and_errors(path)

    assert reports == ["one"]
    assert "line 2" in error
    assert "UTF-8" in error


def test_a_line_separator_within_a_text_ends_no_line(tmp_path: Path) -> None:
    text = "سطر\u2028وسطر\x85وآخر"

    assert reports_and_errors(written(tmp_path / "set.jsonl", {"text": text})) == ([text], [])


def test_a_file_without_lines_is_named(tmp_path: Path) -> None:
    _, [error] = reports_and_errors(written(tmp_path / "set.jsonl", "", " "))

    assert "set.jsonl" in error
    assert "empty" in error


PAGE = f"<!doctype html><title>خبر</title><body><h1>خبر</h1><p>{TEXT.split(chr(10))[0]}</p>"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (TEXT.encode(), TEXT),
        (b'"<html>" \xd9\x82\xd8\xa7\xd9\x84', '"<html>" قال'),
        (json.dumps({"text": TEXT}).encode(), TEXT),
        (b"\xef\xbb\xbf \n" + PAGE.encode(), f"خبر\n\n{TEXT.split(chr(10))[0]}\n"),
        (PAGE.encode("utf-16"), f"خبر\n\n{TEXT.split(chr(10))[0]}\n"),
    ],
)
def test_standard_input_is_told_by_how_it_begins(
    monkeypatch: pytest.MonkeyPatch, data: bytes, text: str
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    [report] = read("-")

    assert report.text == text
    assert not sys.stdin.buffer.closed


def test_a_folder_may_hold_every_format(tmp_path: Path) -> None:
    written(tmp_path / "c.jsonl", {"text": "ثالث"}, {"text": "رابع"})
    (tmp_path / "b.txt").write_text("ثان", encoding="utf-8")
    (tmp_path / "a.HTM").write_text(PAGE, encoding="utf-8")
    (tmp_path / "a_files").mkdir()
    (tmp_path / "a_files" / "frame.html").write_text(PAGE, encoding="utf-8")
    reports, errors = reports_and_errors(tmp_path)

    assert [text.split("\n")[0] for text in reports] == ["خبر", "ثان", "ثالث", "رابع"]
    assert errors == []


def test_a_folder_of_parts_is_read_where_no_page_stands_beside_it(tmp_path: Path) -> None:
    (tmp_path / "my_files").mkdir()
    (tmp_path / "my_files" / "one.txt").write_text(TEXT, encoding="utf-8")

    assert reports_and_errors(tmp_path) == ([TEXT], [])


BODY = "".join(f"أعلنت وزارة الدفاع أن قصفا على المدينة رقم {n} أوقع عددا من القتلى.\n" for n in range(6))


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        (Report(id="a", text="قَصْفٌ على المدينـــة"), Report(id="b", text="قصف  على\n\nالمدينة\n"), True),
        (Report(id="a", text="قصف على المدينة"), Report(id="b", text="قصف على القرية"), False),
        (Report(id="a", text=f"عنوان\n{BODY}", title="عنوان"), Report(id="b", text=BODY), True),
        (Report(id="a", text=BODY), Report(id="b", text=f"عنوان\n{BODY}", title="عنوان"), True),
        (
            Report(id="a", text="غارة على المدينة\nالتفاصيل لاحقا", title="غارة على المدينة"),
            Report(id="b", text="قصف القرية\nالتفاصيل لاحقا", title="قصف القرية"),
            False,
        ),
    ],
)
def test_the_same_text_is_read_once_and_counted(one: Report, two: Report, same: bool) -> None:
    coverage = build([one, two], gazetteer=Gazetteer.of([])).coverage

    assert (coverage.reports, coverage.duplicates) == (2, int(same))


@pytest.mark.parametrize("verb", [build, lambda given: list(extract(given))], ids=["build", "extract"])
def test_a_path_in_place_of_reports_is_refused_with_the_way_out(verb: Callable[[str], object]) -> None:
    with pytest.raises(TypeError, match=r"mapper\.read\('reports/'\)"):
        verb("reports/")


def test_a_table_in_place_of_a_report_is_named_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_text("id,lat\n1,2\n", encoding="utf-8")
    reports, [error] = reports_and_errors(tmp_path / "events.csv")

    assert reports == []
    assert "events.csv: this is a table" in error
    assert "--coded" in error
