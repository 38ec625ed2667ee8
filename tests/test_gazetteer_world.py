"""The world's cities: built once, whoever else builds; found in text only with good reason."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from geopy.exc import ConfigurationError

from gazetteer import DataError, Gazetteer, GazetteerError, Geocoder, Place
from gazetteer.cli import group
from gazetteer.index import sound, world
from gazetteer.index.names import key_words
from gazetteer.index.world import WorldIndex
from gazetteer.lookup import dump_index
from gazetteer.sources import disputed
from gazetteer.table import read_table

CASES = Path(__file__).parent / "cases"
CONFLICTS = [
    (row.required("sentence"), row.text("expected"))
    for row in read_table(CASES / "gazetteer_world.csv", required=("sentence", "expected", "note"))
]
SOUNDS = [
    (row.required("latin"), row.required("arabic"))
    for row in read_table(CASES / "gazetteer_sounds.csv", required=("latin", "arabic"))
]
DEFAULT = Gazetteer.default()
DUMP = "\t".join(
    ("1", "Kafr Test", "Kafr Test", "كفر تيست,Кафр", "36.5", "37.25", "P", "PPL", "SY",
     *[""] * 5, "7000", "", "", "Asia/Damascus", "2026-01-01")
)  # fmt: skip


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("MAPPER_CACHE", str(folder))
    return folder


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "SY.txt"
    path.write_text(DUMP + "\n", encoding="utf-8")
    return path


def test_a_common_word_that_stands_twice_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "common_words.csv"
    table.write_text("words,mark,note\nباب|كبرى,common,\nجسر|كبري,never,\n", encoding="utf-8")
    monkeypatch.setattr(world, "COMMON_WORDS", table)
    with pytest.raises(DataError, match="marked common in line 2") as fault:
        world.common_words.__wrapped__()

    assert (fault.value.path, fault.value.line, fault.value.column) == (table, 3, "words")


@pytest.mark.parametrize(("sentence", "expected"), CONFLICTS)
def test_the_places_of_other_wars_are_found_and_nothing_else(sentence: str, expected: str) -> None:
    hits = DEFAULT.find(sentence)
    matches = DEFAULT.resolve(hits)
    found = [f"{h.surface}={m.place.country or m.place.id}" for h, m in zip(hits, matches, strict=True)]

    assert expected.split(" | ") == (found or [""])


@pytest.mark.parametrize(("latin", "arabic"), SOUNDS)
def test_arabic_and_latin_spellings_sound_alike(latin: str, arabic: str) -> None:
    one, other = "".join(key_words(latin)), "".join(key_words(arabic))

    assert set(sound.skeletons(one)) & set(sound.skeletons(other))
    assert sound.vowels_agree(other, one)


@pytest.mark.parametrize(("name", "like"), [("Бахмут", "bakhmut"), ("Երևան", "erevan")])
def test_names_in_other_scripts_have_the_skeleton_of_their_latin_form(name: str, like: str) -> None:
    assert set(sound.skeletons("".join(key_words(name)))) & set(sound.skeletons(like))


def test_a_place_of_the_world_can_be_had_by_its_id() -> None:
    kharkiv = DEFAULT.place("geonames:706483")

    assert kharkiv is not None
    assert (kharkiv.name, kharkiv.country) == ("Kharkiv", "UA")
    assert DEFAULT.place("geonames:1") is None
    assert DEFAULT.place("geonames:x") is None


def test_a_city_without_an_arabic_name_is_reached_by_its_sound() -> None:
    assert DEFAULT.search("كراماتورسك")[0].place.name == "Kramatorsk"


def test_without_a_cache_it_goes_on_and_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("MAPPER_CACHE", str(tmp_path / "file" / "below"))
    gazetteer = Gazetteer.default()

    assert "the world's cities are missing" in gazetteer.missing
    assert gazetteer.search("باكو")[0].place.id == "karabakh:baku"
    assert Gazetteer.default(world=False).missing == ""


def test_a_dump_is_a_layer_above_the_world(cache: Path, dump: Path) -> None:
    gazetteer = Gazetteer.default(user_files=[dump], world=False)
    (match,) = gazetteer.search("كفر تيست")
    place = match.place

    assert (place.id, place.name, place.country, place.population) == ("geonames:1", "Kafr Test", "SY", 7000)
    assert [hit.surface for hit in gazetteer.find("قصف بلدة كفر تيست")] == ["كفر تيست"]
    assert len(list(cache.glob("dump-*.sqlite"))) == 1


@pytest.mark.parametrize(
    ("old", "new", "line", "column"),
    [
        ("36.5", "400", 1, "lat"),
        ("7000", "many", 1, "population"),
        ("1\tKafr", "x\tKafr", 1, "geonameid"),
        ("\tAsia/Damascus", "", 1, None),
    ],
)
def test_a_fault_in_a_dump_is_named(
    cache: Path, dump: Path, old: str, new: str, line: int, column: str | None
) -> None:
    dump.write_text(DUMP.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError) as fault:
        dump_index(dump)

    assert (fault.value.line, fault.value.column) == (line, column)
    assert not list(cache.glob("*.sqlite"))


def test_a_damaged_index_is_built_again(cache: Path, dump: Path) -> None:
    path = dump_index(dump).path
    path.write_bytes(b"no index")

    assert len(dump_index(dump)) == 1


@pytest.mark.parametrize("damage", ["middle", "end"])
def test_an_index_that_is_damaged_later_is_built_again_once(cache: Path, dump: Path, damage: str) -> None:
    index = dump_index(dump)
    content = index.path.read_bytes()
    half = len(content) // 8
    broken = content[:half] + b"\xff" * (len(content) - half) if damage == "middle" else content[:half]
    index.path.write_bytes(broken)
    names = [entry.name.text for entry in dump_index(dump).spelled("كفرتيست")]

    assert names == ["كفر تيست"]
    assert index.path.read_bytes() == content


def test_an_index_that_cannot_be_mended_is_named(cache: Path, dump: Path) -> None:
    path = dump_index(dump).path
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(GazetteerError, match="damaged"):
        WorldIndex(path, rank=0)


def test_a_dump_that_cannot_be_indexed_or_is_a_folder_is_named(
    cache: Path, dump: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "folder.csv").mkdir()
    for name in ("folder.txt", "folder.csv"):
        with pytest.raises(DataError, match=name):
            Gazetteer.default(user_files=[tmp_path / name], world=False)
    monkeypatch.setenv("MAPPER_CACHE", str(dump / "below"))
    with pytest.raises(DataError, match=r"SY\.txt: cannot be indexed"):
        Gazetteer.default(user_files=[dump], world=False)
    with pytest.raises(ConfigurationError, match=r"SY\.txt"):
        Geocoder(user_files=[dump])


def test_places_of_a_dump_have_level_radius_and_source(cache: Path, dump: Path) -> None:
    unit = DUMP.replace("\tP\tPPL\t", "\tA\tADM1\t").replace("1\t", "2\t", 1)
    dump.write_text(f"{DUMP}\n{unit}\n", encoding="utf-8")
    index = dump_index(dump)
    town, province = index.place("geonames:1"), index.place("geonames:2")

    assert town is not None
    assert province is not None
    assert (province.level, province.kind, province.radius_km) == ("district", "province", 120)
    assert (town.level, town.kind, town.source) == ("settlement", "village", "GeoNames (CC BY 4.0)")


def test_provinces_are_of_natural_earth() -> None:
    erbil = DEFAULT.place("geonames:95445")

    assert erbil is not None
    assert erbil.source == "Natural Earth (public domain)"


@pytest.mark.parametrize("place_id", sorted(disputed.disputed()))
def test_a_disputed_place_has_no_country(place_id: str) -> None:
    place = DEFAULT.place(place_id)

    assert place is not None
    assert place.country == ""


def test_build_prints_what_it_built(cache: Path, dump: Path) -> None:
    result = CliRunner().invoke(group, ["build", str(dump), "--json"])

    assert result.exit_code == 0
    assert json.loads(result.stdout)[0]["places"] == 1
    assert [line.split()[0] for line in result.stderr.splitlines()] == ["Building", "The"]
    missing = CliRunner().invoke(group, ["build", "none.txt"])
    assert (missing.exit_code, missing.stdout) == (1, "")
    assert "none.txt" in missing.stderr


BUILD = """
import sys, time
from pathlib import Path
from gazetteer.index import cache
from gazetteer.index.build import build
from gazetteer.place import Listed

