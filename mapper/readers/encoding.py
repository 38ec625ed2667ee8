"""Bytes to text: the encodings that Arabic news is stored in, detected and named."""

from __future__ import annotations

from mapper.errors import ReadError

# What the detector may choose from; a free choice takes windows-1256 for a Thai or a Hebrew page.
_LEGACY = ["utf_16", "utf_16_le", "utf_16_be", "cp1256", "iso8859_6"]
_NAMES = {"cp1256": "windows-1256", "iso8859_6": "ISO-8859-6"}
_TEXT_CONTROLS = frozenset("\t\n\r\f\x1f")
_MOST_CONTROLS = 0.01
"""The part of a text that other control characters may be: a stray bell or escape makes no picture of it."""


def decode(data: bytes, *, name: str) -> tuple[str, str]:
    """The text and the encoding's name. ``name`` is the file's, for the error.

    Raises ReadError for an empty file and for one that is no text.
    """
    text, encoding = _decoded(data, name)
    if not text.replace("\ufeff", "").strip():
        raise ReadError(f"{name}: the file is empty; give a report with text in it")
    return text, encoding


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = None
    # Arabic in UTF-16 without a byte order mark is valid UTF-8 too, full of control characters.
    if text is not None and is_text(text):
        return text, "UTF-8"
    return _decoded_legacy(data, name)


def _decoded_legacy(data: bytes, name: str) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=_LEGACY).best()
    if best is None or not is_text(str(best)):
        raise _no_text(name)
    return str(best), _NAMES.get(best.encoding, best.encoding.upper().replace("_", "-"))


def is_text(text: str) -> bool:
    strange = sum(char < " " and char not in _TEXT_CONTROLS for char in text)
    return strange <= len(text) * _MOST_CONTROLS


def _no_text(name: str) -> ReadError:
    return ReadError(
        f"{name}: this is no text in UTF-8, UTF-16, windows-1256 or ISO-8859-6 (is it a picture, a PDF or "
        "a Word file?); save the report as plain text in UTF-8"
    )
