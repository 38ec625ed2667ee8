"""Incidents in the forms of other tools: well-formed, safe to open, and never a claim told as a fact."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from incident_samples import Sample, samples

import mapper.cli.demo
from gazetteer import Gazetteer
from gazetteer.place import Place
from gazetteer.table import read_table
from mapper.cli import main
from mapper.exchange.acled_rows import acled_rows
from mapper.exchange.coded import read_coded
from mapper.exchange.ged_rows import ged_rows, one_location
from mapper.exchange.quoted import ACROSS, quoted
from mapper.exchange.sheet import Sheet, columns
from mapper.exchange.timemap import Timemap, timemap
from mapper.exchange.wording import DATA
from mapper.frames import from_frame
from mapper.frames.cells import plain
from mapper.merge import merge
from mapper.records import Casualties, Claim, Coded, Count, Evidence, Incident, Location
from mapper.writers import load
from mapper.writers.folder import write_folder
from mapper.writers.rows import write_rows

CASES = Path(__file__).parent / "cases"
EXAMPLES = mapper.cli.demo.EXAMPLES
GANJA = Location(place_id="karabakh:ganja", name="Ganja", lat=40.68, lon=46.36, radius_km=6)
TARTAR = Location(place_id="karabakh:tartar", name="Tartar", lat=40.34, lon=46.93, radius_km=4)
BARDA = Location(place_id="karabakh:barda", name="Barda", lat=40.37, lon=47.13, radius_km=4)
OCTOBER = date(2020, 10, 10)
OWN_ACLED = CASES / "out_acled_rows.csv"
"""Rows of our own in the form of ACLED's export; events and sources are made up."""


def claim(name: str, *, stance: str = "asserts", **more: Any) -> Claim:
    common = {"report_id": f"r-{name}", "start": 0, "end": 5, "event_type": "shelling", "actor_side": "ARM"}
    days = {"date_from": OCTOBER, "date_to": OCTOBER}
    told = {"claimant": f"Speaker {name}", "claimant_side": "AZE", "locations": (GANJA,)}
    return Claim(id=name, stance=stance, **{**common, **days, **told, **more})  # type: ignore[arg-type]


def incident(*claims: Claim, **more: Any) -> Incident:
    told = [c.killed for c in claims if c.killed]
    killed = [count.low for count in told]
    common = {
        "id": "i1",
        "event_type": claims[0].event_type,
        "title": "Shelling: Ganja",
        "status": "one-sided",
        "locations": claims[0].locations,
        "date_from": claims[0].date_from,
        "date_to": claims[0].date_to,
        "killed": Casualties(low=min(killed), best=min(killed), high=max(killed)) if killed else None,
        "outlets": ("Example Agency",),
    }
    return Incident(claims=claims, **{**common, **more})


def words(*incidents: Incident) -> dict[str, Evidence]:
    return {
        c.id: Evidence(
            quote=f"word{c.id}", outlet="Example Agency", published=date(2020, 10, 12), path=f"{c.id}.txt"
        )
        for found in incidents
        for c in found.claims
    }


