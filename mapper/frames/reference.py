"""The documentation of the tables' columns, made from the tables of columns: ``docs/columns.md``.

Make it anew with ``python -m mapper.frames.reference > docs/columns.md``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from mapper.frames.columns import CLAIM_COLUMNS, COLUMNS, Column

TEXT = Path(__file__).parents[1] / "data" / "columns_reference.md"
_HEADER = "| column | dtype | written as | unit | may be empty | meaning |\n|---|---|---|---|---|---|"


def reference() -> str:
    """Markdown: the text of ``data/columns_reference.md`` with its two tables filled in."""
    text = TEXT.read_text(encoding="utf-8")
    for mark, columns in (("{incidents}", COLUMNS), ("{claims}", CLAIM_COLUMNS)):
        text = text.replace(mark, "\n".join([_HEADER, *_rows(columns)]))
    return text


def _rows(columns: Sequence[Column]) -> Iterator[str]:
    for column in columns:
        empty = "yes" if column.may_be_empty else "no"
        meaning = column.meaning.replace("|", "\\|")
        yield f"| `{column.name}` | {column.dtype} | {column.form} | {column.unit} | {empty} | {meaning} |"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a stream of ours is no other
    sys.stdout.write(reference())
