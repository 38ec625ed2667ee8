"""Manners of the command in a shell: completion, pipes, ``-``, exit codes, and who stops reading early."""

from __future__ import annotations

import json
import os
import pty
import select
import shutil
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from docs_blocks import Folder
from programs import program

from mapper.cli import main
from mapper.frames import from_frame
from mapper.writers import load

SHELLS = ["bash", "zsh", "fish"]
PATIENCE_S = 60
REPORT = "قصفت القوات الأرمينية مدينة كنجة."  # "Armenian forces shelled the city of Ganja."
DENIAL = "نفى الجيش الأرمني قصف مدينة كنجة."  # "The Armenian army denied shelling the city of Ganja."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    return Folder.with_samples(tmp_path_factory.mktemp("shell") / "folder")


@pytest.fixture(scope="module")
def table(folder: Folder) -> Path:
    done = folder.shell("mapper build reports/ -o map.html --data incidents.parquet")

    assert done.returncode == 0, done.stderr
    return folder.path / "incidents.parquet"


def run(*arguments: object, stdin: bytes | str | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)


def on_terminal(command: list[str], *, typed: str = "", wanted: str, folder: Folder) -> str:
    """What a program prints on a terminal of its own, until ``wanted`` was seen or time is over."""
    terminal, its_end = pty.openpty()
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    process = subprocess.Popen(
        command,
        cwd=folder.path,
        env={**os.environ, "PATH": programs, "HOME": str(folder.path), "TERM": "dumb", "PS1": "> "},
        stdin=its_end,
        stdout=its_end,
        stderr=its_end,
        start_new_session=True,
    )
    os.close(its_end)
    seen, end = "", time.monotonic() + PATIENCE_S
    os.write(terminal, typed.encode())
    while wanted not in seen and time.monotonic() < end:
        if select.select([terminal], [], [], 0.2)[0]:
            try:
                seen += os.read(terminal, 65_536).decode("utf-8", "replace")
            except OSError:
                break
    os.close(terminal)
    process.kill()
    process.wait()
    return seen


def test_the_version_is_that_of_the_installed_package() -> None:
    assert run("--version").stdout.strip() == f"mapper, version {version('incident-mapper')}"


# --- completion


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_of_a_shell_is_one_that_it_can_read(folder: Folder, shell: str) -> None:
    program(shell, shell)
    (folder.path / f"complete.{shell}").write_text(run("completion", shell).stdout, encoding="utf-8")
    begin = "autoload -Uz compinit && compinit -u; " if shell == "zsh" else ""
    done = folder.shell(f"{begin}source ./complete.{shell}", shell)

    assert (done.returncode, done.stderr) == (0, "")


COMPLETED = [
    ("mapper ex", {"extract", "export"}),
    ("mapper gazetteer s", {"show"}),
    ("mapper build --coarsen", {"--coarsen", "--coarsen-data"}),
    ("mapper build --lang ", {"ar", "en", "fr", "ru"}),
    ("mapper completion z", {"zsh"}),
]


@pytest.mark.parametrize(("line", "expected"), COMPLETED)
def test_bash_completes(folder: Folder, line: str, expected: set[str]) -> None:
    words = line.split(" ")
    quoted = " ".join(f"'{word}'" for word in words)
    ask = f"COMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1}; _mapper_completion mapper"
    done = folder.shell(f'source <(mapper completion bash); {ask}; printf "%s\\n" "${{COMPREPLY[@]}}"')

    assert set(done.stdout.split()) == expected


@pytest.mark.parametrize(("line", "expected"), COMPLETED)
def test_fish_completes(folder: Folder, line: str, expected: set[str]) -> None:
    program("fish", "fish")
    done = folder.shell(f"mapper completion fish | source; complete -C '{line}'", "fish")

    assert {told.split("\t")[0] for told in done.stdout.splitlines()} == expected


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [("mapper completion fi\t\n", "function _mapper_completion"), ("mapper extract rep\t", "reports/")],
)
@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_a_tab_completes_commands_and_files(folder: Folder, shell: str, typed: str, wanted: str) -> None:
    where = program(shell, shell)
    start = folder.path / f"start.{shell}"
    script = run("completion", shell).stdout
    if shell == "bash":
        start.write_text(script, encoding="utf-8")
        command = [where, "--noprofile", "--rcfile", str(start), "-i"]
    else:
        (folder.path / ".zshrc").write_text(
            f"unsetopt beep\nautoload -Uz compinit && compinit -u\n{script}", encoding="utf-8"
        )
        command = [where, "-i"]
    seen = on_terminal(command, typed=typed, wanted=wanted, folder=folder)

    assert wanted in seen


