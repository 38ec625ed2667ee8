"""The world index: time to build, to open and look up a name, memory added, two at once.

python tests/benchmarks/gazetteer_world.py
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time

BUILD = """
import resource, time
from gazetteer.lookup import world_index
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
started, worked = time.perf_counter(), time.process_time()
told = []
index = world_index(on_progress=told.append)
took, work = time.perf_counter() - started, time.process_time() - worked
added = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
print(f"build {took:.2f} s, of which at work {work:.2f} s; {added:.0f} MB of memory meanwhile; "
      f"told of progress {len(told)} times; {len(index):,} places, "
      f"{index.path.stat().st_size / 1e6:.0f} MB on disk")
"""
OPEN = """
import resource, time
from gazetteer.lookup import world_index
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
started = time.perf_counter()
index = world_index()
index.spelled("باخموت")
first = time.perf_counter() - started
for number in range(2000):
    index.spelled(f"name{number}"), index.in_text("خاركيف"), index.heard_in_text("كراماتورسك")
added = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
print(f"open, first look-up {first * 1000:.1f} ms; memory added after 6,000 look-ups {added:.1f} MB")
"""
DEFAULT = """
import time
started = time.perf_counter()
from gazetteer import Gazetteer
Gazetteer.default()
print(f"Gazetteer.default() with imports {time.perf_counter() - started:.2f} s")
"""


TWICE = """
from gazetteer.lookup import world_index
print(len(world_index()))
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for program in (BUILD, OPEN, DEFAULT):
            _start(program, folder).wait()
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        both = [_start(TWICE, folder, stdout=subprocess.PIPE) for _ in range(2)]
        counts = [process.communicate()[0].strip() for process in both]
        took = time.perf_counter() - started
        print(
            f"two processes that ask at once: {took:.2f} s until both have it; places {' and '.join(counts)}"
        )


def _start(program: str, folder: str, *, stdout: int | None = None) -> subprocess.Popen[str]:
    environment = {**os.environ, "MAPPER_CACHE": folder}
    return subprocess.Popen([sys.executable, "-c", program], env=environment, stdout=stdout, text=True)


if __name__ == "__main__":
    main()
