"""Coded data sets coming in: every row as it was, its precision and deaths, and each fault with its row.

``cases/acled_sample.csv`` is made up by us in the format of ACLED's export tool of
2025; no row of it is ACLED's. The UCDP rows are real (UCDP GED, CC BY 4.0) and
stand beside the reference reports.
"""

from __future__ import annotations

import csv
import importlib
import io
import json
import os
import tracemalloc
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

import mapper
from gazetteer.errors import DataError
from gazetteer.table import Row as TableRow
from gazetteer.table import once, read_table
from mapper.cli import main
from mapper.errors import RowError, RunError
from mapper.exchange import coded_actors, coded_claims, coded_countries
from mapper.exchange.coded import read_coded, read_mapping
from mapper.exchange.coded_actors import side_of, side_of_sources
from mapper.exchange.coded_events import coded_events
from mapper.exchange.coded_rows import known_fields
from mapper.exchange.coded_values import parsed_day
from mapper.exchange.data_rows import said_yes
from mapper.exchange.precision import (
    acled_days,
    acled_geo_precision,
    acled_time_precision,
    placings,
    ucdp_date_prec,
    ucdp_where_prec,
)
from mapper.frames import from_frame
from mapper.merge import merge
from mapper.records import Claim, Count, Evidence, Location
from mapper.serialize import claim_line, from_claim_line
from mapper.writers import load

ACLED = Path(__file__).parent / "cases" / "acled_sample.csv"
Row = dict[str, str]


@pytest.fixture(scope="session")
def ged(seeds: Path) -> Path:
    return seeds.parent / "facts" / "ucdp_ged_sample.csv"


@pytest.fixture(scope="session")
def ged_rows(ged: Path) -> list[Row]:
    return rows_of(ged)


def rows_of(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def table(path: Path, rows: list[Row], *, delimiter: str = ",", encoding: str = "utf-8") -> Path:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding, "surrogateescape"))
    return path


def read(path: Path, **options: object) -> list[tuple[Claim, Evidence]]:
    return list(read_coded([path], **options))  # type: ignore[arg-type]


def faults(path: Path, **options: object) -> tuple[list[str], list[tuple[Claim, Evidence]]]:
    found: list[str] = []
    told = read(path, on_bad_row=lambda error: found.append(str(error)), **options)
    return found, told


def one(tmp_path: Path, row: Row, **options: object) -> tuple[Claim, Evidence]:
    return read(table(tmp_path / "one.csv", [row]), **options)[0]


def run(*arguments: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)


# --- UCDP


def test_every_real_ucdp_row_is_a_claim_that_keeps_the_row(ged: Path, ged_rows: list[Row]) -> None:
    told = read(ged)

    assert [dict(claim.coded.fields) for claim, _ in told if claim.coded] == ged_rows
    assert len({claim.id for claim, _ in told}) == len(ged_rows) == 1500


def test_days_deaths_and_points_of_every_ucdp_row_are_those_of_the_row(
    ged: Path, ged_rows: list[Row]
) -> None:
    for (claim, words), row in zip(read(ged), ged_rows, strict=True):
        low, best, high = (int(float(row[name])) for name in ("low", "best", "high"))
        likely = best if low < high and low <= best <= high else None
        place = claim.locations[0]
        assert (str(claim.date_from), str(claim.date_to)) == (row["date_start"], row["date_end"])
        assert claim.killed == (Count(low=low, high=high, best=likely) if high else None)
        assert (place.lat, place.lon) == (float(row["latitude"]), float(row["longitude"]))
        assert words.quote == row["source_article"]
        assert (claim.via, words.outlet.split("; ")[0]) == ("UCDP GED", row["source_office"].split(";")[0])


def test_our_codes_of_precision_are_ucdps_own_over_all_real_rows(ged: Path, ged_rows: list[Row]) -> None:
    told = [claim for claim, _ in read(ged)]

    assert [ucdp_date_prec(claim) for claim in told] == [int(float(row["date_prec"])) for row in ged_rows]
    # 5 is a part of a province; a level alone tells that it is wider than a district and no country.
    expected = [{5: 4}.get(code, code) for code in (int(float(row["where_prec"])) for row in ged_rows)]
    assert [ucdp_where_prec(claim.locations[0]) for claim in told] == expected


def test_only_one_sided_violence_names_a_doer(ged: Path, ged_rows: list[Row]) -> None:
    told = {row["id"]: claim for row, (claim, _) in zip(ged_rows, read(ged), strict=True)}
    doers = Counter((row["type_of_violence"], told[row["id"]].actor_side) for row in ged_rows)
    one_sided = next(
        row for row in ged_rows if row["side_a"] == "Government of Syria" and "3" in row["type_of_violence"]
    )

    assert {side for kind, side in doers if kind != "3.0"} == {""}
    assert doers["3.0", "isis"] > 0
    assert told[one_sided["id"]].actor_side == "SYR"
    assert told[one_sided["id"]].target_class == "civilian"


