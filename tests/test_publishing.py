"""What a page is published with: introduction, tiles, rounded positions, names, and its size."""

from __future__ import annotations

import base64
import gzip
import json
import re
import struct
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import page_islands
import page_sample
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

import mapper.cli.demo
from gazetteer.place import Place, PlaceName
from mapper.cli import main
from mapper.coarsen import KM_OF_DEGREE, Coarse, coarse_point
from mapper.layers import bundled_places, layers
from mapper.naming import renamed
from mapper.records import Coded, Location
from mapper.render import IncidentMap
from mapper.render.intro import IntroError, intro, read_intro
from mapper.render.tiles import Tiles, UnknownTiles, tiles

EXAMPLES = mapper.cli.demo.EXAMPLES
ISLAND = re.compile(r'<script type="application/gzip" id="([\w-]+)">([^<]*)</script>')


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def blocks(page: str) -> dict[str, bytes]:
    return {name: gzip.decompress(base64.b64decode(text)) for name, text in ISLAND.findall(page)}


def header(block: bytes) -> dict[str, Any]:
    (length,) = struct.unpack("<I", block[:4])
    told: dict[str, Any] = json.loads(block[4 : 4 + length])
    return told


def column(block: bytes, name: str) -> list[float]:
    (length,) = struct.unpack("<I", block[:4])
    kind, offset, count = header(block)["columns"][name]
    start = -(-(4 + length) // 8) * 8
    kinds = {"u8": "u1", "u16": "<u2", "u32": "<u4", "i8": "i1", "i16": "<i2", "i32": "<i4", "f32": "<f4"}
    values = np.frombuffer(block, dtype=kinds.get(kind, kind), count=count, offset=start + offset)
    return [float(value) for value in values]


def policy(page: str) -> dict[str, list[str]]:
    (content,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    return {rule.split()[0]: rule.split()[1:] for rule in content.split(";")}


# --- introduction


def test_markdown_becomes_a_tree_of_known_nodes() -> None:
    tree = intro(
        "# What\n\nOne *two* **three** `four`\n[five](https://example.org/a)\n\n- six\n- seven\n\n> eight"
    )

    assert tree == [
        {"is": "h", "level": 1, "has": ["What"]},
        {
            "is": "p",
            "has": [
                "One ",
                {"is": "em", "has": ["two"]},
                " ",
                {"is": "strong", "has": ["three"]},
                " ",
                {"is": "code", "has": ["four"]},
                "\n",
                {"is": "a", "to": "https://example.org/a", "has": ["five"]},
            ],
        },
        {
            "is": "ul",
            "has": [
                {"is": "li", "has": [{"is": "p", "has": ["six"]}]},
                {"is": "li", "has": [{"is": "p", "has": ["seven"]}]},
            ],
        },
        {"is": "quote", "has": [{"is": "p", "has": ["eight"]}]},
    ]


def test_of_a_picture_only_its_words_are_left() -> None:
    tree = intro("a ![the mill](https://example.org/x.png) b\n\n![seen][r]\n\n[r]: https://example.org/z.png")

    assert tree == [{"is": "p", "has": ["a ", "the mill", " b"]}, {"is": "p", "has": ["seen"]}]


def test_html_stays_text() -> None:
    (paragraph,) = intro("<img src=x onerror=alert(1)> and <b>bold</b>")

    assert paragraph == {"is": "p", "has": ["<img src=x onerror=alert(1)> and <b>bold</b>"]}


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "/relative",
        "#x",
    ],
)
def test_a_link_of_another_kind_is_only_its_words(address: str) -> None:
    assert '"to"' not in json.dumps(intro(f"[words]({address})"))
    assert "words" in json.dumps(intro(f"[words]({address})"))


@given(st.text(max_size=300))
def test_no_text_makes_a_node_that_the_page_does_not_know(text: str) -> None:
    kinds = {"p", "h", "ul", "ol", "li", "quote", "em", "strong", "code", "pre", "a", "br"}

    def check(node: Any) -> None:
        if isinstance(node, str):
            return
        assert node["is"] in kinds
        assert "to" not in node or re.match(r"(https?|mailto):", node["to"], re.I)
        for child in node["has"]:
            check(child)

    for node in intro(text):
        check(node)


