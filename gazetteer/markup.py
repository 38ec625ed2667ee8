"""HTML for a notebook, light or dark, of texts that are nobody's markup.

No style element and no script: a notebook that is not trusted keeps what stands here. Colours are those of
the notebook's own text, so that a card is read on any ground.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u206f\ud800-\udfff]")
_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_CARD = "max-width:60em;margin:.5em 0;line-height:1.5;color:inherit;text-align:start"
_HEAD = "font-weight:bold;margin:.2em 0"
_TABLE = "border-collapse:collapse;background:transparent;color:inherit;margin:.3em 0"
_ROW = "background:transparent;text-align:start;vertical-align:top"
_CELL = f"{_ROW};padding:.1em .8em .1em 0;white-space:normal;text-align:start"
_NAME = "font-weight:normal;opacity:.75;white-space:nowrap"
_NOTE = "opacity:.75;font-size:90%"
RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


class Markup(str):
    """What is HTML already; all other text is made so by ``text``."""

    __slots__ = ()


def text(told: object) -> Markup:
    """A text as HTML shows it, with what would turn its direction about written by its number.

    >>> text("<b>\u202e")
    '&lt;b&gt;U+202E'
    """
    if isinstance(told, Markup):
        return told
    return Markup(html.escape(_STEERING.sub(lambda found: f"U+{ord(found[0]):04X}", str(told))))


def direction(language: str) -> str:
    """``dir`` of words in a language; the browser decides where the language does not."""
    return "rtl" if language.split("-")[0] in RIGHT_TO_LEFT else "auto"


def reading(language: str) -> Markup:
    """The attributes of an element with words in a language: ``dir``, and ``lang`` where it can be one."""
    lang = f' lang="{language}"' if _TAG.fullmatch(language) else ""
    return Markup(f'dir="{direction(language)}"{lang}')


def words(told: object, language: str = "") -> Markup:
    """Words of others: kept from turning their neighbours about, in their own direction."""
    return Markup(f"<bdi {reading(language)}>{text(told)}</bdi>")


def remark(told: object) -> Markup:
    """A sentence of ours, in English, that may begin with a name of others."""
    return Markup(f'<bdi dir="ltr">{text(told)}</bdi>')


def joined(parts: Iterable[object], by: str = ", ") -> Markup:
    return Markup(text(by).join(text(part) for part in parts))


def card(head: object, *body: object) -> Markup:
    """A record: its name, and what there is to say below it; empty parts are left out."""
    told = "".join(text(part) for part in body if part)
    return Markup(f'<div dir="ltr" style="{_CARD}"><div style="{_HEAD}">{text(head)}</div>{told}</div>')


def table(rows: Iterable[tuple[object, object]]) -> Markup:
    """What there is to say of each name; names without a value are left out."""
    lines = [
        f'<tr style="{_ROW}"><th scope="row" style="{_CELL};{_NAME}">{text(name)}</th>'
        f'<td style="{_CELL}">{text(value)}</td></tr>'
        for name, value in rows
        if value not in ("", None)
    ]
    return Markup(f'<table style="{_TABLE}"><tbody>{"".join(lines)}</tbody></table>') if lines else Markup("")


def note(told: object) -> Markup:
    return Markup(f'<div style="{_NOTE}">{text(told)}</div>') if told else Markup("")


def folded(head: object, body: object) -> Markup:
    """What is shown when its name is clicked."""
    return Markup(f"<details><summary>{text(head)}</summary>{text(body)}</details>") if body else Markup("")
