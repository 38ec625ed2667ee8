"""Texts in a folder beside the page, opened from disk in a real Chromium."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import page_sample
import page_views
import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, expect

from mapper.cli import main
from mapper.cli.demo import EXAMPLES
from mapper.render import IncidentMap

pytestmark = pytest.mark.browser

CLAIMS = """async (row) => {
  const { data } = document.getElementById("page").incidentMap;
  try { return (await data.claimsOf(row)).map((claim) => claim.quote.map((part) => part.text).join("")); }
  catch (error) { return String(error); }
}"""


def _open(chromium: Browser, path: Path) -> tuple[Any, list[str], list[str]]:
    page = chromium.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda told: complaints.append(told.text) if told.type == "error" else None)
    page.goto(path.as_uri())
    expect(page.locator("button.row").first).to_be_visible()
    return page, asked, complaints


def test_texts_beside_the_page_are_read_from_disk_and_run_nothing(chromium: Browser, tmp_path: Path) -> None:
    data = page_sample.hostile_data()
    path = tmp_path / "صفحة map.html"
    IncidentMap(data).save(path, texts="separate")
    (chunk,) = (tmp_path / "صفحة map_texts").iterdir()
    page, asked, complaints = _open(chromium, path)
    before = list(asked)
    quotes = [page.evaluate(CLAIMS, row) for row in range(len(data.incidents))]

    assert before == [path.as_uri()]
    assert quotes == [[view.evidence.quote for view in row.claims] for row in page_views.rows(data)]
    assert asked == [path.as_uri(), chunk.as_uri()]
    assert page.locator("iframe").count() == 0
    assert complaints == []


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("published") / "map.html"
    options = ["-o", str(path), "--data", str(path.with_suffix(".csv")), "--texts", "separate"]
    result = CliRunner().invoke(main, ["demo", *options])
    assert result.exit_code == 0, result.output
    assert "in map_texts/)" in result.stderr
    return path


def test_the_evidence_of_a_page_from_the_command_line_opens_from_disk(
    chromium: Browser, published: Path
) -> None:
    page, asked, complaints = _open(chromium, published)
    page.locator("button.row").nth(2).click()
    quote = page.locator("#evidence .im-body blockquote, #evidence .im-body q").first
    expect(quote).not_to_be_empty()
    words = quote.inner_text()

    reports = "".join(" ".join(file.read_text(encoding="utf-8").split()) for file in EXAMPLES.glob("*.txt"))
    assert " ".join(words.split()) in reports
    assert all(Path(unquote(urlsplit(url).path)).is_relative_to(published.parent) for url in asked)
    assert complaints == []


def test_a_page_whose_folder_is_missing_names_it(chromium: Browser, tmp_path: Path) -> None:
    path = tmp_path / "map.html"
    IncidentMap(page_sample.map_data()).save(path, texts="separate")
    (chunk,) = (tmp_path / "map_texts").iterdir()
    chunk.unlink()
    page, _, _ = _open(chromium, path)

    assert page.evaluate(CLAIMS, 0) == f"Error: map_texts/{chunk.name}"
