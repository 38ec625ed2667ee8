"""The evidence panel: whose word each thing is, in its own words, side by side, and why it is put there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import page_sample
import pytest
from playwright.sync_api import expect

from mapper.layers import MapData, layers
from mapper.records import INFERRED, Claim, Evidence, Incident, Trace

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "device_scale_factor": 2}
LONG_WORD = "ك" * 10_000
RESIZE_LISTENERS = """() => {
  window.listening = 0;
  const [add, remove] = [window.addEventListener, window.removeEventListener];
  window.addEventListener = (kind, ...rest) => {
    if (kind === "resize") window.listening++;
    add.call(window, kind, ...rest);
  };
  window.removeEventListener = (kind, ...rest) => {
    if (kind === "resize") window.listening--;
    remove.call(window, kind, ...rest);
  };
}"""
# The claims of the rows are open by then, and what waited for them has been put into the page.
CLAIMS_ARE_OPEN = """async () => {
  const { data } = document.getElementById("page").incidentMap;
  for (let row = 0; row < data.n; row++) await data.claimsOf(row);
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
}"""
NO_CLIPBOARD = """
const clipboard = { writeText: () => Promise.reject(new Error("kept")) };
Object.defineProperty(navigator, "clipboard", { value: clipboard });
document.execCommand = () => false;
"""


def changed(**changes: Any) -> MapData:
    """The sample with every claim on Ganja changed."""
    found, evidence = page_sample.incidents()
    ganja = found[0]
    claims = tuple(replace(claim, **changes) for claim in ganja.claims)
    return layers([replace(ganja, claims=claims), *found[1:]], evidence)


def crowded(number: int, quote: str = "قيل كذا.") -> MapData:
    claims = tuple(
        Claim(id=f"c{n}", report_id="r", start=0, end=len(quote), event_type="shelling", claimant=f"ناطق {n}")
        for n in range(number)
    )
    incident = Incident(id="i", event_type="shelling", title="", status="one-sided", claims=claims)
    return layers([incident], {claim.id: Evidence(quote=quote, outlet="م" * 500) for claim in claims})


def opened_at(open_map: Open, data: MapData, incident: str, **options: Any) -> Any:
    opened = open_map(data, **options)
    opened.page.wait_for_selector(f'[data-id="{incident}"]')
    opened.open_incident(incident)
    return opened


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        (
            "en",
            "Missile strike: Ganja, October 4, 2020. Said to have done it: Armenia. "
            "Contested: asserted by one side, denied by another.",
        ),
        (
            "fr",
            "Frappe de missile : Ganja, 4 octobre 2020. Auteur désigné : Arménie. "
            "Contesté : affirmé par un camp, démenti par un autre.",
        ),
        (
            "ru",
            "Ракетный удар (4 октября 2020 г.): Гянджа. Кому приписывают: Армения. "
            "Оспаривается: одна сторона утверждает, другая опровергает.",
        ),
        (
            "ar",
            "ضربة صاروخية: كنجة، 4 أكتوبر 2020. المنسوب إليه الفعل: أرمينيا. "
            "متنازع عليه: يؤكده طرف وينفيه طرف آخر.",
        ),
    ],
)
def test_the_incident_in_a_sentence_of_each_language(open_map: Open, lang: str, sentence: str) -> None:
    page = opened_at(open_map, changed(actor_side="ARM"), "i-ganja", lang=lang).page
    shown = page.locator("#evidence .im-sentence").text_content()

    assert " ".join(shown.split()) == sentence


def test_every_name_of_an_incident_says_how_its_place_is_meant(open_map: Open) -> None:
    """Near a town is not in it: in the list, in the evidence, on the map and on paper."""
    found, evidence = page_sample.incidents()
    near = tuple(replace(place, relation="near") for place in found[0].locations)
    page = opened_at(open_map, layers([replace(found[0], locations=near)], evidence), "i-ganja").page
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    paper = page.locator(".paper td:nth-child(2)").text_content()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.evaluate(
        "document.getElementById('page').incidentMap.map.setView([40.7, 46.4], 9, { animate: false })"
    )
    page.focus("#map")
    page.keyboard.press("Enter")
    page.evaluate(NO_CLIPBOARD)
    page.click("button.cite")

    assert paper == "near Ganja"
    assert page.locator("#evidence h2").text_content() == "near Ganja"
    assert "Missile strike: near Ganja," in page.locator(".im-sentence").text_content()
    assert "Missile strike: near Ganja," in page.locator(".cited textarea").input_value()
    assert page.locator("button.row .name").text_content() == "Missile strike · near Ganja"
    assert "· near Ganja ·" in page.locator(".im-live[role=status]").text_content()


def test_a_place_that_several_claims_name_is_named_once(open_map: Open) -> None:
    found, evidence = page_sample.incidents()
    twice = replace(found[0], locations=found[0].locations * 2)
    page = opened_at(open_map, layers([twice], evidence), "i-ganja").page

    assert page.locator("#evidence h2").text_content() == "Ganja"
    assert page.locator("button.row .name").text_content() == "Missile strike · Ganja"


def test_the_evidence_stands_once_however_fast_it_was_opened(open_map: Open) -> None:
    opened = open_map(page_sample.map_data())
    page = opened.page
    page.dblclick('[data-id="i-ganja"]')
    page.evaluate(CLAIMS_ARE_OPEN)
    bodies = page.locator(".im-body").count()
    page.evaluate("""() => {
      const { open } = document.getElementById("page").incidentMap;
      for (const row of [1, 2, 1]) open(row);
    }""")
    page.evaluate(CLAIMS_ARE_OPEN)

    assert (bodies, page.locator(".im-body").count()) == (1, 1)
    assert opened.complaints() == []


def test_small_maps_are_given_up_with_the_evidence_they_belong_to(open_map: Open) -> None:
    page = open_map(page_sample.map_data()).page
    page.evaluate(RESIZE_LISTENERS)
    for leave in (".panel .close", ".panel .step:enabled"):
        page.click('[data-id="i-ganja"]')
        for summary in page.locator(".im-why-here summary").all():
            summary.click()
        while page.locator(".im-why-here button").count():
            page.locator(".im-why-here button").first.click()
        opened = page.locator(".im-small.leaflet-container").count()
        assert opened > 1
        assert page.evaluate("listening") == opened
        assert page.evaluate("document.activeElement.matches('.im-small')")
        page.locator(leave).last.click()
        assert page.evaluate("listening") == 0


def test_denial_stands_beside_assertion_where_there_is_room_and_below_it_where_not(open_map: Open) -> None:
    data = page_sample.map_data()
    page = opened_at(open_map, data, "i-ganja", viewport={"width": 1600, "height": 900}).page
    asserts, denies = (
        page.locator(f"#evidence .im-{stance}").bounding_box() for stance in ("asserts", "denies")
    )
    assert asserts["y"] == denies["y"]
    assert asserts["x"] + asserts["width"] <= denies["x"]
    page = opened_at(open_map, data, "i-ganja", **PHONE).page
    asserts, denies = (
        page.locator(f"#evidence .im-{stance}").bounding_box() for stance in ("asserts", "denies")
    )

    assert asserts["y"] + asserts["height"] <= denies["y"]


def test_the_four_marks_are_told_apart_without_colour(open_map: Open) -> None:
    page = opened_at(open_map, page_sample.map_data(), "i-ganja").page
    lines = page.locator(".im-key mark").evaluate_all(
        "marks => marks.map((mark) => [mark.textContent, getComputedStyle(mark).borderBlockEndStyle])"
    )

    assert {name for name, _ in lines} == {"speaker", "event", "place", "number"}
    assert len({style for _, style in lines}) == 4


def test_the_speaker_is_told_apart_from_the_outlet(open_map: Open) -> None:
    page = opened_at(open_map, page_sample.map_data(), "i-ganja").page
    claim = page.locator(".im-claim").first

    assert claim.locator(".im-speaker").text_content() == "وزارة الدفاع الأذربيجانيةAzerbaijan"
    assert claim.locator(".im-source").text_content().startswith("Reported by: شبكة المدار")
    assert "شبكة المدار" not in claim.locator(".im-speaker").text_content()


def test_where_nobody_is_quoted_the_outlet_speaks_itself(open_map: Open) -> None:
    page = opened_at(open_map, changed(claimant="", claimant_side="outlet"), "i-ganja").page

    assert page.locator(".im-speaker").first.text_content() == "شبكة المدارthe outlet itself"


def test_a_place_that_is_in_doubt_shows_the_other_candidates_on_a_map_when_asked(open_map: Open) -> None:
    found, _ = page_sample.incidents()
    told = {"unsure": True, "others": ("Ganja, IR", "Ganca, TR"), "reasons": ("named beside Tartar",)}
    points = ((47.2, 38.4), (44.0, 39.9))
    unsure = replace(found[0].locations[0], start=None, end=None, other_points=points, **told)
    opened = opened_at(open_map, changed(locations=(unsure,)), "i-ganja")
    page = opened.page
    page.locator(".im-why-here summary").first.click()
    why = page.locator(".im-why-here").first
    assert why.locator(".im-small").count() == 0
    why.locator("button").click()
    pins = [pin.bounding_box() for pin in why.locator(".im-candidate").all()]
    frame = why.locator(".im-small").bounding_box()

    for words in ("named beside Tartar", "Ganja, IR", "Ganca, TR"):
        assert words in why.text_content()
    # 2.3 degrees of latitude are 254 km, with 0.84 degrees of longitude 264 km.
    assert "264 km" in why.text_content()
    assert len(pins) == 2
    assert pins[1]["x"] < pins[0]["x"]
    assert all(
        frame["x"] <= pin["x"] and pin["y"] + pin["height"] <= frame["y"] + frame["height"] for pin in pins
    )
    assert opened.complaints() == []


def test_figures_stand_by_who_gives_them_once_two_do(open_map: Open) -> None:
    page = opened_at(open_map, page_sample.map_data(), "i-ganja").page
    cells = page.locator(".im-table tbody tr").evaluate_all(
        "rows => rows.map((row) => [...row.children].map((cell) => cell.textContent))"
    )
    assert cells == [["وزارة الدفاع الأذربيجانية", "12"], ["مكتب المدعي العام", "10"]]
    page.click('[data-id="i-capital"]')
    expect(page.locator("#evidence .im-body")).to_be_visible()

    assert page.locator(".im-table").count() == 0


def test_next_and_previous_follow_the_list_and_stop_at_its_ends(open_map: Open) -> None:
    page = opened_at(open_map, page_sample.map_data(), "i-capital-2").page
    earlier, later = page.locator(".step").first, page.locator(".step").last
    assert earlier.is_disabled()
    later.click()
    expect(page.locator("#evidence h2")).to_have_text("Ganja")
    page.evaluate(
        "document.getElementById('page').incidentMap.store.change({ sort: { key: 'date', down: true } })"
    )
    earlier.click()
    expect(page.locator("#evidence h2")).to_have_text("Stepanakert / Khankendi")
    assert page.locator("#evidence .im-kind").text_content() == "Air or drone strike"
    page.keyboard.press("Escape")

    assert page.evaluate("document.activeElement.dataset.id") == "i-capital-2"


def test_the_citation_names_speakers_outlets_days_and_ids_and_no_folder(open_map: Open) -> None:
    opened = opened_at(open_map, page_sample.map_data(), "i-ganja", title="Autumn")
    page = opened.page
    page.evaluate("""() => {
      window.copied = [];
      const clipboard = { writeText: async (text) => copied.push(text) };
      Object.defineProperty(navigator, "clipboard", { value: clipboard });
    }""")
    page.click("button.cite")
    expect(page.locator(".cited")).to_have_text("The citation is in the clipboard.")
    [text] = page.evaluate("copied")
    lines = text.split("\n")

    assert lines[0].startswith("Missile strike: Ganja, October 4, 2020.")
    assert lines[1] == "Asserted by:"
    assert (
        lines[2]
        == "- وزارة الدفاع الأذربيجانية (Azerbaijan): شبكة المدار, October 5, 2020, https://example.org/a"
    )
    assert lines[4] == "Denied by:"
    assert (
        "Incident: i-ganja. Claims: c0, c2, c1." in text or "Incident: i-ganja. Claims: c0, c1, c2." in text
    )
    assert "In: Autumn. map.html" in text
    assert "file:" not in text
    assert lines[-1].startswith("Accessed: ")
    assert opened.complaints() == []


def test_what_was_copied_is_told_of_its_own_incident_only(open_map: Open) -> None:
    page = opened_at(open_map, page_sample.map_data(), "i-ganja").page
    page.evaluate("""() => {
      const copied = { writeText: () => new Promise((done) => (window.finish = done)) };
      Object.defineProperty(navigator, "clipboard", { value: copied });
    }""")
    page.click("button.cite")
    page.wait_for_function("() => window.finish")
    page.locator(".step:enabled").last.click()
    page.evaluate("finish()")
    page.evaluate(CLAIMS_ARE_OPEN)

    assert page.locator(".cited").text_content() == ""


def test_a_citation_whose_claims_cannot_be_opened_says_so(open_map: Open) -> None:
    opened = opened_at(open_map, page_sample.map_data(), "i-ganja")
    page = opened.page
    page.evaluate("""() => {
      const { data } = document.getElementById("page").incidentMap;
      data.claimsOf = () => Promise.reject(new Error("cut short"));
    }""")
    page.click("button.cite")

    expect(page.locator(".cited")).to_contain_text("cut short")
    assert opened.complaints() == []


def test_a_doer_whom_no_claim_names_is_accused_by_nothing_but_its_card(open_map: Open) -> None:
    found, evidence = page_sample.incidents()
    guessed = Trace(field="actor_side", rule=f"{INFERRED}: the other party", start=0, end=0)
    claims = tuple(
        replace(claim, actor_side="ARM", trace=(*claim.trace, guessed)) for claim in found[0].claims
    )
    page = opened_at(open_map, layers([replace(found[0], claims=claims)], evidence), "i-ganja").page
    page.evaluate(NO_CLIPBOARD)
    page.click("button.cite")

    assert "Armenia" not in page.locator(".im-sentence").text_content()
    assert "Said to have done it" not in page.locator(".cited textarea").input_value()
    assert "not in these words" in page.locator(".im-claim").first.text_content()
    assert "Armenia" in page.locator(".im-claim dl").first.text_content()


def test_the_panel_made_wider_shows_its_evidence(open_map: Open) -> None:
    page = opened_at(open_map, page_sample.map_data(), "i-ganja").page
    before = page.locator(".panel").bounding_box()
    page.click(".wider")
    after = page.locator(".panel").bounding_box()

    assert after["width"] > before["width"] + 100
    assert after["x"] >= 0
    assert after["x"] + after["width"] <= 1280


def test_a_file_is_not_named_as_an_outlet(open_map: Open) -> None:
    found, evidence = page_sample.incidents()
    nameless = {key: replace(words, outlet="", url="") for key, words in evidence.items()}
    page = opened_at(open_map, layers(found, nameless), "i-ganja").page
    source = page.locator(".im-source").first

    assert source.text_content().startswith("Report: report.txt")
    assert source.locator("strong").count() == 0


def test_without_a_clipboard_the_citation_is_shown_to_be_copied_by_hand(open_map: Open) -> None:
    page = opened_at(open_map, page_sample.map_data(), "i-ganja").page
    page.evaluate(NO_CLIPBOARD)
    page.click("button.cite")
    field = page.locator(".cited textarea")
    expect(field).to_be_focused()

    assert "Incident: i-ganja." in field.input_value()
    assert page.evaluate("document.activeElement.selectionEnd - document.activeElement.selectionStart") > 100


def test_two_hundred_claims_come_a_few_at_a_time_and_all_can_be_reached(open_map: Open) -> None:
    page = opened_at(open_map, crowded(200), "i").page
    first = page.locator(".im-claim").count()
    assert first < 100
    page.focus(".im-more")
    page.keyboard.press("Enter")
    assert (
        page.evaluate("document.activeElement.querySelector('.im-speaker bdi').textContent")
        == f"ناطق {first}"
    )
    while page.locator(".im-more").count():
        page.click(".im-more")
    speakers = page.locator(".im-speaker > bdi:first-child").all_text_contents()

    assert speakers == [f"ناطق {n}" for n in range(200)]


@pytest.mark.parametrize("options", [{}, PHONE])
def test_a_word_of_ten_thousand_letters_leaves_the_panel_usable(
    open_map: Open, options: dict[str, Any]
) -> None:
    page = opened_at(open_map, crowded(2, LONG_WORD), "i", **options).page
    wide = "document.getElementById('evidence').scrollWidth - document.getElementById('evidence').clientWidth"
    assert page.evaluate(wide) <= 0
    quote = page.locator("blockquote").first
    quote.focus()
    page.keyboard.press("End")
    page.wait_for_function("() => document.activeElement.scrollTop > 500")

    assert quote.text_content() == LONG_WORD
    assert quote.bounding_box()["height"] < 400


def test_the_close_button_stays_on_the_sheet_of_a_phone(open_map: Open) -> None:
    page = opened_at(open_map, crowded(30), "i", **PHONE).page
    page.evaluate("document.getElementById('evidence').scrollTop = 1e6")
    assert page.evaluate("document.getElementById('evidence').scrollTop") > 1000
    page.click(".panel .close", timeout=2000)

    assert not page.is_visible("#evidence")


def test_a_mark_that_a_character_beyond_the_first_plane_precedes_is_in_its_place(open_map: Open) -> None:
    """Offsets count code points; strings of a page count the halves of such characters."""
    quote = "🛰🛰 قصفت المدينة"
    trace = (Trace(field="event_type", rule="test", start=3, end=7),)
    claim = Claim(id="c", report_id="r", start=0, end=len(quote), event_type="shelling", trace=trace)
    incident = Incident(id="i", event_type="shelling", title="", status="one-sided", claims=(claim,))
    page = opened_at(open_map, layers([incident], {"c": Evidence(quote=quote)}), "i").page

    assert page.locator("blockquote mark").all_text_contents() == ["قصفت"]
