"""The examples in the docstrings do what they say."""

from __future__ import annotations

import doctest
import pkgutil
from collections.abc import Iterator
from importlib import import_module

import pytest

import gazetteer
import mapper


def modules() -> Iterator[str]:
    for package in (gazetteer, mapper):
        yield package.__name__
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith("__main__"):
                yield found.name


@pytest.mark.parametrize("name", list(modules()))
def test_the_examples_of_a_module(name: str) -> None:
    module = import_module(name)

    assert doctest.testmod(module).failed == 0
