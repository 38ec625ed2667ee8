"""The gazetteer command: data on stdout, messages on stderr, and errors that say what to do."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gazetteer.cli import group
from gazetteer.sources import theatre


def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(group, arguments, input=stdin)


def test_find_prints_a_line_a_place() -> None:
    result = run("find", "مارتوني", "--limit", "2")

    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 2
    assert "karabakh:khojavend" in result.stdout


def test_find_prints_json() -> None:
    (match,) = json.loads(run("find", "كنجة", "--json", "--limit", "1").stdout)

    assert match["id"] == "karabakh:ganja"
    assert (round(match["lat"], 1), round(match["lon"], 1)) == (40.7, 46.4)
    assert match["match"] == "exact"


def test_near_takes_latitude_first() -> None:
    result = run("find", "Martuni", "--near", "40.1,45.3", "--limit", "1")

    assert "karabakh:martuni_am" in result.stdout


def test_nothing_found_is_said_and_is_no_error() -> None:
    result = run("find", "zzzz")

    assert (result.exit_code, result.stdout) == (0, "")
    assert "No place is known" in result.stderr


@pytest.mark.parametrize(
    "options",
    [
        "--near north",
        "--near 100,200",
        "--near nan,nan",
        "--near 1,2,3",
        "--limit 0",
        "--country Atlantis",
        "--country Yerevan",
        "--nonsense",
        "--gazetteer none.csv",
    ],
)
def test_wrong_usage_is_exit_code_2(options: str) -> None:
    assert run("find", "Baku", *options.split()).exit_code == 2


def test_a_faulty_table_is_one_paragraph(tmp_path: Path) -> None:
    path = tmp_path / "my_places.csv"
    path.write_text("name,lat,lon\nA,400,2\n", encoding="utf-8")
    result = run("find", "Baku", "--gazetteer", str(path))

    assert result.exit_code == 1
    assert result.stderr == f"Error: {path}, line 2, column lat: 400 is outside -90..90\n"


def test_show_tells_all_of_a_place() -> None:
    result = run("show", "karabakh:stepanakert")

    assert result.exit_code == 0
    assert "Xankəndi" in result.stdout
    assert "ARM" in result.stdout
    assert json.loads(run("show", "country:ARM", "--json").stdout)["country"] == "AM"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("nowhere:1", "gazetteer find"),
        ("karabakh:stepanakrt", "karabakh:stepanakert"),
        ("Stepanakert", "karabakh:stepanakert"),
        ("geonames:" + "9" * 40, "gazetteer find"),
        ("", "gazetteer find"),
    ],
)
def test_show_of_an_unknown_id_says_what_to_do(given: str, said: str) -> None:
    result = run("show", given)

    assert (result.exit_code, result.stdout) == (1, "")
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("country", ["AM", "am", "ARM", "ARMENIA", "أرمينيا", "Армения"])
def test_a_country_is_given_by_a_code_or_a_name(country: str) -> None:
    (record,) = json.loads(run("find", "مارتوني", "--country", country, "--json").stdout)

    assert record["id"] == "karabakh:martuni_am"


@pytest.mark.parametrize(
    ("name", "said"), [("", "empty"), (" \t", "empty"), ("a" * 5000, "5,000 letters"), ("\udcff", "UTF-8")]
)
def test_a_name_that_cannot_be_searched_is_wrong_usage(name: str, said: str) -> None:
    result = run("find", name)

    assert result.exit_code == 2
    assert said in result.stderr


def test_a_name_of_many_places_gives_no_more_than_the_limit() -> None:
    assert len(run("find", "San José", "--limit", "7").stdout.splitlines()) == 7


def test_names_are_read_from_standard_input() -> None:
    result = run("find", "-", "--limit", "1", stdin="\ufeffكنجة\r\n\nzzzz\nHadrut")

    assert result.exit_code == 0
    assert [line.split("\t")[:2] for line in result.stdout.splitlines()] == [
        ["كنجة", "karabakh:ganja"],
        ["Hadrut", "karabakh:hadrut"],
    ]
    assert result.stderr == "No place is known by the name 'zzzz'.\n"


def test_names_of_standard_input_give_a_line_of_json_each() -> None:
    lines = run("find", "-", "--json", "--limit", "1", stdin="Hadrut\nzzzz\n").stdout.splitlines()

    assert [(record["name"], len(record["matches"])) for record in map(json.loads, lines)] == [
        ("Hadrut", 1),
        ("zzzz", 0),
    ]


def test_a_line_that_cannot_be_read_is_named_and_the_others_go_on() -> None:
    result = run("find", "-", "--limit", "1", stdin=b"Stepan\0akert\nHadrut\n\xff\xfe\n")

    assert result.exit_code == 3
    assert result.stdout.startswith("Hadrut\tkarabakh:hadrut\t")
    assert [line[:31] for line in result.stderr.splitlines()] == [
        "Error: standard input, line 1: ",
        "Error: standard input, line 3: ",
    ]


def test_show_has_the_names_of_a_place_of_the_world() -> None:
    names = [name["text"] for name in json.loads(run("show", "geonames:3094802", "--json").stdout)["names"]]

    assert {"Kraków", "Краков", "كراكوف"} <= set(names)


def test_check_passes_the_bundled_packs_and_names_a_fault(tmp_path: Path) -> None:
    for folder in theatre.bundled():
        assert "No fault" in run("check", str(folder)).stdout
    result = run("check", str(tmp_path))

    assert result.exit_code == 1
    assert "theatre.toml" in result.stderr


def test_check_reads_a_table_of_places_too(tmp_path: Path) -> None:
    path = tmp_path / "my_places.csv"
    path.write_text("name,lat,lon\nA,1,2\nB,400,2\n", encoding="utf-8")
    faulty, faulty_json = run("check", str(path)), run("check", str(path), "--json")
    path.write_text("name,lat,lon\nA,1,2\n", encoding="utf-8")

    assert faulty.exit_code == faulty_json.exit_code == 1
    assert f"{path}, line 3, column lat: 400 is outside" in faulty.stderr
    (fault,) = json.loads(faulty_json.stdout)
    assert (fault["file"], fault["line"], fault["column"]) == (str(path), 3, "lat")
    assert run("check", str(path)).stdout == "my_places.csv: 1 place. No fault.\n"
    assert json.loads(run("check", str(path), "--json").stdout) == []


def test_help_loads_nothing_heavy() -> None:
    heavy = "{'babel', 'geopy', 'geopandas', 'gazetteer.lookup'}"
    program = f"import sys, gazetteer.cli; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