def test_an_introduction_that_cannot_be_read_is_wrong_usage_with_its_place(tmp_path: Path) -> None:
    bad = tmp_path / "about.md"
    bad.write_bytes("first\nsecond مرحبا".encode("cp1256"))

    with pytest.raises(IntroError, match=r"line 2.*UTF-8"):
        read_intro(bad)
    result = run("build", EXAMPLES, "-o", tmp_path / "m.html", "--intro", bad)
    assert (result.exit_code, (tmp_path / "m.html").exists()) == (2, False)
    assert "UTF-8" in result.stderr
    gone = run("build", EXAMPLES, "-o", tmp_path / "m.html", "--intro", tmp_path / "gone.md")
    assert gone.exit_code == 2
    assert "gone.md" in gone.stderr


# --- tiles


def test_the_policy_names_the_one_host_of_the_tiles() -> None:
    chosen = tiles("openstreetmap mapnik")
    page = IncidentMap(page_sample.map_data(), tiles=chosen).html()

    assert policy(page)["img-src"] == ["data:", "https://tile.openstreetmap.org"]
    fact = header(blocks(page)["hot"])["facts"]["tiles"]
    assert fact["host"] == "tile.openstreetmap.org"
    assert fact["credit"][-2:] == [
        ["OpenStreetMap", "https://www.openstreetmap.org/copyright"],
        [" contributors", ""],
    ]


def test_without_tiles_nothing_is_named() -> None:
    page = IncidentMap(page_sample.map_data()).html()

    assert policy(page)["img-src"] == ["data:"]
    assert header(blocks(page)["hot"])["facts"]["tiles"] is None


def test_tiles_of_several_hosts_are_loaded_from_one() -> None:
    chosen = tiles("OpenTopoMap")

    assert chosen.url == "https://a.tile.opentopomap.org/{z}/{x}/{y}.png"
    assert chosen.origin == "https://a.tile.opentopomap.org"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("OpenStreetMap.Mapnick", "OpenStreetMap.Mapnik"),
        ("opentopo", "OpenTopoMap"),
        ("Jawg.Streets", "key"),
        ("NASAGIBS.BlueMarble3413", "projection"),
        ("MtbMap", "encryption"),
        ("", "try "),
    ],
)
def test_tiles_that_cannot_be_had_say_why_and_name_others(name: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(UnknownTiles, match=says):
        tiles(name)
    result = run("build", EXAMPLES, "-o", tmp_path / "m.html", "--tiles", name)
    assert result.exit_code == 2
    assert says in result.stderr


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)//{z}/{x}/{y}",
        "https://a.example; script-src */{z}/{x}/{y}",
        "https://a.example/{z}/{x}",
        "https://{s}.example/{z}/{x}/{y}",
        "https://user@a.example/{z}/{x}/{y}",
        'https://a.example"/{z}/{x}/{y}',
    ],
)
def test_an_address_that_would_widen_the_policy_is_refused(url: str) -> None:
    with pytest.raises(UnknownTiles):
        Tiles(name="x", url=url)


@pytest.mark.parametrize(
    ("place_id", "credited"), [("geonames:1", True), ("coded:exact:0.0,-140.0", False), ("coarse:1", True)]
)
def test_whose_work_is_on_the_map_is_credited_there(place_id: str, credited: bool) -> None:
    """In the ocean, where no place is named that the incidents are not at."""
    incidents, evidence = page_sample.incidents()
    at = Location(place_id=place_id, name="X", lat=0, lon=-140, radius_km=1)
    one = replace(incidents[0], locations=(at,), claims=(replace(incidents[0].claims[0], locations=(at,)),))
    page = IncidentMap(layers([one], evidence)).html()
    told = header(blocks(page)["hot"])["facts"]["credits"]

    assert ("GeoNames" in told) == credited
    assert {"Natural Earth", "Leaflet"} <= set(told)


# --- rounded positions

degrees = st.tuples(st.floats(-89, 89), st.floats(-180, 180))