# --- pipes


def test_claims_go_through_jq_to_a_page(folder: Folder) -> None:
    done = folder.shell(
        "set -o pipefail; mapper extract reports/ --quiet | jq -c 'select(.stance == \"denies\")' | "
        "tee denials.jsonl | mapper render - -o denials.html"
    )
    denials = (folder.path / "denials.jsonl").read_text(encoding="utf-8").splitlines()

    assert done.returncode == 0, done.stderr
    assert [json.loads(line)["stance"] for line in denials] == ["denies"]
    assert "wrote 1 incident to denials.html" in done.stderr


def test_lines_that_jq_spread_out_are_told_the_way() -> None:
    line = run("extract", "-", stdin=REPORT.encode()).stdout
    spread = json.dumps(json.loads(line), indent=2, ensure_ascii=False)
    result = run("render", "-", "-o", "map.html", stdin=spread)

    assert result.exit_code == 1
    assert "jq gives with -c" in result.stderr


@pytest.mark.parametrize(
    "command", ["build reports/ -o -", "render incidents.parquet -o -", "demo --quiet -o -"]
)
def test_a_page_goes_to_stdout_whole(folder: Folder, table: Path, command: str) -> None:
    named = command.replace("-o -", "-o page.html").replace("demo", "demo --data demo.parquet")
    streamed = folder.shell(
        command.replace("demo", "demo --data demo.parquet").join(["mapper ", " > out.html"])
    )
    folder.shell(f"mapper {named}")

    assert streamed.returncode == 0, streamed.stderr
    assert (folder.path / "out.html").read_bytes() == (folder.path / "page.html").read_bytes()
    assert not (folder.path / "-").exists()


@pytest.mark.parametrize("form", ["parquet", "gpkg", "geojson", "csv"])
def test_a_table_goes_through_a_pipe_and_is_the_same(folder: Folder, table: Path, form: str) -> None:
    done = folder.shell(
        f"set -o pipefail; mapper export {table.name} --to {form} -o - | mapper export - -o again.parquet"
    )
    again, before = (load(path) for path in (folder.path / "again.parquet", table))

    assert done.returncode == 0, done.stderr
    assert from_frame(again)[:2] == from_frame(before)[:2]


@pytest.mark.parametrize("form", ["acled", "ged"])
def test_a_form_goes_to_stdout_as_to_a_file(folder: Folder, table: Path, form: str) -> None:
    export = f"mapper export {table.name} --to {form} -o"
    done = folder.shell(f"set -o pipefail; {export} form.csv && {export} - | cmp - form.csv")

    assert done.returncode == 0, done.stdout + done.stderr


def test_coded_rows_come_from_stdin(folder: Folder) -> None:
    ged = (folder.path / "ged.csv").read_bytes()
    piped, named = run("import", "-", stdin=ged), run("import", folder.path / "ged.csv")
    reports = folder.path / "reports" / "first.txt"
    built = run("build", reports, "--coded", "-", "-o", folder.path / "coded.html", stdin=ged)

    assert piped.exit_code == 0, piped.stderr
    assert piped.stdout == named.stdout.replace('"path": "ged.csv"', '"path": "standard input"')
    assert "2 coded rows" in built.stderr


def test_a_bad_row_of_stdin_is_named_so(folder: Folder) -> None:
    ged = (folder.path / "ged.csv").read_text(encoding="utf-8").replace("2020-10-11 00", "2020-13-45 00")
    result = run("import", "-", stdin=ged)

    assert result.exit_code == 1
    assert "standard input, row 2" in result.stderr
    assert result.stdout == ""


