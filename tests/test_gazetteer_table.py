"""Users' own tables: little is required, and each fault is named with line and column."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from gazetteer import DataError, Gazetteer, Place
from gazetteer.place import distance_km, haversine_km
from gazetteer.sources import row_checks, table_file


def write(folder: Path, text: str) -> Path:
    path = folder / "my_places.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_name_and_point_are_enough(tmp_path: Path) -> None:
    path = write(tmp_path, "name,lat,lon\nعين الأسد,33.8,42.4\n")
    gazetteer = Gazetteer.default(user_files=[path])
    (hit,) = gazetteer.find("هجوم على عين الأسد ليلا")

    assert hit.surface == "عين الأسد"
    assert gazetteer.place("my_places:2") is not None


def test_more_columns_say_more(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "# mine\nid,name,lat,lon,level,kind,radius_km,country,names_ar,needs_cue_ar,other_names\n"
        "my:1,Ain,33.8,42.4,site,base,3,iq,AZE:عين الاسد|قاعدة العين,عين,Ain al-Asad\n",
    )
    (place,) = table_file.load(path)

    assert (place.id, place.level, place.kind, place.radius_km, place.country) == (
        "my:1",
        "site",
        "base",
        3,
        "IQ",
    )
    assert {name.text for name in place.names} == {"Ain al-Asad", "عين الاسد", "قاعدة العين", "عين"}
    assert {name.side for name in place.names} == {"", "AZE"}
    assert [name.text for name in place.names if name.needs_cue] == ["عين"]


def test_a_known_id_adds_a_spelling(tmp_path: Path) -> None:
    path = write(tmp_path, "id,name,lat,lon,other_names\nkarabakh:ganja,Ganja,40.68,46.36,كانديا الجديدة\n")

    assert Gazetteer.default(user_files=[path]).search("كانديا الجديدة")[0].place.id == "karabakh:ganja"


@pytest.mark.parametrize(
    ("text", "line", "column", "problem"),
    [
        ("nam,lat,lon\nA,1,2\n", 1, "name", "lacks the column"),
        ("name,lat,lon,latt\nA,1,2,3\n", 1, "latt", "not a known column"),
        ("name,lat,lon\nA,400,2\n", 2, "lat", "outside"),
        ("name,lat,lon\nA,120.5,40.1\n", 2, "lat", "swapped"),
        ("name,lat,lon\nA,1,181\n", 2, "lon", "outside"),
        ("name,lat,lon\nA,north,2\n", 2, "lat", "not a number"),
        ("name,lat,lon\nA,nan,2\n", 2, "lat", "outside"),
        ("name,lat,lon\nA,1,2\n,3,4\n", 3, "name", "is empty"),
        ("id,name,lat,lon\na,A,1,2\na,B,3,4\n", 3, "id", "line 2"),
        ("name,lat,lon,level\nA,1,2,town\n", 2, "level", "is not one of"),
        ("name,lat,lon,radius_km\nA,1,2,-5\n", 2, "radius_km", "outside"),
        ("name,lat,lon\nA,1\n", 2, None, "cells"),
        ("name,lat,lon\nA,1,2,3\n", 2, None, "cells"),
        ("name;lat;lon\nA;1;2\n", 1, None, "separated by ;"),
        ("name\tlat\tlon\nA\t1\t2\n", 1, None, "separated by tabs"),
        ("name,lat,lon,lat\nA,1,2,3\n", 1, "lat", "twice"),
        ("name,lat,lon,names_zzz\nA,1,2,B\n", 1, "names_zzz", "not the tag of a language"),
        ('name,lat,lon\n"A,1,2\n', 2, None, "not valid CSV"),
        ("# mine\n\nname,lat,lon\nA,1,x\n", 4, "lon", "not a number"),
        ("name,lat,lon,country\nA,33,44,IRQ\n", 2, "country", "alpha-2"),
        ("name,lat,lon,country\nA,44.4,33.3,IQ\n", 2, "lat", "look swapped"),
        ("", None, None, "no header line"),
        ("name,lat,lon\n", None, None, "no place below"),
        ("name,lat,lon\nA,0,0\n", 2, "lat", "point that is missing"),
        ("name,lat,lon\nA,1,2\nB,3,4\nA,1.001,2\n", 4, "name", "line 2 too, at the same spot"),
        ("name,lat,lon\nA\0B,1,2\n", 2, "name", "control character"),
        ("name,latitude,longitude\nA,1,2\nB,400,3\n", 3, "latitude", "outside"),
        ("name,lat,lon,latitude\nA,1,2,1\n", 1, "latitude", "keep one"),
        ("name,lat,lon\nA,10,48\nB,10.5,48\nC,11,49\nD,48.3,10.6\n", 5, "lat", "among the other"),
    ],
)
def test_faults_name_line_and_column(
    tmp_path: Path, text: str, line: int | None, column: str | None, problem: str
) -> None:
    path = write(tmp_path, text)

    with pytest.raises(DataError, match=problem) as fault:
        table_file.load(path)

    assert (fault.value.path, fault.value.line, fault.value.column) == (path, line, column)


def test_what_spreadsheets_write_is_read(tmp_path: Path) -> None:
    text = '"name","lat","lon","names_ar"\r\n"Ain, al-Asad","33.8","42.4","عين الأسد"\r\n'
    (tmp_path / "sheet.csv").write_bytes(text.encode("utf-8-sig"))
    (place,) = table_file.load(tmp_path / "sheet.csv")

    assert (place.name, place.lat, place.lon) == ("Ain, al-Asad", 33.8, 42.4)
    assert [name.text for name in place.names] == ["عين الأسد"]


def test_a_place_far_from_its_country_is_no_fault_if_it_is_not_swapped(tmp_path: Path) -> None:
    path = write(tmp_path, "name,lat,lon,country\nSaint-Denis,-20.88,55.45,FR\nMetz,49.1,6.2,FR\n")

    assert [place.name for place in table_file.load(path)] == ["Saint-Denis", "Metz"]


@pytest.mark.parametrize(("lat", "lon"), [("latitude", "longitude"), ("lat", "lng"), ("lat", "long")])
def test_other_names_of_the_coordinates_will_do(tmp_path: Path, lat: str, lon: str) -> None:
    (place,) = table_file.load(write(tmp_path, f"name,{lat},{lon}\nA,1.5,2.5\n"))

    assert (place.lat, place.lon) == (1.5, 2.5)


def test_a_far_place_is_no_fault_where_turning_it_brings_it_nowhere(tmp_path: Path) -> None:
    text = "name,lat,lon\nA,10,48\nB,10.5,48\nC,11,49\nMoscow,55.7,37.6\n"

    assert len(table_file.load(write(tmp_path, text))) == 4


@pytest.mark.parametrize("swapped_one", [0, 1, 2, 3])
def test_a_swapped_point_is_found_wherever_it_stands(tmp_path: Path, swapped_one: int) -> None:
    rows = ["A,10,48", "B,10.5,48", "C,11,49"]
    rows.insert(swapped_one, "D,48.3,10.6")
    (fault,) = table_file.faults(write(tmp_path, "\n".join(["name,lat,lon", *rows, ""])))

    assert (fault.line, fault.column) == (swapped_one + 2, "lat")


def test_points_are_compared_a_few_times_each_however_many_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured = Counter[str]()

    def counted(a: Place, b: Place) -> float:
        measured["pairs"] += 1
        return distance_km(a, b)

    def counted_points(a: tuple[float, float], b: tuple[float, float]) -> float:
        measured["pairs"] += 1
        return haversine_km(a, b)

    monkeypatch.setattr(row_checks, "distance_km", counted)
    monkeypatch.setattr(row_checks, "haversine_km", counted_points)
    # Half of them the other way round: each lies far from half of the file.
    half = [f"P{n},{10 + n / 1000},48\nQ{n},48,{10 + n / 1000}" for n in range(500)]
    faults = table_file.faults(write(tmp_path, "\n".join(["name,lat,lon", *half, ""])))

    assert faults == []
    assert measured["pairs"] <= 4 * 1000


def test_a_missing_or_foreign_file_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no such file"):
        table_file.load(tmp_path / "none.csv")
    (tmp_path / "cp1256.csv").write_bytes("name,lat,lon\nعين,1,2\n".encode("cp1256"))
    with pytest.raises(DataError, match="not UTF-8"):
        table_file.load(tmp_path / "cp1256.csv")