def is_on_grid(lat: float, lon: float, km: float) -> bool:
    """A whole number of steps from the equator and from Greenwich, to the metre a page stores."""
    step = km / KM_OF_DEGREE
    row = round(lat / step)
    across = step / max(0.01, np.cos(np.radians(row * step)))
    return abs(lat - row * step) < 2e-5 and abs(lon - round(lon / across) * across) < 2e-5


@given(degrees, st.floats(0.5, 300))
def test_a_point_moves_to_the_grid_and_no_farther_than_half_a_cell(
    point: tuple[float, float], km: float
) -> None:
    lat, lon = coarse_point(*point, km)
    step = km / KM_OF_DEGREE

    assert -90 <= lat <= 90
    assert -180 <= lon <= 180
    assert abs(lat - point[0]) <= step / 2 + 1e-5
    assert is_on_grid(lat, lon, km)


@given(degrees, st.floats(1, 100))
def test_the_widened_disc_holds_the_first_one(point: tuple[float, float], km: float) -> None:
    from geopy.distance import great_circle

    lat, lon = point[0] * 0.8, point[1] * 0.98
    told = Location(place_id="x:y", name="X", lat=lat, lon=lon, radius_km=3)
    coarse = Coarse(km).location(told)

    moved = great_circle((lat, lon), (coarse.lat, coarse.lon)).km
    assert moved + told.radius_km <= coarse.radius_km + 0.15 * km


def coarse_page(km: float) -> str:
    incidents, evidence = page_sample.incidents()
    other = ((46.4567, 40.6789),)
    incidents = [
        replace(
            incident,
            claims=tuple(
                replace(
                    claim,
                    locations=tuple(
                        replace(place, others=("Ganja, AZ",), other_points=other) for place in claim.locations
                    ),
                )
                for claim in incident.claims
            ),
        )
        for incident in incidents
    ]
    coarse = Coarse(km)
    rounded = list(coarse.incidents(incidents))
    data = layers(rounded, evidence, backdrop=list(coarse.places(bundled_places())))
    return IncidentMap(replace(data, labels=(), lines=(), coarsened_km=km)).html()


@settings(max_examples=8)
@given(st.sampled_from([1.0, 5.0, 7.5, 20.0, 50.0]))
def test_no_coordinate_on_a_rounded_page_is_finer_than_the_grid(km: float) -> None:
    page = coarse_page(km)
    parts = blocks(page)
    hot = header(parts["hot"])

    found = list(zip(column(parts["hot"], "spots.lat"), column(parts["hot"], "spots.lon"), strict=True))
    for name, block in parts.items():
        if name.startswith("cold") and "place.lat" in header(block)["columns"]:
            found += zip(column(block, "place.lat"), column(block, "place.lon"), strict=True)
    assert len(found) > 5
    assert all(is_on_grid(lat / hot["digits"], lon / hot["digits"], km) for lat, lon in found)
    assert (hot["lines"], hot["labels"], hot["courses"]) == ([], [], [])
    west, south, _, north = hot["home"]
    assert is_on_grid(south, west, km) or is_on_grid(north, west, km)
    assert hot["facts"]["coarsened"] == km


def every_text(page: str) -> str:
    """All that stands on a page in words: headers and texts of its islands, but for outlines and scripts."""
    parts = []
    for name in ISLAND.findall(page):
        if name[0] != "basemap":
            block = page_islands.block(page, name[0])
            parts += [json.dumps(block.header, ensure_ascii=False), *map(block.texts, block.header["texts"])]
    return "\n".join(part if isinstance(part, str) else "\n".join(part) for part in parts)


def test_nothing_on_a_rounded_page_leads_back_to_the_exact_place() -> None:
    text = every_text(coarse_page(10))

    assert "Stepanakert / Khankendi" in text
    for place_id, *_ in page_sample.PLACES.values():
        assert place_id not in text


ROWS = """id,date,lat,lon,place,event_type,source,source_article,url,notes
AZE77123,2020-10-04,40.41237,46.51234,,shelling,https://example.org/a?lat=40.41237,Paper,\
https://example.org/?at=40.41237%2C46.51234,"Shells fell at 40.41237, 46.51234, 3 km from Barda"
AZE77124,2020-10-05,40.21238,46.71235,Post 12 (40.212 N),shelling,Ministry,Paper,https://example.org/b,\
"At ٤٠٫٢١٢٣٨, on 12.10.2020"
"""