def slowly():
    for number in range(1, 4):
        time.sleep(0.3)
        yield Listed(number, f"Town {number}", 1.0, 2.0, "SY", 9, ())

def made(half):
    print("building", flush=True)
    build(half, slowly())

print(cache.ensure(Path(sys.argv[1]) / "index.sqlite", made))
"""


def start(folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", BUILD, str(folder)], stdout=subprocess.PIPE, text=True)


@pytest.mark.slow
def test_two_processes_build_one_index(tmp_path: Path) -> None:
    outputs = [process.communicate(timeout=60)[0] for process in [start(tmp_path), start(tmp_path)]]

    assert sum("building" in output for output in outputs) == 1
    assert _places(tmp_path) == 3


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL there")
def test_a_killed_build_leaves_nothing_in_the_way(tmp_path: Path) -> None:
    killed = start(tmp_path)
    assert killed.stdout is not None
    killed.stdout.readline()
    time.sleep(0.2)
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    left = list(tmp_path.glob("*.part"))
    second = start(tmp_path)
    second.communicate(timeout=60)

    assert left
    assert not list(tmp_path.glob("*.part"))
    assert _places(tmp_path) == 3


def _places(folder: Path) -> int:
    connection = sqlite3.connect(folder / "index.sqlite")
    (count,) = connection.execute("SELECT count(*) FROM places").fetchone()
    connection.close()
    return int(count)


def test_the_same_text_gives_the_same_hits_with_a_warm_memory() -> None:
    fresh = Gazetteer.default()
    for sentence, _ in CONFLICTS:
        assert fresh.find(sentence) == DEFAULT.find(sentence)


def test_a_report_on_another_war_is_not_read_as_of_a_theatre() -> None:
    text = "في السودان اندلعت اشتباكات في الخرطوم ثم في قرية شهر"
    places: list[Place] = [match.place for match in DEFAULT.resolve(DEFAULT.find(text))]

    assert not [place.id for place in places if place.id.startswith("karabakh:")]
