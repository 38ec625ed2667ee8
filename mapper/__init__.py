"""From news reports to a map of claims: who says what happened, where and when.

>>> import mapper
>>> built = mapper.build("reports/")                             # doctest: +SKIP
>>> mapper.IncidentMap(built)                                    # doctest: +SKIP
>>> mapper.save(built, "incidents.parquet")                      # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

# Bound now and not on demand: loading the module mapper.merge later would hide the verb behind it.
from mapper.verbs import build, extract, load, merge, read, save

if TYPE_CHECKING:
    from gazetteer.geocoder import Geocoder
    from gazetteer.lookup import Gazetteer
    from mapper import plots
    from mapper.render import IncidentLayer, IncidentMap

__all__ = [
    "Gazetteer",
    "Geocoder",
    "IncidentLayer",
    "IncidentMap",
    "build",
    "extract",
    "load",
    "merge",
    "plots",
    "read",
    "save",
]

_HOMES = {
    "Gazetteer": "gazetteer.lookup",
    "Geocoder": "gazetteer.geocoder",
    "IncidentLayer": "mapper.render",
    "IncidentMap": "mapper.render",
}


def __getattr__(name: str) -> Any:
    """Load a class when it is first used: maps and tables cost a second to import."""
    if name in _HOMES:
        value: Any = getattr(import_module(_HOMES[name]), name)
    elif name == "plots":
        value = import_module("mapper.plots")
    elif name == "__version__":
        from importlib.metadata import version

        value = version("incident-mapper")
    else:
        raise AttributeError(_unknown(name), name=name)
    globals()[name] = value
    return value


def _unknown(name: str) -> str:
    from difflib import get_close_matches

    known = {public.casefold(): public for public in __all__}
    near = [] if name.startswith("_") else get_close_matches(name.casefold(), known, n=1)
    meant = f"; did you mean {known[near[0]]!r}?" if near else ""
    return f"module 'mapper' has no attribute {name!r}{meant}"


def __dir__() -> list[str]:
    hidden = {"__version__", *(name for name in globals() if name.startswith("__"))}
    return sorted({*__all__, *hidden})
