"""The verbs take what a person has at hand, and say in one paragraph why they do not."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import geopandas as gpd
import page_sample
import pandas as pd
import pytest
from click.testing import CliRunner

import mapper
from gazetteer.errors import DataError, UnreadableError
from gazetteer.place import haversine_km
from mapper.cli.main import main
from mapper.errors import ArgumentError, ItemError, MapperError, ReadError, RunError
from mapper.frames import claims_frame
from mapper.layers import layers
from mapper.records import Claim, Evidence, Incident, Report
from mapper.subject import map_data, subject

# "The Armenian forces shelled the city of Ganja." / "The Armenian army denied shelling ..."
SHELLED = "قصفت القوات الأرمينية مدينة كنجة."
DENIED = "نفى الجيش الأرمني قصف مدينة كنجة."
DAY = "2020-10-12"


def texts_of(reports: list[Report]) -> list[str]:
    return [report.text for report in reports]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(SHELLED, encoding="utf-8")
    (tmp_path / "b.txt").write_text(DENIED, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def built() -> Any:
    return mapper.build([SHELLED, DENIED], published=DAY, outlet="Example")


def test_paths_are_read_as_texts_and_as_paths(folder: Path) -> None:
    assert texts_of(mapper.read(folder)) == [SHELLED, DENIED]
    assert texts_of(mapper.read(str(folder / "a.txt"))) == [SHELLED]
    assert texts_of(mapper.read([folder / "b.txt", str(folder / "a.txt")])) == [DENIED, SHELLED]
    for path in (f"{folder / 'a.txt'}\n", f" {folder / 'a.txt'} "):
        assert texts_of(mapper.read(path)) == [SHELLED]


@pytest.mark.parametrize("text", [SHELLED, f"{SHELLED}\n{DENIED}", f"Title\n\n{DENIED}", "كلمة " * 200])
def test_a_string_that_can_be_no_path_is_a_text(text: str) -> None:
    [report] = mapper.read(text)

    assert (report.text, report.path) == (text, "")


@pytest.mark.parametrize(
    ("given", "way"),
    [
        ("reports/octobre.txt", "check the spelling"),
        ("my reports of the war", 'mapper.read({"text": ...})'),
        ("تقارير عن الحرب الثانية", 'mapper.read({"text": ...})'),
        ("reports/of the last autumn war.", "check the spelling"),
        ("a.txt\nb.txt\n", "give them as a list"),
        ("https://example.org/news/1", "save the page"),
        ("", "give a path"),
        (" \n ", "give a path"),
    ],
)
def test_a_mistyped_path_is_never_taken_for_a_text(given: str, way: str) -> None:
    with pytest.raises(ReadError) as error:
        mapper.read(given)

    assert way in str(error.value)
    assert "\n" not in str(error.value)
    assert error.value.__cause__ is None


def test_a_text_in_a_mapping_needs_no_full_stop() -> None:
    [report] = mapper.read({"text": "قصف كنجة", "outlet": "Example", "published": DAY})

    assert (report.text, report.outlet, report.published) == ("قصف كنجة", "Example", date(2020, 10, 12))


def test_a_frame_gives_a_report_a_row_with_days_of_any_kind() -> None:
    days = [DAY, datetime(2020, 10, 12, 9), date(2020, 10, 12), pd.Timestamp("2020-10-12"), None, pd.NaT]
    frame = pd.DataFrame({"text": [f"{SHELLED} {n}" for n in range(6)], "published": days, "outlet": "A"})
    reports = mapper.read(frame, language="ar", outlet="B")

    assert [report.published for report in reports] == [date(2020, 10, 12)] * 4 + [None] * 2
    assert {report.outlet for report in reports} == {"A"}
    assert mapper.read(pd.DataFrame(reports)) == reports
    assert texts_of(mapper.read(frame["text"] + ".")) == [f"{text}." for text in frame["text"]]
    assert mapper.read(pd.DataFrame(reports).iloc[2]) == reports[2:3]


def test_missing_cells_of_pandas_are_nothing() -> None:
    frame = pd.DataFrame({"text": [SHELLED, DENIED], "url": pd.array(["https://example.org", pd.NA])})

    assert [report.url for report in mapper.read(frame)] == ["https://example.org", ""]


@pytest.mark.parametrize(
    ("frame", "says"),
    [
        (pd.DataFrame({"body": [SHELLED]}), "no column 'text' \\(it has 'body'\\)"),
        (pd.DataFrame({"text": [SHELLED], "date": [DAY]}), "row 1: unknown field 'date'; known are"),
        (pd.DataFrame({"text": [SHELLED, None]}), "row 2: there is no text"),
        (pd.DataFrame({"text": [SHELLED], "published": ["12.10.2020"]}), "row 1: .*write it as 2020-10-12"),
    ],
)
def test_a_frame_that_does_not_fit_says_where(frame: pd.DataFrame, says: str) -> None:
    with pytest.raises(MapperError, match=says):
        mapper.read(frame)


def test_open_files_and_reports_are_taken_as_they_are(folder: Path) -> None:
    with (folder / "a.txt").open(encoding="utf-8") as text, (folder / "b.txt").open("rb") as data:
        reports = mapper.read([text, data, io.StringIO(SHELLED)])

    assert texts_of(reports) == [SHELLED, DENIED, SHELLED]
    assert Path(reports[0].path).name == "a.txt"
    assert mapper.read(reports) == reports
    assert mapper.read(mapper.extract(reports[0])) == reports[:1]


@pytest.mark.parametrize("published", ["12.10.2020", "2020-13-40", 20201012, True])
def test_a_day_that_is_none_says_how_to_write_it(published: Any) -> None:
    with pytest.raises(ValueError, match='write it as published="2020-10-12"'):
        mapper.read(SHELLED, published=published)


@pytest.mark.parametrize("given", [5, None, b"abc", object()])
def test_what_is_nothing_to_read_is_a_type_error_that_lists_what_is(given: Any) -> None:
    with pytest.raises(TypeError, match="give a path, a text, a mapping"):
        mapper.read(given)


def test_what_cannot_be_read_is_left_out_where_one_wants_to_hear_of_it(folder: Path) -> None:
    (folder / "c.txt").write_text("", encoding="utf-8")
    heard: list[ItemError] = []
    built = mapper.build(folder, published=DAY, on_error=heard.append)

    assert [str(error) for error in heard] == list(built.coverage.unread)
    assert built.coverage.reports == 2
    with pytest.raises(ReadError, match=r"c\.txt: the file is empty.*on_error=print"):
        mapper.read(folder)


def test_the_verbs_follow_one_another_or_stand_alone(built: Any) -> None:
    found = mapper.extract([SHELLED, DENIED], published=DAY, outlet="Example")
    merged = mapper.merge(found)

    assert merged == list(built.incidents)
    assert [incident.status for incident in merged] == ["contested"]
    assert merged == mapper.merge(claims_frame(built.frame()))
    assert mapper.merge([claim for one in found for claim in one.claims])[0].outlets == ()
    assert mapper.merge(found[0].claims[0])[0].status == "one-sided"


@pytest.mark.parametrize("verb", [mapper.extract, mapper.build])
@pytest.mark.parametrize("given", ["no_places.csv", ["no_places.csv"], Path("no_places.csv")])
def test_a_gazetteer_of_a_mistyped_path_names_the_path(verb: Callable[..., Any], given: Any) -> None:
    with pytest.raises(ArgumentError, match=r"gazetteer='no_places\.csv': there is no such file"):
        verb(SHELLED, gazetteer=given)


@pytest.mark.parametrize("given", [5, [5], {"Ganja": (40.7, 46.4)}])
def test_a_gazetteer_that_is_none_is_named_with_what_is(given: Any) -> None:
    with pytest.raises(ArgumentError, match="is no gazetteer; give a path, a list of paths, or") as told:
        mapper.extract(SHELLED, gazetteer=given)

    assert repr(given) in str(told.value)


def test_the_path_of_ones_own_places_is_a_gazetteer(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("name,lat,lon\nزنبقستان,40.5,46.5\n", encoding="utf-8")
    text = "قصفت القوات الأرمينية مدينة زنبقستان."  # a town that no gazetteer has

    for given in (path, str(path), [path], mapper.Gazetteer.default(user_files=[path])):
        [incident] = mapper.build(text, gazetteer=given).incidents
        assert [(place.lat, place.lon) for place in incident.locations] == [(40.5, 46.5)]


def test_a_gazetteer_of_a_file_that_is_not_there_raises_an_error_one_can_catch() -> None:
    with pytest.raises(UnreadableError, match=r"no_places\.csv: no such file"):
        mapper.Gazetteer.default(user_files=["no_places.csv"])


@pytest.mark.parametrize("given", [5, "reports/", [SHELLED]])
def test_what_holds_no_claims_says_so(given: Any) -> None:
    with pytest.raises(ArgumentError, match="holds no claims to merge"):
        mapper.merge(given)


def test_coded_data_are_paths_or_claims_or_a_table(built: Any, tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("id,date,lat,lon,type\n1,2020-10-10,40.68,46.36,shelling\n", encoding="utf-8")
    [from_file] = mapper.build([], coded=path).incidents
    claim = from_file.claims[0]
    table = claims_frame(mapper.build([], coded=[path]).frame())

    for coded in ([str(path)], claim, [claim], [(claim, Evidence(quote="x"))], table):
        [incident] = mapper.build([], coded=coded).incidents
        assert incident.claims == (claim,)
    with pytest.raises(ArgumentError, match="paths of CSV files"):
        mapper.build([], coded=7)


@pytest.mark.parametrize("ending", [".parquet", ".gpkg", ".geojson", ".csv"])
def test_a_build_is_saved_and_loaded_in_every_format(built: Any, tmp_path: Path, ending: str) -> None:
    path = str(tmp_path / f"incidents{ending}")
    mapper.save(built, path)

    assert subject(mapper.load(path)).incidents == built.incidents
    assert subject(path).incidents == built.incidents


def test_incidents_and_claims_are_saved_too(built: Any, tmp_path: Path) -> None:
    mapper.save(list(built.incidents), tmp_path / "i.csv")
    mapper.save(built.frame().incidents.claims(), tmp_path / "c.csv")
    mapper.save(built, tmp_path / "map.html")

    assert subject(tmp_path / "i.csv").incidents == built.incidents
    assert (tmp_path / "c.csv").read_text(encoding="utf-8-sig").startswith('"incident_id"')
    assert "<!doctype html>" in (tmp_path / "map.html").read_text(encoding="utf-8").lower()[:200]


def test_a_map_takes_whatever_holds_incidents(built: Any, tmp_path: Path) -> None:
    mapper.save(built, tmp_path / "i.parquet")
    whole = layers(built.incidents, built.evidence, built.coverage)
    bare = layers(built.incidents, {})

    for given in (built, built.frame(), tmp_path / "i.parquet", str(tmp_path / "i.parquet"), whole):
        assert map_data(given).incidents == whole.incidents
        assert map_data(given).evidence == whole.evidence
        assert map_data(given).coverage == whole.coverage
    for given in (list(built.incidents), built.incidents[0]):
        assert (map_data(given).incidents, map_data(given).evidence) == (bare.incidents, {})


def test_the_map_of_the_package_takes_a_build_and_a_frame(built: Any) -> None:
    page = mapper.IncidentMap(built, title="Ganja").html()

    assert page == mapper.IncidentMap(built.frame(), title="Ganja").html()


def _claims_table(built: Any) -> Any:
    return built.frame().incidents.claims()


@pytest.mark.parametrize(
    ("made", "way"),
    [
        (lambda built: mapper.extract(SHELLED), "mapper.build"),
        (_claims_table, "this is a claims table"),
        (lambda built: "reports/a.txt", "mapper.build"),
        (lambda built: 5, "give a Build"),
        (lambda built: "none.parquet", "there is no such file"),
        (lambda built: pd.DataFrame({"a": [1]}), "columns 'a' is not an incidents table; .mapper build"),
        (lambda built: pd.DataFrame({"text": [SHELLED]}), r"built first: mapper\.build\(frame\)"),
        (
            lambda built: built.frame().drop(columns="status"),
            "the column 'status' of an incidents table is missing",
        ),
    ],
)
def test_what_no_map_is_made_of_says_what_is(built: Any, made: Callable[[Any], Any], way: str) -> None:
    with pytest.raises(RunError, match=way) as error:
        subject(made(built))

    assert error.value.__cause__ is None


def test_a_notebook_shows_an_error_as_one_paragraph() -> None:
    fault = DataError(Path("places.csv"), "is empty", line=3, column="lat")

    for error in (ReadError("a.txt: the file is empty"), fault):
        assert error._render_traceback_() == [f"{type(error).__name__}: {error}"]


def test_importing_the_package_costs_no_tables_and_no_maps() -> None:
    heavy = {"pandas", "geopandas", "folium", "numpy", "click", "babel", "trafilatura", "mapper.pipeline"}
    code = f"import sys, mapper; dir(mapper); print(sorted({heavy!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_the_verb_merge_outlives_the_module_of_its_name() -> None:
    code = "import mapper, mapper.merge.nodes, mapper.pipeline; print(mapper.merge([]))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_geopandas_geocodes_with_the_geocoder_of_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the geocoder opened a connection")

    monkeypatch.setattr("socket.socket.connect", refuse)
    names = ["كنجة", "Hadrut", "Степанакерт"]
    found = gpd.tools.geocode(names, provider=mapper.Geocoder)

    assert [(round(p.x, 1), round(p.y, 1)) for p in found.geometry] == [
        (46.4, 40.7),
        (47.0, 39.5),
        (46.8, 39.8),
    ]


def test_the_gazetteer_of_the_package_is_the_gazetteers() -> None:
    assert mapper.Gazetteer.of([]).search("Ganja") == ()


def test_incidents_made_by_hand_make_a_map() -> None:
    found, words = page_sample.incidents()
    incident: Incident = found[0]
    claim: Claim = incident.claims[0]

    assert map_data(incident).incidents == (incident,)
    assert layers([incident], words).words(claim).quote == words[claim.id].quote


def test_a_frame_of_something_else_says_what_to_give(built: Any, tmp_path: Path) -> None:
    texts = pd.DataFrame({"text": [SHELLED], "outlet": ["Example"]})

    with pytest.raises(ArgumentError, match=r"an incidents table; give its claims: frame\.incidents\.claims"):
        mapper.merge(built.frame())
    with pytest.raises(ArgumentError, match=r"mapper\.merge\(mapper\.extract\(frame\)\)"):
        mapper.merge(texts)
    with pytest.raises(ArgumentError, match="give a data set as the path of its file"):
        mapper.build([], coded=texts)
    for give in (mapper.IncidentMap, lambda frame: mapper.save(frame, tmp_path / "d.csv")):
        with pytest.raises(RunError, match=r"built first: mapper\.build\(frame\)") as told:
            give(texts)
        assert len(str(told.value)) < 200


def test_a_table_of_an_unknown_ending_is_read_or_written_as_the_verb_does() -> None:
    with pytest.raises(RunError, match=r"tables are read from \.parquet.*`mapper render FILE`"):
        mapper.load("claims.jsonl")
    with pytest.raises(RunError, match=r"tables are written as \.parquet"):
        mapper.save(mapper.build([]), "claims.jsonl")


def test_the_options_of_a_map_are_those_of_the_command_line(built: Any, tmp_path: Path) -> None:
    (tmp_path / "about.md").write_text("# About *this*", encoding="utf-8")
    written = mapper.IncidentMap(built, intro="# About *this*")

    assert written.intro == mapper.IncidentMap(built, intro=tmp_path / "about.md").intro
    assert written.intro == [{"is": "h", "level": 1, "has": ["About ", {"is": "em", "has": ["this"]}]}]
    assert "https://tile.openstreetmap.org" in mapper.IncidentMap(built, tiles="openstreetmap.mapnik").html()
    assert mapper.IncidentMap(built, names="aze").names == "AZE"
    assert mapper.IncidentMap(built, names="both").html() == mapper.IncidentMap(built).html()


def test_a_map_under_the_reports_names_shows_them(built: Any) -> None:
    shown = mapper.IncidentMap(built, names="written").data

    assert {place.name for one in shown.incidents for place in one.locations} == {"كنجة"}


def test_a_coarse_map_has_no_position_finer_than_its_grid(built: Any) -> None:
    [fine] = mapper.IncidentMap(built.frame()).data.spots
    for made in (mapper.IncidentMap(built, coarsen=50), built.frame().incidents.map(coarsen=50)):
        [spot] = made.data.spots
        assert made.data.coarsened_km == 50
        assert (
            0 < haversine_km((fine.lat, fine.lon), (spot.lat, spot.lon)) < 36
        )  # half the diagonal of a cell
        assert spot.radius_km > fine.radius_km
    with pytest.raises(ArgumentError, match="not what is drawn already"):
        mapper.IncidentMap(map_data(built), coarsen=50)


@pytest.mark.parametrize(
    ("option", "says"),
    [
        ({"tiles": "OpenStretMap.Mapnik"}, "no tiles are called 'OpenStretMap.Mapnik'; try OpenStreetMap"),
        ({"tiles": 5}, "no name of tiles"),
        ({"lang": "de"}, "'de'; there are ar, en, fr, ru"),
        ({"names": "RSF"}, "no place has names of 'RSF'; there are both, written, ARM, AZE"),
        ({"coarsen": 0}, "0.1 to 500 km"),
        ({"coarsen": float("nan")}, "0.1 to 500 km"),
        ({"coarsen": "10"}, "0.1 to 500 km"),
        ({"coarsen": True}, "0.1 to 500 km"),
        ({"intro": Path("no_about.md")}, "no_about.md: No such file"),
    ],
)
def test_an_option_of_a_map_that_is_none_is_told_at_once(built: Any, option: Any, says: str) -> None:
    with pytest.raises(ArgumentError, match=says):
        mapper.IncidentMap(built, **option)


def test_the_package_tells_its_version_its_names_and_a_near_one() -> None:
    assert mapper.__version__ == version("incident-mapper")
    assert {name for name in dir(mapper) if not name.startswith("_")} == set(mapper.__all__)
    assert mapper.plots.timeline.__module__ == "mapper.plots.draw"
    for wrong, right in {"biuld": "build", "incidentmap": "IncidentMap", "extrakt": "extract"}.items():
        with pytest.raises(AttributeError, match=f"no attribute '{wrong}'; did you mean '{right}'\\?"):
            getattr(mapper, wrong)
    with pytest.raises(AttributeError, match=r"no attribute 'zzzz'$"):
        getattr(mapper, "zzzz")  # noqa: B009


@pytest.mark.parametrize("command", ["build", "extract", "annotate"])
def test_the_help_says_what_a_source_is(command: str) -> None:
    shown = CliRunner().invoke(main, [command, "--help"]).output

    told = shown[shown.index("SOURCE is") :].split("\n\n")[0]
    assert all(kind in told for kind in (".html", ".jsonl", "folder", "manifest.csv", "standard input"))