@pytest.fixture(scope="module")
def rounded_rows(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str, str]:
    """Ids of the exact page; all texts of the rounded page, and of the rounded table."""
    folder = tmp_path_factory.mktemp("rows")
    (folder / "rows.csv").write_text(ROWS.replace("\\\n", ""), encoding="utf-8")
    (folder / "report.txt").write_text("قصفت القوات الأرمينية مدينة كنجة.", encoding="utf-8")
    told = ("build", folder / "report.txt", "--coded", folder / "rows.csv", "--published", "2020-10-12")
    exact = run(*told, "-o", folder / "exact.html")
    options = ("--coarsen", "50", "--coarsen-data", "--data", folder / "rounded.csv")
    rounded = run(*told, "-o", folder / "rounded.html", *options)
    assert (exact.exit_code, rounded.exit_code) == (0, 0), exact.output + rounded.output
    pages = [(folder / name).read_text(encoding="utf-8") for name in ("exact.html", "rounded.html")]
    ids = "\n".join(page_islands.block(pages[0], "ids").texts("id"))
    return ids, every_text(pages[1]), (folder / "rounded.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "exact",
    ["40.412", "46.512", "40.212", "46.712", "٤٠٫٢١", "AZE7712", "plain-", "coded:settlement"],
)
def test_no_words_of_a_rounded_page_or_table_say_where_a_row_was(
    rounded_rows: tuple[str, str, str], exact: str
) -> None:
    _, page, table = rounded_rows

    assert exact not in page
    assert exact not in table


def test_what_says_no_position_stays_as_it_was(rounded_rows: tuple[str, str, str]) -> None:
    _, page, _ = rounded_rows

    assert "Shells fell at 40.•••••, 46.•••••, 3 km from Barda" in page
    assert "At ٤٠٫•••••, on 12.10.2020" in page
    assert "https://example.org/b" in page
    assert "Post 12 (40." in page


def test_ids_that_are_made_of_positions_are_made_anew(rounded_rows: tuple[str, str, str]) -> None:
    """Whoever has the exact data could try every place of the cell until the id fits."""
    ids, page, _ = rounded_rows

    assert len(ids.split()) == 3
    assert not [name for name in ids.split() if name in page]


def test_two_incidents_of_one_claim_in_one_cell_keep_ids_of_their_own() -> None:
    incidents, _ = page_sample.incidents()
    (first, *_) = incidents
    near = replace(first, id="other", locations=tuple(replace(p, place_id="x") for p in first.locations))
    ids = [incident.id for incident in Coarse(100).incidents([first, near])]

    assert len(set(ids)) == 2
    assert ids == [incident.id for incident in Coarse(100).incidents([first, near])]


def test_distances_from_other_places_are_left_out() -> None:
    told = Location(
        place_id="x:y", name="X", lat=40, lon=46, radius_km=1, reasons=("3 km from Barda", "exact name")
    )

    assert Coarse(10).location(told).reasons == ("exact name",)


def test_a_place_of_a_coded_row_loses_the_position_in_its_id_and_the_row_its_columns() -> None:
    told = Location(place_id="coded:exact:40.6829,46.3606", name="X", lat=40.6829, lon=46.3606, radius_km=1)
    incidents, _ = page_sample.incidents()
    row = Coded(dataset="plain", row_id="7", fields=(("latitude", "40.6829"),))
    (claim, *rest) = incidents[0].claims
    coded = replace(incidents[0], claims=(replace(claim, locations=(told,), coded=row), *rest))

    (rounded,) = Coarse(10).incidents([coded])
    assert "40.6829" not in repr(rounded)


def test_the_same_place_keeps_one_new_id() -> None:
    coarse = Coarse(10)
    incidents, _ = page_sample.incidents()
    rounded = list(coarse.incidents(incidents))

    pairs = {
        (old.place_id, new.place_id)
        for before, after in zip(incidents, rounded, strict=True)
        for old, new in zip(before.locations, after.locations, strict=True)
    }
    assert len(pairs) == len({old for old, _ in pairs}) == len({new for _, new in pairs})


