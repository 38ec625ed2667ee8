"""The page: incidents on a map in one HTML file that loads nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mapper.render.incident_map import IncidentLayer, IncidentMap

__all__ = ["IncidentLayer", "IncidentMap"]


def __getattr__(name: str) -> Any:
    """Load folium when a map is first wanted: texts and symbols are read without it."""
    if name not in __all__:
        raise AttributeError(f"module 'mapper.render' has no attribute {name!r}")
    from mapper.render import incident_map

    return getattr(incident_map, name)