def test_figures_of_a_score_go_to_stdout(folder: Folder) -> None:
    result = run("score", folder.path / "gold", folder.path / "gold", "--json", "-")

    assert json.loads(result.stdout)["all"]["claims"]["F1"] == 1


@pytest.mark.parametrize(
    ("program", "given", "expected"),
    [
        ('select(.stance == "denies")', '{"stance":"denies"}\n{"stance":"asserts"}\n', '{"stance":"denies"}'),
        (".features | length", '{"features": [1, 2]}', "2"),
        (".all.claims.F1", '{"all": {"claims": {"F1": 0.5}}}', "0.5"),
    ],
)
def test_what_stands_in_for_jq_does_as_jq(folder: Folder, program: str, given: str, expected: str) -> None:
    programs = [folder.path / ".stand-ins" / "jq", *filter(None, [shutil.which("jq")])]
    told = [
        subprocess.run([jq, "-c", program], input=given, capture_output=True, text=True, check=True).stdout
        for jq in programs
    ]

    assert [line.strip() for line in told] == [expected] * len(programs)


# --- what - cannot be


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["build", "r.txt", "-o", "-", "--explain"], "--explain prints to standard output too"),
        (["build", "r.txt", "-o", "-", "--texts", "separate"], "a folder beside the page"),
        (["build", "r.txt", "-o", "m.html", "--data", "-"], "mapper export"),
        (["build", "-", "-o", "m.html", "--coded", "-"], "one standard input"),
        (["import", "-", "-"], "one standard input"),
        (["annotate", "r.txt", "-o", "-"], "name of a folder"),
        (["export", "t.parquet", "-o", "-"], "--to"),
        (["export", "t.parquet", "-o", "-", "--to", "timemap"], "name of a folder"),
        (["export", "t.parquet", "-o", "t.csv", "--to", "geojson"], ".geojson"),
    ],
)
def test_a_dash_that_makes_no_sense_is_wrong_usage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*arguments, stdin=REPORT.encode())

    assert result.exit_code == 2
    assert says in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", ["parquet", "gpkg"])
def test_a_binary_table_is_refused_by_a_terminal(folder: Folder, table: Path, form: str) -> None:
    mapper = str(Path(sys.executable).parent / "mapper")
    seen = on_terminal(
        [mapper, "export", table.name, "--to", form, "-o", "-"], wanted="terminal;", folder=folder
    )

    assert "would spoil the terminal" in " ".join(seen.split())
    assert "PAR1" not in seen
    assert "SQLite" not in seen


# --- who stops reading early


@pytest.mark.parametrize(
    "command",
    [
        "mapper extract reports/ --explain",
        "mapper build reports/ -o -",
        "mapper gazetteer find - --json < many.txt",
        "mapper import many.csv --columns columns.csv",
        "mapper --help",
    ],
)
def test_a_broken_pipe_ends_quietly(folder: Folder, command: str) -> None:
    (folder.path / "many.txt").write_text("Ganja\n" * 3_000, encoding="utf-8")
    row = '2020-10-12,39.52,47.03,shelling,Notes,"row {}"\n'
    rows = "".join(row.format(number) for number in range(3_000))
    (folder.path / "many.csv").write_text(f"day,y,x,type,source,notes\n{rows}", encoding="utf-8")
    (folder.path / "columns.csv").write_text("ours,theirs\ndate,day\nlat,y\nlon,x\nevent_type,type\n")
    quiet = command.replace("reports/", "reports/ --quiet")
    done = folder.shell(f"{quiet} | true; echo ${{PIPESTATUS[0]}}")

    assert done.stderr == ""
    assert done.stdout.strip() in {"0", "1", "141"}


def test_exit_codes_are_those_of_the_reference(folder: Folder) -> None:
    codes = {
        "mapper extract reports/first.txt": 0,
        "mapper extract gone.txt": 1,
        "mapper extract": 2,
        "mapper extract reports/first.txt gone.txt": 3,
        "mapper gazetteer find Nowhereatallville": 1,
        "mapper completion tcsh": 2,
    }

    assert {command: folder.shell(command).returncode for command in codes} == codes
