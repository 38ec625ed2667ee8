"""The world index: time to build, to open and look up a name, and memory added; each in its own process.

python tests/benchmarks/gazetteer_world.py
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

BUILD = """
import time
from gazetteer.lookup import world_index
started = time.perf_counter()
index = world_index()
print(f"build       {time.perf_counter() - started:8.2f} s   {len(index):,} places, "
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


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for program in (BUILD, OPEN, DEFAULT):
            subprocess.run(
                [sys.executable, "-c", program], env={**os.environ, "MAPPER_CACHE": folder}, check=True
            )


if __name__ == "__main__":
    main()
