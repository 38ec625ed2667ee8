"""Texts in a folder beside the page: a small document for each chunk, which the page opens in a closed frame.

Chromium lets a page from disk neither fetch a file nor check the hash of a script in one. A frame works
from disk and from a server alike, and what it holds can run nothing in the page: it hands its text over
and is gone.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from mapper.atomic import replacing
from mapper.errors import WriteError
from mapper.render.assets import script_file, source_hash

USUAL_ENDING = ".html"
_OURS = re.compile(r"\d+-[0-9a-f]{16}\.html")


@dataclass(frozen=True, slots=True)
class Beside:
    """The files of one page."""

    folder: Path
    names: tuple[str, ...]


def folder_beside(page: Path) -> Path:
    """``map_texts`` of ``map.html``; ``map.htm`` has another, lest one page clears the other's away."""
    usual = page.suffix == USUAL_ENDING
    return page.with_name(f"{page.stem}_texts" if usual else f"{page.name}.texts")


def check_folder(page: Path) -> None:
    """Raise WriteError now where the texts could not go beside the page at the end of a long run."""
    folder = folder_beside(page)
    if folder.exists() and not folder.is_dir():
        raise WriteError(f"{folder}: the texts go into a folder of this name; move the file that has it away")


def chunk_files(folder: Path) -> list[Path]:
    """The chunks in a folder; what else stands there is not ours."""
    return [file for file in folder.iterdir() if _OURS.fullmatch(file.name)] if folder.is_dir() else []


def write_chunks(folder: Path, chunks: Iterable[str]) -> Beside:
    """The packed chunks as files, named by number and content. Raises WriteError.

    What a former page has there stays until ``clear`` is called.
    """
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise WriteError(f"{folder}: cannot be made ({error.strerror})") from None
    names = []
    for number, packed in enumerate(chunks):
        document = _document(packed)
        name = f"{number}-{hashlib.sha256(document).hexdigest()[:16]}.html"
        with replacing(folder / name) as beside:
            beside.write_bytes(document)
        names.append(name)
    return Beside(folder, tuple(names))


def clear(folder: Path, names: Iterable[str] = ()) -> None:
    """Remove chunks of a former page from the folder, and the folder where they were all that it held."""
    kept = set(names)
    former = [file for file in chunk_files(folder) if file.name not in kept]
    for file in former:
        with suppress(OSError):
            file.unlink()
    if former and not kept:
        with suppress(OSError):
            folder.rmdir()


def _document(packed: str) -> bytes:
    script = script_file("handing")
    lines = (
        "<!DOCTYPE html>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        f'script-src {source_hash(script)}">',
        f'<script type="application/gzip" id="text">{packed}</script>',
        f"<script>{script}</script>",
        "",
    )
    return "\n".join(lines).encode()
