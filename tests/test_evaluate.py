"""Scoring: the figures agree with the reference scorer, mean what they say, and bad forms are named."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from mapper.cli import main
from mapper.evaluate import folding, incidents, intervals, read_folder, score
from mapper.taxonomy import event_types

Form = dict[str, Any]
TEXT = "Shells fell on Northtown at dawn. The army denies it. Two died in Southtown, the mayor said."


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["score", *map(str, arguments)])


def write(folder: Path, **files: object) -> Path:
    """A folder of forms, each for ``<name>.txt``; "incidents" is the list across documents."""
    folder.mkdir(exist_ok=True)
    for name, form in files.items():
        path = folder / ("incidents.json" if name == "incidents" else f"{name}.txt.json")
        path.write_text(form if isinstance(form, str) else json.dumps(form), encoding="utf-8")
    return folder


def toponym(surface: str, **changes: object) -> Form:
    start = TEXT.index(surface)
    span = {"start": start, "end": start + len(surface), "surface": surface}
    named = {"canonical": surface, "kind": "settlement", "use": "literal", "event_site": True}
    return {**span, **named, "lat": 40.0, "lon": 46.0, "radius_km": 3, **changes}


def claim(id_: str, words: str, **changes: object) -> Form:
    start = TEXT.index(words)
    span = {"id": id_, "start": start, "end": start + len(words), "quote": words}
    said = {"event_type": "shelling", "stance": "asserts", "claimant_side": "outlet", "actor_side": "ARM"}
    return {
        **span,
        **said,
        "places": ["Northtown"],
        "date_from": "2020-10-04",
        "date_to": "2020-10-04",
        **changes,
    }


def form(**changes: object) -> Form:
    """A small annotation in the form."""
    return {
        "doc": "a.txt",
        "toponyms": [toponym("Northtown"), toponym("Southtown", lat=40.4)],
        "claims": [
            claim("c1", "Shells fell on Northtown at dawn"),
            claim("c2", "The army denies it", stance="denies", claimant_side="ARM"),
            claim(
                "c3",
                "Two died in Southtown",
                event_type="casualties_reported",
                killed=2,
                places=["Southtown"],
            ),
        ],
        "incidents": [{"id": "i1", "claims": ["c1", "c2"]}, {"id": "i2", "claims": ["c3"]}],
        **changes,
    }


# --- agreement with the reference scorer


def theirs(gold: Path, pred: Path, scorer: Path, out: Path) -> Form:
    command = [sys.executable, scorer, pred, "--gold", gold, "--json", out]
    subprocess.run(command, check=True, capture_output=True)
    figures: Form = json.loads(out.read_text())["all"]
    return figures


def assert_agrees(gold: Path, pred: Path, scorer: Path, folder: Path) -> None:
    out = folder / "ours.json"
    result = run(pred, gold, "--json", out)
    assert result.exit_code == 0, result.stderr
    ours = json.loads(out.read_text())["all"]
    reference = theirs(gold, pred, scorer, folder / "theirs.json")
    assert {name: _shared(ours[name], value) for name, value in reference.items()} == reference


def _shared(ours: Any, reference: Any) -> Any:
    """Our value, with only the keys that the reference has; km may differ in the last place."""
    if isinstance(reference, dict) and isinstance(ours, dict):
        return {key: _shared(ours[key], value) for key, value in reference.items()}
    if isinstance(reference, float) and isinstance(ours, float) and abs(ours - reference) < 1e-9:
        return reference
    return ours


def _move(value: Form, drawn: random.Random) -> None:
    step = drawn.randrange(-30, 31)
    value["start"] = max(0, value["start"] + step)
    value["end"] = max(value["start"] + 1, value["end"] + step + drawn.randrange(-10, 11))


def _spoil_toponym(value: Form, drawn: random.Random) -> None:
    change = drawn.choice(["move", "far", "unplaced", "use", "site", "name", "none", "none"])
    if change == "move":
        _move(value, drawn)
    elif change == "far":
        value["lat"] += drawn.choice([0.05, 0.2, 1.0, 3.0])
    elif change == "unplaced":
        value["lat"] = value["lon"] = None
    elif change == "use":
        value["use"] = drawn.choice(["literal", "associative"])
    elif change == "site":
        value["event_site"] = not value["event_site"]
    elif change == "name":
        value["canonical"] = drawn.choice(["Elsewhere", value["canonical"].upper()])


def _spoil_claim(value: Form, drawn: random.Random) -> None:
    changes: dict[str, Callable[[], Form]] = {
        "type": lambda: {"event_type": drawn.choice([*event_types(), "assassination", "made_up"])},
        "stance": lambda: {"stance": drawn.choice(["asserts", "denies", "acknowledges"])},
        "side": lambda: {
            "claimant_side": drawn.choice(["ISR", "FRA", "outlet", "ARM+AZE", "unknown", "other"])
        },
        "actor": lambda: {"actor_side": drawn.choice(["rsf", "ARM with RUS", "ARM and AZE", "", "AZE"])},
        "dates": lambda: {"date_from": drawn.choice([None, "2020-10-11", value.get("date_to")])},
        "end": lambda: {"date_to": None},
        "killed": lambda: {"killed": drawn.choice([None, 1, 2, 43])},
        "places": lambda: {
            "places": [{"canonical": "Ganja", "lat": 40.7, "lon": 46.4}, "Nowhere", "Nowhere"]
        },
        "no places": lambda: {"places": []},
        "also": lambda: {"also": [[value["start"] + 5, value["end"] + 90]]},
    }
    for name in drawn.sample([*changes], drawn.randrange(4)):
        value |= changes[name]()
    if drawn.random() < 0.4:
        _move(value, drawn)


def spoiled(gold: Path, folder: Path, seed: int) -> Path:
    """A copy of the gold with damage of every kind, and now and then a file left out."""
    drawn, folder = random.Random(seed), folder / "spoiled"
    folder.mkdir()
    for path in sorted(gold.glob("*.json")):
        annotation = json.loads(path.read_text(encoding="utf-8"))
        for key, spoil in (("toponyms", _spoil_toponym), ("claims", _spoil_claim)):
            kept = [value for value in annotation[key] if drawn.random() < 0.9]
            # The same again a little off: several found things then want one of the gold's.
            kept += [{**value, "id": f"again {n}"} for n, value in enumerate(kept) if drawn.random() < 0.2]
            for value in kept:
                spoil(value, drawn)
            annotation[key] = drawn.sample(kept, len(kept))
        annotation["incidents"] = []
        if drawn.random() < 0.9:
            (folder / path.name).write_text(json.dumps(annotation), encoding="utf-8")
    return folder


@pytest.mark.parametrize("seed", range(8))
def test_figures_of_damaged_copies_are_those_of_the_reference_scorer(
    gold: Path, tmp_path: Path, seed: int
) -> None:
    assert_agrees(gold, spoiled(gold, tmp_path, seed), gold / "score.py", tmp_path)


@pytest.mark.parametrize("name", [".", "second", "nothing"])
def test_figures_of_annotators_are_those_of_the_reference_scorer(
    gold: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / "nothing").mkdir()
    pred = gold / name if name != "nothing" else tmp_path / name

    assert_agrees(gold, pred, gold / "score.py", tmp_path)


@pytest.mark.slow
def test_figures_of_our_own_output_are_those_of_the_reference_scorer(
    gold: Path, seeds: Path, tmp_path: Path
) -> None:
    CliRunner().invoke(main, ["annotate", str(seeds), "-o", str(tmp_path / "forms")])

    assert_agrees(gold, tmp_path / "forms", gold / "score.py", tmp_path)


def test_the_gold_agrees_with_itself_in_every_figure(gold: Path) -> None:
    everything = score(read_folder(gold), read_folder(gold)).all
    incidents = everything.incidents

    assert {name for name, mean in everything.claims.fields.items() if mean.value != 1} == set()
    assert (incidents.pairwise.f1, incidents.bcubed.f1, incidents.bcubed_grouping.f1) == (1, 1, 1)


def test_offsets_and_quotes_of_the_gold_fit_its_reports(gold: Path, seeds: Path) -> None:
    assert len(read_folder(gold, texts=seeds).forms) == 5


# --- what the figures say


def scored(tmp_path: Path, pred: Form, gold: Form | None = None) -> Form:
    """The figures of one document."""
    out = tmp_path / "figures.json"
    folders = write(tmp_path / "pred", a=pred), write(tmp_path / "gold", a=gold or form())
    result = run(*folders, "--json", out)
    assert result.exit_code == 0, result.stderr
    figures: Form = json.loads(out.read_text())["all"]
    return figures


def test_incidents_are_scored_end_to_end_and_on_matched_claims(tmp_path: Path) -> None:
    """The denial is not found: its pair is missed, but what was found is grouped rightly."""
    claims = [one for one in form()["claims"] if one["id"] != "c2"]
    alone = [{"id": "i1", "claims": ["c1"]}, {"id": "i2", "claims": ["c3"]}]
    incidents = scored(tmp_path, form(claims=claims, incidents=alone))["incidents"]

    assert (incidents["pairwise"]["R"], incidents["pairwise_on_matched_claims"]["F1"]) == (0, 1)
    # c1 stands alone and should stand with c2: half right; c2 is missed; c3 is right.
    assert incidents["bcubed"]["R"] == pytest.approx((1 / 2 + 0 + 1) / 3)
    assert incidents["bcubed"]["P"] == incidents["bcubed_on_matched_claims"]["F1"] == 1


def test_a_claim_in_no_incident_stands_for_itself(tmp_path: Path) -> None:
    without = scored(tmp_path, form(incidents=[{"id": "i1", "claims": ["c1", "c2"]}]))

    assert without["incidents"]["bcubed"]["F1"] == 1


def test_sides_that_the_form_does_not_name_are_told_apart_as_written(tmp_path: Path) -> None:
    claims = [claim("c1", "Shells fell", claimant_side="ISR", actor_side="ISR+USA")]
    pred = [claim("c1", "Shells fell", claimant_side="hamas", actor_side="USA and ISR")]
    judged = scored(tmp_path, form(claims=pred, incidents=[]), form(claims=claims, incidents=[]))[
        "on_matched_claims"
    ]

    assert (judged["claimant_side"]["mean"], judged["claimant_side_as_written"]["mean"]) == (1, 0)
    assert judged["actor_parties_as_written"]["mean"] == 1


def test_claims_known_by_ids_alone_are_matched_by_them(tmp_path: Path) -> None:
    bare = {"claims": [{"id": "c1"}, {"id": "c2"}, {"id": "c3"}], "incidents": form()["incidents"][:1]}

    assert scored(tmp_path, bare)["incidents"]["bcubed"]["F1"] == 1


def two_reports(tmp_path: Path, **more: object) -> Path:
    return write(tmp_path / "gold", a=form(), b=form(doc="b.txt"), **more)


def across(tmp_path: Path, pred: Path, gold: Path) -> Form:
    assert run(pred, gold, "--json", tmp_path / "out.json").exit_code == 0
    incidents: Form = json.loads((tmp_path / "out.json").read_text())["all"]["incidents_across_documents"]
    return incidents


BOTH = [{"id": "x1", "claims": ["a.txt:c1", "a.txt:c2", "b.txt:c1", "b.txt:c2"]}]


def test_incidents_across_reports_are_scored_where_the_gold_lists_them(tmp_path: Path) -> None:
    """Four claims of one event, found as two pairs: two of six pairs, and half of each claim's company."""
    gold = two_reports(tmp_path, incidents=BOTH)
    incidents = across(tmp_path, write(tmp_path / "pred", a=form(), b=form(doc="b.txt")), gold)

    assert "no incidents.json" in run(tmp_path / "pred", gold).stderr
    assert (incidents["pairwise"]["R"], incidents["pairwise"]["P"]) == (pytest.approx(2 / 6), 1)
    assert incidents["bcubed"]["R"] == pytest.approx((4 * 1 / 2 + 2) / 6)