def newer(row: Row) -> Row:
    """The row as GED 25.1 has it: whole numbers, other columns in another order, and a midnight."""
    renamed = {
        **{name: value.removesuffix(".0") for name, value in row.items()},
        "date_start": f"{row['date_start']} 00:00:00.000",
        "date_end": f"{row['date_end']} 00:00:00.000",
    }
    moved = {name: renamed.pop(name) for name in ("best", "high", "low", "gwnob")}
    front = {"id": renamed.pop("id"), "relid": "SYR-2016-1-1", "code_status": "Clear"}
    return {**front, "dyad_dset_id": "11973", **renamed, "where_description": "", **moved}


def older(row: Row) -> Row:
    names = {"best": "best_est", "low": "low_est", "high": "high_est"}
    return {names.get(name, name): value for name, value in row.items() if name != "source_original"}


@pytest.mark.parametrize("release", [newer, older])
def test_other_releases_of_ged_give_the_same_claims(
    tmp_path: Path, ged: Path, ged_rows: list[Row], release: object
) -> None:
    rows = [release(row) for row in ged_rows[:200]]  # type: ignore[operator]
    told = read(table(tmp_path / "ged.csv", rows))

    def facts(claim: Claim) -> object:
        return claim.id, claim.event_type, claim.locations, claim.date_from, claim.date_to, claim.killed

    assert [facts(claim) for claim, _ in told] == [facts(claim) for claim, _ in read(ged)[:200]]
    assert [dict(claim.coded.fields) for claim, _ in told if claim.coded] == rows


def test_who_is_among_the_dead_comes_from_the_columns_of_deaths(tmp_path: Path, ged_rows: list[Row]) -> None:
    columns = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
    cases = {
        ("2", "0", "0", "0"): "military",
        ("0", "0", "3", "0"): "civilian",
        ("1", "0", "3", "0"): "unknown",
        ("0", "0", "3", "1"): "unknown",
        ("", "", "", ""): "unknown",
    }
    for deaths, expected in cases.items():
        claim, _ = one(tmp_path, {**ged_rows[0], **dict(zip(columns, deaths, strict=True))})
        assert claim.casualty_class == expected


def test_a_best_figure_outside_of_its_range_is_no_fault_of_the_row(
    tmp_path: Path, ged_rows: list[Row]
) -> None:
    claim, _ = one(tmp_path, {**ged_rows[0], "low": "177", "best": "142", "high": "177"})

    assert claim.killed == Count(low=177, high=177)
    assert claim.coded is not None
    assert dict(claim.coded.fields)["best"] == "142"


def test_a_country_is_as_wide_as_it_is(tmp_path: Path, ged_rows: list[Row]) -> None:
    def radius(country: str) -> float:
        row = {**ged_rows[0], "where_prec": "6", "country": country}
        return one(tmp_path, row)[0].locations[0].radius_km

    assert radius("Lebanon") < 150 < radius("Syria") < 1000 < radius("Russia")
    assert radius("Atlantis") == 500


# --- ACLED


def acled() -> dict[str, tuple[Claim, Evidence]]:
    return {claim.coded.row_id: (claim, words) for claim, words in read(ACLED) if claim.coded}


@pytest.mark.parametrize(
    ("row_id", "expected"),
    [
        ("AZE90001", ("shelling", "ARM", "civilian", 9, "2020-10-11", "2020-10-11", "Ganja", "at")),
        # A clash names two parties and no doer; a week around the day, near the town.
        ("AZE90002", ("armed_clash", "", "unknown", None, "2020-10-11", "2020-10-17", "Tartar", "near")),
        ("AZE90003", ("talks", "", "unknown", None, "2020-10-01", "2020-10-31", "Tartar", "area")),
        (
            "SYR90004",
            ("casualties_reported", "isis", "civilian", 12, "2023-02-17", "2023-02-17", "As Sukhnah", "at"),
        ),
        # A beating that killed nobody reports no casualties.
        ("SYR90005", ("other", "sdf", "civilian", None, "2023-02-18", "2023-02-18", "Ar Raqqa", "at")),
        ("YEM90006", ("protest", "", "unknown", None, "2024-05-03", "2024-05-03", "Taizz", "at")),
        ("YEM90007", ("explosion", "houthi", "civilian", 1, "2018-06-20", "2018-06-20", "At Tuhayta", "at")),
    ],
)
def test_an_acled_row_says_what_its_codes_say(row_id: str, expected: tuple[object, ...]) -> None:
    claim, _ = acled()[row_id]
    place = claim.locations[0]
    killed = claim.killed.low if claim.killed else None

    found = (claim.event_type, claim.actor_side, claim.target_class, killed)
    assert (*found, str(claim.date_from), str(claim.date_to), place.name, place.relation) == expected


