"""What is printed of incidents and of the reasons why their claims stand together."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

from click.testing import CliRunner

from mapper.cli import main
from mapper.explain import explain_merging
from mapper.merge import merge
from mapper.records import Claim, Evidence, Location

GANJA = Location(place_id="ganja", name="Ganja", lat=40.68, lon=46.36, radius_km=6)
DAY = date(2020, 10, 11)
STRIKE = Claim(
    id="a",
    report_id="r1",
    start=0,
    end=9,
    claimant_side="AZE",
    event_type="missile_strike",
    actor_side="ARM",
    locations=(GANJA,),
    date_from=DAY,
    date_to=DAY,
)
DENIAL = replace(STRIKE, id="b", report_id="r2", claimant_side="ARM", stance="denies")
ELSEWHERE = replace(STRIKE, id="c", report_id="r3", date_from=date(2020, 10, 17), date_to=date(2020, 10, 17))
WORDS = {"a": Evidence(quote="struck", outlet="First"), "b": Evidence(quote="never\x1b[2J", outlet="Second")}


def shown() -> list[str]:
    return list(explain_merging(merge([STRIKE, DENIAL, ELSEWHERE]), WORDS))


def test_an_incident_shows_its_claims_and_why_they_stand_together() -> None:
    lines = "\n".join(shown())

    assert "=== Missile strike: Ganja ===" in lines
    assert "contested" in lines
    assert "- AZE asserts missile_strike (First): struck" in lines
    assert (
        "> denial of Missile strike (AZE): both tell of a missile strike; both at Ganja; same days" in lines
    )


def test_incidents_of_one_claim_are_only_counted() -> None:
    lines = shown()

    assert sum(line.startswith("===") for line in lines) == 1
    assert lines[-1] == "Incidents told by one claim alone: 1"


def test_words_of_a_report_do_not_steer_the_terminal() -> None:
    assert not any("\x1b" in line for line in shown())


def test_build_prints_the_reasons_when_asked(tmp_path: Path) -> None:
    said = (
        "أعلنت وزارة الدفاع الأذربيجانية أن القوات الأرمينية قصفت مدينة كنجة أمس. ونفت أرمينيا قصف كنجة أمس."
    )
    (tmp_path / "one.txt").write_text(said, encoding="utf-8")
    command = [
        "build",
        str(tmp_path / "one.txt"),
        "--published",
        "2020-10-12",
        "-o",
        str(tmp_path / "map.html"),
    ]
    result = CliRunner(env=dict(os.environ)).invoke(main, [*command, "--explain"])

    assert result.exit_code == 0, result.stderr
    assert "> denial of Shelling (AZE)" in result.stdout
    assert CliRunner().invoke(main, command).stdout == ""
