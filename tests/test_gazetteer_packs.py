"""The bundled packs hold together, and serve reports on their wars without disturbing others."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest
from click.testing import CliRunner

from gazetteer import DataError
from gazetteer.cli import group
from gazetteer.index.names import key_words
from gazetteer.lookup import Gazetteer
from gazetteer.place import Listed, Place, distance_km, haversine_km
from gazetteer.sources import theatre, world
from gazetteer.sources.check import faults
from gazetteer.table import read_table

CASES = Path(__file__).parent / "cases" / "gazetteer_wars.csv"
DEFAULT = Gazetteer.default()
PACKS = [theatre.load(folder) for folder in theatre.bundled()]
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


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
def test_namesakes_lie_together(pack: theatre.Theatre) -> None:
    by_id = {place.id: place for place in pack.places}
    pairs = [(p, by_id[other]) for p in pack.places for other in p.same_name if other in by_id]

    assert [(a.id, b.id) for a, b in pairs if distance_km(a, b) > a.radius_km + b.radius_km + 10] == []


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
def test_a_bare_name_is_not_spelled_like_one_that_needs_a_noun(pack: theatre.Theatre) -> None:
    for place in pack.places:
        doubtful = {"".join(key_words(name.text)) for name in place.names if name.needs_cue}
        bare = {"".join(key_words(name.text)) for name in place.names if not name.needs_cue}
        assert not doubtful & bare, place.id


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
def test_arabic_names_have_arabic_letters_and_labels_latin_ones(pack: theatre.Theatre) -> None:
    for place in pack.places:
        arabic = [name.text for name in place.names if name.language == "ar"]
        assert all(re.search("[\u0621-\u064a]{2}", text) for text in arabic), place.id
        assert re.search("[A-Za-z]", place.name), place.id


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
def test_lines_pass_near_their_own_point(pack: theatre.Theatre) -> None:
    for line in (place for place in pack.places if place.line):
        nearest = min(haversine_km((line.lon, line.lat), vertex) for vertex in line.line)
        assert nearest <= line.radius_km + 10, line.id


def test_both_sides_of_gaza_have_their_names() -> None:
    names = {place.id: place.names for pack in PACKS if pack.id == "gaza" for place in pack.places}

    for place_id in ("gaza:erez", "gaza:kerem_shalom", "gaza:philadelphi"):
        assert {"ISR", "PSE"} <= {name.side for name in names[place_id]}, place_id
    assert DEFAULT.search("ח׳אן יונס")[0].place.id == "geonames:281124"
    assert DEFAULT.search("עוטף עזה")[0].place.id == "gaza:envelope"


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


SETTINGS = """id = "t"
name = "Test"
bbox = [40.0, 30.0, 44.0, 36.0]
parties = ["IRQ", "isis"]
"""
HEADER = (
    "id,level,kind,name,lat,lon,radius_km,country,parents,same_name,valid_from,valid_to,names_ar,needs_cue_ar"
)
PLACES = (
    HEADER,
    "t:province,district,province,Up Province,33,42,80,IQ,country:IRQ,t:town,,,,أعلى",
    "t:town,settlement,town,Up,33.1,42.1,5,IQ,t:province,t:province,,,أعلى الوادي|isis:ولاية الوادي,",
    "t:river,line,river,Long River,33,42,30,IQ,,,1990-01-01,2020-12-31,النهر الطويل,",
)
LINES = ("id,points_lat_lon,source,note", "t:river,32.0 41.0;33.0 42.0;34.0 43.0,by hand,")
PHRASES = ("phrase,note", "معاهدة الوادي,a treaty")


def write_pack(folder: Path, **files: str) -> Path:
    """A small sound pack, with the files that are given instead."""
    sound = {
        "theatre.toml": SETTINGS,
        "places.csv": "\n".join(PLACES),
        "lines.csv": "\n".join(LINES),
        "stop_phrases.csv": "\n".join(PHRASES),
    }
    for name, text in {**sound, **files}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_sound_pack_has_no_fault(tmp_path: Path) -> None:
    pack = theatre.load(write_pack(tmp_path))
    river = next(place for place in pack.places if place.id == "t:river")

    assert faults(tmp_path) == []
    assert pack.parties == ("IRQ", "isis")
    assert river.line == ((41.0, 32.0), (42.0, 33.0), (43.0, 34.0))
    assert river.period == "1990-01-01 to 2020-12-31"
    assert pack.stop_phrases == ("معاهدة الوادي",)


@pytest.mark.parametrize("write", ["utf-8-sig", "quoted", "crlf"])
def test_what_spreadsheets_write_is_read(tmp_path: Path, write: str) -> None:
    write_pack(tmp_path)
    for path in tmp_path.iterdir():
        text = path.read_text(encoding="utf-8")
        if write == "quoted" and path.suffix == ".csv":
            text = "\n".join('"' + line.replace(",", '","') + '"' for line in text.split("\n"))
        if write == "crlf":
            text = text.replace("\n", "\r\n")
        path.write_bytes(text.encode("utf-8-sig" if write == "utf-8-sig" else "utf-8"))

    assert faults(tmp_path) == []
    assert [name.text for name in theatre.load(tmp_path).places[1].names] == ["أعلى الوادي", "ولاية الوادي"]


SPOILED = [
    # file, old, new, line, column or key, problem
    ("theatre.toml", 'id = "t"', 'id = "My Pack"', 1, "id", "not a slug"),
    ("theatre.toml", 'id = "t"', 'id = "country"', 1, "id", "another layer"),
    ("theatre.toml", 'id = "t"\n', "", None, "id", "is not there"),
    ("theatre.toml", 'name = "Test"', "name = 3", 2, "name", "not a text"),
    ("theatre.toml", "parties", "partys", 4, "partys", "not a known key"),
    ("theatre.toml", '["IRQ", "isis"]', '"IRQ"', 4, "parties", "not a list"),
    ("theatre.toml", '["IRQ", "isis"]', "[]", 4, "parties", "not a list"),
    ("theatre.toml", '"IRQ"', '"IRX"', 4, "parties", "'IRX' is neither"),
    ("theatre.toml", '"IRQ"', "7", 4, "parties", "7 is neither"),
    ("theatre.toml", '"IRQ"', '"isis"', 4, "parties", "twice"),
    ("theatre.toml", ", 36.0]", "]", 3, "bbox", "has 3 numbers"),
    ("theatre.toml", ", 36.0]", ', "36"]', 3, "bbox", "not a list of numbers"),
    ("theatre.toml", "40.0, 30.0, 44.0", "44.0, 30.0, 40.0", 3, "bbox", "west .* not less than east"),
    ("theatre.toml", "30.0, 44.0, 36.0", "36.0, 44.0, 30.0", 3, "bbox", "south .* not less than north"),
    ("theatre.toml", "44.0, 36.0", "444.0, 36.0", 3, "bbox", "outside -180..180"),
    ("theatre.toml", "44.0, 36.0", "44.0, 96.0", 3, "bbox", "outside -90..90"),
    ("theatre.toml", "44.0, 36.0", "44.0, nan", 3, "bbox", "outside -90..90"),
    ("theatre.toml", "bbox = [", "bbox = [[", None, None, "not valid TOML"),
    ("places.csv", "lat,lon,radius_km", "lat,lon", 1, "radius_km", "lacks the column"),
    ("places.csv", "names_ar", "nams_ar", 1, "nams_ar", "not a known column"),
    ("places.csv", "names_ar", "names_zzz", 1, "names_zzz", "not the tag of a language"),
    ("places.csv", "names_ar", "names_ar-Xrab", 1, "names_ar-Xrab", "not the tag of a language"),
    ("places.csv", "valid_from,", "valid_to,", 1, "valid_to", "twice"),
    ("places.csv", HEADER, HEADER.replace(",", ";"), 1, None, "separated by ;"),
    ("places.csv", ",IQ,,,1990", ",IQ,,1990", 4, None, "13 cells"),
    ("places.csv", "النهر الطويل,", '"النهر الطويل,', 4, None, "not valid CSV"),
    ("places.csv", "t:town,sett", "x:town,sett", 3, "id", "begins neither"),
    ("places.csv", "t:town,sett", "town,sett", 3, "id", "not of the form"),
    ("places.csv", "t:town,sett", ",sett", 3, "id", "is empty"),
    ("places.csv", "t:town,sett", "country:ZZZ,sett", 3, "id", "begins neither"),
    ("places.csv", "t:town,sett", "region:nowhere,sett", 3, "id", "begins neither"),
    ("places.csv", "t:town,sett", "geonames:abc,sett", 3, "id", "begins neither"),
    ("places.csv", "t:river,line", "t:town,line", 4, "id", "line 3 too"),
    ("places.csv", "country:IRQ,", "country:IRX,", 2, "parents", "not the id"),
    ("places.csv", "IQ,t:province", "IQ,t:nowhere", 3, "parents", "not the id"),
    ("places.csv", "IQ,t:province", "IQ,t:town", 3, "parents", "the place itself"),
    ("places.csv", "country:IRQ", "t:town", 2, "parents", "t:province in t:town in t:province"),
    ("places.csv", "country:IRQ,t:town", "country:IRQ,", 3, "same_name", "does not name this place"),
    ("places.csv", "Up,33.1,42.1", "Up,400,42.1", 3, "lat", "outside -90..90"),
    ("places.csv", "Up,33.1,42.1", "Up,33.1,400", 3, "lon", "outside -180..180"),
    ("places.csv", "Up,33.1,42.1", "Up,north,42.1", 3, "lat", "not a number"),
    ("places.csv", "Up,33.1,42.1", "Up,,42.1", 3, "lat", "is empty"),
    ("places.csv", "Up,33.1,42.1", "Up,42.1,33.1", 3, "lat", "look swapped"),
    ("places.csv", "Up,33.1,42.1", "Up,120.5,42.1", 3, "lat", "look swapped"),
    ("places.csv", "Up,33.1,42.1", "Up,33.1,52.1", 3, "lat", "outside the bbox"),
    ("places.csv", "42.1,5,", "42.1,0,", 3, "radius_km", "outside 0.1"),
    ("places.csv", "42.1,5,", "42.1,-5,", 3, "radius_km", "outside 0.1"),
    ("places.csv", "42.1,5,", "42.1,5000,", 3, "radius_km", "outside 0.1..60"),
    ("places.csv", "settlement,town", "town,town", 3, "level", "not one of"),
    ("places.csv", "settlement,town", "settlement,twon", 3, "kind", "not one of"),
    ("places.csv", "settlement,town", "settlement,river", 3, "kind", "of level line"),
    ("places.csv", "town,Up,", "town,,", 3, "name", "is empty"),
    ("places.csv", "line,river,Long River,33,42", "settlement,town,UP,33.1,42.1", 4, "name", "line 3 too"),
    ("places.csv", "5,IQ", "5,IRQ", 3, "country", "alpha-2"),
    ("places.csv", "1990-01-01", "01.01.1990", 4, "valid_from", "not a date"),
    ("places.csv", "1990-01-01", "2021-01-01", 4, "valid_to", "is before valid_from"),
    ("places.csv", "isis:ولاية", "USA:ولاية", 3, "names_ar", "'USA' is not one of the pack's parties"),
    ("places.csv", "isis:ولاية الوادي", "IRQ:", 3, "names_ar", "is no name"),
    ("places.csv", "أعلى الوادي|", "؟|", 3, "names_ar", "has no letter"),
    ("places.csv", "isis:ولاية الوادي,", ",أعلى الوادي", 3, "needs_cue_ar", "stands in names_ar too"),
    ("lines.csv", ";33.0 42.0;34.0 43.0", "", 2, "points_lat_lon", "two points"),
    ("lines.csv", "33.0 42.0", "33.0", 2, "points_lat_lon", "not a point"),
    ("lines.csv", "33.0 42.0", "33.0 x", 2, "points_lat_lon", "not a number"),
    ("lines.csv", "33.0 42.0", "33.0 50.0", 2, "points_lat_lon", "outside the bbox"),
    ("lines.csv", "33.0 42.0", "42.0 33.0", 2, "points_lat_lon", "look swapped"),
    ("lines.csv", "t:river", "t:road", 2, "id", "not the id"),
    ("lines.csv", "t:river", "t:town", 2, "id", "of level settlement"),
    ("lines.csv", "t:river", "", 2, "id", "is empty"),
    ("lines.csv", "t:river,32", "t:river,32 41;33 42,,\nt:river,32", 3, "id", "line 2 too"),
    ("lines.csv", "points_lat_lon", "points", 1, "points_lat_lon", "lacks the column"),
    ("stop_phrases.csv", "معاهدة الوادي", "", 2, "phrase", "is empty"),
    ("stop_phrases.csv", "معاهدة الوادي", "- -", 2, "phrase", "has no letter"),
    ("stop_phrases.csv", "معاهدة الوادي,", "معاهدة الوادي,\nمعاهدة الوادي,", 3, "phrase", "line 2 too"),
    ("stop_phrases.csv", "phrase", "phrases", 1, "phrase", "lacks the column"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "where", "problem"), SPOILED, ids=[f"{r[0]}-{r[5]}" for r in SPOILED]
)
def test_a_fault_is_named_by_file_line_and_column(
    tmp_path: Path, file: str, old: str, new: str, line: int | None, where: str | None, problem: str
) -> None:
    text = (write_pack(tmp_path) / file).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    found = [
        fault
        for fault in faults(tmp_path)
        if (fault.path.name, fault.line, fault.column or fault.key) == (file, line, where)
    ]

    assert any(re.search(problem, fault.problem) for fault in found), [*map(str, faults(tmp_path))]
    with pytest.raises(DataError):
        theatre.load(tmp_path)


def test_all_faults_of_a_pack_are_told_at_once(tmp_path: Path) -> None:
    rows = [
        HEADER,
        "t:a,settlement,town,A,400,10,-1,,,,,,,",
        "t:a,vilage,town,,33,42,1,,t:b,,,,,",
        "t:c,site,dam,C,33",
    ]
    settings = SETTINGS.replace("bbox = [40.0,", "bbox = [").replace('["IRQ", "isis"]', '"IRQ"')
    write_pack(tmp_path, **{"theatre.toml": settings, "places.csv": "\n".join(rows)})
    (tmp_path / "line.csv").write_text("id,points_lat_lon\n", encoding="utf-8")
    result = CliRunner().invoke(group, ["check", str(tmp_path)])
    found = faults(tmp_path)

    assert {(f.path.name, f.line, f.column or f.key) for f in found} == {
        ("line.csv", None, None),
        ("lines.csv", 2, "id"),
        ("places.csv", 2, "lat"),
        ("places.csv", 2, "radius_km"),
        ("places.csv", 3, "name"),
        ("places.csv", 3, "level"),
        ("places.csv", 3, "id"),
        ("places.csv", 3, "parents"),
        ("places.csv", 4, None),
        ("theatre.toml", 3, "bbox"),
        ("theatre.toml", 4, "parties"),
    }
    assert result.exit_code == 1
    assert f"{len(found)} faults" in result.output
    assert all(str(fault) in result.output for fault in found)


@pytest.mark.parametrize("file", ["theatre.toml", "places.csv", "lines.csv", "stop_phrases.csv"])
@pytest.mark.parametrize("encoding", ["cp1256", "utf-16"])
def test_a_file_in_another_encoding_is_named(tmp_path: Path, file: str, encoding: str) -> None:
    text = (write_pack(tmp_path) / file).read_text(encoding="utf-8")
    (tmp_path / file).write_bytes((text + "# وادي\n").encode(encoding))
    found = [fault.problem for fault in faults(tmp_path) if fault.path.name == file]

    assert any("save it as UTF-8" in problem for problem in found)


def test_a_place_has_one_id() -> None:
    """A city of two tables stands under one id, else a report names two places where there is one."""
    named: dict[tuple[str, str, str], list[Place]] = {}
    for place in DEFAULT:
        for key in {"".join(key_words(name)) for name in (place.name, *(n.text for n in place.names))}:
            named.setdefault((place.level, place.country, key), []).append(place)
    pairs = ((a, b) for places in named.values() for a, b in combinations(places, 2))

    assert sorted({(a.id, b.id) for a, b in pairs if distance_km(a, b) <= 5}) == []


def test_a_province_has_one_id() -> None:
    """Units of the packs have the ids of the table of provinces."""
    units = [p for pack in PACKS for p in pack.places if p.kind in ("province", "state")]
    named: dict[str, list[Listed]] = {}
    for listed in (place for place in world.load() if place.level == "district"):
        for key in {"".join(key_words(name)) for name in (listed.name, *listed.names)}:
            named.setdefault(key, []).append(listed)
    other = {
        (unit.id, listed.id)
        for unit in units
        for name in (unit.name, *(n.text for n in unit.names))
        for listed in named.get("".join(key_words(name)), ())
        if haversine_km((unit.lon, unit.lat), (listed.lon, listed.lat)) < unit.radius_km
        and unit.id != f"geonames:{listed.id}"
    }

    assert other == set()


@pytest.mark.parametrize(
    ("name", "place_id"),
    [("رفح", "geonames:281102"), ("خاركيف", "geonames:706483"), ("الخرطوم", "geonames:379252")],
)
def test_a_city_of_a_pack_is_found_in_a_report_from_elsewhere(name: str, place_id: str) -> None:
    hits = DEFAULT.find(f"أعلن وزير الخارجية في طوكيو بعد زيارة إلى برلين أنه سيزور {name} قريبا")
    found = [match.place.id for match in DEFAULT.resolve(hits)]

    assert place_id in found


def test_latin_spellings_reach_the_pack() -> None:
    names = ("Gubadly", "Gubadli", "Kubatly", "Khankendi", "Nyala")
    found = [DEFAULT.search(name)[0].place.id for name in names]

    assert found == [*["karabakh:qubadli"] * 3, "karabakh:stepanakert", "geonames:369004"]
