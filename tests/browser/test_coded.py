"""Coded rows on the page: whose word they are, through which data set, and in what words."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from mapper.exchange.coded import read_coded
from mapper.layers import layers
from mapper.merge import merge

pytestmark = pytest.mark.browser

Open = Callable[..., Any]
SAMPLE = Path(__file__).parents[1] / "cases" / "acled_sample.csv"


def panel(open_map: Open, path: Path, row_id: str) -> tuple[Any, str]:
    told = list(islice(read_coded([path]), 50))
    evidence = {claim.id: words for claim, words in told}
    outlets = {claim.report_id: words.outlet for claim, words in told}
    incidents = list(merge((claim for claim, _ in told), outlets=outlets))
    wanted = next(i for i in incidents if any(c.coded and c.coded.row_id == row_id for c in i.claims))
    opened = open_map(layers(incidents, evidence))
    opened.open_incident(wanted.id)
    return opened, opened.page.locator("#evidence").text_content()


def test_the_panel_of_a_real_ucdp_row_names_data_set_source_parties_and_figures(
    open_map: Open, seeds: Path
) -> None:
    opened, text = panel(open_map, seeds.parent / "facts" / "ucdp_ged_sample.csv", "214797")
    quote = opened.page.locator("#evidence blockquote").text_content()

    assert quote == '"SOHR,2015-01-01,14 shells hit Dahya al-Assad an clashes continue around Ter Ma’la"'
    for words in (
        "UCDP GED",
        "SOHR",
        "Teir Maaleh village",
        "Government of Syria - Syrian insurgents",
        "Reported killed: 4",
    ):
        assert words in text
    assert "where_prec 1: the exact place is known" in text
    assert opened.complaints() == []


def test_markup_in_the_notes_of_a_row_stays_text(open_map: Open) -> None:
    opened, text = panel(open_map, SAMPLE, "SYR90004")

    assert "as told by <b>made-up</b> witnesses." in text
    assert opened.page.locator("#evidence blockquote b").count() == 0
    assert "ACLED" in text
    assert opened.complaints() == []
