"""The notebooks run in a clean kernel, show what they promise, and stand empty beside their text."""

from __future__ import annotations

import re
import time
from pathlib import Path

import jupytext
import nbformat
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))
MOST_SECONDS = 60
SHOWN = {
    "01_first_map": [r"^Build\(\d+ incidents of 5 reports\)", r"<iframe"],
    "02_one_town_nine_spellings": [
        r"(\d .+ Stepanakert / Khankendi .+\n?){9}",
        r"46\.7528 39\.8177",
        r"\(34\.4, 35\.8\) -> Tripoli \(Lebanon\)",
    ],
    "03_who_says_what_on_ganja": [r"title='Missile strike: Ganja', status='contested'", r"<iframe"],
    "04_your_own_reports_and_places": [
        r"\('تل الريح',\)",
        r"Shelling: Tell al-Rih .* 36\.12 +42\.05",
        r"contested",
        r"<iframe",
    ],
    # One incident id: the report's shelling and the row's deaths of the same day.
    "05_beside_ucdp": [r"(i\w+) +shelling .+\n\d+ +\1 +casualties_reported ", r"<iframe"],
    "06_against_gold": [r"claims +P 0\.\d+ R 0\.\d+", r"'missed': \[", r"'claims\.F1': \["],
}
"""What must stand in the outputs; a figure that rules may change is not written down."""


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def path(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


@pytest.mark.slow
def test_a_notebook_runs_in_a_clean_kernel(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR", "IPYTHONDIR", "MPLCONFIGDIR"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    monkeypatch.delenv("PYTHONPATH", raising=False)
    work = tmp_path / "work"
    work.mkdir()
    notebook = nbformat.read(path, as_version=4)
    began = time.monotonic()
    NotebookClient(
        notebook, timeout=MOST_SECONDS, kernel_name="python3", resources={"metadata": {"path": str(work)}}
    ).execute()
    took = time.monotonic() - began
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    shown = "\n".join(text_of(output) for output in outputs)

    assert took < MOST_SECONDS
    assert [o for o in outputs if o.output_type == "error" or o.get("name") == "stderr"] == []
    assert [wanted for wanted in SHOWN[path.stem] if not re.search(wanted, shown, re.MULTILINE)] == []


def text_of(output: NotebookNode) -> str:
    data = output.get("data", {})
    return "\n".join([output.get("text", ""), data.get("text/plain", ""), data.get("text/html", "")])


def test_a_notebook_is_kept_without_outputs(path: Path) -> None:
    cells = nbformat.read(path, as_version=4).cells
    told = [cell for cell in cells if cell.get("outputs") or cell.get("execution_count")]

    assert told == []


def test_a_notebook_is_the_same_as_its_text(path: Path) -> None:
    """After a change: ``jupytext --sync notebooks/*.ipynb``."""
    notebook = nbformat.read(path, as_version=4)
    text = jupytext.read(path.with_suffix(".py"))

    assert cells_of(notebook) == cells_of(text)
    assert notebook.metadata["jupytext"]["formats"] == "ipynb,py:percent"


def cells_of(notebook: NotebookNode) -> list[tuple[str, str]]:
    return [(cell.cell_type, cell.source) for cell in notebook.cells]


def test_the_notebooks_are_numbered_and_each_has_its_text() -> None:
    folder = NOTEBOOKS[0].parent

    assert [path.stem[:3] for path in NOTEBOOKS] == [f"{n:02}_" for n in range(1, len(NOTEBOOKS) + 1)]
    assert {path.stem for path in NOTEBOOKS} == {path.stem for path in folder.glob("*.py")} == SHOWN.keys()
