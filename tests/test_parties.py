"""Actors are known by name, conflict and day."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from gazetteer.fold import fold
from mapper.language.arabic.parties import CONFLICTS, conflicts_of, parties, party_named
from mapper.sides import sides


def test_every_side_is_known() -> None:
    assert {party.side for found in parties().values() for party in found} <= set(sides())


def test_a_hundred_and_twenty_actors_over_nine_conflicts() -> None:
    bearers = {party.label for found in parties().values() for party in found}
    conflicts = {party.conflict for found in parties().values() for party in found} - {""}

    assert len(bearers) >= 120
    assert conflicts == set(CONFLICTS)


def test_no_party_ends_before_it_begins() -> None:
    for found in parties().values():
        for party in found:
            assert party.valid_from is None or party.valid_to is None or party.valid_from <= party.valid_to


@pytest.mark.parametrize(
    ("name", "conflict", "side"),
    [
        ("الجيش الوطني", "syria", "sna"),
        ("الجيش الوطني", "yemen", "YEM"),
        ("الجيش الوطني", "libya", "lna"),
        ("الاحتلال", "palestine", "ISR"),
        ("الاحتلال", "karabakh", "ARM"),
        ("التحالف", "yemen", "saudi-led-coalition"),
        ("التحالف", "iraq", "us-led-coalition"),
        ("القوات المسلحة اليمنية", "yemen", "houthi"),
    ],
)
def test_the_conflict_decides(name: str, conflict: str, side: str) -> None:
    found = party_named(fold(name), conflicts=[conflict])

    assert found is not None
    assert found.side == side


def test_the_day_decides() -> None:
    army = fold("الجيش السوري")
    before = party_named(army, day=date(2024, 12, 8))
    after = party_named(army, day=date(2024, 12, 9))

    assert before is not None
    assert after is not None
    assert before.label != after.label


def test_a_bare_name_says_nothing_outside_its_conflict() -> None:
    assert party_named(fold("الجيش")) is None
    assert party_named(fold("الجيش"), conflicts=["karabakh"]) is None


def test_an_unknown_name_is_nobody() -> None:
    assert party_named("no such name") is None


def test_oblique_plurals_are_made() -> None:
    found = party_named(fold("الانفصاليين الأرمن"))

    assert found is not None
    assert found.side == "artsakh"


def test_names_of_one_meaning_point_to_their_conflict() -> None:
    assert conflicts_of([fold("الدعم السريع"), fold("الجيش الوطني")]) == {"sudan"}


@pytest.mark.parametrize(
    ("tag", "script"), [("ar", "ARABIC"), ("ru", "CYRILLIC"), ("en", "LATIN"), ("fr", "LATIN")]
)
def test_labels_of_sides_are_in_the_script_of_their_language(tag: str, script: str) -> None:
    for side in sides().values():
        letters = [char for char in side.labels[tag] if char.isalpha()]
        assert letters, side.id
        assert all(unicodedata.name(char).startswith(script) for char in letters), side.id
