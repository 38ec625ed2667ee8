"""From news reports to a map of claims: who says what happened, where and when.

>>> import mapper
>>> reports = mapper.read(["reports/"])                          # doctest: +SKIP
>>> result = mapper.build(reports)                               # doctest: +SKIP
>>> mapper.save(result.frame(), "incidents.parquet")             # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

# Bound now and not on demand: loading the module later would hide the function behind it.
from mapper.merge import merge

if TYPE_CHECKING:
    from gazetteer.geocoder import Geocoder
    from mapper.pipeline import build, extract
    from mapper.readers import read
    from mapper.render import IncidentMap
    from mapper.writers import load, save

__all__ = ["Geocoder", "IncidentMap", "build", "extract", "load", "merge", "read", "save"]

_HOMES = {
    "Geocoder": "gazetteer.geocoder",
    "IncidentMap": "mapper.render",
    "build": "mapper.pipeline",
    "extract": "mapper.pipeline",
    "load": "mapper.writers",
    "read": "mapper.readers",
    "save": "mapper.writers",
}


def __getattr__(name: str) -> Any:
    """Load a verb when it is first used: maps and tables cost a second to import."""
    if name not in _HOMES:
        raise AttributeError(f"module 'mapper' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
