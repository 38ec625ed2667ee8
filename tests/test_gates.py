"""The gates: format, lint, types and floors hold for the whole tree."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GATES = {
    "format": ["ruff", "format", "--check", "."],
    "lint": ["ruff", "check", "."],
    "types": ["mypy"],
    "floors": ["lint-imports", "--no-cache"],
}


TEXTS = (".py", ".csv", ".txt", ".md", ".json", ".toml", ".ipynb")
RUN_OF_WORDS = 6


def runs_of_words(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return {tuple(words[i : i + RUN_OF_WORDS]) for i in range(len(words) - RUN_OF_WORDS + 1)}


@pytest.mark.gate
def test_no_text_of_the_reference_reports_is_in_the_project(seeds: Path) -> None:
    theirs = set().union(*(runs_of_words(path.read_text(encoding="utf-8")) for path in seeds.glob("*.txt")))
    ours = (path for path in ROOT.rglob("*") if path.suffix in TEXTS and path.is_file())
    copied = {
        str(path.relative_to(ROOT)): " ".join(run)
        for path in ours
        if not any(part.startswith(".") for part in path.relative_to(ROOT).parts)
        for run in runs_of_words(path.read_text(encoding="utf-8")) & theirs
    }

    assert copied == {}


@pytest.mark.gate
@pytest.mark.parametrize("name", GATES)
def test_gate(name: str) -> None:
    program, *arguments = GATES[name]
    found = shutil.which(program, path=str(Path(sys.executable).parent)) or shutil.which(program)
    assert found, f"{program} is not installed; run pip install '.[test]'"
    done = subprocess.run([found, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
