"""Tables as files: read by the tools of the field, and whole after a round trip."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
import subprocess
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq
import pyogrio
import pytest
from geojson_pydantic import FeatureCollection
from hypothesis import given, settings
from incident_samples import Sample, samples
from programs import program

from mapper.errors import RunError
from mapper.frames import CLAIM_COLUMNS, claims_frame, from_frame, to_frame
from mapper.frames.cells import neutral, plain
from mapper.merge import merge
from mapper.records import Claim, Count, Coverage, Evidence, Location
from mapper.writers import FORMATS, load, load_claims, save
from mapper.writers.table import CLAIM_FORMATS

GANJA = Location(place_id="karabakh:ganja", name="Ganja", lat=40.68, lon=46.36, radius_km=6)
TARTAR = Location(place_id="karabakh:tartar", name="Tartar", lat=40.34, lon=46.93, radius_km=4)
COVERAGE = Coverage(reports=3, unread=("x.txt: empty",))


def a_claim(number: int, *, day: int, place: Location | None, **more: Any) -> Claim:
    when = date(2020, 10, day)
    return Claim(
        id=f"c{number}",
        report_id=f"r{number}",
        start=0,
        end=9,
        event_type="shelling",
        actor_side="ARM",
        date_from=when,
        date_to=when,
        locations=(place,) if place else (),
        **more,
    )


@pytest.fixture
def frame() -> gpd.GeoDataFrame:
    """Three incidents of one claim each; the last has no place."""
    claims = [
        a_claim(1, day=1, place=GANJA, killed=Count(low=3, high=5)),
        a_claim(2, day=12, place=TARTAR, claimant="=SUM(1)", claimant_side="AZE"),
        a_claim(3, day=25, place=None),
    ]
    words = {claim.id: Evidence(quote="قصف، كنجة", outlet="Example") for claim in claims}
    made = to_frame(tuple(merge(claims)), words, coverage=COVERAGE)
    return made.sort_values("date_from", ignore_index=True)


@pytest.mark.parametrize("suffix", FORMATS)
@settings(max_examples=25)
@given(sample=samples())
def test_whatever_records_hold_comes_back_from_every_format(suffix: str, sample: Sample) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"table{suffix}"
        save(to_frame(sample.incidents, sample.evidence, coverage=sample.coverage), path)
        found, words, coverage = from_frame(load(path))

    assert found == sample.incidents
    assert words == sample.evidence
    assert coverage == (None if suffix == ".csv" else sample.coverage)


@pytest.mark.parametrize("suffix", CLAIM_FORMATS)
@settings(max_examples=25)
@given(sample=samples())
def test_a_claims_table_comes_back_as_it_was(suffix: str, sample: Sample) -> None:
    claims = claims_frame(to_frame(sample.incidents, sample.evidence))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"claims{suffix}"
        save(claims, path)
        found = load_claims(path)

    pd.testing.assert_frame_equal(found, claims)


def test_a_claims_table_is_checked_like_the_other(tmp_path: Path, frame: gpd.GeoDataFrame) -> None:
    path = tmp_path / "claims.csv"
    claims = claims_frame(frame)
    save(claims[claims["id"] != "c1"], path)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("2020-10-12", "2020-13-45", 1), encoding="utf-8")

    with pytest.raises(RunError, match=r"row 2, column date_from: '2020-13-45' is no date"):
        load_claims(path)
    assert load_claims(path, on_bad_row=lambda _: None)["id"].tolist() == ["c3"]
    with pytest.raises(RunError, match=r"\.parquet, \.csv"):
        save(claims, tmp_path / "claims.geojson")


def gdal(name: str) -> str:
    return program(name, "gdal-bin")


@pytest.mark.parametrize("suffix", [".gpkg", ".geojson"])
def test_a_table_that_gdal_wrote_again_is_the_same_table(
    tmp_path: Path, frame: gpd.GeoDataFrame, suffix: str
) -> None:
    first, again = tmp_path / f"first{suffix}", tmp_path / f"again{suffix}"
    save(frame, first)
    subprocess.run([gdal("ogr2ogr"), str(again), str(first)], check=True)

    assert from_frame(load(again))[:2] == from_frame(frame)[:2]


def test_a_geopackage_is_opened_by_ogrinfo_without_a_warning(tmp_path: Path, frame: gpd.GeoDataFrame) -> None:
    program = gdal("ogrinfo")
    path = tmp_path / "table.gpkg"
    save(frame, path)
    load(path)
    done = subprocess.run(
        [program, "-ro", "-al", str(path)], capture_output=True, text=True, check=True, encoding="utf-8"
    )

    assert done.stderr == ""
    assert "Layer name: incidents\n" in done.stdout
    assert "Layer name: claims\n" in done.stdout
    assert "Geometry: Multi Point" in done.stdout
    assert 'ID["EPSG",4326]' in done.stdout
    assert re.search(r"MULTIPOINT \(\(?46.36 40.68\)?\)", done.stdout)
    assert "date_from: Date" in done.stdout
    assert "killed_low: Integer64" in done.stdout
    assert "quote (String) = قصف، كنجة" in done.stdout
    assert 'mapper_version="0.1.0"' in done.stdout
    assert list(tmp_path.iterdir()) == [path], "reading has written a file"


def test_both_tables_of_a_geopackage_can_be_joined(tmp_path: Path, frame: gpd.GeoDataFrame) -> None:
    path = tmp_path / "table.gpkg"
    save(frame, path)
    with sqlite3.connect(path) as database:
        told = database.execute(
            "SELECT c.id, c.claimant_side, c.lat FROM incidents i JOIN claims c ON c.incident_id = i.id "
            "WHERE i.date_from = '2020-10-12'"
        ).fetchall()
    database.close()

    assert told == [("c2", "AZE", 40.34)]
    shapes = gpd.read_file(path, layer="incidents").geometry
    assert shapes.geom_type.tolist()[:2] == ["MultiPoint", "MultiPoint"]
    assert shapes.tolist()[2] is None
    assert list(pyogrio.read_dataframe(path, layer="claims").columns) == [c.name for c in CLAIM_COLUMNS]


def test_a_geojson_follows_rfc_7946(tmp_path: Path, frame: gpd.GeoDataFrame) -> None:
    path = tmp_path / "table.geojson"
    save(frame, path)
    content = path.read_text(encoding="utf-8")

    def no_constant(name: str) -> None:
        raise AssertionError(f"{name} is not JSON")

    collection = json.loads(content, parse_constant=no_constant)
    valid = FeatureCollection.model_validate(collection)

    assert "crs" not in collection
    assert [feature.geometry and feature.geometry.coordinates for feature in valid.features] == [
        (46.36, 40.68),
        (46.93, 40.34),
        None,
    ]
    assert [feature["id"] for feature in collection["features"]] == frame["id"].tolist()
    assert collection["features"][0]["properties"]["date_from"] == "2020-10-01"
    assert collection["features"][0]["properties"]["claims"][0]["evidence"]["quote"] == "قصف، كنجة"


def test_a_parquet_is_geoparquet_with_covering_and_the_runs_metadata(
    tmp_path: Path, frame: gpd.GeoDataFrame
) -> None:
    path = tmp_path / "table.parquet"
    save(frame, path)
    metadata = pq.read_schema(path).metadata
    geo = json.loads(metadata[b"geo"])
    kept = json.loads(metadata[b"PANDAS_ATTRS"])

    assert geo["version"] == "1.1.0"
    assert geo["columns"]["geometry"]["covering"]["bbox"]["xmin"] == ["bbox", "xmin"]
    assert kept == {"mapper_version": "0.1.0", "mapper_coverage": {"reports": 3, "unread": ["x.txt: empty"]}}
    assert len(gpd.read_parquet(path, bbox=(46.9, 40, 47, 41))) == 1


def test_a_csv_has_wkt_and_lat_lon_and_nothing_that_a_spreadsheet_runs(
    tmp_path: Path, frame: gpd.GeoDataFrame
) -> None:
    path = tmp_path / "table.csv"
    frame["note"] = ["=1+1", "-x", "plain"]
    frame.loc[0, "title"] = "@SUM(A1)"
    save(frame, path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))

    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert [(row["wkt"], row["lat"], row["lon"]) for row in rows] == [
        ("POINT (46.36 40.68)", "40.68", "46.36"),
        ("POINT (46.93 40.34)", "40.34", "46.93"),
        ("", "", ""),
    ]
    assert [row["note"] for row in rows] == ["'=1+1", "'-x", "plain"]
    assert rows[0]["title"] == "'@SUM(A1)"
    assert load(path)["note"].tolist() == ["=1+1", "-x", "plain"]


@pytest.mark.parametrize(
    ("suffix", "name"), [(".gpkg", "Status"), (".gpkg", "fid"), (".gpkg", "geom"), (".csv", "wkt")]
)
def test_a_column_that_a_format_has_no_room_for_is_named(
    tmp_path: Path, frame: gpd.GeoDataFrame, suffix: str, name: str
) -> None:
    frame[name] = "mine"
    with pytest.raises(RunError, match=f"the column '{name}'"):
        save(frame, tmp_path / f"table{suffix}")
    assert list(tmp_path.iterdir()) == []


def test_attributes_of_others_are_not_written(tmp_path: Path, frame: gpd.GeoDataFrame) -> None:
    frame.attrs["features"] = object()
    save(frame, tmp_path / "table.geojson")

    assert load(tmp_path / "table.geojson").attrs.keys() == {"mapper_version", "mapper_coverage"}


@pytest.mark.parametrize(
    ("cell", "harmless"),
    [
        ("=1", "'=1"),
        (" =1", "' =1"),
        ("+1", "'+1"),
        ("-", "'-"),
        ("@x", "'@x"),
        ("\tx", "'\tx"),
        ("\r=", "'\r="),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("'tis", "'tis"),
        ("a=b", "a=b"),
        ("", ""),
    ],
)
def test_a_cell_is_made_harmless_and_whole_again(cell: str, harmless: str) -> None:
    assert neutral(cell) == harmless
    assert plain(harmless) == cell
