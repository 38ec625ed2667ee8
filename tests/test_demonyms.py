"""Words of nationality have one side each, in every form they take."""

from __future__ import annotations

import pytest

from gazetteer.fold import fold
from mapper.language.arabic.demonyms import demonyms
from mapper.sides import sides


def test_every_side_is_known() -> None:
    assert {demonym.side for demonym in demonyms().values()} <= set(sides())


def test_a_place_id_is_the_alpha_3_of_its_country() -> None:
    places = {demonym.place for demonym in demonyms().values() if demonym.place}

    assert all(place.startswith("country:") and len(place) == 11 and place[8:].isupper() for place in places)


def test_a_hundred_states_are_there() -> None:
    assert len({demonym.place for demonym in demonyms().values() if demonym.place}) >= 100


@pytest.mark.parametrize(
    ("form", "side", "kind"),
    [
        ("أرميني", "ARM", "adjective"),
        ("الأرمنية", "ARM", "adjective"),
        ("الأرمن", "ARM", "people"),
        ("اذربيجانيون", "AZE", "adjective"),
        ("الآذرية", "AZE", "adjective"),
        ("جنوب سودانية", "SSD", "adjective"),
        ("الكورية الشمالية", "PRK", "adjective"),
        ("الألمانية", "DEU", "adjective"),
        ("الحوثيين", "houthi", "adjective"),
        ("الأكراد", "kurdish", "people"),
        ("البيت الأبيض", "USA", "seat"),
        ("الكرملين", "RUS", "seat"),
    ],
)
def test_forms(form: str, side: str, kind: str) -> None:
    found = demonyms()[fold(form)]

    assert (found.side, found.kind) == (side, kind)


@pytest.mark.parametrize("form", ["سوريا", "أرمينيا", "روسيا", "كولومبيا", "كيف"])
def test_names_of_lands_and_common_words_are_no_nationality(form: str) -> None:
    assert fold(form) not in demonyms()


@pytest.mark.parametrize("form", ["مالية", "تركي", "قطري", "عدن"])
def test_words_with_another_meaning_need_a_head(form: str) -> None:
    assert demonyms()[fold(form)].needs_head
