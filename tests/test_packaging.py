"""What an installed package holds: every table, text, script and style that the code reads."""

from __future__ import annotations

import configparser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def data_files(package: str) -> set[Path]:
    files = (path for path in (ROOT / package).rglob("*") if path.is_file())
    return {path for path in files if path.suffix not in (".py", ".pyc")}


def installed(package: str) -> set[Path]:
    """What setup.cfg names for a package, and for the packages in it."""
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    found: set[Path] = set()
    for name, patterns in config["options.package_data"].items():
        if name.split(".")[0] == package:
            folder = ROOT.joinpath(*name.split("."))
            for pattern in patterns.replace(",", "\n").split():
                found |= {path for path in folder.glob(pattern) if path.is_file()}
    return found


@pytest.mark.skipif(not (ROOT / "setup.cfg").is_file(), reason="the tests stand apart from the project")
@pytest.mark.parametrize("package", ["gazetteer", "mapper"])
def test_every_file_that_is_no_code_is_installed(package: str) -> None:
    files = data_files(package)

    assert len(files) > 20
    assert sorted(str(path.relative_to(ROOT)) for path in files - installed(package)) == []


@pytest.mark.parametrize("package", ["gazetteer", "mapper"])
def test_what_is_installed_never_imports_what_makes_its_data(package: str) -> None:
    """The scripts that make the outlines and the tables stand beside them and are not installed."""
    makers = [path for path in (ROOT / package).rglob("*.py") if "data" in path.relative_to(ROOT).parts[1:2]]
    assert makers
    dotted = {".".join(path.relative_to(ROOT).with_suffix("").parts) for path in makers}
    code = (path for path in (ROOT / package).rglob("*.py") if path not in makers)

    assert not [path for path in code for name in dotted if name in path.read_text(encoding="utf-8")]
