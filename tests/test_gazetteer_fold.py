"""Folding keeps offsets and never tells two spellings of one name apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.fold import fold, fold_with_offsets, lookup_key, proclitics, skeleton, skeletons
from gazetteer.index import sound
from gazetteer.index.names import key_words


@pytest.mark.parametrize(
    ("written", "otherwise"),
    [
        ("أذربيجان", "اذربيجان"),
        ("آغدام", "اغدام"),
        ("كنجة", "كنجه"),
        ("كَنْجَة", "كنجة"),
        ("كنـــجة", "كنجة"),
        ("گنجه", "غنجة"),
        ("ایران", "إيران"),
        ("ﻛﻨﺠﺔ", "كنجة"),
        ("٢٠٢٠", "2020"),
        ("Gəncə", "GENCE"),
        ("Xankəndi", "xankendi"),
        ("Şuşa", "Susa"),
        ("İrəvan", "irevan"),
        ("Ґалаґан", "Галаган"),
    ],
)
def test_spellings_of_one_name_fold_to_one_key(written: str, otherwise: str) -> None:
    assert fold(written) == fold(otherwise)


@pytest.mark.parametrize(
    ("written", "otherwise"),
    [
        ("كلبجار", "كالباجار"),
        ("كنجة", "غانجا"),
        ("لاشين", "لاتشين"),
        ("خوجاوند", "خوجافند"),
        ("فاردينيس", "واردنيس"),
        ("ستيباناكيرت", "ستيبانكرد"),
        ("يريفان", "إيريفان"),
        ("خودجالي", "خوجالي"),
        ("بيردزور", "بردزور"),
    ],
)
def test_transliterations_share_a_skeleton(written: str, otherwise: str) -> None:
    assert set(skeletons(fold(written))) & set(skeletons(fold(otherwise)))


def test_a_name_in_another_script_has_no_skeleton() -> None:
    assert skeleton("ganja") == ""
    assert skeletons("ganja") == ()


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(text) == fold(fold(text))


@given(st.text())
def test_every_folded_letter_knows_where_it_came_from(text: str) -> None:
    folded, offsets = fold_with_offsets(text)

    assert folded == fold(text)
    assert len(offsets) == len(folded) + 1
    assert offsets[-1] == len(text)
    assert offsets == sorted(offsets)
    assert all(letter in fold(text[offset]) for letter, offset in zip(folded, offsets, strict=False))


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("أوجار", "Ujar"),
        ("أورال", "Ural"),
        ("أومسك", "Omsk"),
        ("يوخنوف", "Yukhnov"),
        ("أواسا", "Awasa"),
        ("خوجاوند", "Khojavend"),
    ],
)
def test_a_first_vowel_of_two_letters_is_heard_as_one(arabic: str, latin: str) -> None:
    assert set(skeletons(fold(arabic))) & set(sound.of_name(latin))


def test_waw_after_a_first_alef_is_no_consonant_but_before_another_it_is() -> None:
    assert skeleton(fold("أومسك")) == skeleton(fold("أمسك"))
    assert skeleton(fold("أواسا")) != skeleton(fold("أسا"))


@given(
    st.lists(st.text("بتثجأإئؤةىabcdéüабвґԱբ", min_size=1, max_size=8), max_size=4), st.sampled_from(" -_'")
)
def test_a_key_is_the_words_of_a_name_without_what_stands_between(words: list[str], between: str) -> None:
    assert lookup_key(between.join(words)) == "".join(key_words(" ".join(words)))


@pytest.mark.parametrize(
    ("word", "letters"), [("وبلندن", 2), ("فكييف", 2), ("لبنان", 1), ("وفد", 1), ("مراكش", 0), ("Warsaw", 0)]
)
def test_proclitics_are_a_conjunction_and_a_preposition_at_most(word: str, letters: int) -> None:
    assert proclitics(fold(word)) == letters
