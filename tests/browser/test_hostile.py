"""Nothing of a report is ever run, and all of it is shown as text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import page_sample
import pytest

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
# How a direction override is shown.
SHOWN = page_sample.HOSTILE.replace("\u202e", "U+202E").replace("\u2066", "U+2066")


def test_hostile_texts_run_nothing_anywhere(open_map: Open) -> None:
    opened = open_map(page_sample.hostile_data(), title=page_sample.HOSTILE, intro=page_sample.HOSTILE)
    opened.open_incident("i-ganja")
    opened.page.fill('input[type="search"]', page_sample.HOSTILE)
    opened.page.click("header button")
    opened.page.wait_for_timeout(200)

    assert opened.complaints() == []
    assert opened.page.locator("main img, main iframe, main object, main script").count() == 0


def test_hostile_texts_are_shown_as_they_are(open_map: Open) -> None:
    opened = open_map(page_sample.hostile_data(), title=page_sample.HOSTILE, intro=page_sample.HOSTILE)
    opened.open_incident("i-ganja")
    page = opened.page

    assert page.locator("h1").text_content() == SHOWN
    assert page.locator("#evidence blockquote").first.text_content() == SHOWN
    assert page.locator("#evidence .im-speaker > bdi").first.text_content() == SHOWN
    assert page.locator("#evidence h2").text_content() == SHOWN
    assert SHOWN in page.locator('[data-id="i-ganja"]').text_content()


def test_a_direction_override_reaches_no_text_node(open_map: Open) -> None:
    opened = open_map(page_sample.hostile_data(), title=page_sample.HOSTILE)
    opened.open_incident("i-ganja")

    assert "\u202e" not in opened.page.evaluate("document.getElementById('page').textContent")
    assert "\u2066" not in opened.page.evaluate("document.getElementById('page').innerHTML")


def test_links_lead_to_web_addresses_only(open_map: Open) -> None:
    opened = open_map(page_sample.hostile_data())
    opened.open_incident("i-ganja")
    assert opened.page.locator("#evidence a").count() == 0
    opened.open_incident("i-capital")
    link = opened.page.locator("#evidence a").first

    assert link.get_attribute("href") == "https://example.org/b"
    assert "noopener" in (link.get_attribute("rel") or "")
