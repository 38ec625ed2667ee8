"""Reading: encodings, folders, manifests, and what is said of inputs that are no reports."""

from __future__ import annotations

import io
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.errors import MapperError, ReadError
from mapper.readers import read
from mapper.readers.text import report_from_bytes

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
        report, encoding = report_from_bytes(data, name="x.txt")
    except ReadError as error:
        return str(error)
    return report.text, encoding


@given(st.binary(max_size=400))
def test_any_bytes_are_a_report_or_a_clear_error(data: bytes) -> None:
    found = reading_of(data)

    assert found.startswith("x.txt: ") if isinstance(found, str) else found[0].strip()


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])).map(lambda text: f"خبر {text}"))
def test_utf8_text_comes_through_unchanged(text: str) -> None:
    assert reading_of(text.encode()) == (text, "UTF-8")