def test_a_list_of_incidents_by_the_golds_ids_is_enough(tmp_path: Path) -> None:
    gold = two_reports(tmp_path, incidents=BOTH)
    alone = [{"id": "i", "claims": ["a.txt:c3"]}, {"id": "j", "claims": ["b.txt:c3"]}]
    pred = write(tmp_path / "pred", incidents=[*BOTH, *alone])

    assert across(tmp_path, pred, gold)["bcubed"]["F1"] == 1
    assert run(pred, gold).stderr == ""


def test_of_many_listed_incidents_those_within_are_found_at_once() -> None:
    """Each incident was held against each of the list: for as many as these, a thousand million times."""
    wide = [frozenset({f"a:{number}", f"b:{number}"}) for number in range(30_000)]
    alone = [frozenset({f"b:{number}"}) for number in range(30_001)]
    start = time.process_time()

    assert incidents.across([alone], wide) == [*wide, frozenset({"b:30000"})]
    assert time.process_time() - start < 5


# --- what is said and what goes wrong


def test_a_missing_report_counts_as_nothing_found_and_is_named(tmp_path: Path) -> None:
    result = run(
        write(tmp_path / "pred", a=form(), z=form()), two_reports(tmp_path), "--json", tmp_path / "out.json"
    )

    assert result.exit_code == 0
    assert "b.txt.json is missing" in result.stderr
    assert "gold lacks them: z.txt" in result.stderr
    assert json.loads((tmp_path / "out.json").read_text())["all"]["claims"]["R"] == 1 / 2


