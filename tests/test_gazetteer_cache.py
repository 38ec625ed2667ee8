"""The cache folder: swept of what is outdated, whole after failures, and never in the way."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from gazetteer import GazetteerError
from gazetteer.cli import group
from gazetteer.index import cache
from gazetteer.index.build import _RECIPE, build
from gazetteer.index.world import WorldIndex
from gazetteer.place import Listed

RECIPE, OLD_RECIPE = "0123456789ab", "ba9876543210"


def made(half: Path) -> None:
    build(half, [Listed(1, "Kafr Test", 36.5, 37.25, "SY", 7000, ("كفر تيست\tar",))])


@pytest.mark.parametrize(
    ("name", "days", "stays"),
    [
        (f"world-3.0.1-{RECIPE}.sqlite", 30, False),
        (f"world-3.0.1-{RECIPE}.sqlite", 3, True),
        (f"world-3.0.2-{OLD_RECIPE}.sqlite", 30, False),
        (f"world-3.0.2-{OLD_RECIPE}.sqlite", 3, True),
        (f"dump-0a-{OLD_RECIPE}.sqlite", 30, False),
        (f"dump-0a-{OLD_RECIPE}.sqlite", 3, True),
        (f"dump-0a-{RECIPE}.sqlite", 30, True),
        (f"world-3.0.2-{RECIPE}.sqlite.77.part", 0, False),
        ("notes.sqlite", 400, True),
        ("world.sqlite", 400, True),
    ],
)
def test_a_build_sweeps_what_nobody_has_opened_for_long(
    tmp_path: Path, name: str, days: int, stays: bool
) -> None:
    (tmp_path / name).write_bytes(b"old")
    os.utime(tmp_path / name, (time.time() - days * 24 * 3600,) * 2)
    path = cache.ensure(tmp_path / f"world-3.0.2-{RECIPE}.sqlite", made)

    assert path.exists()
    assert (tmp_path / name).exists() is stays


def test_an_index_unused_for_long_is_swept_and_one_in_use_is_not(tmp_path: Path) -> None:
    used, unused = tmp_path / f"dump-0a-{RECIPE}.sqlite", tmp_path / f"dump-0b-{RECIPE}.sqlite"
    for path in (used, unused):
        path.touch()
        os.utime(path, (time.time() - 200 * 24 * 3600,) * 2)
    cache.ensure(used, made)
    cache.ensure(tmp_path / f"world-3.0.2-{RECIPE}.sqlite", made)

    assert used.exists()
    assert not unused.exists()


def test_two_installed_versions_keep_each_others_indexes(tmp_path: Path) -> None:
    ours, theirs = (tmp_path / f"world-3.0.2-{recipe}.sqlite" for recipe in (RECIPE, OLD_RECIPE))
    cache.ensure(theirs, made)
    os.utime(theirs, (time.time() - 200 * 24 * 3600,) * 2)
    cache.ensure(theirs, made)
    cache.ensure(ours, made)

    assert theirs.exists()


def test_an_index_that_another_process_has_mended_meanwhile_is_not_built_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = cache.ensure(tmp_path / "index.sqlite", made)
    path.write_bytes(b"damaged")
    lock, built = cache._lock, []

    @contextmanager
    def waited(parent: Path) -> Iterator[None]:
        with lock(parent):
            made(tmp_path / "mended")
            os.replace(tmp_path / "mended", path)
            yield

    monkeypatch.setattr(cache, "_lock", waited)
    index = WorldIndex(path, rank=0, mend=lambda: cache.ensure(path, built.append, anew=True))

    assert len(index) == 1
    assert built == []


def test_a_build_that_fails_leaves_nothing_and_the_old_file_whole(tmp_path: Path) -> None:
    path = cache.ensure(tmp_path / "index.sqlite", made)
    before = path.read_bytes()

    def fails(half: Path) -> None:
        half.write_bytes(b"half")
        raise OSError("No space left on device")

    with pytest.raises(OSError, match="No space left"):
        cache.ensure(path, fails, anew=True)

    assert path.read_bytes() == before
    assert not list(tmp_path.glob("*.part"))


def test_a_full_disk_is_one_error_and_leaves_nothing(tmp_path: Path) -> None:
    program = """
import resource, signal, sys
from pathlib import Path
from gazetteer.index import cache
from gazetteer.index.build import build
from gazetteer.place import Listed
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
many = (Listed(n, f"Place number {n}", 1.0, 2.0, "SY", 9, ()) for n in range(1, 50_000))
try:
    cache.ensure(Path(sys.argv[1]) / "index.sqlite", lambda half: build(half, many))
except OSError as error:
    print(error)
