"""GeoNames files as people fetch them: dumps and their alternate names, plain or zipped, small or large."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from gazetteer import DataError, Gazetteer
from gazetteer.cli import group
from gazetteer.lookup import dump_index
from gazetteer.sources import geonames
from gazetteer.sources.alternate_names import Ids


def row(number: int, name: str, *, feature: str = "P\tPPL", population: int = 7000, others: str = "") -> str:
    cells = (str(number), name, name, others, "36.5", "37.25", feature, "SY", *[""] * 5, str(population))
    return "\t".join((*cells, "", "", "Asia/Damascus", "2026-01-01")) + "\n"


def alternate(place: int, language: str, name: str, marks: str = "\t\t\t") -> str:
    return f"1\t{place}\t{language}\t{name}\t{marks}\t\t\n"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MAPPER_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_a_zip_is_read_as_it_comes(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "SY.zip", "w") as archive:
        archive.writestr("readme.txt", "This work is licensed ...")
        archive.writestr("SY.txt", row(1, "Kafr Test", others="كفر تيست"))
    gazetteer = Gazetteer.default(user_files=[tmp_path / "SY.zip"], world=False)

    assert gazetteer.search("كفر تيست")[0].place.id == "geonames:1"


@pytest.mark.parametrize("content", ["none", "cut", "two", "papers"])
def test_a_zip_that_holds_no_dump_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "SY.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "a")
        if content == "two":
            archive.writestr("LB.txt", row(1, "A"))
            archive.writestr("JO.txt", row(2, "B"))
    if content in ("none", "cut"):
        path.write_bytes(b"no zip" if content == "none" else path.read_bytes()[:40])
    with pytest.raises(DataError, match=r"SY\.zip: "):
        list(geonames.load(path))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (row(2, "B").replace("36.5", "north"), "line 2, column lat"),
        ("2\tB\n", "line 2: has 2 columns"),
        (alternate(2, "ar", "ب"), "beside the dump"),
    ],
)
def test_a_fault_in_a_zip_is_named_with_its_line(tmp_path: Path, line: str, said: str) -> None:
    with ZipFile(tmp_path / "SY.zip", "w") as archive:
        archive.writestr("SY.txt", row(1, "A") + line)
    with pytest.raises(DataError, match=said):
        dump_index(tmp_path / "SY.zip")


def test_bytes_that_are_not_utf_8_are_named_with_their_line(tmp_path: Path) -> None:
    (tmp_path / "SY.txt").write_bytes(row(1, "A").encode() + row(2, "ب").encode("windows-1256"))
    with pytest.raises(DataError, match="line 2: is not UTF-8"):
        dump_index(tmp_path / "SY.txt")


@pytest.mark.parametrize(
    ("feature", "level", "kind"),
    [
        ("P\tPPLC", "settlement", "village"),
        ("P\tPPLX", "settlement", "quarter"),
        ("A\tADM1", "district", "province"),
        ("A\tADM5", "district", "district"),
        ("A\tPCLI", "country", "country"),
        ("H\tSTM", "site", "river"),
        ("L\tRGN", "region", "region"),
        ("S\tAIRB", "site", "airport"),
        ("S\tCMPRF", "site", "camp"),
        ("T\tPASS", "site", "pass"),
        ("\t", "site", "site"),
    ],
)
def test_feature_codes_have_levels_and_kinds(tmp_path: Path, feature: str, level: str, kind: str) -> None:
    (tmp_path / "SY.txt").write_text(row(1, "A", feature=feature), encoding="utf-8")
    place = dump_index(tmp_path / "SY.txt").place("geonames:1")

    assert place is not None
    assert (place.level, place.kind) == (level, kind)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("STM,site,brooklet,30,", "'brooklet' is not one of"),
        ("STM,settlement,river,30,", "a river is of level"),
    ],
)
def test_a_feature_code_has_a_kind_of_its_level(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, problem: str
) -> None:
    table = tmp_path / "feature_codes.csv"
    table.write_text(f"code,level,kind,radius_km,note\nP,settlement,,,\n{line}\n", encoding="utf-8")
    monkeypatch.setattr(geonames, "FEATURES", table)
    with pytest.raises(DataError, match=problem) as fault:
        geonames._features.__wrapped__()

    assert (fault.value.path, fault.value.line, fault.value.column) == (table, 3, "kind")


def test_alternate_names_beside_a_dump_have_languages(tmp_path: Path) -> None:
    (tmp_path / "AZ.txt").write_text(row(5, "Xankendi", others="Ханкенди,Степанакерт"), encoding="utf-8")
    (tmp_path / "alternateNamesV2.txt").write_text(
        alternate(5, "ar", "خانكندي")
        + alternate(5, "hy", "Ստեփանակերտ")
        + alternate(5, "az", "Xankəndi", "1\t\t\t")
        + alternate(5, "ru", "Степанакерт", "\t\t\t1")
        + alternate(5, "", "Hankendi")
        + alternate(5, "link", "https://example.org/Stepanakert")
        + alternate(5, "wkdt", "Q1")
        + alternate(5, "post", "AZ2600")
        + alternate(5, "iata", "XYZ")
        + alternate(6, "ar", "باكو"),
        encoding="utf-8",
    )
    index = dump_index(tmp_path / "AZ.txt")
    place = index.place("geonames:5")

    assert place is not None
    assert [(n.text, n.language) for n in place.names] == [
        ("Xankendi", ""),
        ("خانكندي", "ar"),
        ("Ստեփանակերտ", "hy"),
        ("Hankendi", ""),
        ("Степанакерт", "ru-x-historic"),
        ("Ханкенди", ""),
    ]
    assert [entry.name.language for entry in index.spelled("خانكندي")] == ["ar"]


def test_a_name_out_of_use_is_searched_but_no_text_means_it(tmp_path: Path) -> None:
    (tmp_path / "RU.txt").write_text(row(5, "Kaliningrad", population=400_000), encoding="utf-8")
    names = alternate(5, "ru", "Кёнигсберг", "\t\t\t1") + alternate(5, "ru", "Калининград")
    (tmp_path / "alternateNames.txt").write_text(names.replace("\t\t\n", "\n"), encoding="utf-8")
    index = dump_index(tmp_path / "RU.txt")

    assert len(index.spelled("кенигсберг")) == 1
    assert index.in_text("кенигсберг") == []
    assert len(index.in_text("калининград")) == 1


def test_a_fault_in_alternate_names_is_named(tmp_path: Path) -> None:
    (tmp_path / "SY.txt").write_text(row(1, "A"), encoding="utf-8")
    (tmp_path / "alternateNamesV2.txt").write_text(
        alternate(1, "ar", "ا") + "1\tx\tar\tب\t\t\t\t\n", encoding="utf-8"
    )
    with pytest.raises(DataError, match=r"alternateNamesV2\.txt, line 2, column geonameid"):
        dump_index(tmp_path / "SY.txt")


def test_build_takes_up_alternate_names_that_came_later(tmp_path: Path) -> None:
    dump = tmp_path / "SY.txt"
    dump.write_text(row(1, "Kafr Test"), encoding="utf-8")
    before = CliRunner().invoke(group, ["build", str(dump)])
    names = tmp_path / "alternateNamesV2.txt"
    names.write_text(alternate(1, "ar", "كفر تيست"), encoding="utf-8")
    os.utime(names, (names.stat().st_atime, names.stat().st_mtime + 10))
    after = CliRunner().invoke(group, ["build", str(dump)])

    assert (before.exit_code, after.exit_code) == (0, 0)
    assert len(dump_index(dump).spelled("كفرتيست")) == 1


def test_build_of_a_csv_is_wrong_usage(tmp_path: Path) -> None:
    result = CliRunner().invoke(group, ["build", str(tmp_path / "my.csv")])

    assert result.exit_code == 2
    assert "--gazetteer" in result.stderr


def test_a_set_of_ids_knows_its_own() -> None:
    numbers = [1, 2, 4095, 4096, 12_000_000, 3, 10**12]
    ids = Ids(numbers)

    assert all(number in ids for number in numbers)
    assert not [number for number in (0, 4, 4094, 4097, 11_999_999, 10**12 - 1) if number in ids]


LARGE = """
import resource, sys
from pathlib import Path
from gazetteer.lookup import dump_index
base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
index = dump_index(Path(sys.argv[1]))
print(len(index), (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - base) // 1024)
"""


@pytest.mark.slow
def test_a_large_dump_takes_little_memory(tmp_path: Path) -> None:
    pytest.importorskip("resource", reason="memory cannot be measured there")
    with (tmp_path / "XX.txt").open("w", encoding="utf-8") as dump:
        for number in range(1, 300_001):
            dump.write(row(number, f"Kafr {number:x}", others=f"كفر {number},Кафр {number}"))
    done = subprocess.run(
        [sys.executable, "-c", LARGE, str(tmp_path / "XX.txt")], capture_output=True, text=True, check=True
    )
    places, megabytes = map(int, done.stdout.split())

    assert places == 300_000
    assert megabytes < 300
