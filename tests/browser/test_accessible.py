"""No serious fault by axe-core, in every state of the page that a reader comes to.

axe-core (MPL-2.0) comes with the PyPI package ``axe-playwright-python`` (MIT); it is used here only and is
neither part of the package nor of the pages that it makes.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from typing import Any

import page_sample
import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "device_scale_factor": 2}
GRAVE = ("serious", "critical")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """(rules) => axe.run(document, { runOnly: { type: "tag", values: rules } })"""


def _list(page: Page) -> None:
    page.wait_for_selector("button.row")


def _incident(page: Page) -> None:
    page.click('[data-id="i-ganja"]')
    page.wait_for_selector("#evidence .im-body")
    for summary in page.locator("#evidence details > summary").all():
        summary.click()


def _filters(page: Page) -> None:
    page.click(".filters > summary")
    shut = page.locator(".filters button.unfold[aria-expanded=false]")
    shut.evaluate_all("all => all.forEach((one) => one.click())")
    page.locator('input[data-filter="statuses"]').first.check()


def _search(page: Page) -> None:
    page.fill('input[type="search"]', "no such thing")
    page.wait_for_selector(".nothing")


def _timeline(page: Page) -> None:
    page.locator("#timeline [tabindex='0'], #timeline [role='slider']").first.focus()


def _about(page: Page) -> None:
    page.locator("button.about-button").first.click()


STATES: dict[str, Callable[[Page], None]] = {
    "list": _list,
    "incident": _incident,
    "filters": _filters,
    "nothing found": _search,
    "timeline": _timeline,
    "about": _about,
}
LOOKS: dict[str, dict[str, Any]] = {
    "en": {},
    "ar": {"lang": "ar"},
    "dark": {"color_scheme": "dark"},
    "phone": PHONE,
    "ar phone dark": {"lang": "ar", "color_scheme": "dark", **PHONE},
}


def faults(page: Page) -> list[str]:
    """What axe finds grave, each with the node and what is wrong with it."""
    # Half a fade has the contrast of neither of its ends.
    page.wait_for_timeout(300)
    page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate(RUN, RULES)
    looked_at = {rule["id"] for kind in ("passes", "violations", "incomplete") for rule in found[kind]}
    assert "color-contrast" in looked_at
    return [
        f"{rule['id']} ({rule['impact']}): {node['html'][:150]} | {node['failureSummary']}"
        for rule in found["violations"]
        if rule["impact"] in GRAVE
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_no_serious_fault(open_map: Open, state: str, look: str) -> None:
    opened = open_map(page_sample.map_data(), title="Autumn", intro="Made up.", **LOOKS[look])
    STATES[state](opened.page)

    assert faults(opened.page) == []


def test_axe_would_find_a_fault(open_map: Open) -> None:
    opened = open_map(page_sample.map_data())
    opened.page.evaluate(
        """() => {
          const note = document.querySelector(".shown");
          note.style.color = "#999"; note.style.background = "#aaa";
          document.querySelector('input[type="search"]').tabIndex = 5;
        }"""
    )

    assert any(fault.startswith("color-contrast") for fault in faults(opened.page))
