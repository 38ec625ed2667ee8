"""Text cells that a spreadsheet would run as a formula, made harmless so that they can be made whole again.

Excel, LibreOffice and Google Sheets take a cell for a formula where it begins with one of a few
characters, also after spaces (https://owasp.org/www-community/attacks/CSV_Injection). An apostrophe
before it makes it text, and is what a person would type by hand.
"""

from __future__ import annotations

import re

_STARTS = r"(?:\s*[=+\-@＝＋－＠]|[\t\r\n])"
_DANGEROUS = re.compile(f"'*{_STARTS}")
_NEUTRAL = re.compile(f"'+{_STARTS}")


def neutral(cell: str) -> str:
    """The cell as text that no spreadsheet computes.

    >>> neutral("=1+1"), neutral("-")
    ("'=1+1", "'-")
    """
    return f"'{cell}" if _DANGEROUS.match(cell) else cell


def plain(cell: str) -> str:
    """What ``neutral`` was given.

    >>> plain("'=1+1"), plain("'tis")
    ('=1+1', "'tis")
    """
    return cell[1:] if _NEUTRAL.match(cell) else cell
