"""Writing the page of many incidents, beside folium's MarkerCluster and geopandas' explore().

    python tests/benchmarks/page_build.py [--count 100000] [--only mapper,explore] [--keep FOLDER]

Each writer has a process of its own and the same incidents, made before the clock starts: two claims
each with 300 Arabic letters. Seconds are those of the clock and of the processor, from the incidents in
memory to the file on disk; MB are the peak of the process above what the incidents take, and in all.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from html import escape
from pathlib import Path

from page_incidents import incidents

from mapper.records import Evidence, Incident

Told = tuple[list[Incident], dict[str, Evidence]]


def write_mapper(told: Told, path: Path) -> None:
    from mapper.layers import layers
    from mapper.render import IncidentMap

    IncidentMap(layers(*told)).save(path)


def write_markercluster(told: Told, path: Path) -> None:
    import folium
    from folium.plugins import MarkerCluster

    cluster = MarkerCluster()
    for incident in told[0]:
        (place,) = incident.locations
        folium.Marker((place.lat, place.lon), popup=_popup(incident, told[1])).add_to(cluster)
    page = folium.Map(location=(37.5, 45), zoom_start=5)
    cluster.add_to(page)
    page.save(path)


def write_explore(told: Told, path: Path) -> None:
    import geopandas

    table = [
        {"type": incident.event_type, "status": incident.status, "claims": _popup(incident, told[1])}
        for incident in told[0]
    ]
    lons = [incident.locations[0].lon for incident in told[0]]
    lats = [incident.locations[0].lat for incident in told[0]]
    points = geopandas.points_from_xy(lons, lats, crs=4326)
    geopandas.GeoDataFrame(table, geometry=points).explore().save(path)


def _popup(incident: Incident, evidence: dict[str, Evidence]) -> str:
    """The least that says who says what: our page holds outlet, title, address, day and place too."""
    told = [(claim.claimant, evidence[claim.id].quote) for claim in incident.claims]
    return "".join(f"<p><b>{escape(who)}</b> {escape(quote)}</p>" for who, quote in told)


WRITERS: dict[str, Callable[[Told, Path], None]] = {
    "mapper": write_mapper,
    "markercluster": write_markercluster,
    "explore": write_explore,
}


def measure(name: str, count: int, path: Path) -> None:
    """Print seconds by the clock, seconds of the processor, MB above the incidents, MB in all."""
    told = incidents(count)
    before, clock, processor = _peak(), time.perf_counter(), time.process_time()
    WRITERS[name](told, path)
    seconds = time.perf_counter() - clock, time.process_time() - processor
    print(f"{seconds[0]:.1f} {seconds[1]:.1f} {_peak() - before:.0f} {_peak():.0f}")


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--only", default=",".join(WRITERS), help="names of writers, with commas")
    parser.add_argument("--keep", type=Path, help="folder for the pages, for page_open.py")
    parser.add_argument("--measure", nargs=2, help="measure this writer here and print bare numbers")
    chosen = parser.parse_args()
    if chosen.measure:
        measure(chosen.measure[0], chosen.count, Path(chosen.measure[1]))
        return
    print(f"{'writer':14} {'incidents':>10} {'HTML MB':>8} {'s':>7} {'cpu s':>7} {'MB':>6} {'MB in all':>9}")
    with tempfile.TemporaryDirectory() as scratch:
        for name in chosen.only.split(","):
            path = (chosen.keep or Path(scratch)) / f"{name}_{chosen.count}.html"
            command = [sys.executable, __file__, "--count", str(chosen.count), "--measure", name, str(path)]
            run = subprocess.run(command, capture_output=True, text=True, check=False)
            if run.returncode:
                print(
                    f"{name:14} {chosen.count:>10} failed: {run.stderr.strip().splitlines()[-1]}", flush=True
                )
                continue
            seconds, cpu, more, peak = run.stdout.split()
            size = path.stat().st_size / 1e6
            print(
                f"{name:14} {chosen.count:>10} {size:>8.1f} {seconds:>7} {cpu:>7} {more:>6} {peak:>9}",
                flush=True,
            )


if __name__ == "__main__":
    main()
