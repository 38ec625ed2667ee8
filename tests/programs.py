"""Programs of the system that tests look at our files with."""

from __future__ import annotations

import os
import shutil

import pytest


def program(name: str, package: str) -> str:
    """Where a program is; its absence is a failure under CI, and a skip with the reason elsewhere."""
    found = shutil.which(name)
    if found is None:
        reason = f"{name} is not installed; on Debian it is in {package}"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return found
