"""A name without context: the well-known place first, doubts said, one's own places above all."""

from __future__ import annotations

from pathlib import Path

import pytest

from gazetteer import Gazetteer, Place, PlaceName
from gazetteer.table import read_table

CASES = [
    (row.required("name"), row.text("expected"), row.text("sure"))
    for row in read_table(
        Path(__file__).parent / "cases" / "gazetteer_searches.csv",
        required=("name", "expected", "sure", "note"),
    )
]
DEFAULT = Gazetteer.default()
VALORIA = {
    "theatre.toml": 'id = "valoria"\nname = "Valoria"\nbbox = [0, 40, 5, 45]\nparties = ["FRA", "ESP"]\n',
    "places.csv": "id,level,kind,name,lat,lon,radius_km,names_ar\n"
    "valoria:tarbuna,settlement,town,Tarbuna,42.5,2.5,4,تربونا\n"
    "valoria:damascus,settlement,town,Damascus (Valoria),43.5,2.5,4,دمشق\n",
    "stop_phrases.csv": "phrase\nاتفاق تربونا\n",
}


@pytest.fixture
def valoria(tmp_path: Path) -> Path:
    folder = tmp_path / "valoria"
    folder.mkdir()
    for name, text in VALORIA.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("name", "expected", "sure"), CASES)
def test_a_bare_name_means_the_well_known_place(name: str, expected: str, sure: str) -> None:
    best = DEFAULT.search(name)[0]

    assert best.place.id == (expected or best.place.id)
    assert best.unsure == {"yes": False, "no": True, "": best.unsure}[sure]


def test_both_readings_of_a_spelling_are_offered() -> None:
    assert {"karabakh:qazakh", "region:gaza_strip"} <= {m.place.id for m in DEFAULT.search("غازه")}


def test_a_great_place_is_offered_for_a_spelling_with_an_alif_more() -> None:
    town = place(id="x:town", name="Halaab", names=(PlaceName(text="حالب"),))
    city = place(
        id="x:city", name="Haleb", lat=36.2, lon=37.1, names=(PlaceName(text="حلب"),), population=2 * 10**6
    )
    village = place(id="x:village", name="Halb", lat=10.0, names=(PlaceName(text="حلاب"),), population=900)
    best = Gazetteer.of([town, city, village]).search("حالب")[0]

    assert (best.place.id, best.unsure) == ("x:town", True)
    assert [other.place.id for other in best.others] == ["x:city"]


@pytest.mark.parametrize(
    ("name", "near", "expected"),
    [
        ("القدس", (36.35, 43.15), "iraq:al_quds_mosul"),
        ("القدس", (31.9, 35.2), "geonames:281184"),
        ("London", (43.0, -81.2), "geonames:6058560"),
    ],
)
def test_nearness_outweighs_fame_over_great_distances(
    name: str, near: tuple[float, float], expected: str
) -> None:
    assert DEFAULT.search(name, near=near)[0].place.id == expected


@pytest.mark.parametrize(
    ("name", "country", "expected"),
    [
        ("القدس", "PS", "geonames:281184"),
        ("القدس", "IL", "geonames:281184"),
        ("القدس", "IQ", "iraq:al_quds_mosul"),
        ("غزة", "PSE", "region:gaza_strip"),
        ("Stepanakert", "Azerbaijan", "karabakh:stepanakert"),
        ("Shusha", "فلسطين", None),
        ("القدس", "Germany", None),
    ],
)
def test_a_disputed_place_is_found_under_each_state_that_claims_it(
    name: str, country: str, expected: str | None
) -> None:
    found = DEFAULT.search(name, country=country)

    assert (found[0].place.id if found else None) == expected


def test_a_disputed_place_says_under_which_claim_it_is_found() -> None:
    assert "its country is disputed: IL, PS" in DEFAULT.search("القدس", country="PS")[0].reasons


def test_a_container_that_excludes_every_place_leaves_a_doubt() -> None:
    (best, *_) = DEFAULT.search("بغداد, Quito")

    assert best.unsure
    assert any("Quito" in reason for reason in best.reasons)
    assert DEFAULT.search("London, Syria") == ()


