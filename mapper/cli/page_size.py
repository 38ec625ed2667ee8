"""How large a written page is, and what of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

_ISLAND = re.compile(rb'<script type="application/gzip" id="(\w+)(?:-\d+)?">')
_PARTS = {"hot": "map and filters", "basemap": "outlines", "ids": "titles", "cold": "texts"}


@dataclass(slots=True, kw_only=True)
class PageSize:
    """Bytes of a page and of its parts."""

    page: int = 0
    beside: int = 0
    """Of its files in the folder beside it."""
    folder: str = ""
    by_part: dict[str, int] = field(default_factory=dict)

    def line(self) -> str:
        return _readable(self.page) + (
            f", and {_readable(self.beside)} in {self.folder}/" if self.beside else ""
        )

    def parts(self) -> list[str]:
        lines = [f"  {name}: {_readable(size)}" for name, size in self.by_part.items()]
        return [*lines, f"  program and styles: {_readable(self.page - sum(self.by_part.values()))}"]


def page_size(path: Path) -> PageSize:
    """Reads the page line by line: each data island is one."""
    from mapper.render.beside import chunk_files, folder_beside

    size = PageSize(page=path.stat().st_size)
    with path.open("rb") as file:
        for line in file:
            if found := _ISLAND.match(line):
                name = _PARTS.get(found[1].decode(), found[1].decode())
                size.by_part[name] = size.by_part.get(name, 0) + len(line)
    folder = folder_beside(path)
    size.folder = folder.name
    size.beside = sum(file.stat().st_size for file in chunk_files(folder))
    return size


def _readable(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1000))} kB"
