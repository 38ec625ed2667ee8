"""What the README says of the gazetteer is so."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from pathlib import Path

from gazetteer.sources import table_file

README = Path(__file__).parents[1] / "README.md"


def test_the_examples_of_the_readme_run() -> None:
    done = doctest.testfile(str(README), module_relative=False, encoding="utf-8")

    assert done.attempted >= 8
    assert done.failed == 0


def test_the_table_of_the_readme_has_no_fault(tmp_path: Path) -> None:
    block = re.search(r"<!-- own-places -->\n```csv\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert block is not None
    (tmp_path / "mine.csv").write_text(block[1], encoding="utf-8")

    assert table_file.faults(tmp_path / "mine.csv") == []
    assert len(table_file.load(tmp_path / "mine.csv")) == 2


def test_the_packages_load_nothing_heavy_until_asked() -> None:
    program = (
        "import sys, mapper, gazetteer; "
        "heavy = {'geopy', 'geopandas', 'folium', 'babel', 'gazetteer.lookup'} & set(sys.modules); "
        "assert not heavy, heavy; mapper.Geocoder; assert 'geopandas' not in sys.modules"
    )

    subprocess.run([sys.executable, "-c", program], check=True)
