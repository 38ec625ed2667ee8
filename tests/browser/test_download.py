"""The files that the page offers hold the filtered set as `mapper export` writes it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import page_sample
import pytest

from mapper.frames import COLUMNS, to_frame
from mapper.frames.cells import plain
from mapper.layers import layers
from mapper.records import Casualties, Coverage, Evidence, Incident
from mapper.writers import load, save

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
# What a page does not know of a claim: how it was read, and where it is said once more.
UNKNOWN = ("also", "trace", "coded", "score", "date_basis")
OF_PLACE = ("start", "end")


def download(page: Any, kind: str) -> tuple[str, bytes]:
    with page.expect_download() as caught:
        page.locator(f'[data-download="{kind}"]').evaluate("button => button.click()")
    return caught.value.suggested_filename, Path(caught.value.path()).read_bytes()


def sample() -> tuple[list[Incident], dict[str, Evidence]]:
    """The sample with texts a spreadsheet would run, several places and a range of days."""
    found, evidence = page_sample.incidents()
    ganja, hadrut = found[0], next(incident for incident in found if incident.id == "i-hadrut")
    ganja = replace(
        ganja,
        title="=1+1",
        outlets=("@a|b\\c", "-2"),
        trace=("=HYPERLINK(1)", 'he said "so",\nthen'),
        locations=(*ganja.locations, *hadrut.locations),
        date_to=ganja.date_from and ganja.date_from.replace(day=7),
        injured=Casualties(low=0, best=3, high=9),
    )
    return [ganja, *found[1:]], evidence


def exported(tmp_path: Path, suffix: str) -> Path:
    found, evidence = sample()
    order = list(layers(found, evidence).incidents)
    path = tmp_path / f"export{suffix}"
    save(to_frame(order, evidence, coverage=page_sample.COVERAGE), path)
    return path


def opened(open_map: Open, **options: Any) -> Any:
    found, evidence = sample()
    made = open_map(layers(found, evidence, coverage=page_sample.COVERAGE), **options)
    made.page.wait_for_selector("button.row[data-id]")
    return made


def cells(text: str) -> list[dict[str, Any]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline=""), strict=True))


def known(claim: dict[str, Any]) -> dict[str, Any]:
    """A claim of the table with only what a page knows of it."""
    places = [{k: v for k, v in place.items() if k not in OF_PLACE} for place in claim.get("locations", [])]
    evidence = {key: value for key, value in claim.get("evidence", {}).items() if value != ""}
    kept = {key: value for key, value in claim.items() if key not in UNKNOWN}
    if "date_from" in claim:
        kept["date_to"] = claim.get("date_to", claim["date_from"])
    return {**kept, **({"locations": places} if places else {}), "evidence": {"language": "ar", **evidence}}


def compare(ours: dict[str, Any], theirs: dict[str, Any]) -> None:
    for name in (column.name for column in COLUMNS):
        if name == "claims":
            assert [known(claim) for claim in ours[name]] == [known(claim) for claim in theirs[name]]
        elif name == "locations":
            bare = [{k: v for k, v in place.items() if k not in OF_PLACE} for place in theirs[name]]
            assert ours[name] == bare
        elif name == "date_to":
            # The page does not tell a lone day from a range of one day, which is what our own tables hold.
            assert ours[name] == (theirs[name] or theirs["date_from"])
        else:
            assert ours[name] == theirs[name], name


def opened_cells(row: dict[str, Any]) -> dict[str, Any]:
    return {name: json.loads(plain(row[name])) for name in ("claims", "locations")}


def test_geojson_is_that_of_the_export(open_map: Open, tmp_path: Path) -> None:
    made = opened(open_map)
    _, content = download(made.page, "geojson")
    ours = json.loads(content)
    theirs = json.loads(exported(tmp_path, ".geojson").read_text(encoding="utf-8"))

    assert ours["type"] == "FeatureCollection"
    assert "crs" not in ours
    assert Coverage(**{**ours["mapper_coverage"], "unread": (), "unresolved": ()}).reports == 12
    assert [feature["id"] for feature in ours["features"]] == [
        feature["id"] for feature in theirs["features"]
    ]
    for mine, other in zip(ours["features"], theirs["features"], strict=True):
        assert mine["type"] == "Feature"
        assert mine["geometry"] == other["geometry"]
        compare(mine["properties"], other["properties"])
    assert made.complaints() == []


def test_csv_is_that_of_the_export(open_map: Open, tmp_path: Path) -> None:
    made = opened(open_map)
    _, content = download(made.page, "csv")
    ours, theirs = content.decode("utf-8"), exported(tmp_path, ".csv").read_bytes().decode("utf-8")
    assert ours.split("\n", 1)[0] == theirs.split("\n", 1)[0]

    for mine, other in zip(cells(ours), cells(theirs), strict=True):
        for name, cell in other.items():
            if name not in ("claims", "locations", "date_to"):
                assert mine[name] == cell, name
        compare({**mine, **opened_cells(mine)}, {**other, **opened_cells(other)})


def test_no_cell_is_run_by_a_spreadsheet(open_map: Open) -> None:
    made = open_map(page_sample.hostile_data())
    made.page.wait_for_selector("button.row[data-id]")
    _, hostile = download(made.page, "csv")
    _, content = download(opened(open_map).page, "csv")

    for row in [*cells(content.decode("utf-8")), *cells(hostile.decode("utf-8"))]:
        for name, cell in row.items():
            assert name in ("lat", "lon") or cell.lstrip()[:1] not in tuple("=+-@"), (name, cell[:20])
    assert cells(content.decode("utf-8"))[1]["title"] == "'=1+1"
    assert json.loads(plain(cells(hostile.decode("utf-8"))[1]["trace"])) == [page_sample.HOSTILE]
    assert made.complaints() == []


def test_the_number_told_is_that_of_the_file_whatever_is_asked_meanwhile(open_map: Open) -> None:
    page = opened(open_map).page
    page.evaluate("""() => {
      const { data, store } = document.getElementById("page").incidentMap;
      const { claimsOf } = data;
      data.claimsOf = (row) => (store.change({ from: 40000 }), claimsOf(row));
    }""")
    _, content = download(page, "geojson")

    assert len(json.loads(content)["features"]) == 10
    assert page.locator(".download-status").text_content() == "10 incidents in the file"


@pytest.mark.parametrize("kind", ["geojson", "csv"])
def test_a_file_of_the_page_is_read_like_one_of_the_export(open_map: Open, tmp_path: Path, kind: str) -> None:
    name, content = download(opened(open_map).page, kind)
    path = tmp_path / name
    path.write_bytes(content)
    read, exact = load(path), load(exported(tmp_path, f".{kind}"))
    kept = ["id", "title", "status", "date_from", "places", "killed_best", "claim_count"]

    assert read[kept].to_dict("records") == exact[kept].to_dict("records")


def test_a_file_holds_what_the_filter_lets_pass(open_map: Open) -> None:
    page = opened(open_map).page
    page.evaluate(
        "document.getElementById('page').incidentMap.store.change({ statuses: new Set(['contested']) })"
    )
    _, content = download(page, "geojson")

    assert [feature["id"] for feature in json.loads(content)["features"]] == ["i-ganja", "i-hadrut"]
    page.evaluate("document.getElementById('page').incidentMap.store.change({ from: 40000 })")
    _, nothing = download(page, "geojson")
    assert json.loads(nothing)["features"] == []


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Autumn 2020: a map", "autumn-2020-a-map.geojson"),
        ("خريطة الخريف", "خريطة-الخريف.geojson"),
        ("../..\\x\u202e", "x.geojson"),
        ("", "incidents.geojson"),
        ("CON", "incidents-con.geojson"),
    ],
)
def test_the_file_is_named_after_the_page_and_harmless(open_map: Open, title: str, name: str) -> None:
    found, _ = download(opened(open_map, title=title).page, "geojson")

    assert found == name
