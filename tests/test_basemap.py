"""The embedded outlines: what a page gets of them, and what they say of disputed borders."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from mapper.render.basemap import FOLDER, sheets, theatres
from mapper.render.pack import pack

LINES = ("land", "lakes", "rivers", "borders", "disputed", "admin")
LANGUAGES = {"en", "ar", "fr", "ru"}
TABLES = ("disputed_borders.csv", "disputed_lines.csv", "disputed_areas.csv")
# Disputed in the world as states see it: named here from general knowledge, not from the tables.
AREAS = (
    "Abkhazia",
    "South Ossetia",
    "Transnistria",
    "Kosovo",
    "Crimea",
    "Northern Cyprus",
    "Golan Heights",
    "West Bank",
    "Gaza Strip",
    "Western Sahara",
    "Nagorno-Karabakh",
    "Abyei",
    "Halaib triangle",
    "Somaliland",
    "Kashmir",
    "Aksai Chin",
    "Taiwan",
)
PAIRS = (
    ("India", "Pakistan"),
    ("China", "India"),
    ("Israel", "Syria"),
    ("Israel", "Palestine"),
    ("Israel", "Lebanon"),
    ("Kosovo", "Serbia"),
    ("Russia", "Ukraine"),
    ("S. Sudan", "Sudan"),
    ("Egypt", "Sudan"),
    ("Morocco", "W. Sahara"),
    ("North Korea", "South Korea"),
    ("Somalia", "Somaliland"),
    ("Armenia", "Azerbaijan"),
)
JUDGING = ("illegal", "rightful", "so-called", "terror", "liberated", "puppet", "regime", "aggress")


def table(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def sheet(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(gzip.decompress((FOLDER / f"{name}.json.gz").read_bytes()))
    return data


def points(data: dict[str, Any], key: str) -> Iterator[list[tuple[float, float]]]:
    for flat in data[key]:
        x = y = 0
        line = []
        for dx, dy in zip(flat[::2], flat[1::2], strict=True):
            x, y = x + dx, y + dy
            line.append((x / data["scale"], y / data["scale"]))
        yield line


def runs_near(data: dict[str, Any], key: str, lon: float, lat: float, reach: float) -> bool:
    """Whether a stretch of a line of this kind comes so near to a point."""
    import shapely

    spot = shapely.Point(lon, lat)
    return any(
        shapely.LineString(line).distance(spot) <= reach for line in points(data, key) if len(line) > 1
    )


@pytest.mark.parametrize("name", AREAS)
def test_an_area_of_disputed_status_is_named_with_its_year(name: str) -> None:
    (row,) = (row for row in table("disputed_areas.csv") if row["name_en"] == name)

    assert row["since"].isdigit()
    assert row["status"]
    assert all(row[f"name_{lang}"] for lang in LANGUAGES)


@pytest.mark.parametrize("pair", PAIRS)
def test_a_disputed_border_has_a_reason(pair: tuple[str, str]) -> None:
    rows = [row for row in table("disputed_borders.csv") if {row["country"], row["neighbour"]} == {*pair}]

    assert rows
    assert all(row["reason"] for row in rows)


@pytest.mark.parametrize("name", TABLES)
def test_no_row_takes_a_side(name: str) -> None:
    for row in table(name):
        text = " ".join(row.values()).casefold()
        assert not any(word in text for word in JUDGING), row


@pytest.mark.parametrize("name", TABLES)
def test_what_has_a_name_has_it_in_every_language(name: str) -> None:
    for row in table(name):
        told = {lang for lang in LANGUAGES if row[f"name_{lang}"]}
        assert told in (set(), LANGUAGES), row
        assert row["since"] or not told, row


def test_a_line_drawn_by_hand_says_how_doubtful_it_is() -> None:
    for row in table("disputed_lines.csv"):
        assert float(row["doubt_km"]) > 0
        assert row["source"]
        assert bool(row["units"]) != bool(row["points"])


def test_every_country_of_the_tables_is_one_of_the_outlines() -> None:
    """A name that no outline has would draw a disputed border as settled, and nobody would see it."""
    named = {row["country"] for row in table("disputed_borders.csv")}
    named |= {row["neighbour"] for row in table("disputed_borders.csv")} - {"*"}
    named |= {row["country"] for row in table("disputed_areas.csv")} - {""}

    assert named <= set((FOLDER / "countries.txt").read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize(
    ("name", "where", "lon", "lat"),
    [
        ("world_fine", "line of control in Kashmir", 74.0, 34.0),
        ("world_fine", "Korean demarcation line", 127.0, 38.2),
        ("world_fine", "berm of Western Sahara", -12.3, 25.2),
        ("world_fine", "Morocco and Western Sahara", -10.5, 27.67),
        ("world_fine", "Kosovo and Serbia", 20.9, 43.2),
        ("caucasus", "Enguri, edge of Abkhazia", 41.65, 42.6),
        ("caucasus", "oblast of 1923 to 1991", 47.15, 39.85),
        ("caucasus", "Armenia and Azerbaijan", 45.6, 40.7),
        ("levant", "Golan, line of 1974", 35.85, 33.0),
        ("levant", "Blue Line", 35.4, 33.08),
        ("gaza", "Gaza and Israel", 34.5, 31.5),
        ("levant", "Green Line of Cyprus", 33.3, 35.15),
        ("ukraine", "neck of Crimea", 33.7, 46.1),
        ("ukraine", "line of contact in the Donbas", 37.8, 48.1),
        ("ukraine", "Transnistria", 29.1, 47.4),
        ("sudan", "Abyei", 28.4, 10.17),
        ("sudan", "22nd parallel at Halaib", 35.5, 22.0),
    ],
)
def test_a_disputed_line_is_dashed_and_not_drawn_as_settled(
    name: str, where: str, lon: float, lat: float
) -> None:
    data = sheet(name)

    assert runs_near(data, "disputed", lon, lat, 0.3), where
    assert not runs_near(data, "borders", lon, lat, 0.05), where


def test_a_settled_border_stays_whole() -> None:
    world = sheet("world_fine")

    assert runs_near(world, "borders", 71.5, 27.9, 0.4), "India and Pakistan in the desert"
    assert not runs_near(world, "disputed", 71.5, 27.9, 0.4)
    assert runs_near(world, "borders", 34.0, 52.2, 0.6), "Russia and Ukraine in the north"
    assert not runs_near(world, "disputed", 34.0, 52.2, 0.6)


@pytest.mark.parametrize("name", ["world", "world_fine", *theatres()])
def test_a_sheet_keeps_to_its_box_and_to_its_size(name: str) -> None:
    data = sheet(name)
    west, south, east, north = data["box"]
    for key in LINES:
        for line in points(data, key):
            assert all(west - 0.1 <= x <= east + 0.1 and south - 0.1 <= y <= north + 0.1 for x, y in line)
            # A leap across the sheet is the date line, drawn as a bar over the whole world.
            assert all(abs(a[0] - b[0]) < 180 for a, b in pairwise(line)), key
    most = {"world": 40_000, "world_fine": 300_000}.get(name, 30_000)
    assert (FOLDER / f"{name}.json.gz").stat().st_size < most


@pytest.mark.parametrize(
    ("bounds", "theatre"),
    [
        ((34.2, 31.2, 34.6, 31.6), "gaza"),
        ((44.5, 38.5, 49.9, 41.0), "caucasus"),
        ((36.0, 33.0, 44.4, 36.9), "levant"),
        ((42.8, 12.6, 49.2, 16.0), "yemen"),
        ((24.0, 11.0, 37.3, 19.7), "sudan"),
        ((10.0, 26.0, 23.0, 33.0), "libya"),
        ((30.3, 46.4, 38.0, 50.5), "ukraine"),
    ],
)
def test_data_of_a_theatre_get_its_sheet_above_the_coarse_world(
    bounds: tuple[float, float, float, float], theatre: str
) -> None:
    first, *_, last = sheets(bounds)

    assert first["box"] == sheet("world")["box"]
    assert last["box"] == sheet(theatre)["box"]


def test_a_theatre_within_another_lies_upon_it() -> None:
    """Found by looking: a new sheet is one new file, and the finer one is drawn last."""
    boxes = [sheet(name)["box"] for name in theatres()]
    sizes = [(east - west) * (north - south) for west, south, east, north in boxes]
    on_disk = {path.name.removesuffix(".json.gz") for path in FOLDER.glob("*.json.gz")}

    assert set(theatres()) == on_disk - {"world", "world_fine"}
    assert sizes == sorted(sizes)
    below, middle, above = sheets((34.2, 31.2, 34.6, 31.6))
    assert [below["box"], middle["box"], above["box"]] == [
        sheet(name)["box"] for name in ("world", "levant", "gaza")
    ]


def test_data_elsewhere_get_the_fine_world_cut_around_them() -> None:
    coarse, cut = sheets((74.0, 33.0, 76.0, 34.5))
    west, south, east, north = cut["box"]

    assert coarse["scale"] == sheet("world")["scale"]
    assert cut["scale"] == sheet("world_fine")["scale"]
    assert west < 70 < 80 < east
    assert 20 < south < 30 < 40 < north < 50
    assert {"Kashmir", "Aksai Chin"} <= {label["names"]["en"] for label in cut["labels"]}
    assert len(pack(cut)) < 60_000


def test_data_of_the_whole_world_get_the_fine_world_alone_below_400_kb() -> None:
    (whole,) = sheets((-70.0, -5.0, 75.0, 50.0))

    assert whole["box"] == sheet("world_fine")["box"]
    assert len(pack([whole])) < 400_000


def test_a_page_without_a_place_gets_the_coarse_world() -> None:
    (world,) = sheets(None)

    assert world["scale"] == sheet("world")["scale"]


def test_every_name_on_the_ground_is_in_every_language() -> None:
    for name in ("world", "world_fine", *theatres()):
        for label in sheet(name)["labels"]:
            assert set(label["names"]) == LANGUAGES
