"""Files written beside their place and renamed: any name that a file may have, and as many as one likes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mapper.atomic import replacing, write_text
from mapper.errors import WriteError


@pytest.mark.parametrize("name", ["a" * 240, "a." + "b" * 240, "ت" * 120 + ".json"])
def test_a_file_may_have_as_long_a_name_as_the_disk_allows(tmp_path: Path, name: str) -> None:
    write_text(tmp_path / name, "text")

    assert os.listdir(tmp_path) == [name]


def test_the_time_for_many_files_grows_with_their_number(tmp_path: Path) -> None:
    """Each file listed its folder twice: 1,200 of them took 2.3 s, and twice as many four times that."""
    start = time.process_time()
    for number in range(2000):
        write_text(tmp_path / f"{number}.json", "text")

    assert time.process_time() - start < 2


def test_what_a_library_left_beside_a_file_that_failed_is_removed(tmp_path: Path) -> None:
    def fail() -> None:
        with replacing(tmp_path / "table.gpkg") as beside:
            beside.with_name(f"{beside.name}-journal").write_text("left", encoding="utf-8")
            raise OSError(28, "No space left on device")

    with pytest.raises(WriteError, match="No space left"):
        fail()

    assert os.listdir(tmp_path) == []


def test_what_a_dead_process_left_goes_with_the_next_file_of_its_folder(tmp_path: Path) -> None:
    dies = "import os, sys; from mapper.atomic import _beside, Path; _beside(Path(sys.argv[1])); os._exit(1)"
    subprocess.run([sys.executable, "-c", dies, str(tmp_path / "one.json")], check=False)
    left = os.listdir(tmp_path)
    write_text(tmp_path / "other.json", "text")

    assert [name[0] for name in left] == ["."]
    assert os.listdir(tmp_path) == ["other.json"]