def test_the_table_keeps_full_positions_unless_asked_and_says_so(tmp_path: Path) -> None:
    import geopandas as gpd

    options = ("--published", "2020-10-12", "--coarsen", "25")
    full = run("build", EXAMPLES, "-o", tmp_path / "a.html", "--data", tmp_path / "a.parquet", *options)
    page, table = tmp_path / "b.html", tmp_path / "b.parquet"
    both = run("build", EXAMPLES, "-o", page, "--data", table, *options, "--coarsen-data")

    assert (full.exit_code, both.exit_code) == (0, 0)
    assert "keeps the full positions" in full.stderr
    assert "keeps the full positions" not in both.stderr
    exact, rounded = gpd.read_parquet(tmp_path / "a.parquet"), gpd.read_parquet(table)
    points = [point for point in rounded.geometry if point is not None and point.geom_type == "Point"]
    assert points
    assert all(is_on_grid(point.y, point.x, 25) for point in points)
    told = [point for point in exact.geometry if point is not None and point.geom_type == "Point"]
    assert not all(is_on_grid(point.y, point.x, 25) for point in told)


@pytest.mark.parametrize("km", ["0", "-3", "1000", "ten"])
def test_a_grid_that_is_none_is_wrong_usage(km: str, tmp_path: Path) -> None:
    assert run("build", EXAMPLES, "-o", tmp_path / "m.html", "--coarsen", km).exit_code == 2


def test_rounding_a_table_that_nobody_asked_for_is_wrong_usage(tmp_path: Path) -> None:
    result = run("build", EXAMPLES, "-o", tmp_path / "m.html", "--coarsen-data")

    assert result.exit_code == 2
    assert "--data" in result.stderr


# --- names


def place(**values: Any) -> Place:
    names = (
        PlaceName(text="Stepanakert", language="en", side="ARM"),
        PlaceName(text="Khankendi", language="en", side="AZE"),
        PlaceName(text="ستيباناكيرت", language="ar", side="ARM"),
        PlaceName(text="خانكندي", language="ar", side="AZE"),
    )
    base = {"id": "karabakh:stepanakert", "name": "Stepanakert / Khankendi", "level": "settlement"}
    told = {**base, "kind": "city", "lat": 39.8, "lon": 46.7, "radius_km": 4.0, "names": names, **values}
    return Place(**told)


@pytest.mark.parametrize(
    ("names", "english", "arabic"),
    [("AZE", "Khankendi", "خانكندي"), ("ARM", "Stepanakert", "ستيباناكيرت")],
)
def test_a_page_shows_the_names_of_one_side_and_finds_the_others(
    names: str, english: str, arabic: str
) -> None:
    incidents, evidence = page_sample.incidents()
    chosen, places = renamed(incidents, evidence, [place()], names)
    data = layers(chosen, evidence, backdrop=places)

    (spot, *_) = (spot for spot in data.spots if spot.place_id == "karabakh:stepanakert")
    assert spot.name == english
    assert dict(spot.names) == {"en": english, "ar": arabic}
    assert {"Stepanakert", "Khankendi"} <= {spot.name, *spot.spellings}


@pytest.mark.parametrize("side", ["AZE", "ARM"])
def test_a_district_does_not_take_the_name_of_its_town(side: str) -> None:
    """Whichever side names them, and whatever it writes in its own letters."""
    incidents, evidence = page_sample.incidents()
    _, places = renamed(incidents, evidence, list(bundled_places()), side)
    by_id = {place.id: place.name for place in places}
    alike = [
        (place.name, by_id[other])
        for place in places
        if place.level == "district"
        for other in place.same_name
        if by_id.get(other) == place.name
    ]

    assert alike == []
    assert by_id["karabakh:jabrayil_district"] in ("Jabrayil District", "Jrakan District")


def test_a_place_that_only_one_side_names_keeps_its_name() -> None:
    only = place(names=(PlaceName(text="Hadrut", language="en", side="ARM"),), name="Hadrut")
    incidents, evidence = page_sample.incidents()

    assert renamed(incidents, evidence, [only], "AZE")[1] == [only]