def test_an_acled_row_is_its_sources_word_through_acled() -> None:
    claim, words = acled()["YEM90007"]
    syrian, _ = acled()["SYR90004"]

    assert (claim.claimant, claim.claimant_side, claim.via) == (
        "Example Yemen; Example Daily",
        "other",
        "ACLED",
    )
    assert (syrian.claimant, syrian.claimant_side) == ("SOHR", "sohr")
    assert words.quote == "On 20 June 2018, a mine said to have been laid by Houthi forces killed one."
    assert [dict(claim.coded.fields) for claim, _ in read(ACLED) if claim.coded] == rows_of(ACLED)


def test_acleds_codes_of_precision_come_back() -> None:
    for claim, _ in read(ACLED):
        assert claim.coded is not None
        row = dict(claim.coded.fields)
        assert str(acled_geo_precision(claim.locations[0])) == row["geo_precision"]
        assert str(acled_time_precision(claim)) == row["time_precision"]


def test_all_twenty_five_sub_event_types_of_acled_are_known() -> None:
    assert len(coded_events("acled", "kind")) == 25


def test_a_sub_event_type_of_tomorrow_falls_back_on_its_event_type(tmp_path: Path) -> None:
    row = {**rows_of(ACLED)[0], "sub_event_type": "Orbital strike"}

    assert one(tmp_path, row)[0].event_type == "explosion"


@pytest.mark.parametrize(
    ("day", "code", "first", "last"),
    [
        (date(2020, 10, 11), "1", date(2020, 10, 11), date(2020, 10, 11)),
        (date(2020, 3, 1), "2", date(2020, 2, 27), date(2020, 3, 4)),
        (date(2020, 2, 15), "3", date(2020, 2, 1), date(2020, 2, 29)),
        (date(2020, 12, 31), "3", date(2020, 12, 1), date(2020, 12, 31)),
    ],
)
def test_days_that_an_acled_date_may_mean(day: date, code: str, first: date, last: date) -> None:
    assert acled_days(day, code) == (first, last)


# --- a table of one's own

OWN = {"day": "2021-05-12", "y": "31.5", "x": "34.45", "type": "Air/drone strike", "town": "Gaza City"}


@pytest.mark.parametrize("as_file", [False, True])
def test_a_mapping_says_which_column_is_what(tmp_path: Path, as_file: bool) -> None:
    table(tmp_path / "mine.csv", [{**OWN, "who": "Example Monitor", "dead": "3"}])
    pairs = {"date": "day", "lat": "y", "lon": "x", "event_type": "type", "place": "town", "source": "who"}
    pairs["killed"] = "dead"
    mapping = tmp_path / "mapping.csv"
    mapping.write_text("ours,theirs\n" + "".join(f"{ours},{theirs}\n" for ours, theirs in pairs.items()))
    given = mapping if as_file else ",".join(f"{ours}={theirs}" for ours, theirs in pairs.items())
    result = run("import", tmp_path / "mine.csv", "--columns", given)
    claim, _ = from_claim_line(json.loads(result.stdout))

    assert result.exit_code == 0
    assert (claim.event_type, claim.date_from, claim.killed) == (
        "air_drone_strike",
        date(2021, 5, 12),
        Count(low=3, high=3),
    )
    assert (claim.locations[0].name, claim.locations[0].lat, claim.locations[0].lon) == (
        "Gaza City",
        31.5,
        34.45,
    )
    assert (claim.claimant, claim.via) == ("Example Monitor", "mine.csv")


@pytest.mark.parametrize("name", ["shelling", "Shelling", "قصف", "Обстрел", "Bombardement"])
def test_the_type_of_an_own_row_may_be_written_as_on_the_page(tmp_path: Path, name: str) -> None:
    assert one(tmp_path, {"event_type": name, "date": "2021-05-12"})[0].event_type == "shelling"


def test_an_own_row_without_point_or_day_is_an_event_without_them(tmp_path: Path) -> None:
    claim, _ = one(tmp_path, {"event_type": "protest", "date": "", "lat": "", "lon": "", "killed": ""})

    assert (claim.locations, claim.date_from, claim.date_basis, claim.killed) == ((), None, "", None)


def test_own_rows_keep_stance_level_and_ranges(tmp_path: Path) -> None:
    row = {"event_type": "shelling", "date_from": "2021-05-10", "date_to": "2021-05-12", "stance": "denies"}
    row |= {
        "lat": "31.4",
        "lon": "34.4",
        "level": "region",
        "killed_low": "2",
        "killed_high": "5",
        "killed": "0",
    }
    row |= {"claimant": "Israel", "actor": "Military Forces of Israel (2022-)", "injured": "0"}
    claim, _ = one(tmp_path, row)

    assert (claim.stance, claim.claimant_side, claim.actor_side) == ("denies", "ISR", "ISR")
    assert (claim.date_from, claim.date_to) == (date(2021, 5, 10), date(2021, 5, 12))
    assert (claim.locations[0].level, claim.locations[0].radius_km) == ("region", 100)
    assert (claim.killed, claim.injured) == (Count(low=2, high=5), Count(low=0, high=0))


