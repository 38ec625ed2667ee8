"""Tables that are broken: one clear error with the row and the column, or left out, counted and listed."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
from click.testing import CliRunner, Result

from mapper.cli import main
from mapper.errors import RunError
from mapper.frames import from_frame, to_frame
from mapper.merge import merge
from mapper.records import Claim, Count, Coverage, Evidence, Location
from mapper.writers import FORMATS, load, save

GANJA = Location(place_id="karabakh:ganja", name="Ganja", lat=40.68, lon=46.36, radius_km=6)
FIRST_ROW = {".parquet": 1, ".gpkg": 1, ".geojson": 1, ".csv": 2}
"""A spreadsheet shows the header of a CSV as row 1."""


def a_table(count: int = 3) -> gpd.GeoDataFrame:
    """Incidents of one claim each, on Ganja, in order of their days."""
    claims = [
        Claim(
            id=f"c{number}",
            report_id=f"r{number}",
            start=0,
            end=9,
            event_type="shelling",
            actor_side="ARM",
            date_from=date(2020, 1 + number // 3, 1 + 10 * (number % 3)),
            date_to=date(2020, 1 + number // 3, 1 + 10 * (number % 3)),
            locations=(GANJA,),
            killed=Count(low=3, high=5),
        )
        for number in range(count)
    ]
    words = {claim.id: Evidence(quote="قصف، كنجة", outlet="Example") for claim in claims}
    made = to_frame(tuple(merge(claims)), words, coverage=Coverage(reports=count))
    return made.sort_values("date_from", ignore_index=True)


def change_csv(path: Path, column: str, values: dict[int, Any]) -> None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    for index, value in values.items():
        rows[index][header.index(column)] = str(value)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])


def change_geojson(path: Path, column: str, values: dict[int, Any]) -> None:
    collection = json.loads(path.read_text(encoding="utf-8"))
    for index, value in values.items():
        collection["features"][index]["properties"][column] = value
    path.write_text(json.dumps(collection), encoding="utf-8")


def change_gpkg(path: Path, column: str, values: dict[int, Any]) -> None:
    with sqlite3.connect(path) as database:
        # They keep the spatial index with functions that only a spatial database has.
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f'DROP TRIGGER "{name}"')
        for index, value in values.items():
            database.execute(f'UPDATE incidents SET "{column}" = ? WHERE fid = ?', (value, index + 1))
    database.close()


def change_parquet(path: Path, column: str, values: dict[int, Any]) -> None:
    frame = gpd.read_parquet(path)
    texts = any(isinstance(value, str) for value in values.values())
    if texts and frame[column].dtype.kind == "M":
        frame[column] = frame[column].dt.strftime("%Y-%m-%d")
    for index, value in values.items():
        frame.loc[index, column] = value
    frame.to_parquet(path)


CHANGE: dict[str, Callable[[Path, str, dict[int, Any]], None]] = {
    ".csv": change_csv,
    ".geojson": change_geojson,
    ".gpkg": change_gpkg,
    ".parquet": change_parquet,
}
FAULTS = [
    ("date_from", "2020-13-45", "'2020-13-45' is no date"),
    ("date_from", "2020-12-31", "later than date_to"),
    ("lat", 95, "95 is outside -90..90"),
    ("lon", 200, "200 is outside -180..180"),
    ("lon", 46.37, "46.36 in `locations`"),
    ("locations", "[{]", "is not valid JSON"),
    ("locations", '[{"place_id":"x","name":"x","lat":95,"lon":0,"radius_km":1}]', "no place on Earth"),
    ("event_type", "earthquake", "'earthquake' is none of"),
    ("status", "proven", "'proven' is none of"),
    ("killed_best", 9, "9 is not between 3 and 5"),
    ("killed_high", 3_000_000_000, "3000000000 is no number of people"),
    ("killed_low", -1, "-1 is no count: a whole number from 0 up"),
    ("claim_count", 2, "there are 1 claims"),
    ("id", "", "is empty"),
]


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize(("column", "value", "problem"), FAULTS)
def test_a_bad_cell_is_named_by_row_and_column_or_its_row_left_out(
    tmp_path: Path, suffix: str, column: str, value: object, problem: str
) -> None:
    path, frame = tmp_path / f"table{suffix}", a_table()
    save(frame, path)
    CHANGE[suffix](path, column, {1: value})
    row = 1 + FIRST_ROW[suffix]
    with pytest.raises(RunError) as raised:
        load(path)
    left_out: list[str] = []
    rest = load(path, on_bad_row=lambda error: left_out.append(str(error)))

    assert str(raised.value).startswith(f"{path}: 1 row cannot be used; mend it, ")
    assert f"row {row}, column {column}: " in str(raised.value)
    assert problem in str(raised.value)
    assert [f"{path}, row {row}, column {column}: " in told for told in left_out] == [True]
    assert rest["id"].tolist() == frame["id"].tolist()[::2]


@pytest.mark.parametrize("suffix", [".csv", ".geojson", ".parquet"])
@pytest.mark.parametrize(
    ("claims", "problem"),
    [
        ("[{", "is not valid JSON"),
        ("{}", "is no JSON list"),
        ('[{"id":"x","event_type":"shelling"}]', "report_id"),
        ('[{"id":"x","event_type":"earthquake"}]', "'earthquake' is none of"),
    ],
)
def test_broken_claims_are_named_by_row(tmp_path: Path, suffix: str, claims: str, problem: str) -> None:
    path = tmp_path / f"table{suffix}"
    save(a_table(), path)
    CHANGE[suffix](path, "claims", {2: claims})

    with pytest.raises(RunError, match=rf"row {2 + FIRST_ROW[suffix]}, column claims: .*{problem}"):
        load(path)


@pytest.mark.parametrize(
    ("column", "value", "problem"),
    [
        ("trace", "[", "column trace: is not valid JSON"),
        ("lat", 95, "column lat: 95 is outside"),
        ("killed_low", 6, "column killed_low: 6 is more than killed_high, 5"),
        ("stance", "sings", "stance"),
        ("report_id", None, "column report_id: is empty"),
    ],
)
def test_a_broken_row_of_a_claims_layer_is_named_and_takes_its_incident_along(
    tmp_path: Path, column: str, value: object, problem: str
) -> None:
    path, frame = tmp_path / "table.gpkg", a_table()
    save(frame, path)
    with sqlite3.connect(path) as database:
        database.execute(f"UPDATE claims SET {column} = ? WHERE fid = 2", (value,))
    database.close()
    with pytest.raises(RunError) as raised:
        load(path)
    rest = load(path, on_bad_row=lambda _: None)

    assert f"layer claims, row 2, {problem}" in str(raised.value).replace("row 2, not", "row 2, stance not")
    assert rest["id"].tolist() == frame["id"].tolist()[::2]


def test_twenty_bad_rows_are_listed_and_the_rest_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    save(a_table(36), path)
    change_csv(path, "date_from", dict.fromkeys(range(1, 31), "soon"))
    with pytest.raises(RunError) as raised:
        load(path)
    first, *listed, last = str(raised.value).splitlines()

    assert "30 rows cannot be used" in first
    assert [line.split(",")[0].strip() for line in listed] == [f"row {number}" for number in range(3, 23)]
    assert last.strip() == "and 10 more"


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_missing_column_is_named_together_with_what_stands_there(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"table{suffix}"
    save(a_table(), path)
    if suffix == ".gpkg":
        with sqlite3.connect(path) as database:
            database.execute("ALTER TABLE incidents RENAME COLUMN status TO state")
        database.close()
    elif suffix == ".parquet":
        gpd.read_parquet(path).rename(columns={"status": "state"}).to_parquet(path)
    else:
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace('"status"', '"state"'), encoding="utf-8")

    with pytest.raises(RunError, match=r"the column 'status' .*missing .*'state'"):
        load(path)


def test_a_column_of_a_wrong_dtype_is_named() -> None:
    frame = a_table()
    frame["date_from"] = [1.0, 2.0, 3.0]
    with pytest.raises(RunError, match=r"'date_from' holds float64, expected datetime64\[s\]"):
        from_frame(frame)


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("share", [0, 0.05, 0.5, 0.9, 0.98])
def test_a_truncated_file_is_one_clear_error(tmp_path: Path, suffix: str, share: float) -> None:
    path = tmp_path / f"table{suffix}"
    save(a_table(), path)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])

    with pytest.raises(RunError) as raised:
        load(path)
    assert str(path) in str(raised.value)
    if suffix == ".csv" and share > 0.5:
        assert "row 4" in str(raised.value)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("id;title;status\n", "separated by ;"),
        ("id,id\n", "'id' stands twice"),
        ("", "empty"),
        ("\ufeff", "empty"),
        ("عنوان".encode("utf-16"), "not UTF-8"),
    ],
)
def test_a_csv_that_is_not_ours_is_told_from_one_with_bad_rows(
    tmp_path: Path, content: str | bytes, problem: str
) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(RunError, match=problem):
        load(path)


def test_rows_keep_the_numbers_of_a_spreadsheet_after_empty_and_ragged_ones(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    save(a_table(), path)
    header, first, second, third = path.read_text(encoding="utf-8-sig").splitlines()
    path.write_text("\n".join([header, "", first, f"{second},more", third.replace("2020-01-21", "x")]))
    told: list[str] = []
    rest = load(path, on_bad_row=lambda error: told.append(str(error)))

    assert len(rest) == 1
    assert [line.removeprefix(f"{path}, ")[:5] for line in told] == ["row 4", "row 5"]
    assert "it has 29 cells, the header has 28" in told[0]


@pytest.mark.parametrize(
    ("shape", "problem"),
    [
        ("POINT (200 40)", "lon 200 is outside"),
        ("POINT (46.4 40.68)", "lies elsewhere"),
        ("POLYGON ((0 0, 1 1, 1 0, 0 0))", "is a Polygon"),
        ("POINT (46", "is no geometry"),
        ("", "lies elsewhere"),
    ],
)
def test_a_geometry_that_is_not_where_the_places_are_is_named(
    tmp_path: Path, shape: str, problem: str
) -> None:
    path = tmp_path / "table.csv"
    save(a_table(), path)
    change_csv(path, "wkt", {0: shape})
    with pytest.raises(RunError, match=f"row 2, column geometry: .*{problem}"):
        load(path)


def test_an_incident_that_stands_twice_is_named() -> None:
    with pytest.raises(RunError, match=r"row 4, column id: .* stands in row 1 too"):
        from_frame(pd.concat([a_table(), a_table()]))


def render(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["render", *map(str, arguments)])


@pytest.mark.parametrize("suffix", FORMATS)
def test_render_stops_at_bad_rows_or_leaves_them_out_and_ends_with_3(tmp_path: Path, suffix: str) -> None:
    path, page = tmp_path / f"table{suffix}", tmp_path / "map.html"
    save(a_table(), path)
    CHANGE[suffix](path, "lat", {0: 95, 2: -91})
    rows = [f"row {number + FIRST_ROW[suffix]}, column lat" for number in (0, 2)]
    stopped = render(path, "-o", page)
    page_after_stop = page.exists()
    gone_on = render(path, "-o", page, "--skip-bad-rows")

    assert stopped.exit_code == 1
    assert not page_after_stop
    assert "2 rows cannot be used" in stopped.stderr
    assert "--skip-bad-rows" in stopped.stderr
    assert gone_on.exit_code == 3
    assert page.exists()
    assert "2 rows cannot be used and were left out" in gone_on.stderr
    assert "wrote 1 incident to" in gone_on.stderr
    for result in (stopped, gone_on):
        assert all(row in result.stderr for row in rows)
        assert "Traceback" not in result.stderr


def test_render_goes_on_without_bad_claim_lines(tmp_path: Path) -> None:
    lines = tmp_path / "claims.jsonl"
    good = '{"id":"c","report_id":"r","start":0,"end":5,"event_type":"shelling"}'
    lines.write_text(f'{good}\n{{"id":\n', encoding="utf-8")
    stopped = render(lines, "-o", tmp_path / "map.html")
    gone_on = render(lines, "-o", tmp_path / "map.html", "--skip-bad-rows")

    assert stopped.exit_code == 1
    assert gone_on.exit_code == 3
    assert "line 2" in stopped.stderr
    assert "line 2" in gone_on.stderr
    assert (tmp_path / "map.html").exists()
