"""Plots of what reports claim, for those who rather look than read: each gives its matplotlib Axes.

matplotlib is loaded when something is drawn; it comes with ``pip install "incident-mapper[notebook]"``.
"""

from mapper.plots.draw import outlets, places, timeline, who_says_what

__all__ = ["outlets", "places", "timeline", "who_says_what"]