def test_two_own_tables_may_number_their_rows_alike(tmp_path: Path) -> None:
    row = {"id": "1", "event_type": "protest"}
    files = [table(tmp_path / name, [row]) for name in ("a.csv", "b.csv")]

    assert len({claim.id for claim, _ in read_coded(files)}) == 2


def test_own_tables_of_one_name_in_two_folders_are_two_tables(tmp_path: Path) -> None:
    files = []
    for folder, day in (("a", "2021-05-10"), ("b", "2021-05-11")):
        (tmp_path / folder).mkdir()
        row = {"id": "1", "event_type": "protest", "date": day}
        files.append(table(tmp_path / folder / "x.csv", [row]))
    apart = [claim.id for path in files for claim, _ in read_coded([path])]
    found: list[str] = []
    twice = list(read_coded([files[0], files[0]], on_bad_row=lambda error: found.append(str(error))))

    assert len(set(apart)) == 2
    assert [claim.id for claim, _ in read_coded(files)] == apart
    assert len(twice) == 1
    assert ["repeats x.csv, row 2" in text for text in found] == [True]


def test_two_rows_of_an_own_table_with_one_id_are_a_fault(tmp_path: Path) -> None:
    rows = [{"id": "1", "event_type": kind} for kind in ("protest", "riot")]
    found, told = faults(table(tmp_path / "x.csv", rows))

    assert [claim.event_type for claim, _ in told] == ["protest"]
    assert ["x.csv, row 3: repeats x.csv, row 2" in text for text in found] == [True]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"date_from": "2021-05-10"}, (date(2021, 5, 10), None)),
        ({"date_to": "2021-05-12"}, (None, date(2021, 5, 12))),
        ({"date": "2021-05-11"}, (date(2021, 5, 11), date(2021, 5, 11))),
    ],
)
def test_an_end_that_an_own_row_does_not_give_stays_open(
    tmp_path: Path, given: Row, expected: tuple[date | None, date | None]
) -> None:
    claim, _ = one(tmp_path, {"event_type": "protest", **given})
    (incident,) = merge([claim])

    assert (claim.date_from, claim.date_to, claim.date_basis) == (*expected, "coded")
    assert (incident.date_from, incident.date_to) == expected


def test_an_own_row_keeps_which_column_its_user_named(tmp_path: Path) -> None:
    row = {"type": "shelling", "who": "Azerbaijan", "actor": "somebody else"}
    claim, words = one(tmp_path, row, columns={"event_type": "type", "actor": "who"})

    assert from_claim_line(json.loads(json.dumps(claim_line(claim, words)))) == (claim, words)
    assert claim.actor_side == "AZE"
    assert claim.coded is not None
    assert claim.coded.mapped == (("event_type", "type"), ("actor", "who"))
    assert dict(claim.coded.fields) == row


@pytest.mark.parametrize(
    "content",
    [
        "a,b\nx,y\n",
        "ours,theirs\ndate\n",
        "ours,theirs\ndate,\n",
        "ours,theirs\ndate,day\ndate,jour\n",
        "ours;theirs\ndate;day\n",
        "",
    ],
)
def test_a_broken_mapping_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "m.csv").write_text(content)
    with pytest.raises(RunError, match=r"m\.csv"):
        read_mapping(tmp_path / "m.csv")


@pytest.mark.parametrize(
    ("given", "says"), [("date=dya", "dya"), ("dates=day", "dates"), ("date", "date=day")]
)
def test_a_mapping_to_nowhere_is_named(tmp_path: Path, given: str, says: str) -> None:
    result = run(
        "import", table(tmp_path / "mine.csv", [{**OWN, "event_type": "protest"}]), "--columns", given
    )

    assert result.exit_code in (1, 2)
    assert says in result.stderr
    assert "Traceback" not in result.stderr


# --- values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2016-01-01", date(2016, 1, 1)),
        ("2016-01-01 00:00:00.000", date(2016, 1, 1)),
        ("2016-01-01T00:00:00Z", date(2016, 1, 1)),
        ("11 October 2020", date(2020, 10, 11)),
        ("01 October 2020", date(2020, 10, 1)),
        ("1 Oct 2020", date(2020, 10, 1)),
        ("2020-13-45", None),
        ("2021-02-29", None),
        ("29 February 2021", None),
        ("03/04/2020", None),
        ("2020", None),
        ("0001-01-01", None),
        ("9999-12-31", None),
        ("٢٠٢٠-١٠-١١", date(2020, 10, 11)),
    ],
)
def test_days_are_read_where_they_mean_one_day(text: str, expected: date | None) -> None:
    assert parsed_day(text) == expected


