"""Back shuts what was opened, and only then leaves the page; what was asked for meanwhile stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import page_sample
import pytest

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
FOLLOW = """(hash) => new Promise((done) => {
  addEventListener("hashchange", () => setTimeout(done), { once: true });
  location.hash = hash;
})"""
OPENED = "() => page.incidentMap.store.state.selected >= 0"
SHUT = "() => page.incidentMap.store.state.selected < 0 && !history.state?.opened"


def test_back_shuts_the_incident_and_keeps_what_was_asked_since(open_map: Open) -> None:
    opened = open_map(page_sample.map_data())
    page = opened.page
    opened.open_incident("i-ganja")
    page.wait_for_function("() => location.hash.includes('incident=i-ganja')")
    page.evaluate("page.incidentMap.store.change({ statuses: new Set(['contested']) })")
    page.wait_for_function("() => location.hash.includes('status=contested')")
    page.go_back()
    page.wait_for_function(SHUT)
    page.wait_for_function("() => location.hash.includes('status=contested')")

    assert page.evaluate("[...page.incidentMap.store.state.statuses]") == ["contested"]
    assert "incident=" not in page.evaluate("location.hash")
    page.go_forward()
    page.wait_for_function(OPENED)
    assert opened.complaints() == []


def test_an_incident_shut_by_hand_leaves_no_step_behind(open_map: Open) -> None:
    opened = open_map(page_sample.map_data())
    page = opened.page
    page.evaluate(FOLLOW, "#status=contested")
    for incident in ("i-ganja", "i-tartar"):
        opened.open_incident(incident)
        page.click(".panel .close")
        page.wait_for_function(SHUT)
    page.go_back()
    page.wait_for_function("() => !page.incidentMap.store.state.statuses.size")
    page.go_forward()
    page.wait_for_function("() => page.incidentMap.store.state.statuses.size === 1")

    assert opened.complaints() == []


def test_what_is_opened_while_another_still_shuts_stays_open(open_map: Open) -> None:
    opened = open_map(page_sample.map_data())
    page = opened.page
    opened.open_incident("i-ganja")
    page.evaluate("() => (document.querySelector('.panel .close').click(), page.incidentMap.open(0))")
    page.wait_for_function("() => history.state?.opened")
    page.wait_for_timeout(500)

    assert page.evaluate(OPENED)
    page.go_back()
    page.wait_for_function(SHUT)
