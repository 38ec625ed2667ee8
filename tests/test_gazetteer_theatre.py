"""The Karabakh pack holds together, and a broken pack is named by file, line and column."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gazetteer import DataError
from gazetteer.index.names import key_words
from gazetteer.place import distance_km, haversine_km
from gazetteer.sources import theatre

FOLDER = next(folder for folder in theatre.bundled() if folder.name == "karabakh")
PACK = theatre.load(FOLDER)
BY_ID = {place.id: place for place in PACK.places}


def test_the_pack_holds_all_its_places() -> None:
    assert len(PACK.places) >= 328
    assert PACK.parties == ("AZE", "ARM")


def test_places_of_the_theatre_lie_in_its_box() -> None:
    west, south, east, north = PACK.bbox
    inside = [p for p in PACK.places if p.id.startswith("karabakh:")]

    assert [p.id for p in inside if not (west <= p.lon <= east and south <= p.lat <= north)] == []


def test_points_set_by_hand_claim_no_more_than_is_known() -> None:
    by_hand = [p for p in PACK.places if p.source == "by hand" and p.level == "settlement"]

    assert [p.id for p in by_hand if p.radius_km < 8] == []


def test_namesakes_name_each_other_and_lie_together() -> None:
    for place in PACK.places:
        for other in (BY_ID[other_id] for other_id in place.same_name):
            assert place.id in other.same_name
            assert distance_km(place, other) <= place.radius_km + other.radius_km + 10, (place.id, other.id)


def test_a_bare_name_is_not_spelled_like_one_that_needs_a_noun() -> None:
    for place in PACK.places:
        doubtful = {"".join(key_words(name.text)) for name in place.names if name.needs_cue}
        bare = {"".join(key_words(name.text)) for name in place.names if not name.needs_cue}
        assert not doubtful & bare, place.id


def test_disputed_places_have_names_of_both_sides() -> None:
    for place_id in ("stepanakert", "shusha", "lachin", "kalbajar", "aghdara", "khojavend", "hadrut"):
        sides = {name.side for name in BY_ID[f"karabakh:{place_id}"].names}
        assert {"AZE", "ARM"} <= sides, place_id


def test_lines_pass_near_their_own_point() -> None:
    lines = [place for place in PACK.places if place.line]

    assert {"karabakh:contact_line", "karabakh:lachin_corridor"} <= {line.id for line in lines}
    for line in lines:
        nearest = min(haversine_km((line.lon, line.lat), vertex) for vertex in line.line)
        assert nearest <= line.radius_km + 10, line.id


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "pack"))


def _spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "column", "problem"),
    [
        ("places.csv", "40.6816,46.3613", "400,46.3613", "lat", "outside"),
        ("places.csv", "40.6816,46.3613", "146.3613,40.6816", "lat", "swapped"),
        ("places.csv", "karabakh:ganja,settlement", "karabakh:baku,settlement", "id", "too"),
        ("places.csv", "settlement,city,Ganja", "village,city,Ganja", "level", "is not one of"),
        ("places.csv", "karabakh:aghdam_district", "karabakh:nowhere", "parents", "is not the id"),
        ("places.csv", "names_en", "nmes_en", "nmes_en", "known column"),
        ("places.csv", "2024-01-01", "01.01.2024", "valid_to", "not a date"),
        ("lines.csv", "40.300 46.200", "40.300", "points_lat_lon", "lon"),
        ("stop_phrases.csv", "phrase,", "phrases,", "phrase", "lacks the column"),
        ("theatre.toml", 'id = "karabakh"', "", None, "lacks id"),
        ("theatre.toml", "bbox = [43.4,", "bbox = [", None, "bbox"),
    ],
)
def test_a_fault_is_named_by_file_and_column(
    copy: Path, file: str, old: str, new: str, column: str | None, problem: str
) -> None:
    if column == "parents":
        _spoil(copy / file, f"AZ,{old},", f"AZ,{new},")
    else:
        _spoil(copy / file, old, new)

    with pytest.raises(DataError, match=problem) as fault:
        theatre.load(copy)

    assert fault.value.path.name == file
    assert fault.value.column == column
    assert (fault.value.line is None) == file.endswith(".toml")


def test_a_folder_without_settings_is_no_pack(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no such file"):
        theatre.load(tmp_path)
