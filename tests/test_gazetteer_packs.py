"""The bundled packs hold together, and serve reports on their wars without disturbing others."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from gazetteer.cli import group
from gazetteer.lookup import Gazetteer
from gazetteer.sources import theatre
from gazetteer.sources.check import faults
from gazetteer.table import read_table

CASES = Path(__file__).parent / "cases" / "gazetteer_wars.csv"
DEFAULT = Gazetteer.default()
ROWS = [
    (row.text("sentence"), row.text("expected"))
    for row in read_table(CASES, required=("sentence", "expected"), optional=("note",))
]


@pytest.mark.parametrize("folder", theatre.bundled(), ids=lambda folder: folder.name)
def test_a_bundled_pack_has_no_fault_and_lies_in_its_box(folder: Path) -> None:
    pack = theatre.load(folder)
    west, south, east, north = pack.bbox
    own = [place for place in pack.places if place.id.startswith(f"{pack.id}:")]

    assert faults(folder) == []
    outside = [p.id for p in own if not (west <= p.lon <= east and south <= p.lat <= north)]
    assert outside == []


@pytest.mark.parametrize(("sentence", "expected"), ROWS)
def test_places_of_a_war_are_found_in_its_country(sentence: str, expected: str) -> None:
    hits = DEFAULT.find(sentence)
    matches = DEFAULT.resolve(hits)
    found = [f"{hit.surface}={match.place.country}" for hit, match in zip(hits, matches, strict=True)]

    assert expected.split(" | ") == (found or [""])


def test_names_that_nobody_knows_are_given_behind_their_noun() -> None:
    text = "سيطر المسلحون على بلدة شرقوان وعلى مدينة أبو زرنوق وقرية كبيرة ومدينة تقع شرقا ومدينة حلب"
    found = DEFAULT.unplaced(text, ((hit.start, hit.end) for hit in DEFAULT.find(text)))

    assert [surface for _, _, surface in found] == ["شرقوان", "أبو زرنوق"]
    assert all(text[start:end] == surface for start, end, surface in found)


def test_every_fault_of_a_pack_is_named_with_line_and_column(tmp_path: Path) -> None:
    (tmp_path / "theatre.toml").write_text('id = "t"\nname = "T"\n', encoding="utf-8")
    rows = [
        "id,level,kind,name,lat,lon,radius_km,parents",
        "t:a,settlement,town,A,400,10,-1,",
        "t:a,vilage,town,,10,10,1,t:b",
        "t:c,site,dam,C,10",
    ]
    (tmp_path / "places.csv").write_text("\n".join(rows), encoding="utf-8")
    (tmp_path / "lines.csv").write_text("id,points_lat_lon\nt:d,1 2\n", encoding="utf-8")
    result = CliRunner().invoke(group, ["check", str(tmp_path)])
    places = [(f.line, f.column) for f in faults(tmp_path) if f.path.name == "places.csv"]

    assert result.exit_code == 1
    assert f"{len(faults(tmp_path))} faults" in result.output
    assert set(places) == {
        (2, "lat"), (2, "radius_km"), (3, "name"), (3, "level"), (3, "id"), (3, "parents"), (4, None),
    }  # fmt: skip
    assert {f.path.name for f in faults(tmp_path)} == {"theatre.toml", "lines.csv", "places.csv"}


def test_latin_spellings_reach_the_pack() -> None:
    names = ("Gubadly", "Gubadli", "Kubatly", "Khankendi", "Nyala")
    found = [DEFAULT.search(name)[0].place.id for name in names]

    assert found == [*["karabakh:qubadli"] * 3, "karabakh:stepanakert", "sudan:nyala"]
