"""A process killed while it writes leaves the old file whole or the new one, and no litter for long."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import date, timedelta
from multiprocessing import get_context
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from typing import Any

import geopandas as gpd
import page_islands
import pytest
from killed_run import build, publish_without_end, save_on_a_full_disk, save_without_end

from mapper.atomic import replacing
from mapper.frames import from_frame, to_frame
from mapper.merge import merge
from mapper.records import Claim, Evidence, Location
from mapper.render import IncidentMap
from mapper.subject import map_data
from mapper.writers import FORMATS, load, save

KILLS = 20
BUILD_KILLS = 8
"""Fewer, since each of these processes reads the whole gazetteer, or draws pages."""
LOADED = (
    "geopandas",
    "pyarrow.parquet",
    "pyogrio",
    "mapper.cli.build",
    "mapper.frames.incidents",
    "mapper.pipeline",
    "mapper.render",
    "mapper.writers",
)
"""What is slow to load."""
WRITING = 20
"""Into how many parts a save is divided for the kills that are to fall into its last part, the writing."""
OLD, NEW = "قصفت القوات الأرمينية مدينة كنجة.", "قصفت القوات الأذربيجانية مدينة خانكندي مساء أمس."
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no process can be killed at once here"),
]


def a_table(words: str) -> gpd.GeoDataFrame:
    """A table that takes long enough to write to be killed meanwhile."""
    first = date(2020, 9, 27)
    claims = [
        Claim(
            id=f"c{number}",
            report_id="r",
            start=0,
            end=len(words),
            event_type="shelling",
            actor_side="ARM",
            date_from=first + timedelta(3 * number),
            date_to=first + timedelta(3 * number),
            locations=(
                Location(place_id=f"p{number}", name=words, lat=number / 10, lon=number / 5, radius_km=1),
            ),
        )
        for number in range(60)
    ]
    return to_frame(tuple(merge(claims)), {claim.id: Evidence(quote=words * 9) for claim in claims})


@pytest.fixture(scope="module")
def tables() -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    return a_table(OLD), a_table(NEW)


def with_all_loaded() -> ForkServerContext:
    """Processes that start from one that has loaded what is slow to load."""
    context = get_context("forkserver")
    context.set_forkserver_preload(["pytest", *LOADED])
    return context


def begin(target: Callable[..., None], *arguments: object) -> tuple[ForkServerProcess, Any]:
    """A process that runs ``target``, and what it sends first."""
    context = with_all_loaded()
    mine, theirs = context.Pipe(duplex=False)
    process = context.Process(target=target, args=(theirs, *arguments))
    process.start()
    theirs.close()
    sent = mine.recv()
    mine.close()
    return process, sent


def moments(seed: str, kills: int) -> list[float]:
    """Random shares of a duration, one in each of ``kills`` even parts of it."""
    dice = random.Random(seed)
    return [(part + dice.random()) / kills for part in range(kills)]


def wait_until_one_is_half_written(folder: Path, whole: set[Path]) -> None:
    """Wait for a file with something in it that is none of the whole ones."""
    limit = time.monotonic() + 60
    while time.monotonic() < limit:
        for other in set(folder.iterdir()) - whole:
            with suppress(FileNotFoundError):
                if other.stat().st_size:
                    return


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_save_that_is_killed_leaves_a_whole_table(
    tmp_path: Path, suffix: str, tables: tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]
) -> None:
    path = tmp_path / f"table{suffix}"
    whole = []
    for table in tables:
        save(table, path)
        whole.append(path.read_bytes())
    half_written = 0
    for number, moment in enumerate(moments(suffix, KILLS)):
        for left in set(tmp_path.iterdir()) - {path}:
            left.unlink()
        process, duration = begin(save_without_end, tables, path)
        if number % 2:
            wait_until_one_is_half_written(tmp_path, {path})
            moment /= WRITING
        time.sleep(duration * moment)
        process.kill()
        process.join()
        strays = [other.name for other in tmp_path.iterdir() if other != path]
        half_written += bool(strays)

        assert process.exitcode == -signal.SIGKILL
        assert path.read_bytes() in whole
        assert all(name.startswith(".") for name in strays)

    assert half_written, "none was killed while a file was half written: this test shows nothing"
    save(tables[0], path)

    assert list(tmp_path.iterdir()) == [path]
    assert from_frame(load(path)) == from_frame(tables[0])


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("share", [0.02, 0.5, 0.9])
def test_a_full_disk_is_told_and_leaves_the_old_table_whole(
    tmp_path: Path, suffix: str, share: float, tables: tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]
) -> None:
    old, new = tables
    path = tmp_path / f"table{suffix}"
    save(new, path)
    room = int(path.stat().st_size * share)
    save(old, path)
    whole = path.read_bytes()
    process = with_all_loaded().Process(target=save_on_a_full_disk, args=(new, path, room))
    process.start()
    process.join()

    assert process.exitcode == 7
    assert path.read_bytes() == whole
    assert list(tmp_path.iterdir()) == [path]


def test_a_geopackage_that_lacks_only_its_last_page_is_not_saved(
    tmp_path: Path, tables: tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]
) -> None:
    """GDAL closes it without a word, and SQLite finds it sound: what it lacks is one trigger."""
    path = tmp_path / "table.gpkg"
    missed = []
    for table in tables:
        path.unlink(missing_ok=True)
        save(table, path)
        with closing(sqlite3.connect(path)) as database:
            (page,) = database.execute("PRAGMA page_size").fetchone()
        room = path.stat().st_size - page
        path.unlink()
        process = with_all_loaded().Process(target=save_on_a_full_disk, args=(table, path, room))
        process.start()
        process.join()
        missed.append((process.exitcode, path.exists()))

    assert missed == [(7, False)] * 2


def test_a_build_that_is_killed_leaves_its_old_outputs_whole(tmp_path: Path) -> None:
    """From its beginning to its end; the next run clears away what was left."""
    outputs = tmp_path / "out"
    outputs.mkdir()
    page, table = outputs / "map.html", outputs / "table.gpkg"
    arguments = {}
    for name, text in (("old", OLD), ("new", NEW)):
        report = tmp_path / f"{name}.txt"
        report.write_text(text, encoding="utf-8")
        arguments[name] = [str(report), "--quiet", "-o", str(page), "--data", str(table)]
    whole: dict[str, tuple[bytes, bytes]] = {}
    duration = 0.0
    for name in ("new", "old"):
        process, _ = begin(build, arguments[name])
        start = time.monotonic()
        process.join()
        duration = time.monotonic() - start
        whole[name] = page.read_bytes(), table.read_bytes()
    killed = 0
    for number, moment in enumerate(moments("build", BUILD_KILLS)):
        page.write_bytes(whole["old"][0])
        table.write_bytes(whole["old"][1])
        for left in set(outputs.iterdir()) - {page, table}:
            left.unlink()
        process, _ = begin(build, arguments["new"])
        if number % 2:
            wait_until_one_is_half_written(outputs, {page, table})
            moment /= WRITING
        time.sleep(duration * moment)
        process.kill()
        process.join()
        killed += process.exitcode == -signal.SIGKILL
        strays = {path.name for path in outputs.iterdir()} - {page.name, table.name}

        assert page.read_bytes() in (whole["old"][0], whole["new"][0])
        assert table.read_bytes() in (whole["old"][1], whole["new"][1])
        assert all(name.startswith(".") for name in strays)

    assert killed > BUILD_KILLS / 2
    process, _ = begin(build, arguments["new"])
    process.join()

    assert process.exitcode == 0
    assert set(outputs.iterdir()) == {page, table}
    assert (page.read_bytes(), table.read_bytes()) == whole["new"]


def whole_page(page: Path) -> str:
    """The quotes of a page whose texts are beside it; every chunk that it names must be there and whole."""
    beside = page_islands.block(page.read_text(encoding="utf-8"), "hot").header["beside"]
    chunks = [(page.parent / beside["folder"] / name).read_text(encoding="utf-8") for name in beside["names"]]
    (quote,) = {words for chunk in chunks for words in page_islands.block(chunk, "text").texts("quotes")}
    return quote


def test_a_page_that_is_killed_finds_its_texts_beside_it(
    tmp_path: Path, tables: tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]
) -> None:
    """The old page the old ones, the new page the new ones; the next run clears away what is of neither."""
    page, folder = tmp_path / "map.html", tmp_path / "map_texts"
    half_written = 0
    for moment in moments("page", BUILD_KILLS):
        process, duration = begin(publish_without_end, tables, page)
        time.sleep(duration * moment)
        process.kill()
        process.join()
        found = {file.name for file in folder.iterdir()}
        half_written += len(found) > 1 or len(list(tmp_path.iterdir())) > 2

        assert process.exitcode == -signal.SIGKILL
        assert whole_page(page) in (OLD * 9, NEW * 9)

    assert half_written, "none was killed while a page was half written: this test shows nothing"
    IncidentMap(map_data(tables[0])).save(page, texts="separate")

    assert whole_page(page) == OLD * 9
    assert {file.name for file in tmp_path.iterdir()} == {page.name, folder.name}
    assert len(list(folder.iterdir())) == 1


def test_what_a_living_process_writes_is_not_cleared_away(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    with replacing(path) as first:
        first.write_text("first", encoding="utf-8")
        with replacing(path) as second:
            second.write_text("second", encoding="utf-8")

        assert first.read_text(encoding="utf-8") == "first"
        assert path.read_text(encoding="utf-8") == "second"

    assert path.read_text(encoding="utf-8") == "first"
    assert os.listdir(tmp_path) == ["table.csv"]


def test_files_of_others_with_a_name_alike_are_not_cleared_away(tmp_path: Path) -> None:
    others = {".table.csv.swp", ".mapper-another-1-x.csv", ".mapper-00000000-1-x.csv", "table.csv.1"}
    for name in others:
        (tmp_path / name).write_text("theirs", encoding="utf-8")
    with replacing(tmp_path / "table.csv") as beside:
        beside.write_text("ours", encoding="utf-8")

    assert set(os.listdir(tmp_path)) == {*others, "table.csv"}
