"""The page: incidents on a map in one HTML file that loads nothing."""

from mapper.render.incident_map import IncidentLayer, IncidentMap

__all__ = ["IncidentLayer", "IncidentMap"]
