"""The two tables: columns as documented, whole after what users do to frames, everything comes back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

from mapper.errors import RunError
from mapper.frames import (
    CLAIM_COLUMNS,
    COLUMNS,
    VERSION,
    Column,
    checked_claims,
    claims_frame,
    from_frame,
    to_frame,
)
from mapper.frames.columns import joined, parted
from mapper.frames.reference import reference
from mapper.merge import merge
from mapper.records import Claim, Count, Coverage, Evidence, Incident, Location
from mapper.writers import FORMATS, load, save

GANJA = Location(place_id="karabakh:ganja", name="Ganja", lat=40.68, lon=46.36, radius_km=6)
TARTAR = Location(place_id="karabakh:tartar", name="Tartar", lat=40.34, lon=46.93, radius_km=4)
Told = tuple[tuple[Incident, ...], dict[str, Evidence], Coverage]
"""Incidents, the words of their claims, and the coverage of the run."""


def some_claims() -> list[Claim]:
    common = {"report_id": "r1", "start": 0, "end": 9, "actor_side": "ARM"}
    october = {"date_from": date(2020, 10, 10), "date_to": date(2020, 10, 11)}
    return [
        Claim(
            id="a",
            event_type="shelling",
            locations=(GANJA,),
            killed=Count(low=3, high=3),
            **common,
            **october,
        ),
        Claim(
            id="b",
            event_type="shelling",
            locations=(GANJA,),
            stance="denies",
            claimant_side="ARM",
            **common,
            **october,
        ),
        Claim(
            id="c",
            event_type="missile_strike",
            locations=(GANJA, TARTAR),
            date_from=date(2022, 9, 13),
            date_to=date(2022, 9, 13),
            **common,
        ),
        Claim(id="d", event_type="ceasefire_agreed", claimant='=cmd|"\n,é', **common),
    ]


def dtypes_of(frame: pd.DataFrame, columns: Sequence[Column]) -> dict[str, str]:
    """The dtypes by name; pandas 2 calls those of texts object."""
    names = {column.name: str(frame[column.name].dtype) for column in columns}
    return {name: "str" if dtype == "object" else dtype for name, dtype in names.items()}


@pytest.fixture
def table() -> Told:
    incidents = tuple(merge(some_claims(), outlets={"r1": "Example"}))
    words = {
        claim.id: Evidence(
            quote='قصف | "الجيش"\nالمدينة, =1+1', outlet="Example", published=date(2020, 10, 12)
        )
        for claim in some_claims()
    }
    coverage = Coverage(reports=2, without_claims=1, unread=("x.txt: empty",), unresolved=("غازه",))
    return incidents, words, coverage


def test_the_frame_has_the_documented_columns_and_points_where_places_are_known(table: Told) -> None:
    incidents, words, coverage = table
    frame = to_frame(incidents, words, coverage=coverage)

    assert list(frame.columns) == [*(column.name for column in COLUMNS), "geometry"]
    assert dtypes_of(frame, COLUMNS) == {column.name: column.dtype for column in COLUMNS}
    assert frame.crs == "EPSG:4326"
    placed = frame.set_index("id").geometry
    for incident in incidents:
        assert (placed[incident.id] is None) == (not incident.locations)


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_round_trip_through_every_format_loses_nothing(tmp_path: Path, suffix: str, table: Told) -> None:
    incidents, words, coverage = table
    path = tmp_path / f"table{suffix}"
    save(to_frame(incidents, words, coverage=coverage), path)
    kept_incidents, kept_words, kept_coverage = from_frame(load(path))

    assert kept_incidents == incidents
    assert kept_words == words
    assert kept_coverage == (None if suffix == ".csv" else coverage)


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize(
    "words",
    [None, Evidence(quote="", language=""), Evidence(quote="Two were killed.", language="")],
    ids=["none", "empty", "of unknown language"],
)
def test_the_words_of_a_coded_row_and_its_best_figure_come_back(
    tmp_path: Path, suffix: str, words: Evidence | None
) -> None:
    claim = replace(some_claims()[0], killed=Count(low=2, best=3, high=9), injured=Count(low=1, high=None))
    incidents = tuple(merge([claim]))
    told = {} if words is None else {claim.id: words}
    path = tmp_path / f"table{suffix}"
    save(to_frame(incidents, told), path)

    assert from_frame(load(path))[:2] == (incidents, told)


@pytest.mark.parametrize(
    ("column", "value", "problem"),
    [
        ("killed_low", None, "is empty beside a killed_best of 3"),
        ("killed_low", 10, "10 is more than killed_high, 9"),
        ("has_words", False, "column quote: holds 'Two were killed.', but has_words is false"),
    ],
)
def test_a_claim_whose_columns_gainsay_each_other_is_named(column: str, value: object, problem: str) -> None:
    claim = replace(some_claims()[0], killed=Count(low=2, best=3, high=9))
    claims = claims_frame(to_frame(tuple(merge([claim])), {claim.id: Evidence(quote="Two were killed.")}))
    claims.loc[0, column] = value
    with pytest.raises(RunError, match=problem) as raised:
        checked_claims(claims)

    assert "row 1, column " in str(raised.value)


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_same_table_is_the_same_bytes(tmp_path: Path, suffix: str, table: Told) -> None:
    incidents, words, coverage = table
    paths = [tmp_path / f"{name}{suffix}" for name in "ab"]
    for path in paths:
        save(to_frame(incidents, words, coverage=coverage), path)

    assert paths[0].read_bytes() == paths[1].read_bytes()


@pytest.mark.parametrize("suffix", FORMATS)
def test_an_empty_table_is_a_table(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"empty{suffix}"
    save(to_frame((), {}), path)

    assert from_frame(load(path)) == ((), {}, None)


def test_a_missing_column_is_named(table: Told) -> None:
    incidents, words, _ = table
    with pytest.raises(RunError, match="status"):
        from_frame(to_frame(incidents, words).drop(columns="status"))


@pytest.mark.parametrize(
    ("column", "value"), [("event_type", "earthquake"), ("status", "proven"), ("claims", "[")]
)
def test_a_row_that_does_not_fit_is_named(column: str, value: str, table: Told) -> None:
    incidents, words, _ = table
    frame = to_frame(incidents, words)
    frame.loc[1, column] = value
    with pytest.raises(RunError, match=rf"row 2, column {column}: "):
        from_frame(frame)


@pytest.mark.parametrize(
    ("name", "content"), [("t.parquet", b"PAR1x"), ("t.geojson", b"{"), ("t.csv", b""), ("t.txt", b"")]
)
def test_a_broken_file_is_one_clear_error(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(RunError, match=name):
        from_frame(load(tmp_path / name))


def test_a_failed_write_leaves_the_old_file_whole_and_names_the_column(tmp_path: Path, table: Told) -> None:
    incidents, words, _ = table
    path = tmp_path / "table.parquet"
    path.write_bytes(b"old")
    frame = to_frame(incidents, words)
    frame["odd"] = [object() for _ in range(len(frame))]
    with pytest.raises(RunError, match="'odd' holds object"):
        save(frame, path)

    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_every_claim_has_a_row_with_its_incident_its_words_and_its_first_place(table: Told) -> None:
    incidents, words, coverage = table
    frame = to_frame(incidents, words, coverage=coverage)
    claims = claims_frame(frame)
    told = {(incident.id, claim.id) for incident in incidents for claim in incident.claims}
    shell = claims.set_index("id").loc["a"]
    both = claims.set_index("id").loc["c"]

    assert dtypes_of(claims, CLAIM_COLUMNS) == {column.name: column.dtype for column in CLAIM_COLUMNS}
    assert set(zip(claims["incident_id"], claims["id"], strict=True)) == told
    assert len(claims) == len(told)
    assert (shell["killed_low"], shell["killed_high"]) == (3, 3)
    assert shell["published"] == pd.Timestamp(2020, 10, 12)
    assert shell["quote"] == words["a"].quote
    assert (both["lat"], both["lon"]) == (GANJA.lat, GANJA.lon)
    assert parted(both["places"]) == ("Ganja", "Tartar")
    assert [place["place_id"] for place in json.loads(both["locations"])] == [
        "karabakh:ganja",
        "karabakh:tartar",
    ]


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_frame_that_a_user_filtered_and_widened_is_saved(tmp_path: Path, suffix: str, table: Told) -> None:
    incidents, words, _ = table
    frame = to_frame(incidents, words)
    frame["note"] = "راجع"
    some = frame[frame["event_type"] == "missile_strike"].to_crs("EPSG:3857")
    some["weight"] = 1.5
    path = tmp_path / f"table{suffix}"
    save(some, path)
    notes: list[str] = []
    kept = load(path, on_note=notes.append)
    (found,), _, _ = from_frame(kept)

    assert found in incidents
    assert found.event_type == "missile_strike"
    assert kept.crs == "EPSG:4326"
    assert kept["note"].tolist() == ["راجع"]
    assert float(kept["weight"].iloc[0]) == 1.5
    assert "'note'" in notes[0]
    assert "'weight'" in notes[0]


def test_a_plain_frame_without_its_geometry_is_saved_with_it(tmp_path: Path, table: Told) -> None:
    incidents, words, _ = table
    frame = to_frame(incidents, words)
    save(pd.DataFrame(frame.drop(columns="geometry")), tmp_path / "table.geojson")

    assert load(tmp_path / "table.geojson").geometry.equals(frame.geometry)


def test_frames_joined_with_concat_stay_one_table(tmp_path: Path, table: Told) -> None:
    incidents, words, coverage = table
    parts = [to_frame((incident,), words, coverage=coverage) for incident in incidents]
    whole = pd.concat(parts)
    save(whole, tmp_path / "table.gpkg")
    found, kept_words, _ = from_frame(load(tmp_path / "table.gpkg"))

    assert isinstance(whole, gpd.GeoDataFrame)
    assert whole.crs == "EPSG:4326"
    assert found == incidents
    assert kept_words == words


def test_a_frame_tells_the_version_that_made_it_and_no_clock(table: Told) -> None:
    incidents, words, _ = table

    assert to_frame(incidents, words).attrs == {VERSION: "0.1.0"}


@pytest.mark.parametrize(
    "names", [(), ("a",), ("a|b", "c"), ("a \\", "| b"), (" a ", "\\|"), ("a | b | c",), ("\\\\",)]
)
def test_names_in_one_cell_come_apart_again(names: tuple[str, ...]) -> None:
    assert parted(joined(names)) == names


def test_the_column_reference_is_that_of_the_tables() -> None:
    written = Path(__file__).parents[1] / "docs" / "columns.md"

    assert written.read_text(encoding="utf-8") == reference(), (
        "make it anew: python -m mapper.frames.reference > docs/columns.md"
    )