def test_places_can_be_named_as_the_reports_write_them() -> None:
    incidents, evidence = page_sample.incidents()
    chosen, places = renamed(incidents, evidence, [place()], "written")
    data = layers(chosen, evidence, backdrop=places)

    (spot, *_) = (spot for spot in data.spots if spot.place_id == "karabakh:stepanakert")
    assert spot.name == "خانكندي"
    assert spot.names == ()
    assert "Stepanakert" in spot.spellings


def test_names_of_a_side_that_no_place_has_is_wrong_usage(tmp_path: Path) -> None:
    result = run("build", EXAMPLES, "-o", tmp_path / "m.html", "--names", "ATL")

    assert result.exit_code == 2
    assert "AZE" in result.stderr
    assert "written" in result.stderr


def test_a_place_of_the_users_own_is_found_under_all_its_names(tmp_path: Path) -> None:
    """As one of the world's list is, and not only those of the theatres that come with the package."""
    header = "name,lat,lon,names_ar,names_ru,country"
    own = f"{header}\nRutba crossroads,33.04,40.29,مفرق الرطبة|تقاطع الرطبة,Рутба,IQ\n"
    (tmp_path / "mine.csv").write_text(own, encoding="utf-8")
    (tmp_path / "r.txt").write_text("قصفت الطائرات مفرق الرطبة وقصفت المدفعية مدينة سياتل.", encoding="utf-8")
    told = ("build", tmp_path / "r.txt", "--published", "2020-10-12", "--gazetteer", tmp_path / "mine.csv")
    result = run(*told, "-o", tmp_path / "m.html")
    assert result.exit_code == 0, result.output
    page = (tmp_path / "m.html").read_text(encoding="utf-8")
    places = {place[1]: place for place in page_islands.block(page, "hot").header["places"]}

    _, _, names, spellings = places["Rutba crossroads"]
    assert names["ru"] == "Рутба"
    assert {"مفرق الرطبة", "تقاطع الرطبة"} <= {*names.values(), *spellings}
    assert "سياتل" in str(places["Seattle"])


# --- size


def test_a_build_says_how_large_the_page_is_and_what_of(tmp_path: Path) -> None:
    page = tmp_path / "m.html"
    short, long = run("build", EXAMPLES, "-o", page), run("build", EXAMPLES, "-o", page, "-v")

    kilobytes = round(page.stat().st_size / 1000)
    assert f"{page} ({kilobytes} kB)" in short.stderr
    assert "outlines:" not in short.stderr
    parts = [int(size) for size in re.findall(r"^  [a-z ]+: (\d+) kB$", long.stderr, re.M)]
    assert len(parts) == 5
    assert abs(sum(parts) - kilobytes) <= 5


def test_a_page_too_large_for_mail_offers_a_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mapper.cli.publishing.HEAVY", 10_000)
    result = run("build", EXAMPLES, "-o", tmp_path / "m.html")

    assert result.exit_code == 0
    assert "--texts separate" in result.stderr


def test_a_file_that_has_the_name_of_the_folder_is_told_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "m_texts").write_text("theirs", encoding="utf-8")
    result = run("build", tmp_path / "none", "-o", tmp_path / "m.html", "--texts", "separate")

    assert result.exit_code == 1
    assert "m_texts" in result.output
    assert [file.name for file in tmp_path.iterdir()] == ["m_texts"]
    assert (tmp_path / "m_texts").read_text(encoding="utf-8") == "theirs"


def test_the_size_of_what_others_have_in_the_folder_is_not_counted(tmp_path: Path) -> None:
    (tmp_path / "m_texts").mkdir()
    (tmp_path / "m_texts" / "film.html").write_bytes(bytes(3_000_000))
    inside = run("demo", "-o", tmp_path / "m.html", "--data", tmp_path / "m.csv")
    beside = run("demo", "-o", tmp_path / "m.html", "--data", tmp_path / "m.csv", "--texts", "separate")

    assert "MB" not in inside.output + beside.output
    assert "m_texts/" not in inside.output
    assert re.search(r", and \d+ kB in m_texts/\)", beside.output)
