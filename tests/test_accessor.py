"""``frame.incidents`` on any part of an incidents table; texts of a table are no markup."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import page_sample
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import mapper
from mapper.errors import ArgumentError, RunError
from mapper.frames import COLUMNS, COVERAGE, claims_frame, from_frame, to_frame
from mapper.frames.quiet import loud, quiet, quieted
from mapper.sides import side_of

FORMATS = (".parquet", ".gpkg", ".geojson", ".csv")


@pytest.fixture
def frame() -> gpd.GeoDataFrame:
    return to_frame(*page_sample.incidents(), coverage=page_sample.COVERAGE)


def test_it_is_a_plain_frame_of_geopandas(frame: gpd.GeoDataFrame) -> None:
    area = gpd.GeoDataFrame({"area": ["all"]}, geometry=[frame.union_all().envelope.buffer(1)], crs=frame.crs)

    assert type(frame) is gpd.GeoDataFrame
    assert len(frame.sjoin(area)) == frame["lat"].notna().sum()
    assert frame.sjoin(area).incidents.map().data.incidents
    assert frame.plot() is not None


def parts_of(frame: gpd.GeoDataFrame) -> dict[str, pd.DataFrame]:
    half = len(frame) // 2
    return {
        "itself": frame,
        "copied": frame.copy(),
        "put together": pd.concat([frame.iloc[half:], frame.iloc[:half]]),
        "put together with itself": pd.concat([frame, frame.iloc[:2]]),
        "with a column of one's own": frame.assign(note="mine"),
        "without a geometry": pd.DataFrame(frame.drop(columns="geometry")),
        "in metres": frame.to_crs(3857),
        "sorted": frame.sort_values("status"),
    }


@pytest.mark.parametrize("part", sorted(parts_of(to_frame(*page_sample.incidents()))))
def test_what_is_done_to_frames_leaves_the_incidents_whole(frame: gpd.GeoDataFrame, part: str) -> None:
    found, words = page_sample.incidents()
    done = parts_of(frame)[part]

    assert {one.id for one in done.incidents.map().data.incidents} == {one.id for one in found}
    assert set(done.incidents.claims()["quote"]) == {words[c.id].quote for one in found for c in one.claims}
    assert set(done.incidents.contested()["status"]) == {"contested"}
    assert type(done.incidents.contested()) is type(done)


@pytest.mark.parametrize("ending", FORMATS)
def test_a_file_gives_the_accessor_back(frame: gpd.GeoDataFrame, tmp_path: Path, ending: str) -> None:
    mapper.save(frame.incidents.contested(), tmp_path / f"part{ending}")
    again = mapper.load(tmp_path / f"part{ending}")

    assert again.incidents.contested()["id"].tolist() == frame.incidents.contested()["id"].tolist()
    pd.testing.assert_frame_equal(again.incidents.claims(), claims_frame(frame.incidents.contested()))


def test_geopandas_reads_a_geoparquet_that_still_has_it(frame: gpd.GeoDataFrame, tmp_path: Path) -> None:
    frame.to_parquet(tmp_path / "plain.parquet")

    assert len(gpd.read_parquet(tmp_path / "plain.parquet").incidents.claims()) == len(
        frame.incidents.claims()
    )


def test_by_side_finds_those_a_side_speaks_of_and_counts_what_it_says(frame: gpd.GeoDataFrame) -> None:
    found, _ = page_sample.incidents()
    speaks = [one.id for one in found if any(claim.claimant_side == "ARM" for claim in one.claims)]
    denies = sum(any(c.claimant_side == "ARM" and c.stance == "denies" for c in one.claims) for one in found)
    counts = frame.incidents.by_side()

    assert frame.incidents.by_side("ARM")["id"].tolist() == speaks
    assert counts.columns.tolist() == ["asserted_by", "denied_by", "acknowledged_by"]
    assert counts.loc["ARM", "denied_by"] == denies > 0
    with pytest.raises(ArgumentError, match=r"'XYZ' is no side; in this table speak ARM, .*by_side"):
        frame.incidents.by_side("XYZ")
    # A side there is, of which this table has no word.
    assert frame.incidents.by_side("NZL").empty
    assert frame.iloc[:0].incidents.by_side().empty


@pytest.mark.parametrize("name", ["arm", "Armenia", "armenia", "أرمينيا", "Arménie", "Армения", " Armenia "])
def test_a_side_is_told_by_its_name_in_every_language_of_the_page(frame: gpd.GeoDataFrame, name: str) -> None:
    assert frame.incidents.by_side(name)["id"].tolist() == frame.incidents.by_side("ARM")["id"].tolist() != []


def test_the_names_of_armed_groups_and_of_states_lead_to_their_ids() -> None:
    assert side_of("RSF") == side_of("Rapid Support Forces") == side_of("قوات الدعم السريع") == "rsf"
    assert side_of("Sudan") == side_of("السودان") == "SDN"
    assert side_of("XXX") is None
    assert side_of("") is None


def test_the_first_layer_of_a_geopackage_says_how_to_read_both(
    frame: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    mapper.save(frame, tmp_path / "i.gpkg")
    with pytest.raises(AttributeError, match=r"mapper\.load\(path\)"):
        gpd.read_file(tmp_path / "i.gpkg", layer="incidents").incidents  # noqa: B018


@pytest.mark.parametrize(
    ("made", "says"),
    [
        (lambda frame: frame[["title", "geometry"]], "lacks the columns 'id', .*keep the columns"),
        (lambda frame: frame.drop(columns="claims"), "keep the column 'claims'"),
        (lambda frame: frame.drop(columns="status"), "lacks the column 'status'"),
        (lambda frame: frame.incidents.claims(), "this is a claims table"),
        (lambda frame: pd.DataFrame({"a": [1]}), "this is no incidents table"),
    ],
)
def test_another_frame_says_what_it_lacks(frame: gpd.GeoDataFrame, made: Any, says: str) -> None:
    with pytest.raises(AttributeError, match=says):
        made(frame).incidents  # noqa: B018


@pytest.mark.parametrize("column", ["claims", "title"])
def test_two_rows_of_one_id_that_differ_are_told(frame: gpd.GeoDataFrame, column: str) -> None:
    other = frame.iloc[:1].assign(**{column: "[]"})

    with pytest.raises(RunError, match="stands in row 1 too"):
        pd.concat([frame, other]).incidents.map()


def test_an_empty_table_and_one_without_places_are_explored_too(frame: gpd.GeoDataFrame) -> None:
    for part in (frame.iloc[:0], frame[frame["lat"].isna()]):
        assert "<html>" in part.incidents.explore(tiles=None).get_root().render()


def test_a_column_whose_name_is_markup_is_explored_by_its_name(frame: gpd.GeoDataFrame) -> None:
    own = frame.assign(**{"a<b>": 1.5})
    page = own.incidents.explore(column="a<b>", tooltip=["title", "a<b>"], tiles=None).get_root().render()

    assert r"a\u0026lt;b\u0026gt;" in page
    assert "a<b>" not in page


def test_what_explore_lacks_is_told_with_the_extra_that_brings_it(
    frame: gpd.GeoDataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "mapclassify", None)
    with pytest.raises(ImportError, match=r'mapclassify: pip install "incident-mapper\[notebook\]"') as told:
        frame.incidents.explore(tiles=None)

    assert told.value.__suppress_context__


def test_the_timeline_is_that_of_the_plots(frame: gpd.GeoDataFrame) -> None:
    drawn = frame.incidents.contested().incidents.timeline()

    assert drawn.has_data()


def test_the_coverage_stays_with_a_part(frame: gpd.GeoDataFrame) -> None:
    assert frame.incidents.contested().attrs[COVERAGE]["reports"] == page_sample.COVERAGE.reports
    assert frame.incidents.contested().incidents.map().data.coverage == page_sample.COVERAGE


@given(st.text())
@example("<")
@example("\\u003c")
@example("\\\\u003c<{{{%")
@example("{")
def test_a_quiet_text_opens_no_tag_and_no_template_and_comes_back_whole(text: str) -> None:
    cell = quiet(text)

    assert not any(sign in cell for sign in ("<", "{{", "{%", "{#"))
    assert loud(cell) == text
    assert quieted(cell) == cell


HOSTILE = "</script><img src=x onerror=alert(1)>{{ 7*7 }}{% raw %}\\u003c"


def hostile_frame() -> gpd.GeoDataFrame:
    found, words = page_sample.incidents()
    places = tuple(replace(place, name=HOSTILE, place_id=HOSTILE) for place in found[0].locations)
    one = replace(
        found[0], id=HOSTILE, title=HOSTILE, outlets=(HOSTILE, "b|c"), locations=places, trace=(HOSTILE,)
    )
    said = {claim.id: replace(words[claim.id], quote=HOSTILE, outlet=HOSTILE) for claim in one.claims}
    return to_frame([one], said)


@pytest.mark.parametrize("ending", FORMATS)
def test_hostile_texts_are_whole_after_a_file_and_quiet_in_every_cell(tmp_path: Path, ending: str) -> None:
    frame = hostile_frame()
    mapper.save(frame, tmp_path / f"i{ending}")
    again = mapper.load(tmp_path / f"i{ending}")
    [one], words, _ = from_frame(again)

    assert (one.id, one.title, one.outlets, one.trace) == (HOSTILE, HOSTILE, (HOSTILE, "b|c"), (HOSTILE,))
    assert {place.name for place in one.locations} == {HOSTILE}
    assert {said.quote for said in words.values()} == {HOSTILE}
    for column in COLUMNS:
        for cell in (cell for cell in again[column.name] if isinstance(cell, str)):
            assert not any(sign in cell for sign in ("<img", "</", "{{", "{%")), column.name
    assert set(again.incidents.claims()["incident_id"]) == set(again["id"])


def test_a_table_that_others_wrote_is_made_quiet_when_it_is_read(tmp_path: Path) -> None:
    page = page_sample.incidents()
    frame = to_frame(*page)
    mapper.save(frame, tmp_path / "i.csv")
    text = (tmp_path / "i.csv").read_text(encoding="utf-8")
    title = frame["title"].iloc[0]
    (tmp_path / "i.csv").write_text(text.replace(title, f"<b>{title}</b>"), encoding="utf-8")
    again = mapper.load(tmp_path / "i.csv")

    assert again["title"].iloc[0] == f"\\u003cb>{title}\\u003c/b>"
    assert from_frame(again)[0][0].title == f"<b>{title}</b>"


def test_the_accessor_is_there_once_a_frame_was_made_and_pandas_not_before() -> None:
    code = (
        "import sys, mapper; assert 'pandas' not in sys.modules; "
        "from mapper.frames import to_frame; assert 'pandas' not in sys.modules; "
        "print(len(to_frame([], {}).incidents.claims()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "0"
