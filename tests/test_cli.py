"""The commands as a user meets them: what they write, what they say, how they fail."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import mapper.cli.demo
from mapper.cli import main
from mapper.frames import from_frame
from mapper.records import Claim
from mapper.writers import load

EXAMPLES = mapper.cli.demo.EXAMPLES
HEAVY = ("folium", "geopandas", "pandas", "shapely", "pyarrow", "babel", "cattrs", "mapper.claims")


def run(*arguments: object, stdin: bytes | str | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)


def one_paragraph(result: Result) -> bool:
    return "Traceback" not in result.stderr and isinstance(result.exception, SystemExit | None)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Result]:
    folder = tmp_path_factory.mktemp("built")
    page, table = folder / "map.html", folder / "table.parquet"
    return page, table, run("build", EXAMPLES, "-o", page, "--data", table)


def test_build_writes_page_and_table_and_sums_up(built: tuple[Path, Path, Result]) -> None:
    page, table, result = built
    incidents, evidence, coverage = from_frame(load(table))

    assert result.exit_code == 0
    assert result.stdout == ""
    assert f"{len(incidents)} incidents" in result.stderr
    assert coverage is not None
    assert f"{coverage.reports} reports read" in result.stderr
    assert {claim.id for incident in incidents for claim in incident.claims} == set(evidence)
    assert page.stat().st_size < 2_000_000


def test_a_second_run_from_another_folder_gives_the_same_bytes(
    built: tuple[Path, Path, Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, table, _ = built
    monkeypatch.chdir(EXAMPLES.parent)
    again = tmp_path / "again.html", tmp_path / "again.parquet"
    run("build", EXAMPLES.name, "-o", again[0], "--data", again[1])

    assert again[0].read_bytes() == page.read_bytes()
    assert again[1].read_bytes() == table.read_bytes()


def test_no_page_tells_where_the_reports_lie(tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "empty.txt").write_text("")
    (tmp_path / "secret" / "full.txt").write_text("قصفت القوات الأرمينية مدينة كنجة.", encoding="utf-8")
    table = tmp_path / "t.geojson"
    result = run("build", tmp_path / "secret", "-o", tmp_path / "m.html", "--data", table)

    assert result.exit_code == 3
    assert "empty.txt" in table.read_text()
    assert str(tmp_path) not in table.read_text()


def test_demo_writes_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("demo")

    assert result.exit_code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["demo-incidents.parquet", "demo-map.html"]
    assert (tmp_path / "demo-map.html").as_uri() in result.stderr


def test_claim_lines_render_to_the_same_incidents_as_the_table(
    built: tuple[Path, Path, Result], tmp_path: Path
) -> None:
    lines = run("extract", EXAMPLES)
    rendered = run("render", "-", "-o", tmp_path / "page.html", stdin=lines.stdout)

    assert lines.exit_code == 0
    assert {"id", "event_type", "evidence"} <= set(json.loads(lines.stdout.splitlines()[0]))
    assert rendered.exit_code == 0
    assert rendered.stderr.split()[1] == str(len(load(built[1])))


def test_render_of_the_table_is_the_page_of_the_build(
    built: tuple[Path, Path, Result], tmp_path: Path
) -> None:
    page, table, _ = built
    result = run("render", table, "-o", tmp_path / "page.html")

    assert result.exit_code == 0
    assert (tmp_path / "page.html").read_bytes() == page.read_bytes()


def test_annotate_lists_the_incidents_across_reports(tmp_path: Path) -> None:
    run("annotate", EXAMPLES, "-o", tmp_path)
    claims = {
        f"{form['doc']}:{claim['id']}"
        for form in (json.loads(path.read_text(encoding="utf-8")) for path in tmp_path.glob("*.txt.json"))
        for claim in form["claims"]
    }
    told = [set(i["claims"]) for i in json.loads((tmp_path / "incidents.json").read_text(encoding="utf-8"))]

    assert told
    assert all(ids <= claims and len({name.split(":")[0] for name in ids}) > 1 for ids in told)


def test_a_text_that_comes_twice_is_read_once_and_annotated_twice(tmp_path: Path) -> None:
    text = "قصفت القوات الأرمينية مدينة كنجة أمس."
    copies = {"one.txt": text, "two.txt": f"\n{text}\n", "three.txt": text.replace(" ", "  ")}
    reports, forms = tmp_path / "reports", tmp_path / "forms"
    reports.mkdir()
    for name, copy in copies.items():
        (reports / name).write_text(copy, encoding="utf-8")
    lines = run("extract", reports)
    run("annotate", reports, "-o", forms)

    assert len(lines.stdout.splitlines()) == len(run("extract", reports / "one.txt").stdout.splitlines()) == 1
    assert "same text: 2" in lines.stderr
    assert {path.name for path in forms.iterdir()} == {*(f"{name}.json" for name in copies), "incidents.json"}
    assert json.loads((forms / "incidents.json").read_text(encoding="utf-8")) == []


def test_annotate_keeps_offsets_exact(tmp_path: Path) -> None:
    result = run("annotate", EXAMPLES, "-o", tmp_path)
    forms = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(tmp_path.glob("*.txt.json"))]

    assert result.exit_code == 0
    assert len(forms) == len(list(EXAMPLES.glob("*.txt")))
    for form in forms:
        text = (EXAMPLES / form["doc"]).read_bytes().decode("utf-8")
        assert all(text[place["start"] : place["end"]] == place["surface"] for place in form["toponyms"])
        assert all(text[claim["start"] : claim["end"]] == claim["quote"] for claim in form["claims"])
        assert {name for i in form["incidents"] for name in i["claims"]} == {c["id"] for c in form["claims"]}


def test_a_report_without_a_date_stays_undated_until_one_is_given() -> None:
    text = "قصفت القوات الأرمينية أمس مدينة كنجة.".encode()
    undated, dated = (
        json.loads(run("extract", "-", *options, stdin=text).stdout)
        for options in ([], ["--published", "2020-10-12"])
    )

    assert undated["date_from"] is None
    assert dated["date_from"] == "2020-10-11"


def test_a_name_that_no_gazetteer_knows_is_counted_and_kept(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("قصفت القوات الأرمينية بلدة زغبلوطة وبلدة ترتر أمس.", encoding="utf-8")
    result = run("build", tmp_path / "a.txt", "-o", tmp_path / "m.html", "--data", tmp_path / "t.parquet")
    coverage = from_frame(load(tmp_path / "t.parquet"))[2]

    assert "1 place name unresolved" in result.stderr
    assert coverage is not None
    assert coverage.unresolved == ("زغبلوطة",)


def test_a_file_in_windows_1256_is_read_and_said_so(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_bytes("قصفت القوات الأرمينية مدينة كنجة ليل أمس.".encode("cp1256"))
    result = run("extract", tmp_path / "old.txt")

    assert "windows-1256" in result.stderr
    assert "كنجة" in result.stdout


def test_a_report_without_a_letter_of_its_language_is_named_and_left_out(tmp_path: Path) -> None:
    (tmp_path / "english.txt").write_text("Armenian forces shelled Ganja.", encoding="utf-8")
    result = run("extract", tmp_path / "english.txt", EXAMPLES)

    assert result.exit_code == 3
    assert "english.txt: there is not one letter of Arabic in it" in result.stderr
    assert "--language" in result.stderr
    assert result.stdout


def test_claim_lines_hold_every_field_for_other_programs() -> None:
    lines = [json.loads(line) for line in run("extract", EXAMPLES).stdout.splitlines()]

    names = {"evidence", *(field.name for field in fields(Claim))}
    assert [set(line) for line in lines] == [names] * len(lines)
    assert {line["stance"] for line in lines} == {"asserts", "denies", "acknowledges"}


def test_colour_without_explain_is_wrong_usage() -> None:
    result = run("extract", EXAMPLES, "--color", "always")

    assert result.exit_code == 2
    assert "--explain" in result.stderr


@pytest.mark.parametrize(
    ("content", "exit_code", "says"),
    [(None, 1, "no such file"), (b"", 1, "empty"), (b"\x89PNG\r\n\x1a\n\x00\x00", 1, "no text")],
)
def test_bad_reports_leave_an_existing_page_untouched(
    tmp_path: Path, content: bytes | None, exit_code: int, says: str
) -> None:
    page = tmp_path / "map.html"
    page.write_text("old")
    if content is not None:
        (tmp_path / "bad.txt").write_bytes(content)
    result = run("build", tmp_path / "bad.txt", "-o", page)

    assert result.exit_code == exit_code
    assert "bad.txt" in result.stderr
    assert says in result.stderr
    assert one_paragraph(result)
    assert page.read_text() == "old"


def test_one_bad_report_among_good_ones_is_named_and_the_rest_is_done(tmp_path: Path) -> None:
    result = run("build", EXAMPLES, tmp_path / "gone.txt", "-o", tmp_path / "map.html")

    assert result.exit_code == 3
    assert "gone.txt" in result.stderr
    assert (tmp_path / "map.html").exists()


@pytest.mark.parametrize("output", ["folder.html", "missing/map.html"])
def test_an_unwritable_output_is_named_before_the_work_is_done(tmp_path: Path, output: str) -> None:
    (tmp_path / "folder.html").mkdir()
    result = run("build", EXAMPLES, "-o", tmp_path / output)

    assert result.exit_code == 1
    assert str(tmp_path / output) in result.stderr
    assert one_paragraph(result)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["build", "x.txt", "-o", "m.html", "--colour", "red"], "--colour"),
        (["build", "-o", "m.html"], "SOURCE"),
        (["build", "x.txt"], "--output"),
        (["annotate", "x.txt"], "--output"),
        (["render", "t.csv"], "--output"),
        (["build", "x.txt", "-o", "m.html", "--published", "12.10.2020"], "2020-10-12"),
        (["build", "x.txt", "-o", "m.html", "--published", "20201012"], "2020-10-12"),
        (["build", "x.txt", "-o", "m.html", "--published", "2020-W42-1"], "2020-10-12"),
        (["bild"], "bild"),
    ],
)
def test_wrong_usage_is_exit_code_2(arguments: list[str], says: str) -> None:
    result = run(*arguments)

    assert result.exit_code == 2
    assert says in result.stderr


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("t.parquet", b"PAR1", "t.parquet"),
        ("t.csv", b"id,title\n1,2\n", "the columns 'id', 'title' is not an incidents table"),
        ("t.jsonl", b'{"id": 1}\n', "line 1"),
        ("t.jsonl", b"[1]\n", "line 1"),
        ("t.jsonl", b"\n", "not one claim"),
        ("t.doc", b"", "read from .parquet"),
        ("gone.jsonl", None, "no such file"),
        ("gone.parquet", None, "no such file"),
    ],
)
def test_a_bad_table_is_one_clear_error(tmp_path: Path, name: str, content: bytes | None, says: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    result = run("render", tmp_path / name, "-o", tmp_path / "map.html")

    assert result.exit_code == 1
    assert says in result.stderr
    assert one_paragraph(result)
    assert not (tmp_path / "map.html").exists()


@pytest.mark.parametrize(("others", "exit_code"), [(False, 1), (True, 3)])
def test_a_report_in_a_language_without_rules_is_named_and_left_out(
    tmp_path: Path, others: bool, exit_code: int
) -> None:
    (tmp_path / "a.txt").write_text("Shelling of Ganja.")
    (tmp_path / "b.txt").write_text("قصفت القوات الأرمينية مدينة كنجة.", encoding="utf-8")
    rows = ["path,language", "a.txt,tlh", *(["b.txt,ar"] if others else [])]
    (tmp_path / "manifest.csv").write_text("\n".join(rows) + "\n")
    result = run("build", tmp_path / "manifest.csv", "-o", tmp_path / "m.html")

    assert result.exit_code == exit_code
    assert "a.txt: language 'tlh'" in result.stderr
    assert one_paragraph(result)
    assert (tmp_path / "m.html").exists() == others


@pytest.mark.parametrize(
    ("page", "data", "exit_code", "says"),
    [
        ("map.html", "table.xlsx", 1, "table.xlsx"),
        ("map.html", "manifest.csv", 2, "manifest.csv"),
        ("report.txt", "table.csv", 2, "report.txt"),
    ],
)
def test_outputs_that_would_not_do_are_named_before_the_work(
    tmp_path: Path, page: str, data: str, exit_code: int, says: str
) -> None:
    result = run("build", EXAMPLES, "-o", tmp_path / page, "--data", tmp_path / data)

    assert result.exit_code == exit_code
    assert says in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_bad_gazetteer_file_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("name,lat,lon\nX,400,45\n")
    result = run("build", EXAMPLES, "-o", tmp_path / "m.html", "--gazetteer", tmp_path / "mine.csv")

    assert result.exit_code == 1
    assert "mine.csv, line 2, column lat" in result.stderr
    assert one_paragraph(result)


def test_help_pays_for_no_map() -> None:
    code = f"import sys, mapper.cli; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_the_module_runs_as_the_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mapper", "--version"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONUTF8": "1"},
    )

    assert done.stdout.startswith("mapper, version ")


def test_the_verbs_of_the_package_are_what_it_says() -> None:
    import mapper

    verbs = set(mapper.__all__) - {"__version__", "plots"}

    assert all(callable(getattr(mapper, name)) for name in verbs)
    assert set(mapper.__all__) <= set(dir(mapper))
    with pytest.raises(AttributeError, match="mapp"):
        mapper.mapp  # noqa: B018