def test_an_event_type_that_nobody_knows_is_named(tmp_path: Path) -> None:
    claims = [claim("c1", "Shells fell", event_type="shelingg")]
    folder = write(tmp_path / "pred", a=form(claims=claims, incidents=[]))

    assert "shelingg" in run(folder, write(tmp_path / "gold", a=form())).stderr


def without(key: str) -> Form:
    claims = form()["claims"]
    del claims[1][key]
    return form(claims=claims)


FAULTS = {
    "not JSON": ('{"claims": [}', ["line 1, column 13", "JSON"]),
    "no annotation": ({"all": {}, "documents": {}}, ["neither toponyms nor claims"]),
    "a list": ([], ["[] is not an object"]),
    "claims no list": (form(claims={}), ["claims", "is not a list"]),
    "no end": (without("end"), ["claims[1] (c2)", "offsets"]),
    "turned span": (form(claims=[claim("c1", "Shells", start=9, end=4)]), ["claims[0] (c1)", "from 9 to 4"]),
    "no day": (
        form(claims=[claim("c1", "Shells", date_from="2020-13-45")]),
        ["c1", "date_from", "2020-13-45"],
    ),
    "a week": (form(claims=[claim("c1", "Shells", date_to="2020-W42-1")]), ["c1", "date_to", "2020-W42-1"]),
    "dead in words": (form(claims=[claim("c1", "Shells", killed="two")]), ["c1", "killed", "'two'"]),
    "two of one id": (form(claims=[claim("c1", "Shells"), claim("c1", "fell")]), ["two claims", "'c1'"]),
    "unknown member": (form(incidents=[{"id": "i9", "claims": ["c8"]}]), ["incidents[0] (i9)", "'c8'"]),
    "off the map": (
        form(toponyms=[toponym("Northtown", lat=95)]),
        ["toponyms[0] (Northtown)", "lat", "-90..90"],
    ),
    "text for a number": (form(toponyms=[toponym("Northtown", lon="46")]), ["(Northtown).lon", "'46'"]),
    "a flag in words": (form(toponyms=[toponym("Northtown", event_site="yes")]), ["event_site", "'yes'"]),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("side", ["pred", "gold"])
def test_a_form_that_is_wrong_is_named_with_file_and_place(fault: str, side: str, tmp_path: Path) -> None:
    wrong, said = FAULTS[fault]
    forms = {"pred": form(), "gold": form()} | {side: wrong}
    result = run(*(write(tmp_path / name, a=content) for name, content in forms.items()))

    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    for words in (str(tmp_path / side / "a.txt.json"), *said):
        assert words in result.stderr


@pytest.mark.parametrize(
    ("listed", "said"),
    [
        ([{"id": "x", "claims": ["a.txt:c9"]}], "a.txt.json has no claim 'c9'"),
        ([{"id": "x", "claims": ["c1"]}], "'c1' is not written as <document>:<claim id>"),
        ([{"id": "x", "claims": ["z.txt:c1"]}], "there is no z.txt.json"),
        ([{"id": "x", "claims": "a.txt:c1"}], "is not a list"),
    ],
)
def test_a_list_across_reports_that_is_wrong_is_named(listed: object, said: str, tmp_path: Path) -> None:
    result = run(write(tmp_path / "pred", a=form()), write(tmp_path / "gold", a=form(), incidents=listed))

    assert result.exit_code == 1
    assert "incidents.json, incidents[0] (x).claims" in result.stderr
    assert said in result.stderr


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"claims": [claim("c1", "Shells", end=999, quote=None)], "incidents": []}, "beyond the end"),
        ({"claims": [claim("c1", "Shells", also=[[0, 999]])], "incidents": []}, "beyond the end"),
        ({"claims": [claim("c1", "Shells", quote="shells")], "incidents": []}, "'Shells'"),
        ({"toponyms": [toponym("Northtown", start=16)]}, "'orthtown'"),
        ({"doc": "gone.txt"}, "gone.txt cannot be read"),
    ],
)
def test_with_the_reports_offsets_and_quotes_are_checked(changed: Form, said: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    gold = write(tmp_path / "gold", a=form())
    wrong = write(tmp_path / "pred", a=form(**changed))

    assert run(gold, gold, "--reports", tmp_path).exit_code == 0
    result = run(wrong, gold, "--reports", tmp_path)
    assert (result.exit_code, said in result.stderr) == (1, True)
    assert str(wrong / "a.txt.json") in result.stderr


def test_folders_that_are_none_or_empty_are_named(tmp_path: Path) -> None:
    gold, empty = write(tmp_path / "gold", a=form()), write(tmp_path / "empty")

    assert "no folder" in run(tmp_path / "nowhere", gold).stderr
    assert "no annotation file" in run(gold, empty).stderr


def test_what_a_killed_run_left_half_written_is_no_form(tmp_path: Path) -> None:
    pred, gold = write(tmp_path / "pred", a=form()), write(tmp_path / "gold", a=form())
    (pred / ".b.txt.json").write_text('{"claims": [', encoding="utf-8")

    assert run(pred, gold).exit_code == 0


def test_an_unwritable_output_is_named_before_the_work(tmp_path: Path) -> None:
    result = run(tmp_path / "nowhere", tmp_path / "nowhere", "--json", tmp_path / "gone" / "out.json")

    assert result.exit_code == 1
    assert "out.json: cannot be written" in result.stderr


# --- intervals


def test_intervals_are_the_same_for_the_same_seed_and_hold_the_figure(gold: Path, tmp_path: Path) -> None:
    result = score(read_folder(gold / "second"), read_folder(gold))
    documents = list(result.documents.values())
    bounds = intervals(documents, draws=200, seed=1)

    assert bounds == intervals(documents, draws=200, seed=1) != intervals(documents, draws=200, seed=2)
    low, high = bounds["claims.F1"]
    assert low < result.all.claims.found.f1 < high


def test_one_report_has_no_spread(tmp_path: Path) -> None:
    folder = write(tmp_path / "gold", a=form())
    documents = list(score(read_folder(folder), read_folder(folder)).documents.values())

    assert intervals(documents, draws=100, seed=0)["claims.F1"] == [1.0, 1.0]


def test_every_event_type_of_ours_has_its_type_in_the_form() -> None:
    assert [type_ for type_ in event_types() if not folding.is_known(type_)] == []
    forms_own = {folding.form_type(type_) for type_ in event_types()}
    assert {folding.form_type(type_) for type_ in forms_own} == forms_own
