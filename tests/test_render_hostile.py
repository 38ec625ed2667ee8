"""Texts that try to get out of the page, on the way from a table to its HTML: they change nothing of it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import hostile_sample
import page_sample
import pytest
from click.testing import CliRunner

from mapper.cli import main
from mapper.frames import to_frame
from mapper.layers import layers
from mapper.render import IncidentMap
from mapper.writers import save

HOSTILE = hostile_sample.injections()
STORED = tuple(dict.fromkeys(hostile_sample.writable(text) for text in HOSTILE))
ALL_AT_ONCE = " ".join(HOSTILE)


class _Frame(HTMLParser):
    """The tags of a page, as any reader of HTML sees them, and what stands in its title."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.title = ""
        self._open = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))
        self._open = tag

    def handle_endtag(self, tag: str) -> None:
        self.tags.append((f"/{tag}", ()))
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open == "title":
            self.title += data


def _without_islands(html: str) -> str:
    return re.sub(r'<script type="application/.*?</script>', "", html, flags=re.DOTALL)


def _harmless() -> str:
    """A page of as many incidents with plain words."""
    return IncidentMap(layers(*hostile_sample.incidents([f"T{n}" for n in range(len(STORED))]))).html()


@pytest.mark.parametrize("ending", ["parquet", "csv", "geojson"])
def test_a_table_of_hostile_texts_leaves_the_frame_of_the_page_as_it_is(tmp_path: Path, ending: str) -> None:
    found, words = hostile_sample.incidents(STORED)
    save(to_frame(found, words, coverage=hostile_sample.coverage(STORED)), tmp_path / f"t.{ending}")
    title = hostile_sample.writable(ALL_AT_ONCE).replace("\x00", "")
    arguments = ["render", str(tmp_path / f"t.{ending}"), "-o", str(tmp_path / "m.html"), "--title", title]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0, done.output
    html = (tmp_path / "m.html").read_text(encoding="utf-8")
    harmless = _harmless()
    frame, expected = _Frame(html), _Frame(harmless)
    ours = _without_islands(harmless)
    theirs = _without_islands(re.sub(r"<title>.*?</title>", "<title>T</title>", html, flags=re.DOTALL))

    assert frame.tags == expected.tags
    assert [text for text in STORED if theirs.count(text) > ours.count(text)] == []


def test_the_table_holds_every_kind_of_text_and_none_twice() -> None:
    kinds = [
        "handler",
        "link",
        "template",
        "script",
        "breaker",
        "control",
        "direction",
        "invisible",
        "combining",
    ]
    kinds += ["long", "path", "formula", "css", "name", "fragment", "markdown", "entity"]

    assert len(HOSTILE) == len(set(HOSTILE)) == sum(len(hostile_sample.injections(kind)) for kind in kinds)
    assert len(HOSTILE) > 220
    assert all(hostile_sample.injections(kind) for kind in kinds)


def test_title_and_intro_of_hostile_texts_leave_the_frame_of_the_page_as_it_is() -> None:
    data = page_sample.map_data()
    intro = "\n\n".join(HOSTILE)
    html = IncidentMap(data, title=ALL_AT_ONCE, intro=intro).html()
    frame, expected = _Frame(html), _Frame(IncidentMap(data, title="T", intro="T").html())

    assert frame.tags == expected.tags
    assert "<script>ran()" in frame.title