def run(*arguments: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@pytest.fixture
def ged_sample(seeds: Path) -> Path:
    """Real rows of UCDP GED, beside the reference reports."""
    return seeds.parent / "facts" / "ucdp_ged_sample.csv"


# What came from a data set goes out as it came.


def test_real_ucdp_rows_come_out_of_a_table_unchanged(tmp_path: Path, ged_sample: Path) -> None:
    lines = run("import", ged_sample).stdout
    run("export", "-", "-o", tmp_path / "t.parquet", stdin=lines)
    result = run("export", tmp_path / "t.parquet", "--to", "ged", "-o", tmp_path / "out.csv")
    given, out = rows_of(ged_sample), rows_of(tmp_path / "out.csv")

    assert result.exit_code == 0
    assert len(given) == len(out) == 1500
    assert {row["id"]: row for row in given} == {
        row["id"]: {name: row[name] for name in given[0]} for row in out
    }
    assert list(out[0]) == list(columns("ged"))


def test_acled_rows_come_out_of_a_table_unchanged(tmp_path: Path) -> None:
    run("export", "-", "-o", tmp_path / "t.csv", stdin=run("import", OWN_ACLED).stdout)
    result = run("export", tmp_path / "t.csv", "--to", "acled", "-o", tmp_path / "out.csv")
    given, out = rows_of(OWN_ACLED), rows_of(tmp_path / "out.csv")

    assert result.exit_code == 0
    assert len(given) == 2
    assert {r["event_id_cnty"]: r for r in given} == {
        r["event_id_cnty"]: {name: plain(cell) if cell[:2] == "'=" else cell for name, cell in r.items()}
        for r in out
    }


def test_a_column_that_was_renamed_goes_out_under_its_new_name_and_unknown_ones_stay() -> None:
    old = Coded(dataset="ucdp-ged", row_id="7", fields=(("id", "7"), ("best_est", "4"), ("mine", "x")))
    sheet = ged_rows([incident(claim("a", coded=old))], {})

    assert sheet.rows == ({"id": "7", "best": "4", "mine": "x"},)
    assert sheet.columns == (*columns("ged"), "mine")


def test_a_row_that_stands_in_two_incidents_goes_out_once() -> None:
    row = Coded(dataset="acled", row_id="7", fields=(("event_id_cnty", "7"),))
    coded = claim("a", coded=row)
    sheet = acled_rows([incident(coded), incident(coded, claim("b"), id="i2")], {})

    assert sheet.rows == ({"event_id_cnty": "7"},)


def test_a_ucdp_row_in_the_form_of_acled_keeps_sides_country_days_and_deaths(ged_sample: Path) -> None:
    told = [next(read_coded([ged_sample]))]
    (row,) = acled_rows(merge(c for c, _ in told), {c.id: e for c, e in told}).rows

    assert (row["actor1"], row["inter1"], row["actor2"]) == (
        "Government of Syria",
        "State forces",
        "Syrian insurgents",
    )
    assert (row["country"], row["iso"]) == ("Syria", "760")
    assert (row["event_date"], row["time_precision"], row["geo_precision"]) == ("2016-01-01", "1", "1")
    assert (row["latitude"], row["longitude"], row["fatalities"]) == ("34.802462", "36.707602", "4")


# Precision, deaths and places by the code books.


@pytest.mark.parametrize(
    "case", list(read_table(CASES / "out_precision.csv", required=["why"])), ids=lambda case: case.text("why")
)
def test_precision_goes_out_in_the_codes_of_the_code_books(case: Any) -> None:
    place = replace(
        GANJA,
        level=case.text("level"),
        relation=case.text("relation"),
        radius_km=float(case.text("radius_km")),
    )
    last = OCTOBER + timedelta(days=int(case.text("days")) - 1)
    found = incident(claim("a", killed=Count(low=1, high=1)), locations=(place,), date_to=last)
    (ged,), (acled,) = ged_rows([found], {}).rows, acled_rows([found], {}).rows

    assert (ged["where_prec"], ged["date_prec"]) == (case.text("where_prec"), case.text("date_prec"))
    assert (acled["geo_precision"], acled["time_precision"]) == (
        case.text("geo_precision"),
        case.text("time_precision"),
    )


def test_an_incident_of_several_places_is_as_many_acled_rows_and_its_deaths_add_up() -> None:
    found = incident(claim("a", killed=Count(low=7, high=9)), locations=(GANJA, TARTAR, BARDA))
    rows = acled_rows([found], {}).rows

    assert [row["fatalities"] for row in rows] == ["3", "2", "2"]
    assert [row["event_id_cnty"] for row in rows] == ["i1-1", "i1-2", "i1-3"]
    assert [row["location"] for row in rows] == ["Ganja", "Tartar", "Barda"]
    assert all("Ganja, Tartar, Barda" in row["notes"] for row in rows)


def test_a_figure_told_of_two_incidents_together_is_not_counted_twice() -> None:
    both = claim("a", locations=(GANJA, TARTAR), killed=Count(low=5, high=5))
    own = claim("c", locations=(BARDA,), killed=Count(low=2, high=2))
    split = [
        incident(both, locations=(GANJA,)),
        incident(both, locations=(TARTAR,), id="i2"),
        incident(own, id="i3"),
    ]
    acled, ged = acled_rows(split, {}), ged_rows(split, {})

    assert [row["fatalities"] for row in acled.rows] == ["3", "2", "2"]
    assert [row["best"] for row in ged.rows] == ["3", "2", "2"]
    assert ["divided" in row["notes"] for row in ged.rows] == [True, True, False]


@pytest.mark.parametrize(
    ("count", "says"),
    [
        (Count(low=3, high=3), "“worda” (killed: 3)."),
        (Count(low=3, high=5), "(killed: 3 to 5)"),
        (Count(low=3, high=None), "(killed: at least 3)"),
    ],
)
def test_a_figure_stands_beside_the_voice_that_tells_it(count: Count, says: str) -> None:
    found = incident(claim("a", killed=count), claim("b"))
    (row,) = acled_rows([found], words(found)).rows

    assert says in row["notes"]
    assert "“wordb”." in row["notes"]


def test_where_the_figures_differ_acled_takes_the_lowest_and_ged_all_three() -> None:
    found = incident(claim("a"), killed=Casualties(low=2, best=3, high=9))

    assert acled_rows([found], {}).rows[0]["fatalities"] == "2"
    ged = ged_rows([found], {}).rows[0]
    assert (ged["low"], ged["best"], ged["high"]) == ("2", "3", "9")
    assert "2 to 9" in ged["notes"]


@pytest.mark.parametrize(("casualties", "civilians"), [("civilian", "3"), ("military", "0"), (None, "0")])
def test_deaths_by_group_add_up_to_the_best_figure(casualties: Any, civilians: str) -> None:
    (row,) = ged_rows([incident(claim("a", killed=Count(low=3, high=3), casualty_class=casualties))], {}).rows

    assert row["deaths_civilians"] == civilians
    groups = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
    assert sum(int(row[name]) for name in groups) == int(row["best"])


def test_places_near_each_other_are_one_near_point_and_far_ones_a_vague_area() -> None:
    quarter = replace(GANJA, place_id="x", name="Ganja north", lat=40.72)
    near = ged_rows([incident(claim("a", killed=Count(low=1, high=1)), locations=(GANJA, quarter))], {}).rows[
        0
    ]
    far = ged_rows([incident(claim("a", killed=Count(low=1, high=1)), locations=(GANJA, BARDA))], {}).rows[0]

    assert (near["where_prec"], far["where_prec"]) == ("2", "5")
    assert float(near["latitude"]) == pytest.approx(40.70, abs=0.001)
    assert far["where_coordinates"] == "Ganja; Barda"


def test_the_middle_of_places_on_both_sides_of_the_date_line_is_on_it() -> None:
    west, east = replace(GANJA, lat=0.0, lon=179.0), replace(GANJA, lat=0.0, lon=-179.0)

    assert abs(one_location([west, east]).lon) == pytest.approx(180)
    assert one_location([west, replace(west, lon=-1.0)]).lon in (179.0, -1.0)


def test_the_country_is_the_gazetteers_and_empty_where_it_is_disputed() -> None:
    point: dict[str, Any] = {
        "level": "settlement",
        "kind": "city",
        "lat": 40.0,
        "lon": 46.0,
        "radius_km": 5.0,
    }
    places = Gazetteer.of(
        [
            Place(id=GANJA.place_id, name="Ganja", country="AZ", **point),
            Place(id=TARTAR.place_id, name="Tartar", country="AZ", **point),
            Place(id=BARDA.place_id, name="Barda", **point),
        ]
    )

    def told(*locations: Location) -> tuple[str, str]:
        found = incident(claim("a", killed=Count(low=1, high=1)), locations=locations)
        return (
            acled_rows([found], {}, find=places.place).rows[0]["iso"],
            ged_rows([found], {}, find=places.place).rows[0]["country"],
        )

    assert told(GANJA, TARTAR) == ("31", "Azerbaijan")
    assert told(BARDA) == ("", "")
    assert told(GANJA, BARDA)[1] == ""


@pytest.mark.parametrize(("form", "rows"), [("acled", acled_rows), ("ged", ged_rows)])
def test_a_full_incident_fills_the_columns_that_the_table_of_columns_says(form: str, rows: Any) -> None:
    point: dict[str, Any] = {
        "level": "settlement",
        "kind": "city",
        "lat": 40.0,
        "lon": 46.0,
        "radius_km": 5.0,
    }
    find = Gazetteer.of([Place(id=GANJA.place_id, name="Ganja", country="AZ", **point)]).place
    killed, fight = Count(low=3, high=3), {"event_type": "armed_clash", "target_class": "civilian"}
    found = incident(claim("a", killed=killed, **fight), claim("b", actor_side="AZE", **fight))
    sheet = rows([found], words(found), find=find)
    meanings = read_table(DATA / f"out_{form}.csv", required=["column", "meaning"])
    told = {row.text("column") for row in meanings if row.text("meaning") != "empty"}

    assert sheet.columns == columns(form)
    assert {name for name, cell in sheet.rows[0].items() if cell} == told


# Whose word it is.


def test_notes_name_the_speaker_of_every_claim_and_what_he_does_with_it() -> None:
    found = incident(
        claim("a", claimant="Ministry of Defence"),
        claim("b", stance="denies", claimant="Army spokesman", claimant_side="ARM"),
        claim("c", stance="acknowledges", claimant="Governor", claimant_side="other"),
        claim("d", claimant="", claimant_side="outlet"),
        status="contested",
    )
    (row,) = acled_rows([found], words(found)).rows

    assert (
        "Asserted by Ministry of Defence (Azerbaijan) in Example Agency of 2020-10-12: “worda”."
        in row["notes"]
    )
    assert "Denied by Army spokesman (Armenia)" in row["notes"]
    assert "Admitted by Governor in" in row["notes"]
    assert "Asserted by the outlet itself" in row["notes"]
    assert row["tags"] == "status=contested"
    assert row["source"] == "Example Agency"


@pytest.mark.parametrize(
    ("claims", "more", "reason"),
    [
        ([claim("a", stance="denies", killed=Count(low=1, high=1))], {}, "nobody is known to assert it"),
        ([claim("a", cumulative=True, killed=Count(low=1, high=1))], {}, "running total"),
        ([claim("a", killed=Count(low=1, high=1))], {"date_from": None, "date_to": None}, "no date"),
        ([claim("a", killed=Count(low=1, high=1))], {"locations": ()}, "no place"),
    ],
)
def test_what_no_data_set_of_events_can_hold_is_left_out_and_counted(
    claims: list[Claim], more: dict[str, Any], reason: str
) -> None:
    found = [incident(*claims, **more), incident(claim("z", killed=Count(low=1, high=1)), id="i2")]
    for sheet in (acled_rows(found, {}), ged_rows(found, {})):
        (told,) = sheet.left_out.items()

        assert reason in told[0]
        assert told[1] == 1
        assert len(sheet.rows) == 1


@pytest.mark.parametrize(
    ("more", "reason", "deaths"),
    [
        ({}, "no claim tells of deaths", "0"),
        ({"killed": Count(low=2, high=2), "actor_side": ""}, "no claim names who did it", "2"),
        (
            {"killed": Count(low=2, high=2), "actor_side": "hezbollah"},
            "one side is named that is no state and not whom it fought",
            "2",
        ),
    ],
)
def test_ged_asks_for_deaths_and_a_doer_and_acled_for_neither(
    more: dict[str, Any], reason: str, deaths: str
) -> None:
    found = [incident(claim("a", **more))]
    ged = ged_rows(found, {})

    assert (ged.rows, ged.left_out) == ((), {reason: 1})
    assert acled_rows(found, {}).rows[0]["fatalities"] == deaths


def test_what_goes_out_in_a_form_can_be_read_in_that_form(tmp_path: Path) -> None:
    found = [
        incident(claim("a", killed=Count(low=2, high=4)), killed=Casualties(low=2, best=3, high=4)),
        incident(claim("b", actor_side="AZE", killed=Count(low=1, high=1)), id="i2"),
        incident(claim("c", killed=Count(low=5, high=5)), id="i3", locations=(GANJA, BARDA)),
    ]
    for name, rows, ids in (("acled", acled_rows, "i1 i2 i3-1 i3-2"), ("ged", ged_rows, "i1 i2 i3")):
        sheet = rows(found, words(*found))
        write_rows(tmp_path / f"{name}.csv", sheet.columns, sheet.rows)
        told = [read for read, _ in read_coded([tmp_path / f"{name}.csv"])]

        assert [read.coded.row_id for read in told if read.coded] == ids.split()
        assert {(read.date_from, read.date_to) for read in told} == {(OCTOBER, OCTOBER)}
        assert sum(read.killed.low for read in told if read.killed) == 8
        assert told[0].locations[0].lat == GANJA.lat


def test_a_second_side_is_a_party_to_a_fight_and_elsewhere_only_a_second_accusation() -> None:
    accusing = (claim("a"), claim("b"), claim("c", actor_side="AZE"))
    (strike,) = acled_rows([incident(*accusing)], {}).rows
    (clash,) = acled_rows([incident(*accusing, event_type="armed_clash")], {}).rows

    assert (strike["actor1"], strike.get("actor2", "")) == ("Armenia", "")
    assert (clash["actor1"], clash["actor2"], clash["interaction"]) == (
        "Armenia",
        "Azerbaijan",
        "State forces-State forces",
    )


def test_a_coded_row_that_names_nobody_hides_no_side_that_reports_name() -> None:
    row = Coded(dataset="plain", row_id="7", fields=(("event_type", "shelling"),))
    deaths = Count(low=3, high=3)
    found = incident(claim("x", coded=row, actor_side=""), *(claim(name, killed=deaths) for name in "abc"))
    (acled,), (ged,) = acled_rows([found], {}).rows, ged_rows([found], {}).rows

    assert (acled["actor1"], acled["inter1"]) == ("Armenia", "State forces")
    assert (ged["side_a"], ged["type_of_violence"]) == ("Armenia", "1")


def test_a_thing_that_was_struck_is_no_side(tmp_path: Path) -> None:
    fields = (("actor", "Military Forces of Armenia"), ("target", "a market"))
    own = incident(claim("a", coded=Coded(dataset="plain", row_id="7", fields=fields)))
    (row,) = acled_rows([own], {}).rows

    assert (row["actor1"], row.get("actor2", "")) == ("Military Forces of Armenia", "")


def test_the_columns_that_a_user_named_are_found_again(tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_text(
        "type,day,y,x,who,land\nshelling,2020-10-10,40.68,46.36,Armenia,Azerbaijan\n", encoding="utf-8"
    )
    names = {"event_type": "type", "date": "day", "actor": "who", "country": "land"}
    told = list(read_coded([tmp_path / "m.csv"], columns=names))
    (row,) = acled_rows(merge(c for c, _ in told), {}).rows

    assert (row["actor1"], row["country"], row["iso"]) == ("Armenia", "Azerbaijan", "31")


def test_an_acled_row_of_other_column_names_goes_out_under_acleds(tmp_path: Path) -> None:
    given = rows_of(OWN_ACLED)
    with (tmp_path / "mine.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow("dead" if name == "fatalities" else name for name in given[0])
        writer.writerows(row.values() for row in given)
    told = list(read_coded([tmp_path / "mine.csv"], dataset="acled", columns={"killed": "dead"}))
    sheet = acled_rows(merge(c for c, _ in told), {})

    assert sheet.columns == columns("acled")
    assert sorted(row["fatalities"] for row in sheet.rows) == sorted(row["fatalities"] for row in given)


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("Democratic Republic of Congo", "180"),
        ("DR Congo (Zaire)", "180"),
        ("Bosnia-Herzegovina", "70"),
        ("Russia (Soviet Union)", "643"),
        ("Palestine", "275"),
        ("Yemen (North Yemen)", "887"),
        ("Czech Republic", "203"),
        ("Syria", "760"),
        ("Atlantis", ""),
    ],
)
def test_a_country_of_coded_rows_has_its_number_under_every_name(name: str, number: str) -> None:
    row = Coded(dataset="ucdp-ged", row_id="7", fields=(("country", name),))
    (told,) = acled_rows([incident(claim("a", coded=row))], {}).rows

    assert (told["country"], told["iso"]) == (name.partition(" (")[0], number)


@pytest.mark.parametrize(
    ("names", "number"), [(("Yemen", "Yemen (North Yemen)", ""), "887"), (("Yemen", "Oman"), "")]
)
def test_two_names_of_a_country_are_one_country(names: tuple[str, ...], number: str) -> None:
    rows = [Coded(dataset="plain", row_id=name, fields=(("country", name),)) for name in names]
    found = incident(*(claim(f"c{at}", coded=row) for at, row in enumerate(rows)))

    assert acled_rows([found], {}).rows[0]["iso"] == number


def test_the_order_of_a_table_does_not_change_how_a_figure_is_divided() -> None:
    both = claim("a", locations=(GANJA, TARTAR), killed=Count(low=7, high=7))
    split = [incident(both, locations=(GANJA,)), incident(both, locations=(TARTAR,), id="i2")]
    for rows, column in ((acled_rows, "fatalities"), (ged_rows, "best")):
        for order in (split, split[::-1]):
            ids = [one.id for one in order]
            figures = [row[column] for row in rows(order, {}).rows]
            assert dict(zip(ids, figures, strict=True)) == {"i1": "4", "i2": "3"}


def test_a_figure_is_divided_between_the_incidents_that_are_given() -> None:
    both = claim("a", locations=(GANJA, TARTAR), killed=Count(low=7, high=7))
    alone = incident(both, locations=(TARTAR,), id="i2")

    assert [row["best"] for row in ged_rows([alone], {}).rows] == ["7"]


@pytest.mark.parametrize(
    ("counts", "high"),
    [
        ([Count(low=7, high=None)], ""),
        ([Count(low=7, high=None), Count(low=5, high=5)], ""),
        ([Count(low=7, high=None), Count(low=7, high=7)], "7"),
        ([Count(low=7, high=None), Count(low=3, high=12)], "12"),
    ],
)
def test_at_least_is_no_highest_figure_of_ged(tmp_path: Path, counts: list[Count], high: str) -> None:
    claims = [claim(f"c{at}", killed=count) for at, count in enumerate(counts)]
    sheet = ged_rows(found := list(merge(claims)), words(*found))
    write_rows(tmp_path / "g.csv", sheet.columns, sheet.rows)
    (read,) = (told for told, _ in read_coded([tmp_path / "g.csv"]))

    assert [row["high"] for row in sheet.rows] == [high]
    assert "at least 7" in sheet.rows[0]["notes"]
    assert ("nobody says how many at most" in sheet.rows[0]["notes"]) == (not high)
    assert read.killed is not None
    assert read.killed.high == (int(high) if high else None)


# Any incidents at all.


@given(samples())
def test_every_form_takes_any_incidents_and_the_same_gives_the_same(sample: Sample) -> None:
    for rows in (acled_rows, ged_rows):
        sheet = rows(sample.incidents, sample.evidence)

        assert sheet == rows(sample.incidents, sample.evidence)
        assert {name for row in sheet.rows for name in row} <= set(sheet.columns)
        check_deaths(sheet)
    made = timemap(sample.incidents, sample.evidence)
    assert [{**event, "sources": set(event["sources"])} for event in made.events] == [
        {**event, "sources": set(event["sources"])}
        for event in timemap(sample.incidents, dict(reversed(sample.evidence.items()))).events
    ]
    check_timemap(json.loads(json.dumps(made.files())))


def check_deaths(sheet: Sheet) -> None:
    """Figures that a form derives are whole numbers in order; coded rows keep what they came with."""
    for row in sheet.rows:
        if "notes" in row and {"low", "best", "high", "deaths_a", "deaths_unknown"} <= set(row):
            assert 0 <= int(row["low"]) <= int(row["best"])
            assert not row["high"] or int(row["best"]) <= int(row["high"])


@settings(max_examples=60)
@given(sample=samples())
def test_sheets_are_csv_that_no_spreadsheet_runs_and_that_comes_back_whole(
    sample: Sample, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("sheet")
    sheet = acled_rows(sample.incidents, sample.evidence)
    for name in ("a.csv", "b.csv"):
        write_rows(folder / name, sheet.columns, sheet.rows)
    with (folder / "a.csv").open(encoding="utf-8", newline="") as file:
        header, *cells = csv.reader(file, strict=True)

    assert (folder / "a.csv").read_bytes() == (folder / "b.csv").read_bytes()
    assert [plain(name) for name in header] == list(sheet.columns)
    assert [[plain(cell) for cell in row] for row in cells] == [
        [row.get(name, "") for name in sheet.columns] for row in sheet.rows
    ]
    for cell in (cell for row in [header, *cells] for cell in row):
        assert not cell.lstrip().startswith(("=", "+", "-", "@")) or is_number(cell)


def is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


# timemap.


def rules(record: str) -> Mapping[str, Any]:
    rows = read_table(CASES / "timemap_fields.csv", required=["record", "field", "kind"])
    return {row.text("field"): row for row in rows if row.text("record") == record}


def faults(record: str, found: Mapping[str, Any]) -> Iterator[str]:
    known = rules(record)
    yield from (f"{name} is no key of timemap" for name in found if name not in known)
    for name, rule in known.items():
        if name not in found:
            if rule.text("needed"):
                yield f"{name} is missing"
            continue
        value = found[name]
        texts = value if rule.text("kind") == "strings" else [value]
        if not isinstance(texts, list) or not all(isinstance(part, str) for part in texts):
            yield f"{name} is {value!r}"
        elif rule.text("filled") and not value:
            yield f"{name} is empty"


def check_timemap(files: Mapping[str, Any]) -> None:
    events, sources, associations = (files[f"{name}.json"] for name in ("events", "sources", "associations"))
    records = [("event", events), ("source", sources.values()), ("association", associations)]
    assert [fault for record, found in records for one in found for fault in faults(record, one)] == []
    known = {association["id"] for association in associations}
    assert len(known) == len(associations)
    assert all(name == source["id"] for name, source in sources.items())
    for event in events:
        assert set(event["sources"]) <= set(sources)
        assert set(event["associations"]) <= known
        assert bool(event["latitude"]) == bool(event["longitude"])
    assert {association["mode"] for association in associations} <= {"CATEGORY", "FILTER", "NARRATIVE"}


def test_the_rules_of_timemap_find_faults() -> None:
    bad = {"id": "", "description": "d", "latitude": 40.1, "associations": [1], "colours": "red"}

    assert set(faults("event", bad)) == {
        "id is empty",
        "latitude is 40.1",
        "associations is [1]",
        "colours is no key of timemap",
        "sources is missing",
    }


def test_timemap_has_an_event_a_place_a_source_a_report_and_filters_by_voice() -> None:
    found = incident(
        claim("a"),
        claim("b", stance="denies", claimant_side="ARM"),
        locations=(GANJA, TARTAR),
        date_to=date(2020, 10, 12),
        status="contested",
    )
    unplaced = incident(claim("c"), id="i2", locations=())
    undated = incident(claim("d"), id="i3", date_from=None, date_to=None)
    made = timemap([found, unplaced, undated], words(found, unplaced, undated))
    first = made.events[0]

    assert [event["id"] for event in made.events] == ["i1-1", "i1-2", "i2"]
    assert (first["date"], first["time_precision"]) == ("10/10/2020", "2020-10-10/2020-10-12")
    assert datetime.strptime(first["date"], "%m/%d/%Y").date() == OCTOBER
    assert (first["latitude"], first["longitude"], first["location"]) == ("40.68", "46.36", "Ganja")
    assert made.events[2]["latitude"] == ""
    assert set(made.sources) == {"r-a", "r-b", "r-c"}
    assert made.left_out == {"it has no date": 1}
    paths = {tuple(association["filter_paths"]) for association in made.associations}
    assert {("Asserted by", "Azerbaijan"), ("Denied by", "Armenia"), ("Status", "contested")} <= paths
    assert first["description"].startswith("Shelling: Ganja (contested). Asserted by Speaker a (Azerbaijan)")
    assert "Denied by Speaker b (Armenia)" in first["description"]


def test_an_old_set_of_files_stays_whole_where_the_new_one_cannot_be_written(tmp_path: Path) -> None:
    write_folder(tmp_path, {"a.json": 1, "b.json": 1})
    with pytest.raises(TypeError):
        write_folder(tmp_path, {"a.json": 2, "b.json": object()})

    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a.json": "1\n", "b.json": "1\n"}


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("javascript:alert(1)", ""),
        (" javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("", ""),
    ],
)
def test_timemap_links_to_addresses_of_the_web_alone(url: str, expected: str) -> None:
    found = incident(claim("a"))
    told = {name: replace(one, url=url) for name, one in words(found).items()}

    assert [source["url"] for source in timemap([found], told).sources.values()] == [expected]


def test_what_has_only_a_first_or_a_last_day_is_said_to_be_left_out_for_that() -> None:
    first, last = incident(claim("a"), date_to=None), incident(claim("b"), id="i2", date_from=None)

    assert acled_rows([first, last], {}).left_out == {"only its first or its last day is known": 2}
    assert [event["time_precision"] for event in timemap([first], {}).events] == ["2020-10-10/.."]
    assert timemap([last], {}).left_out == {"only its first or its last day is known": 1}


# Annotation.


def test_annotation_of_a_table_has_the_claims_that_the_reports_gave(tmp_path: Path) -> None:
    table = tmp_path / "t.parquet"
    run("build", EXAMPLES, "-o", tmp_path / "m.html", "--data", table)
    result = run("export", table, "--to", "annotation", "-o", tmp_path / "of_table")
    run("annotate", EXAMPLES, "-o", tmp_path / "of_reports")
    given = {path.name: json.loads(path.read_text()) for path in (tmp_path / "of_reports").iterdir()}
    out = {path.name: json.loads(path.read_text()) for path in (tmp_path / "of_table").iterdir()}
    across = out.pop(ACROSS)

    assert result.exit_code == 0
    assert across == given.pop(ACROSS) != []
    claims = {f"{form['doc']}:{told['id']}" for form in out.values() for told in form["claims"]}
    assert {name for found in across for name in found["claims"]} <= claims
    assert set(out) == {name for name, form in given.items() if form["claims"]}
    for name, form in out.items():
        assert form["claims"] == given[name]["claims"]
        assert (form["doc"], form["outlet"], form["published"]) == tuple(
            given[name][key] for key in ("doc", "outlet", "published")
        )
        text = (EXAMPLES / name.removesuffix(".json")).read_bytes().decode()
        spans = {(t["start"], t["end"]) for t in form["toponyms"]}
        quoted_letters = {at for c in form["claims"] for at in range(c["start"], c["end"])}
        sites = {(t["start"], t["end"]) for t in given[name]["toponyms"] if t["event_site"]}
        assert all(text[t["start"] : t["end"]] == t["surface"] for t in form["toponyms"])
        assert all(set(range(*span)) <= quoted_letters for span in spans)
        assert spans & sites
        told = [name for found in form["incidents"] for name in found["claims"]]
        assert set(told) == {c["id"] for c in form["claims"]}


def test_claims_whose_words_are_not_known_stand_in_no_annotation() -> None:
    row = Coded(dataset="acled", row_id="7", fields=(("event_id_cnty", "7"),))
    found = incident(claim("a"), claim("b", coded=row), claim("c"), claim("e", end=99))
    known = {name: told for name, told in words(found).items() if name != "c"}
    made = quoted([found], known)

    assert set(made.files) == {"a.txt.json", ACROSS}
    assert sorted(made.left_out.values()) == [1, 2]


@pytest.mark.parametrize("path", ["../../etc/passwd", "", "..", "/", "a\0b"])
def test_an_annotation_never_leaves_its_folder(path: str) -> None:
    found = incident(claim("a", report_id="../../r"))
    evidence = {name: replace(told, path=path) for name, told in words(found).items()}
    (name,) = set(quoted([found], evidence).files) - {ACROSS}

    assert "/" not in name
    assert "\0" not in name


def test_two_reports_of_one_file_name_are_not_written_over_each_other() -> None:
    found = incident(claim("a"), claim("b"))
    same = {name: replace(told, path="x/report.txt") for name, told in words(found).items()}
    made = quoted([found], same)
    forms = {name: form for name, form in made.files.items() if name != ACROSS}

    assert len(forms) == 2
    assert all(name.startswith("report-") and name.endswith(".txt.json") for name in forms)
    assert {form["claims"][0]["quote"] for form in forms.values()} == {"worda", "wordb"}
    (both,) = made.files[ACROSS]
    assert set(both["claims"]) == {f"{form['doc']}:c1" for form in forms.values()}


def test_a_report_may_have_the_name_of_the_list_of_incidents_or_none() -> None:
    found = incident(claim("a"), claim("b"))
    paths = {"a": "incidents", "b": "-"}
    told = {name: replace(one, path=paths[name]) for name, one in words(found).items()}
    made = quoted([found], told)
    names = set(made.files) - {ACROSS}

    assert "stdin.json" in names
    assert [name.startswith("incidents-") for name in sorted(names)] == [True, False]
    assert len(made.files[ACROSS][0]["claims"]) == 2


def test_words_far_into_a_report_keep_their_place_and_take_no_room_beyond_any_report() -> None:
    far, mad = 9_000_000, 10**15
    found = incident(claim("a", start=far, end=far + 5), claim("b", start=mad, end=mad + 5), claim("c"))
    made = quoted([found], words(found))
    (told,) = made.files["a.txt.json"]["claims"]

    assert (told["start"], told["quote"]) == (far, "worda")
    assert set(made.files) == {"a.txt.json", "c.txt.json", ACROSS}
    assert list(made.left_out.values()) == [1]
    assert "further in its report" in next(iter(made.left_out))


def test_quotes_that_overlap_are_one_text() -> None:
    found = incident(claim("a", start=2, end=7), claim("b", report_id="r-a", start=4, end=9))
    told = {
        name: replace(one, quote=quote, path="a.txt")
        for (name, one), quote in zip(words(found).items(), ("abcde", "cdefg"), strict=True)
    }
    made = quoted([found], told)

    assert [one["quote"] for one in made.files["a.txt.json"]["claims"]] == ["abcde", "cdefg"]


def test_incidents_of_several_reports_stand_in_a_file_of_their_own() -> None:
    first, second, third = claim("a"), claim("b"), claim("c", report_id="r-a", start=6, end=11)
    found = [incident(first, second), incident(third, id="i2"), incident(first, third, id="i3")]
    told = {name: replace(it, path="c.txt" if name != "b" else "b.txt") for name, it in words(*found).items()}
    made = quoted(found, told)

    assert made.files[ACROSS] == [{"id": "i1", "claims": ["c.txt:c1", "b.txt:c1"]}]
    assert [one["claims"] for one in made.files["c.txt.json"]["incidents"]] == [["c1"], ["c2"], ["c1", "c2"]]


@given(samples())
def test_annotation_takes_any_incidents(sample: Sample) -> None:
    made = quoted(sample.incidents, sample.evidence)
    claims = {c.id for found in sample.incidents for c in found.claims}
    forms = [form for name, form in made.files.items() if name != ACROSS]
    assert sum(len(form["claims"]) for form in forms) + sum(made.left_out.values()) == len(claims)


# The command.


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    text = "قصفت القوات الأرمينية أمس مدينة كنجة وقتل ثلاثة مدنيين، قالت وزارة الدفاع الأذربيجانية."
    (tmp_path / "report.txt").write_text(text, encoding="utf-8")
    done = run("extract", tmp_path / "report.txt", "--published", "2020-10-12", "--outlet", "=Agency")
    (tmp_path / "claims.jsonl").write_text(done.stdout, encoding="utf-8")
    return tmp_path / "claims.jsonl"


def test_export_turns_tables_into_each_other_and_loses_nothing(tmp_path: Path, lines: Path) -> None:
    last: Path = lines
    for name in ("a.parquet", "b.gpkg", "c.geojson", "d.csv", "e.parquet"):
        assert run("export", last, "-o", tmp_path / name).exit_code == 0
        last = tmp_path / name

    assert from_frame(load(last))[:2] == from_frame(load(tmp_path / "a.parquet"))[:2]
    assert from_frame(load(last))[0]


def test_export_says_what_it_wrote_and_what_it_left_out(tmp_path: Path, lines: Path) -> None:
    extra = json.loads(lines.read_text(encoding="utf-8").splitlines()[0])
    extra |= {"id": "x", "locations": [], "event_type": "talks", "killed": None}
    both = lines.read_text(encoding="utf-8") + json.dumps(extra) + "\n"
    result = run("export", "-", "--to", "acled", "-o", tmp_path / "a.csv", stdin=both)

    assert result.exit_code == 0
    assert "left out 1 incident: it has no" in result.stderr
    assert rows_of(tmp_path / "a.csv")[0]["source"] == "'=Agency"


@pytest.mark.parametrize(
    ("arguments", "exit_code", "says"),
    [
        (["--to", "acled", "-o", "x.json"], 2, "ends in .csv"),
        (["--to", "timemap", "-o", "claims.jsonl"], 2, "folder"),
        (["--to", "shapefile", "-o", "x"], 2, "shapefile"),
        (["-o", "x.doc"], 1, "endings"),
        (["-o", "missing/x.csv"], 1, "missing"),
        ([], 2, "--output"),
    ],
)
def test_outputs_that_would_not_do_are_named_before_the_work(
    lines: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], exit_code: int, says: str
) -> None:
    monkeypatch.chdir(lines.parent)
    result = run("export", "gone.jsonl", *arguments)

    assert (result.exit_code, "Traceback" in result.stderr) == (exit_code, False)
    assert says in result.stderr