@pytest.mark.parametrize(
    ("name", "side"),
    [
        ("Government of Syria", "SYR"),
        ("Government of Yemen (North Yemen)", "YEM"),
        ("Government of Russia (Soviet Union)", "RUS"),
        ("Government of DR Congo (Zaire)", "COD"),
        ("Government of Congo", "COG"),
        ("Government of Bosnia-Herzegovina", "BIH"),
        ("Government of the United States", "USA"),
        ("Military Forces of Azerbaijan (2003-)", "AZE"),
        ("Military Forces of Yemen (2016-2022) Supreme Political Council", "houthi"),
        ("QSD: Syrian Democratic Forces", "sdf"),
        ("Islamic State (Yemen)", "isis"),
        ("IS", "isis"),
        ("FSA, Southern Front", "syrian-opposition"),
        ("Ahrar al-Sham, FSA", ""),
        ("FSA, Somebody Else", ""),
        ("Unidentified Armed Group (Syria)", ""),
        ("Civilians (Syria)", ""),
        ("Syria", "SYR"),
        ("PA", ""),
        ("Military Forces of Atlantis", ""),
        ("", ""),
    ],
)
def test_actors_have_the_side_that_their_name_tells(name: str, side: str) -> None:
    assert side_of(name) == side


def test_sources_of_different_sides_are_of_none() -> None:
    assert side_of_sources(["SOHR"]) == "sohr"
    assert side_of_sources(["SOHR", "Syrian Observatory for Human Rights"]) == "sohr"
    assert side_of_sources(["SOHR", "Example Daily"]) == "other"
    assert side_of_sources([]) == "other"


@pytest.mark.parametrize(
    ("level", "relation", "radius", "where_prec", "geo_precision"),
    [
        ("settlement", "at", 6, 1, 1),
        ("site", "at", 1, 1, 1),
        ("settlement", "near", 20, 2, 2),
        ("settlement", "at", 60, 3, 3),
        ("district", "area", 25, 3, 2),
        ("region", "area", 90, 4, 3),
        ("line", "along", 20, 5, 2),
        ("country", "area", 300, 6, 3),
    ],
)
def test_codes_of_a_place(
    level: str, relation: str, radius: float, where_prec: int, geo_precision: int
) -> None:
    place = Location(
        place_id="x",
        name="X",
        lat=1,
        lon=1,
        radius_km=radius,
        relation=relation,
        level=level,  # type: ignore[arg-type]
    )

    assert ucdp_where_prec(place) == where_prec
    assert acled_geo_precision(place) == geo_precision


def test_every_code_of_the_code_books_has_a_place() -> None:
    assert set(placings("ucdp-ged")) == set("1234567")
    assert set(placings("acled")) == set("123")


# --- our own tables


def rows_in(path: Path, text: str) -> Iterator[TableRow]:
    path.write_text(text, encoding="utf-8")
    return read_table(path, required=["key", "needed"], optional=())


def test_a_row_of_our_tables_that_stands_twice_is_named(tmp_path: Path) -> None:
    rows = once(rows_in(tmp_path / "t.csv", "key,needed\na,\nb,\nA,yes\n"), "key")
    with pytest.raises(DataError, match=r"t\.csv, line 4, column key: A stands twice; line 2"):
        list(rows)


def test_a_cell_that_says_yes_or_nothing_says_nothing_else(tmp_path: Path) -> None:
    rows = list(rows_in(tmp_path / "t.csv", "key,needed\na,yes\nb,\nc,no\n"))

    assert [said_yes(row, "needed") for row in rows[:2]] == [True, False]
    with pytest.raises(DataError, match=r"line 4, column needed: 'no' is not one of yes"):
        said_yes(rows[2], "needed")


@pytest.mark.parametrize(
    ("file", "load_it"),
    [
        ("coded_events.EVENTS_FILE", lambda: coded_events.__wrapped__("acled", "kind")),
        ("precision.PRECISION_FILE", lambda: placings.__wrapped__("plain")),
        ("coded_rows.COLUMNS_FILE", lambda: known_fields.__wrapped__("plain")),
        ("coded_actors.ACTORS_FILE", coded_actors._table.__wrapped__),
        ("coded_countries.COUNTRIES_FILE", coded_countries._countries.__wrapped__),
        ("coded_claims.SETS_FILE", coded_claims.data_sets.__wrapped__),
    ],
)
def test_no_line_of_our_tables_wins_silently_over_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, load_it: Callable[[], object]
) -> None:
    name = f"mapper.exchange.{file}"
    module, _, constant = name.rpartition(".")
    text = getattr(importlib.import_module(module), constant).read_text(encoding="utf-8")
    last = text.splitlines()[-1]
    (tmp_path / "t.csv").write_text(f"{text.rstrip()}\n{last}\n", encoding="utf-8")
    monkeypatch.setattr(name, tmp_path / "t.csv")

    with pytest.raises(DataError, match="stands twice"):
        load_it()