"""
    pytest.importorskip("resource", reason="no limits of file sizes there")
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True
    )

    assert "cannot be written" in done.stdout
    assert done.stderr == ""
    assert [path.name for path in tmp_path.iterdir()] == ["lock"]


def test_a_lock_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "lock").write_bytes(b"no database, but some other file of somebody" * 50)
    with pytest.raises(OSError, match="MAPPER_CACHE"):
        cache.ensure(tmp_path / "index.sqlite", made)


def test_a_folder_that_cannot_be_is_one_error_of_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("MAPPER_CACHE", str(tmp_path / "file" / "below"))
    built = CliRunner().invoke(group, ["build"])
    found = CliRunner().invoke(group, ["find", "Baku", "--limit", "1"])

    assert (built.exit_code, built.stdout, built.stderr.count("\n")) == (1, "", 1)
    assert found.exit_code == 0
    assert "karabakh:baku" in found.stdout
    assert found.stderr.startswith("Warning: the world's cities are missing")


@pytest.mark.parametrize("damage", ["cut", "garbage", "empty"])
def test_a_damaged_index_is_built_anew_with_a_word(
    tmp_path: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    path = cache.ensure(tmp_path / "index.sqlite", made)
    whole = path.read_bytes()
    path.write_bytes({"cut": whole[:5000], "garbage": os.urandom(len(whole)), "empty": b""}[damage])
    with caplog.at_level(logging.WARNING):
        index = WorldIndex(path, rank=0, mend=lambda: cache.ensure(path, made, anew=True))

    assert [entry.name.text for entry in index.spelled("كفرتيست")] == ["كفر تيست"]
    assert path.read_bytes() == whole
    assert "is built anew" in caplog.text


def test_a_damaged_index_that_cannot_be_built_anew_is_one_error(tmp_path: Path) -> None:
    path = cache.ensure(tmp_path / "index.sqlite", made)

    def fails() -> None:
        raise OSError("Read-only file system")

    path.write_bytes(b"")
    with pytest.raises(GazetteerError, match="cannot be built anew: Read-only file system"):
        WorldIndex(path, rank=0, mend=fails)


def test_a_place_of_an_index_has_its_names_with_their_languages(tmp_path: Path) -> None:
    path = cache.ensure(tmp_path / "index.sqlite", made)
    place = WorldIndex(path, rank=0).place("geonames:1")

    assert place is not None
    assert [(n.text, n.language) for n in place.names] == [("Kafr Test", ""), ("كفر تيست", "ar")]
    assert WorldIndex(path, rank=0).place("geonames:" + "9" * 30) is None


def test_a_place_listed_twice_is_one_place_of_both_lists_names(tmp_path: Path) -> None:
    rows = [
        Listed(1, "Kafr", 36.5, 37.25, "SY", 7, ("كفر",)),
        Listed(1, "Kafr", 1.0, 1.0, "SY", 7, ("Кафр",)),
    ]
    build(tmp_path / "index.sqlite", rows)
    index = WorldIndex(tmp_path / "index.sqlite", rank=0)

    assert len(index) == 1
    assert [e.place.lat for e in index.spelled("kafr") if e.place] == [36.5]
    assert len(index.spelled("кафр")) == 1


def test_every_data_file_that_a_build_opens_is_in_its_recipe(tmp_path: Path) -> None:
    cells = ("1", "Kafr", "Kafr", "", "36.5", "37.25", "P", "PPL", "SY", *[""] * 5, "70", "", "", "", "")
    (tmp_path / "SY.txt").write_text("\t".join(cells) + "\n", encoding="utf-8")
    names = "1\t1\tar\tكفر\t\t\t\t\t\t\n"
    (tmp_path / "alternateNamesV2.txt").write_text(names, encoding="utf-8")
    program = """
import sys
from pathlib import Path
opened = set()
sys.addaudithook(lambda event, given: opened.add(str(given[0])) if event == "open" else None)
from itertools import islice
from gazetteer.lookup import dump_index, world_index
from gazetteer.sources import world
cities = world._cities
world._cities = lambda: islice(cities(), 50)  # the others are read from the same file
dump_index(Path(sys.argv[1]))
world_index()
print("\\n".join(opened))
"""
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "SY.txt")],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "MAPPER_CACHE": str(tmp_path / "cache")},
        cwd=tmp_path,  # so that the package under test is found, not a source tree around
    )
    root = Path(cache.__file__).parents[1]
    opened = {
        str(path.relative_to(root).as_posix())
        for path in map(Path, done.stdout.splitlines())
        if path.is_relative_to(root / "data")
    }

    assert "data/provinces.csv" in opened
    assert opened <= set(_RECIPE)