def test_bad_lines_stop_the_run_or_are_left_out_and_listed(tmp_path: Path, lines: Path) -> None:
    bad = "[1]\n" + lines.read_text(encoding="utf-8") + '{"id": 1}\n'
    count = len(lines.read_text(encoding="utf-8").splitlines())
    output = tmp_path / "x.parquet"
    stopped = run("export", "-", "-o", output, stdin=bad)
    left = output.exists()
    done = run("export", "-", "-o", output, "--skip-bad-rows", stdin=bad)

    assert (stopped.exit_code, left, done.exit_code) == (1, False, 3)
    for result in (stopped, done):
        assert "standard input, line 1:" in result.stderr
        assert f"standard input, line {count + 2}:" in result.stderr
    assert "2 rows cannot be used" in done.stderr
    assert from_frame(load(output))[0]


def test_bad_rows_of_a_table_stop_the_run_or_are_left_out(tmp_path: Path, lines: Path) -> None:
    run("export", lines, "-o", tmp_path / "t.csv")
    good = (tmp_path / "t.csv").read_text(encoding="utf-8-sig")
    header, row, *rest = good.split("\n")
    (tmp_path / "t.csv").write_text(
        "\n".join([header, '"i0' + row.replace("one-sided", "proven")[2:], row, *rest]), encoding="utf-8"
    )
    stopped = run("export", tmp_path / "t.csv", "--to", "acled", "-o", tmp_path / "x.csv")
    left = (tmp_path / "x.csv").exists()
    done = run("export", tmp_path / "t.csv", "--to", "acled", "-o", tmp_path / "x.csv", "--skip-bad-rows")

    assert (stopped.exit_code, left, done.exit_code) == (1, False, 3)
    assert "row 2" in stopped.stderr
    assert "proven" in stopped.stderr
    assert len(rows_of(tmp_path / "x.csv")) == 1


def test_timemap_types_of_its_files(tmp_path: Path, lines: Path) -> None:
    result = run("export", lines, "--to", "timemap", "-o", tmp_path / "tm")
    files = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in (tmp_path / "tm").iterdir()}

    assert result.exit_code == 0
    assert {name: type(found) for name, found in files.items()} == {
        "events.json": list,
        "sources.json": dict,
        "associations.json": list,
    }
    check_timemap(files)
    assert isinstance(timemap((), {}), Timemap)