# --- faults


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"date_start": "2020-13-45"}, "column date_start: '2020-13-45' is no date"),
        ({"date_start": ""}, "column date_start: is empty"),
        ({"date_end": "2015-12-31"}, "column date_end: 2015-12-31 is before 2016-01-01"),
        ({"latitude": "95"}, "column latitude: 95 is outside -90..90"),
        ({"longitude": "-200.5"}, "column longitude: -200.5 is outside -180..180"),
        ({"latitude": ""}, "column latitude: is empty"),
        ({"latitude": "nan"}, "column latitude: nan is outside"),
        ({"latitude": "34,8"}, "column latitude: '34,8' is no number"),
        ({"latitude": "0", "longitude": "0.0"}, "0, 0 is where no place was given"),
        ({"best": "-1"}, "column best: '-1' is no number of people"),
        ({"deaths_a": "2.5"}, "column deaths_a: '2.5' is no number of people"),
        ({"low": "5", "high": "4"}, "column low: 5 is more than 4"),
        ({"where_prec": "9"}, "column where_prec: '9' is none of 1, 2"),
        ({"type_of_violence": "4"}, "column type_of_violence: '4' is no code"),
        ({"id": " "}, "column id: is empty"),
        ({"id": "214797"}, "row 3: repeats ged.csv, row 2"),
        ({"source_article": "a\udcff"}, "row 3: is not UTF-8"),
        ({"source_article": "a\0"}, "row 3: has a NUL"),
    ],
)
def test_a_bad_row_is_named_by_row_and_column_and_the_others_stay(
    tmp_path: Path, ged_rows: list[Row], change: Row, says: str
) -> None:
    rows = [ged_rows[0], {**ged_rows[1], **change}, ged_rows[2]]
    found, told = faults(table(tmp_path / "ged.csv", rows))

    assert len(found) == 1
    assert found[0].startswith("ged.csv, row 3")
    assert says in found[0]
    assert [claim.coded.row_id for claim, _ in told if claim.coded] == ["214797", "214808"]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"event_date": "45 October 2020"}, "column event_date"),
        ({"time_precision": "4"}, "column time_precision: '4' is none of 1, 2, 3"),
        ({"geo_precision": ""}, "column geo_precision: is empty"),
        ({"fatalities": "many"}, "column fatalities"),
        ({"sub_event_type": "X", "event_type": "Y"}, "column sub_event_type: 'X' is no code"),
    ],
)
def test_a_bad_acled_row_is_named(tmp_path: Path, change: Row, says: str) -> None:
    found, _ = faults(table(tmp_path / "acled.csv", [{**rows_of(ACLED)[0], **change}]))

    assert [says in text and "acled.csv, row 2" in text for text in found] == [True]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"event_type": "earthquake"}, "'earthquake' is none of shelling"),
        ({"lat": "31.5", "lon": ""}, "column lon: is empty"),
        ({"stance": "doubts"}, "'doubts' is none of asserts"),
        ({"level": "planet"}, "'planet' is none of site"),
        ({"radius_km": "0"}, "'0' is no radius"),
        ({"claimant_side": "Nobody"}, "'Nobody' is no side"),
        ({"published": "yesterday"}, "'yesterday' is no date"),
    ],
)
def test_a_bad_own_row_is_named(tmp_path: Path, change: Row, says: str) -> None:
    row = {"event_type": "shelling", "date": "2021-05-12", "lat": "31", "lon": "34", **change}
    found, _ = faults(table(tmp_path / "mine.csv", [row]))

    assert [says in text and "mine.csv, row 2" in text for text in found] == [True]


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_text(
        'event_type,notes\nprotest,"two\nlines"\n\nprotest,x,y\nprotest\nriot,z\n'
    )
    found, told = faults(tmp_path / "m.csv")

    assert [text.partition(": ")[0] for text in found] == ["m.csv, row 4", "m.csv, row 5"]
    assert [words.quote for _, words in told] == ["two\nlines", "z"]


