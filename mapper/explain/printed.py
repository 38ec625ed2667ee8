"""Text that is fit to print: no words of a report steer a terminal, turn a line about or forge a mark."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from mapper.explain.wording import texts

ISOLATE, RIGHT_TO_LEFT, END_ISOLATE = "\u2068", "\u2067", "\u2069"
_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u206f\ud800-\udfff]")
"""Controls, line ends, what turns or isolates the direction, and halves of a pair that no encoding takes."""
_UNDERLINED, _DIM, _BOLD = 4, 2, 1
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_STRONG = _RIGHT_TO_LEFT | {"L"}


class Shown(str):
    """Text that is fit to print; all other text is made so on its way through ``say``."""

    __slots__ = ()


def by_number(text: str) -> Shown:
    """The text with the characters that would steer what shows it written by their number."""
    return Shown(_STEERING.sub(lambda found: f"U+{ord(found[0]):04X}", text))


def isolated(text: str) -> Shown:
    """The text, kept from turning its neighbours about where it runs from right to left."""
    safe = text if isinstance(text, Shown) else by_number(text)
    turns = any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in safe)
    return Shown(f"{ISOLATE}{safe}{END_ISOLATE}") if turns else Shown(safe)


def line(shown: Shown, text: str) -> Shown:
    """A whole sentence in the direction of its text, which its marks, isolated themselves, no longer tell."""
    classes = (unicodedata.bidirectional(letter) for letter in text)
    first = next((found for found in classes if found in _STRONG), "L")
    return Shown(f"{RIGHT_TO_LEFT if first in _RIGHT_TO_LEFT else ISOLATE}{shown}{END_ISOLATE}")


def say(key: str, **values: object) -> Shown:
    """The text of a key with its values; those that are not yet fit to print are made so."""
    fit = {
        name: value if isinstance(value, Shown) else isolated(str(value)) for name, value in values.items()
    }
    return Shown(texts()[key].format(**fit))


def listed(parts: Iterable[str], *, by: str = ", ") -> Shown:
    """Several texts in one, each fit to print by itself."""
    return Shown(by.join(part if isinstance(part, Shown) else isolated(part) for part in parts))


class Paint:
    """How a line is set off: by colour and underline on a terminal, by brackets elsewhere."""

    def __init__(self, *, colour: bool) -> None:
        self.colour = colour

    def sentence(self, text: str) -> Shown:
        """A stretch of a marked sentence; brackets of its own are doubled where brackets are marks."""
        safe = by_number(text)
        return safe if self.colour else Shown(safe.replace("[", "[[").replace("]", "]]"))

    def marked(self, text: str, label: Shown, colour: int) -> Shown:
        """A stretch of a sentence that a field was read from."""
        words = self.sentence(text)
        if self.colour:
            return self._coded(words, _UNDERLINED, colour)
        return Shown(f"{ISOLATE}[{label}:{words}]{END_ISOLATE}")

    def label(self, text: Shown, colour: int) -> Shown:
        return self._coded(text, colour)

    def heading(self, text: Shown) -> Shown:
        return self._coded(text, _BOLD)

    def dimmed(self, text: Shown) -> Shown:
        return self._coded(text, _DIM)

    def _coded(self, text: Shown, *codes: int) -> Shown:
        if not self.colour:
            return text
        return Shown(f"\x1b[{';'.join(map(str, codes))}m{text}\x1b[0m")
