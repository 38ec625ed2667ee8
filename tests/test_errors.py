"""Errors go through a pool of processes as they are."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

from gazetteer.errors import DataError, GazetteerError, OnlineError
from gazetteer.index.world import BrokenIndexError
from gazetteer.table import read_table
from mapper.errors import MapperError


def _kinds(root: type[Exception]) -> Iterator[type[Exception]]:
    for kind in root.__subclasses__():
        yield from (kind, *_kinds(kind))


@pytest.mark.parametrize("where", [{"line": 3, "column": "lat"}, {"key": "bbox"}, {}])
def test_a_fault_of_data_is_pickled_whole(where: dict[str, object]) -> None:
    fault = DataError(Path("places.csv"), "is empty", **where)  # type: ignore[arg-type]  # of three kinds
    again = pickle.loads(pickle.dumps(fault))

    assert (type(again), str(again), again.args) == (DataError, str(fault), fault.args)
    assert (again.path, again.problem) == (fault.path, fault.problem)
    assert (again.line, again.column, again.key) == (fault.line, fault.column, fault.key)


def test_a_fault_of_a_file_that_is_not_there_is_pickled_as_its_own_kind(tmp_path: Path) -> None:
    with pytest.raises(DataError) as fault:
        list(read_table(tmp_path / "places.csv", required=("id",)))
    again = pickle.loads(pickle.dumps(fault.value))

    assert (type(again), str(again)) == (type(fault.value), str(fault.value))


@pytest.mark.parametrize("kind", [OnlineError, BrokenIndexError, GazetteerError, *_kinds(MapperError)])
def test_other_errors_are_pickled_with_their_text(kind: type[Exception]) -> None:
    again = pickle.loads(pickle.dumps(kind("reports/a.txt: the file is empty")))

    assert (type(again), str(again)) == (kind, "reports/a.txt: the file is empty")
