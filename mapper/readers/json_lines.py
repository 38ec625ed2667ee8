"""JSON lines as bytes: which lines there are, and the object that stands on each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, NoReturn

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def numbered(lines: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Each line that is not empty, with its number in the file."""
    for number, line in enumerate(lines, 1):
        content = line.removeprefix(_BYTE_ORDER_MARK).strip() if number == 1 else line.strip()
        if content:
            yield number, content


def json_object(line: bytes, *, what: str, expected: str) -> dict[str, Any]:
    """The object of a line. Raises ValueError, saying why it is no ``what``."""
    try:
        plain = json.loads(line.decode("utf-8"), parse_constant=_no_number)
        # UTF-8 has no half characters; only an escape can bring one in.
        halved = _halved(plain) if b"\\u" in line else None
    except UnicodeDecodeError:
        raise ValueError("this is no UTF-8; save the file in UTF-8") from None
    except RecursionError:
        raise ValueError(f"this is no {what}: it nests too deep") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"column {error.colno}: this is no JSON ({error.msg})") from None
    if not isinstance(plain, dict):
        raise ValueError(f"this is no {what}: expected {expected}")
    if halved is not None:
        raise ValueError(f"{halved} has half a character in it (a lone \\ud800 to \\udfff); write it anew")
    return plain


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number in JSON; write null")


def _halved(plain: Any) -> str | None:
    """The field that holds half of a pair of surrogates, which no encoding can write."""
    for name, value in plain.items() if isinstance(plain, dict) else ():
        try:
            json.dumps([name, value], ensure_ascii=False).encode("utf-8")
        except UnicodeEncodeError:
            return ascii(name).strip("'")
    return None