def test_a_quotation_mark_that_is_never_closed_is_named(tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_text('event_type,notes\nprotest,a\nriot,"b\nprotest,c\n')
    found, told = faults(tmp_path / "m.csv")

    assert found == [
        "m.csv, row 3: a quotation mark opens here and is not closed; the rows behind it cannot be told apart"
    ]
    assert [words.quote for _, words in told] == ["a"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_separators_of_spreadsheets_are_read(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    row = {"event_type": "protest", "place": "تعز", "lat": "13.58", "lon": "44.02"}
    claim, _ = read(table(tmp_path / "m.csv", [row], encoding=encoding, delimiter=delimiter))[0]

    assert claim.locations[0].name == "تعز"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "no such file"),
        (b"", "empty"),
        (b"id,latitude\n1,2\n", "event_type"),
        (b"event_type,id,id\nprotest,1,2\n", "'id' stands twice"),
        (b"\xff\xfe\x00", "cannot be read"),
        (b"event_type\0\nprotest\n", "NUL"),
    ],
)
@pytest.mark.parametrize("skip", [[], ["--skip-bad-rows"]])
def test_a_file_that_cannot_be_read_at_all_is_one_error(
    tmp_path: Path, content: bytes | None, says: str, skip: list[str]
) -> None:
    if content is not None:
        (tmp_path / "bad.csv").write_bytes(content)
    result = run("import", tmp_path / "bad.csv", *skip)

    assert result.exit_code == 1
    assert "bad.csv" in result.stderr
    assert says in result.stderr
    assert "Traceback" not in result.stderr


NEEDED = [
    *(("ucdp", field.names) for field in known_fields("ucdp-ged").values() if field.needed),
    *(("acled", field.names) for field in known_fields("acled").values() if field.needed),
]


@pytest.mark.parametrize("options", [[], ["--format"]])
@pytest.mark.parametrize(("name", "columns"), NEEDED)
def test_a_missing_column_is_named_whether_the_format_was_or_not(
    tmp_path: Path, ged_rows: list[Row], name: str, columns: tuple[str, ...], options: list[str]
) -> None:
    row = ged_rows[0] if name == "ucdp" else rows_of(ACLED)[0]
    rows = [{column: value for column, value in row.items() if column not in columns}]
    result = run("import", table(tmp_path / "t.csv", rows), *options, *(name for _ in options))

    assert result.exit_code == 1
    assert f"t.csv: the header lacks {' or '.join(columns)}; it has " in result.stderr


CELLS = st.text(st.characters(codec="utf-8"), max_size=30) | st.sampled_from(
    ["0", "-1", "1e9", "inf", "2020-10-11", "9" * 30, "=1+1", "<b>", "\u202e", "1.0", "٣"]
)


def test_a_cell_that_swallows_the_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "m.csv").write_text('event_type,notes\nriot,"b\n' + "protest,c\n" * 20_000)
    found, _ = faults(tmp_path / "m.csv")

    assert found[0].startswith("m.csv, row 2: a cell has more than 131072 characters")


