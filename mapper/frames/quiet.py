r"""Cells of the incidents table that no program takes for markup.

What shows a table on a map puts its cells into a page as they are: the tooltips of ``.explore()``, map tips,
many viewers of GeoJSON. ``.explore()`` moreover runs what it writes as a Jinja template. Names of
places, outlets and speakers are words of others, so the sign that opens a tag, and that which opens a
template, stand in a cell as JSON writes them: ``\u003c`` and ``\u007b``. Nothing is lost, and texts without
these signs stay as they are.
"""

from __future__ import annotations

import re

_OPENERS = re.compile(r"<|\{(?=[{%#])")
_WRITTEN = re.compile(r"(\\+)u00(3c|7b)")
_SIGNS = {"3c": "<", "7b": "{"}


def quiet(text: str) -> str:
    r"""The cell of a text.

    >>> print(quiet("<b>"), quiet("{{x}}"), quiet(r"\u003c"))
    \u003cb> \u007b{x}} \\u003c
    """
    return quieted(_WRITTEN.sub(r"\\\g<0>", text))


def quieted(cell: str) -> str:
    """A cell that others may have written, without what opens a tag or a template."""
    return _OPENERS.sub(_number, cell) if "<" in cell or "{" in cell else cell


def loud(cell: str) -> str:
    r"""The text that ``quiet`` made the cell of.

    >>> loud(r"\u003cb>"), loud(r"\\u003c") == r"\u003c"
    ('<b>', True)
    """
    return _WRITTEN.sub(_sign, cell)


def _number(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _sign(found: re.Match[str]) -> str:
    slashes, code = found[1], found[2]
    return _SIGNS[code] if slashes == "\\" else found[0][1:]
