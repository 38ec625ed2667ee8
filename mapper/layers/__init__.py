"""What to draw and to list: incidents and their evidence, looked at one by one, without folium."""

from mapper.layers.data import MapData, bundled_places, layers
from mapper.layers.labels import label_zoom
from mapper.layers.quotes import actor_inferred, direction, quote_marks, written_span
from mapper.layers.spots import Spot, SpotKey, names_of, spot_key

__all__ = [
    "MapData",
    "Spot",
    "SpotKey",
    "actor_inferred",
    "bundled_places",
    "direction",
    "label_zoom",
    "layers",
    "names_of",
    "quote_marks",
    "spot_key",
    "written_span",
]