def test_a_pipe_is_no_file_that_can_be_read_twice(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    for path in (tmp_path / "pipe.csv", tmp_path):
        result = run("import", path)
        assert result.exit_code == 1
        assert "a folder or a pipe" in result.stderr


@given(changes=st.dictionaries(st.integers(min_value=0, max_value=30), CELLS, max_size=6))
@pytest.mark.parametrize("name", ["ucdp", "acled", "plain"])
def test_whatever_stands_in_the_cells_a_row_is_a_claim_or_a_named_fault(
    tmp_path_factory: pytest.TempPathFactory, name: str, ged_rows: list[Row], changes: dict[int, str]
) -> None:
    full = {"id": "1", "event_type": "riot", "date": "2021-01-01", "lat": "1", "lon": "2", "killed": "1"}
    start = {"ucdp": ged_rows[0], "acled": rows_of(ACLED)[0], "plain": full}[name]
    columns = list(start)
    row = {**start, **{columns[at % len(columns)]: text for at, text in changes.items()}}
    path = table(tmp_path_factory.getbasetemp() / f"{name}.csv", [row])
    found, told = faults(path, dataset=name)

    # A row of empty cells is no row.
    assert len(found) + len(told) == any(map(str.strip, row.values()))
    assert all(text.startswith(f"{name}.csv, row 2") for text in found)
    for claim, words in told:
        line = json.loads(json.dumps(claim_line(claim, words, whole=True)))
        assert from_claim_line(line) == (claim, words)


def test_memory_does_not_grow_with_the_file(tmp_path: Path, ged_rows: list[Row]) -> None:
    def peak(count: int) -> int:
        rows = [{**ged_rows[number % 500], "id": str(number)} for number in range(count)]
        path = table(tmp_path / f"{count}.csv", rows)
        del rows
        tracemalloc.start()
        for _ in read_coded([path]):
            pass
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(500)  # reads the tables
    # A row of this file is 600 bytes and a claim of it ten times that; what stays is its id.
    assert (peak(5000) - peak(1000)) / 4000 < 600


# --- the commands


def bad_table(tmp_path: Path, ged_rows: list[Row], bad: int) -> Path:
    rows = [{**row, "date_start": "2020-13-45"} for row in ged_rows[:bad]] + ged_rows[bad : bad + 2]
    return table(tmp_path / "ged.csv", rows)


def test_bad_rows_stop_an_import_before_a_line_is_written(tmp_path: Path, ged_rows: list[Row]) -> None:
    result = run("import", bad_table(tmp_path, ged_rows, 3))

    assert result.exit_code == 1
    assert result.stdout == ""
    assert "3 rows cannot be used" in result.stderr
    assert [f"ged.csv, row {number}, column date_start" in result.stderr for number in (2, 3, 4, 5)] == [
        True,
        True,
        True,
        False,
    ]
    assert "--skip-bad-rows" in result.stderr


def test_bad_rows_may_be_left_out_and_are_listed(tmp_path: Path, ged_rows: list[Row]) -> None:
    result = run("import", bad_table(tmp_path, ged_rows, 25), "--skip-bad-rows")
    all_of_them = run("import", bad_table(tmp_path, ged_rows, 25), "--skip-bad-rows", "-v")

    assert result.exit_code == all_of_them.exit_code == 3
    assert len(result.stdout.splitlines()) == 2
    assert "25 rows cannot be used" in result.stderr
    assert result.stderr.count("ged.csv, row ") == 20
    assert "and 5 more" in result.stderr
    assert all_of_them.stderr.count("ged.csv, row ") == 25


def test_imported_lines_render_to_a_page(tmp_path: Path) -> None:
    lines = run("import", ACLED)
    rendered = run("render", "-", "-o", tmp_path / "map.html", stdin=lines.stdout)

    assert lines.exit_code == rendered.exit_code == 0
    assert len(lines.stdout.splitlines()) == len(rows_of(ACLED))
    assert (tmp_path / "map.html").stat().st_size > 100_000


REPORT = (
    "أعلنت وزارة الدفاع الأذربيجانية أن القوات الأرمينية قصفت مدينة كنجة أمس، ما أسفر عن مقتل 9 مدنيين.\n"
)


def build(tmp_path: Path, coded: Path, *options: object) -> Result:
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    table_file = tmp_path / "t.parquet"
    arguments = ("build", tmp_path / "report.txt", "--published", "2020-10-12", "--coded", coded, *options)
    return run(*arguments, "-o", tmp_path / "m.html", "--data", table_file)


def test_a_report_and_a_coded_row_on_one_strike_are_one_incident(tmp_path: Path) -> None:
    result = build(tmp_path, ACLED)
    incidents, evidence, _ = from_frame(load(tmp_path / "t.parquet"))
    ganja = next(i for i in incidents if any(c.coded and c.coded.row_id == "AZE90001" for c in i.claims))

    assert result.exit_code == 0
    assert "7 coded rows" in result.stderr
    assert {claim.claimant_side for claim in ganja.claims} == {"AZE", "other"}
    assert "مدينة كنجة" in " ".join(evidence[claim.id].quote for claim in ganja.claims)
    assert sum(len(i.claims) for i in incidents) == 8


def test_a_table_of_ones_own_stands_beside_reports(tmp_path: Path) -> None:
    columns = "date=day,lat=y,lon=x,event_type=type,place=town"
    result = build(tmp_path, table(tmp_path / "mine.csv", [OWN]), "--columns", columns)
    incidents = from_frame(load(tmp_path / "t.parquet"))[0]

    assert result.exit_code == 0
    assert "air_drone_strike" in {incident.event_type for incident in incidents}


def test_python_takes_coded_rows_with_no_report_at_all() -> None:
    built = mapper.build([], coded=read_coded([str(ACLED)]))

    assert sum(len(incident.claims) for incident in built.incidents) == len(built.evidence) == 7
    assert "SOHR" in {name for incident in built.incidents for name in incident.outlets}


@pytest.mark.parametrize(("skip", "exit_code"), [([], 1), (["--skip-bad-rows"], 3)])
def test_bad_coded_rows_in_a_build(
    tmp_path: Path, ged_rows: list[Row], skip: list[str], exit_code: int
) -> None:
    result = build(tmp_path, bad_table(tmp_path, ged_rows, 1), *skip)

    assert result.exit_code == exit_code
    assert "ged.csv, row 2, column date_start" in result.stderr
    assert (tmp_path / "m.html").exists() == bool(skip)
    if skip:
        coverage = from_frame(load(tmp_path / "t.parquet"))[2]
        assert coverage is not None
        assert coverage.unread == ("ged.csv: rows that could not be used: 1",)


def test_the_same_rows_give_the_same_lines(ged: Path) -> None:
    assert run("import", ged).stdout == run("import", ged).stdout


def test_a_bad_row_in_python_raises_at_once(tmp_path: Path, ged_rows: list[Row]) -> None:
    with pytest.raises(RowError, match=r"ged\.csv, row 2"):
        read(bad_table(tmp_path, ged_rows, 1))