def test_a_pack_of_ones_own_is_read_like_those_of_the_package(valoria: Path) -> None:
    gazetteer = Gazetteer.default(user_files=[str(valoria)], world=False)

    assert [hit.surface for hit in gazetteer.find("قصفت تربونا بعد اتفاق تربونا")] == ["تربونا"]
    assert gazetteer.search("تربونا")[0].place.id == "valoria:tarbuna"


def test_ones_own_place_outranks_its_namesakes_but_not_silently(valoria: Path) -> None:
    gazetteer = Gazetteer.default(user_files=[valoria], world=False)
    best = gazetteer.search("دمشق")[0]

    assert (best.place.id, best.unsure) == ("valoria:damascus", True)
    assert "geonames:170654" in {other.place.id for other in best.others}


def test_a_pack_with_the_id_of_a_bundled_one_stands_in_its_place(valoria: Path) -> None:
    for path in valoria.iterdir():
        path.write_text(path.read_text(encoding="utf-8").replace("valoria", "karabakh"), encoding="utf-8")
    gazetteer = Gazetteer.default(user_files=[valoria], world=False)

    assert gazetteer.place("karabakh:tarbuna") is not None
    assert gazetteer.place("karabakh:hadrut") is None


@pytest.mark.parametrize("name", ["كنجة", "باكو", "باريس"])
def test_a_row_of_ones_own_corrects_a_place_in_search_and_in_text(tmp_path: Path, name: str) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(f"id,name,lat,lon,names_ar\nmy:1,Mine,10.0,20.0,{name}\n", encoding="utf-8")
    gazetteer = Gazetteer.default(user_files=[path])
    hits = gazetteer.find(f"وقع الهجوم في {name} أمس")

    assert gazetteer.search(name)[0].place.id == "my:1"
    assert [match.place.id for match in gazetteer.resolve(hits)] == ["my:1"]


def test_a_short_name_without_others_is_found_in_text() -> None:
    point = {"lat": 31.2, "lon": 16.6, "radius_km": 5.0}
    sirte = Place(id="x:1", name="سرت", level="settlement", kind="city", **point)  # type: ignore[arg-type]

    assert [hit.surface for hit in Gazetteer.of([sirte]).find("وصلوا إلى سرت أمس")] == ["سرت"]


def place(**changes: object) -> Place:
    facts: dict[str, object] = {
        "id": "x:1", "name": "Gorva", "level": "settlement", "kind": "town",
        "lat": 40.0, "lon": 46.0, "radius_km": 3.0, "names": (PlaceName(text="غورفا"),),
    }  # fmt: skip
    return Place(**{**facts, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("places", "problem"),
    [
        ([place(), place(name="Other")], "Other.*that of Gorva too"),
        ([place(lat=400.0)], "Gorva.*lat 400 is outside"),
        ([place(lon=float("nan"))], "Gorva.*lon nan is outside"),
        ([place(radius_km=float("inf"))], "Gorva.*radius_km"),
        ([place(level="planet")], "Gorva.*'planet' is not one of"),
        ([place(id=" ")], "Gorva.*id is empty"),
        ([place(name="")], "x:1.*name is empty"),
    ],
)
def test_a_place_that_cannot_be_is_named(places: list[Place], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        Gazetteer.of(places)


@pytest.mark.parametrize("near", [(91.0, 0.0), (0.0, 181.0), (float("nan"), 0.0), (1.0,), "north"])
def test_a_point_that_is_not_on_the_earth_is_an_error(near: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="near"):
        DEFAULT.search("باكو", near=near)


def test_arguments_of_the_wrong_kind_are_said_to_be() -> None:
    empty = Gazetteer.of([])

    for ask in (empty.search, empty.find):
        with pytest.raises(TypeError, match="is a text, not NoneType"):
            ask(None)  # type: ignore[arg-type, operator]  # what is tested
    with pytest.raises(TypeError, match="made of Places, not of str"):
        Gazetteer.of(["Baku"])  # type: ignore[list-item]  # what is tested
    with pytest.raises(TypeError, match="a list of files"):
        Gazetteer.default(user_files="mine.csv")
    with pytest.raises(ValueError, match="'Atlantis' is no country"):
        empty.search("باكو", country="Atlantis")
