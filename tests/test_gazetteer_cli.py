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


def run(*arguments: str) -> Result:
    return CliRunner().invoke(group, arguments)


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
    "options", ["--near north", "--near 100,200", "--limit 0", "--nonsense", "--gazetteer none.csv"]
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


def test_show_of_an_unknown_id_says_what_to_do() -> None:
    result = run("show", "nowhere:1")

    assert result.exit_code == 1
    assert "gazetteer find" in result.stderr


def test_check_passes_the_bundled_packs_and_names_a_fault(tmp_path: Path) -> None:
    for folder in theatre.bundled():
        assert "No fault" in run("check", str(folder)).stdout
    result = run("check", str(tmp_path))

    assert result.exit_code == 1
    assert "theatre.toml" in result.stderr


def test_help_loads_nothing_heavy() -> None:
    heavy = "{'babel', 'geopy', 'geopandas', 'gazetteer.lookup'}"
    program = f"import sys, gazetteer.cli; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
