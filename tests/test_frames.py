"""The incidents table: columns as documented, and everything comes back from every format."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mapper.errors import RunError
from mapper.frames import COLUMNS, from_frame, to_frame
from mapper.merge import merge
from mapper.records import Claim, Count, Coverage, Evidence, Location
from mapper.writers import FORMATS, load, save

GANJA = Location(place_id="karabakh:ganja", name="Ganja", lat=40.68, lon=46.36, radius_km=6)
TARTAR = Location(place_id="karabakh:tartar", name="Tartar", lat=40.34, lon=46.93, radius_km=4)


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


@pytest.fixture
def table() -> tuple[object, ...]:
    incidents = tuple(merge(some_claims(), outlets={"r1": "Example"}))
    words = {
        claim.id: Evidence(
            quote='قصف | "الجيش"\nالمدينة, =1+1', outlet="Example", published=date(2020, 10, 12)
        )
        for claim in some_claims()
    }
    coverage = Coverage(reports=2, without_claims=1, unread=("x.txt: empty",), unresolved=("غازه",))
    return incidents, words, coverage


def test_the_frame_has_the_documented_columns_and_points_where_places_are_known(table) -> None:  # type: ignore[no-untyped-def]
    incidents, words, coverage = table
    frame = to_frame(incidents, words, coverage=coverage)

    assert list(frame.columns) == [*(column.name for column in COLUMNS), "geometry"]
    assert {column.name: str(frame[column.name].dtype) for column in COLUMNS} == {
        c.name: c.dtype for c in COLUMNS
    }
    assert frame.crs == "EPSG:4326"
    placed = frame.set_index("id").geometry
    for incident in incidents:
        assert (placed[incident.id] is None) == (not incident.locations)


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_round_trip_through_every_format_loses_nothing(tmp_path: Path, suffix: str, table) -> None:  # type: ignore[no-untyped-def]
    incidents, words, coverage = table
    path = tmp_path / f"table{suffix}"
    save(to_frame(incidents, words, coverage=coverage), path)
    kept_incidents, kept_words, kept_coverage = from_frame(load(path))

    assert kept_incidents == incidents
    assert kept_words == words
    assert kept_coverage == (None if suffix == ".csv" else coverage)


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_same_table_is_the_same_bytes(tmp_path: Path, suffix: str, table) -> None:  # type: ignore[no-untyped-def]
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


def test_a_missing_column_is_named(table) -> None:  # type: ignore[no-untyped-def]
    incidents, words, _ = table
    with pytest.raises(RunError, match="status"):
        from_frame(to_frame(incidents, words).drop(columns="status"))


@pytest.mark.parametrize(
    ("column", "value"), [("event_type", "earthquake"), ("status", "proven"), ("claims", "[")]
)
def test_a_row_that_does_not_fit_is_named(column: str, value: str, table) -> None:  # type: ignore[no-untyped-def]
    incidents, words, _ = table
    frame = to_frame(incidents, words)
    frame.loc[1, column] = value
    with pytest.raises(RunError, match="row 2"):
        from_frame(frame)


@pytest.mark.parametrize(
    ("name", "content"), [("t.parquet", b"PAR1x"), ("t.geojson", b"{"), ("t.csv", b""), ("t.txt", b"")]
)
def test_a_broken_file_is_one_clear_error(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(RunError, match=name):
        from_frame(load(tmp_path / name))


def test_a_failed_write_leaves_the_old_file_whole(tmp_path: Path, table) -> None:  # type: ignore[no-untyped-def]
    incidents, words, _ = table
    path = tmp_path / "table.parquet"
    path.write_bytes(b"old")
    frame = to_frame(incidents, words)
    frame["odd"] = [object() for _ in range(len(frame))]
    with pytest.raises(Exception, match=r"odd|object"):
        save(frame, path)

    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
