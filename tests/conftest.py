"""What all tests share: the profile of property tests, the cache, where reference reports and gold are."""

from __future__ import annotations

import getpass
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes depends on what else the machine does.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

# The index of the world's cities takes ten seconds to build: once, and never in the user's own cache.
os.environ.setdefault(
    "MAPPER_CACHE", str(Path(tempfile.gettempdir()) / f"incident-mapper-tests-{getpass.getuser()}")
)

REFERENCE = Path(os.environ.get("MAPPER_REFERENCE", Path(__file__).parents[1] / ".." / "shared"))


def _reference(name: str) -> Path:
    folder = REFERENCE / name
    if not folder.is_dir():
        reason = f"the reference reports are not here ({folder}); set MAPPER_REFERENCE"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return folder


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the five reference reports."""
    return _reference("seeds")


@pytest.fixture(scope="session")
def gold() -> Path:
    """The folder of their annotation and its scorer."""
    return _reference("gold")
