"""The Karabakh pack holds together, and a broken pack is named by file, line and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from gazetteer import DataError
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


def test_disputed_places_have_names_of_both_sides() -> None:
    for place_id in ("stepanakert", "shusha", "lachin", "kalbajar", "aghdara", "khojavend", "hadrut"):
        sides = {name.side for name in BY_ID[f"karabakh:{place_id}"].names}
        assert {"AZE", "ARM"} <= sides, place_id


def test_the_line_of_contact_and_the_corridor_have_a_course() -> None:
    assert {"karabakh:contact_line", "karabakh:lachin_corridor"} <= {p.id for p in PACK.places if p.line}


def test_a_folder_without_settings_is_no_pack(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no such file"):
        theatre.load(tmp_path)
