"""A command killed while it writes a folder of files leaves whole ones, and annotations that fit together."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mapper.evaluate import read_folder

REPORTS, KILLS = 30, 6
OLD = (
    "قصفت القوات الأرمينية مدينة ترتر في {} أكتوبر 2020.\nقصفت القوات الأرمينية مدينة كنجة في 4 أكتوبر 2020."
)
NEW = "قصفت القوات الأذربيجانية مدينة خانكندي في 6 أكتوبر 2020، الخبر {}."
"""The last claim of each is one incident across all reports: the second of the old, the one of the new."""
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no process can be killed at once here"),
]


def commands(tmp_path: Path, kind: str) -> dict[str, list[str]]:
    """What writes the old files and what writes the new ones, each into the folder "out"."""
    made = {}
    for name, text in (("old", OLD), ("new", NEW)):
        reports = tmp_path / name
        reports.mkdir()
        for number in range(REPORTS):
            (reports / f"{number}.txt").write_text(text.format(number + 2), encoding="utf-8")
        begin = [sys.executable, "-m", "mapper"]
        source, verb = reports, ["annotate"]
        if kind != "annotate":
            source, verb = tmp_path / f"{name}.jsonl", ["export", "--to", kind]
            lines = [*begin, "extract", "--published", "2020-10-12", str(reports)]
            source.write_bytes(subprocess.run(lines, check=True, capture_output=True).stdout)
        made[name] = [*begin, *verb, str(source), "--quiet", "-o", str(tmp_path / "out")]
    return made


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(".")}


def kill_while_it_writes(command: list[str], folder: Path, delay: float) -> bool:
    """Whether it was killed and had not ended before."""
    process = subprocess.Popen(command)
    while process.poll() is None and not any(name.startswith(".") for name in os.listdir(folder)):
        pass
    time.sleep(delay)
    process.kill()
    return process.wait() == -signal.SIGKILL


@pytest.mark.parametrize("kind", ["annotate", "annotation", "timemap"])
def test_a_folder_of_a_killed_command_holds_whole_files(tmp_path: Path, kind: str) -> None:
    """Old ones or new ones; what `mapper annotate` leaves can always be scored."""
    run, out = commands(tmp_path, kind), tmp_path / "out"
    whole: dict[str, dict[str, bytes]] = {}
    for name in ("new", "old"):
        subprocess.run(run[name], check=True)
        whole[name] = contents(out)
        if kind != "timemap":
            assert read_folder(out).across, "no incident reaches across reports: this test shows nothing"
    dice = random.Random(kind)
    half_done = 0
    for number in range(KILLS):
        for name, content in whole["old"].items():
            (out / name).write_bytes(content)
        # The first is killed at the first sign that it writes, the others a little later each.
        if not kill_while_it_writes(run["new"], out, number * dice.random() * 0.004):
            continue
        found = contents(out)
        half_done += found != whole["new"]

        assert all(content in (whole["old"].get(n), whole["new"].get(n)) for n, content in found.items())
        if kind == "annotate":
            assert len(read_folder(out).forms) == REPORTS

    assert half_done, "none was killed before all was written: this test shows nothing"
    subprocess.run(run["new"], check=True)

    assert contents(out) == whole["new"]
    assert not [name for name in os.listdir(out) if name.startswith(".")]
