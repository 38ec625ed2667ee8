"""Claim lines as commands take them in: what is wrong with a line is one clear error, the rest goes on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mapper.cli import main

WORDS = {"quote": "قصفت القوات مدينة كنجة.", "outlet": "Example"}


def line(number: int = 1, **told: object) -> str:
    """A claim line; each number is a claim of its own, and 40 days after the one before."""
    plain = {"id": f"c{number}", "report_id": f"r{number}", "start": 0, "end": 23, "event_type": "shelling"}
    day = f"2020-{number % 12 + 1:02}-04"
    return json.dumps({**plain, "date_from": day, "date_to": day, "evidence": WORDS, **told})


def run(*arguments: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)


BAD = {
    "deep": (b'{"id": ' + b"[" * 100_000, "nests too deep"),
    "a list as type": (line(event_type=[]).encode(), "event_type []"),
    "words that are text": (line(evidence="x").encode(), "evidence is 'x'"),
    "half a character": (line(target="\ud800").encode(), "target has half a character"),
    "half a character in words": (line(evidence={"quote": "\udfff"}).encode(), "evidence has half"),
    "no UTF-8": (b'{"id": "\xe3\xe4"}', "UTF-8"),
    "no number": (line(score=float("nan")).encode(), "NaN is no number"),
    "turned days": (line(date_from="2020-12-24", date_to="2020-10-04").encode(), "later than date_to"),
    "less than nobody": (line(killed={"low": -5, "high": None}).encode(), "killed.low -5"),
    "beyond any text": (line(end=10**30).encode(), "offset"),
}


@pytest.mark.parametrize("bad", BAD)
@pytest.mark.parametrize("piped", [False, True])
def test_a_bad_line_is_named_and_may_be_left_out(tmp_path: Path, bad: str, piped: bool) -> None:
    content, says = BAD[bad]
    lines = b"\n".join([line(2).encode(), content, line(3).encode()]) + b"\n"
    path, out = tmp_path / "claims.jsonl", tmp_path / "out.csv"
    path.write_bytes(lines)
    source, stdin = ("-", lines) if piped else (path, None)
    stopped = run("export", source, "-o", out, stdin=stdin)

    assert (stopped.exit_code, out.exists()) == (1, False)
    assert "line 2: " in stopped.stderr
    assert says in stopped.stderr
    assert isinstance(stopped.exception, SystemExit)
    skipped = run("export", source, "-o", out, "--skip-bad-rows", stdin=stdin)

    assert skipped.exit_code == 3
    assert "wrote 2 incidents" in skipped.stderr


@pytest.mark.parametrize("form", ["acled", "ged", "timemap", "annotation"])
def test_no_form_of_another_tool_takes_days_that_are_turned(tmp_path: Path, form: str) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_bytes(BAD["turned days"][0])
    result = run("export", path, "--to", form, "-o", tmp_path / "out.csv")

    assert (result.exit_code, (tmp_path / "out.csv").exists()) == (1, False)


def test_a_byte_order_mark_and_empty_lines_are_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + line().encode() + b"\r\n\r\n")

    assert "wrote 1 incident " in run("export", path, "-o", tmp_path / "out.csv").stderr


def test_one_id_for_two_claims_is_a_fault_of_the_second(tmp_path: Path) -> None:
    """Two events under one id came out as one incident, without the day of the first."""
    path = tmp_path / "claims.jsonl"
    path.write_text(f"{line(1)}\n{line(1, date_from=None, date_to='2021-02-03')}\n", encoding="utf-8")
    result = run("export", path, "-o", tmp_path / "out.csv")

    assert (result.exit_code, (tmp_path / "out.csv").exists()) == (1, False)
    assert "line 2: line 1 is another claim of the same id, 'c1'" in result.stderr


def test_a_claim_that_stands_twice_is_one(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_text(f"{line()}\n{line()}\n", encoding="utf-8")
    run("export", path, "-o", tmp_path / "twice.csv")
    path.write_text(f"{line()}\n", encoding="utf-8")
    run("export", path, "-o", tmp_path / "once.csv")

    assert (tmp_path / "twice.csv").read_bytes() == (tmp_path / "once.csv").read_bytes()


def test_all_bad_lines_are_listed_where_more_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_text("[]\n" * 30 + line(), encoding="utf-8")
    few, all_of_them = (
        run("export", path, "-o", tmp_path / "out.csv", "--skip-bad-rows", *more) for more in ([], ["-v"])
    )

    assert few.stderr.count("claims.jsonl, line ") == 20
    assert "and 10 more" in few.stderr
    assert all_of_them.stderr.count("claims.jsonl, line ") == 30
    assert "more" not in all_of_them.stderr
