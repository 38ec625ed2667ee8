"""Why a place, and why one incident: in the page's own language, with names as they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import page_sample
import pytest

import mapper
from mapper.layers import MapData, layers

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
EXAMPLES = Path(mapper.__file__).parent / "data" / "examples"
TOLD = """async () => {
  const { data, say } = document.getElementById("page").incidentMap;
  const told = new Set();
  for (let row = 0; row < data.n; row++) {
    for (const reason of await data.whyOf(row)) told.add(reason);
    for (const claim of await data.claimsOf(row)) for (const place of claim.places) {
      for (const reason of place.reasons) told.add(reason);
    }
  }
  return [...told].map((reason) => {
    const node = document.createElement("p");
    node.append(...[say.reason(reason)].flat(Infinity));
    const whole = node.textContent;
    const english = node.querySelectorAll("[lang=en]").length;
    for (const name of node.querySelectorAll("bdi")) name.remove();
    return { reason, whole, english, own: node.textContent };
  });
}"""
SHOWN = """(reason) => {
  const node = document.createElement("p");
  node.append(...[document.getElementById("page").incidentMap.say.reason(reason)].flat(Infinity));
  return node.textContent;
}"""


@pytest.fixture(scope="module")
def examples() -> MapData:
    built = mapper.build(str(EXAMPLES))
    return layers(built.incidents, built.evidence)


@pytest.mark.parametrize("lang", ["ar", "ru"])
def test_no_reason_of_the_example_reports_is_left_in_english(
    open_map: Open, examples: MapData, lang: str
) -> None:
    told = open_map(examples, lang=lang).page.evaluate(TOLD)

    assert len(told) > 80
    assert [one["reason"] for one in told if one["english"]] == []
    assert [one["whole"] for one in told if any("a" <= letter.lower() <= "z" for letter in one["own"])] == []


def test_why_here_is_read_in_arabic(open_map: Open, examples: MapData) -> None:
    opened = open_map(examples, lang="ar")
    named = next(
        incident
        for incident in examples.incidents
        if any("is its name" in reason for c in incident.claims for p in c.locations for reason in p.reasons)
    )
    opened.open_incident(named.id)
    opened.page.locator(".im-why-here summary").first.click()
    reasons = opened.page.locator(".im-why-here").first.locator("ul").first.inner_text()

    assert "هو اسم المكان" in reasons
    assert "is its name" not in reasons
    assert opened.complaints() == []


@pytest.mark.parametrize(
    ("lang", "reason", "shown"),
    [
        ("ar", "41 km from Nowhere, also in the report", "يبعد 41 كم عن مكان آخر ورد في التقرير: Nowhere"),
        ("fr", "its country (AM) is named in the report", "son pays (Arménie) est nommé dans l’article"),
        (
            "ru",
            "denial of Shelling (AZE): both tell of shelling; both at Tartar; same days (2020-10-15); "
            "same doer (ARM); one report [1.03]",
            "опровержение: Обстрел (Азербайджан) — оба об обстреле; одно и то же место: Тертер; "
            "те же дни (15 октября 2020 г.); тот же исполнитель (Армения); одна публикация [1,03]",
        ),
        (
            "ar",
            "Jabrayil and Jabrayil District are one inside the other or next to each other",
            "أحد المكانين داخل الآخر أو بجواره: جيبرائيل (Jabrayil)، جيبرائيل (Jabrayil District)",
        ),
    ],
)
def test_a_reason_is_filled_in_the_pages_way(
    open_map: Open, examples: MapData, lang: str, reason: str, shown: str
) -> None:
    page = open_map(examples, lang=lang).page

    assert page.evaluate(SHOWN, reason) == shown


@pytest.mark.parametrize(
    "text",
    [
        "the desk agreed; see the notes",
        "same days (2020-99-99)",
        "Shelling (ARM) + Shelling (AZE): " * 2000,
        "<img src=x onerror=ran()> is as likely, or not",
    ],
)
def test_a_text_of_ones_own_stands_as_it_is(open_map: Open, text: str) -> None:
    found, evidence = page_sample.incidents()
    trace = (text, "same days (2020-10-04)", "Shelling (ARM) + Shelling (AZE): both tell of shelling [0.90]")
    data = layers([replace(found[0], trace=trace), *found[1:]], evidence)
    opened = open_map(data, lang="ar")
    opened.open_incident(found[0].id)
    first = opened.page.locator(".im-why li").first

    assert first.text_content() == text
    assert first.locator("bdi[lang=en][dir=ltr]").count() == 1
    assert opened.complaints() == []
