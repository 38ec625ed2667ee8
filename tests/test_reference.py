"""The main job on the five reference reports."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from geopy.distance import geodesic

from mapper.cli import main
from mapper.frames import from_frame
from mapper.records import Incident
from mapper.writers import load

# Town or district centres, from the facts table and the gold; the tolerance is a district's width.
ON_THE_MAP = {
    "Ganja": (40.683, 46.361),
    "Tartar": (40.34, 46.93),
    "Hadrut": (39.519, 47.031),
    "Stepanakert": (39.818, 46.752),
    "Jabrayil": (39.399, 47.028),
    "Aghdam": (39.99, 46.93),
    "Mingachevir": (40.77, 47.05),
    "Kapan": (39.208, 46.407),
}
WITHIN_KM = 20


@pytest.fixture(scope="module")
def incidents(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Incident, ...]:
    folder = tmp_path_factory.mktemp("reference")
    result = CliRunner().invoke(
        main, ["build", str(seeds), "-o", str(folder / "map.html"), "--data", str(folder / "t.parquet")]
    )
    assert result.exit_code == 0, result.stderr
    assert (folder / "map.html").stat().st_size < 2_000_000
    return from_frame(load(folder / "t.parquet"))[0]


@pytest.mark.parametrize("town", ON_THE_MAP)
def test_a_town_of_the_reports_is_on_the_map_where_it_lies(
    town: str, incidents: tuple[Incident, ...]
) -> None:
    places = [place for incident in incidents for place in incident.locations]
    distances = [geodesic(ON_THE_MAP[town], (p.lat, p.lon)).km for p in places if p.name.startswith(town)]

    assert distances
    assert min(distances) < WITHIN_KM


def test_annotations_score_no_lower_than_what_was_reached(seeds: Path, gold: Path, tmp_path: Path) -> None:
    """The frozen figures; raise them when the rules get better, and say why when they fall."""
    CliRunner().invoke(main, ["annotate", str(seeds), "-o", str(tmp_path / "forms")])
    out = tmp_path / "score.json"
    command = [sys.executable, gold / "score.py", tmp_path / "forms", "--gold", gold, "--json", out]
    subprocess.run(command, check=True, capture_output=True)
    score = json.loads(out.read_text())["all"]

    reached = {
        "toponyms_literal": score["toponyms_literal"]["F1"],
        "resolution_without_countries": score["resolution_without_countries"]["acc@25km"],
        "claims": score["claims"]["F1"],
        "claimant_side": score["on_matched_claims"]["claimant_side"]["mean"],
        "stance": score["on_matched_claims"]["stance"]["mean"],
    }
    floor = json.loads((Path(__file__).parent / "cases" / "reference_floor.json").read_text())
    fallen = {name: (reached[name], low) for name, low in floor.items() if reached[name] < low}
    assert not fallen
