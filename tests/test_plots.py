"""The plots count claims, never facts; they are read in print, by every eye, and in Arabic."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import matplotlib
import numpy as np
import page_sample
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Affine2D
from test_page_style import contrast

from gazetteer.errors import DataError
from mapper import plots
from mapper.errors import ArgumentError
from mapper.frames import to_frame
from mapper.layers import layers
from mapper.plots import counts, looks, paper
from mapper.plots.days import count_days, cut_days
from mapper.plots.wording import read_texts, words
from mapper.records import Claim, Evidence, Incident, Location
from mapper.render.symbols import symbols

matplotlib.use("agg")  # before pyplot looks for a screen
import matplotlib.pyplot as plt

LANGUAGES = ("en", "ar", "fr", "ru")
PLOTS: dict[str, Callable[..., Axes]] = {
    "timeline by family": lambda *a, **k: plots.timeline(*a, by="family", **k),
    "timeline by side": lambda *a, **k: plots.timeline(*a, by="side", **k),
    "who says what": plots.who_says_what,
    "places by stance": lambda *a, **k: plots.places(*a, by="stance", **k),
    "places by family": lambda *a, **k: plots.places(*a, by="family", **k),
    "outlets": plots.outlets,
}


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    plt.close("all")


def claim(name: str, side: str = "AZE", stance: str = "asserts", actor: str = "ARM", **more: object) -> Claim:
    told = {"event_type": "shelling", "report_id": "r", "start": 0, "end": 1, **more}
    return Claim(id=name, claimant_side=side, stance=stance, actor_side=actor, **told)  # type: ignore[arg-type]


def incident(name: str, *claims: Claim, days: tuple[date, date] | None = None, **more: object) -> Incident:
    first, last = days or (None, None)
    told = {"event_type": "shelling", "title": name, "status": "one-sided", **more}
    return Incident(id=name, claims=claims, date_from=first, date_to=last, **told)  # type: ignore[arg-type]


def in_october(day: int, last: int = 0) -> tuple[date, date]:
    return date(2020, 10, day), date(2020, 10, last or day)


TARTAR = Location(place_id="karabakh:tartar", name="Tartar", lat=40.34, lon=46.93, radius_km=4)
AGHDAM = Location(place_id="karabakh:aghdam", name="Aghdam", lat=39.99, lon=46.93, radius_km=4)


# Counting


def test_days_are_cut_into_the_finest_unit_that_can_be_told_apart() -> None:
    months = cut_days(date(2020, 9, 27), date(2021, 12, 31))

    assert cut_days(date(2020, 9, 27), date(2020, 11, 10)).unit == "day"
    assert months.unit == "month"
    assert cut_days(date(2000, 1, 1), date(2020, 12, 31)).unit == "year"
    # 1 October 2020 was a Thursday: its week began on Monday, 28 September.
    assert cut_days(*in_october(1, 6), unit="week").starts == (date(2020, 9, 28), date(2020, 10, 5))
    assert cut_days(date(2020, 12, 5), date(2021, 1, 2), unit="month").starts == (
        date(2020, 12, 1),
        date(2021, 1, 1),
    )


@pytest.mark.parametrize("unit", ["day", "week", "month", "year"])
def test_the_end_of_the_calendar_ends_the_bars(unit: str) -> None:
    cut = cut_days(date(9999, 12, 25), date.max, unit=unit)

    assert cut.bar(date.max) == len(cut.starts) - 1


def test_an_incident_of_uncertain_day_is_spread_and_one_without_a_date_is_counted_apart() -> None:
    told = [
        (incident("sure", days=in_october(1)), "a"),
        (incident("vague", days=in_october(1, 4)), "a"),
        (incident("undated"), "b"),
    ]
    days = count_days(told, ["a", "b"])

    assert days is not None
    assert days.sure == {"a": [1, 0, 0, 0], "b": [0, 0, 0, 0]}
    assert days.vague == pytest.approx([0.25] * 4)
    assert (days.vague_count, days.undated) == (1, 1)


def test_within_one_week_an_uncertain_day_is_a_certain_week() -> None:
    days = count_days([(incident("vague", days=in_october(5, 11)), "a")], ["a"], unit="week")

    assert days is not None
    assert (days.sure, days.vague_count) == ({"a": [1]}, 0)


def test_the_days_of_a_span_count_in_the_month_in_which_they_lie() -> None:
    span = date(2020, 10, 31), date(2020, 11, 3)
    days = count_days([(incident("vague", days=span), "a")], ["a"], unit="month")

    assert days is not None
    assert days.vague == pytest.approx([0.25, 0.75])


def test_sides_that_speak_alone_stand_apart_from_what_several_speak_of() -> None:
    incidents = [
        incident("1", claim("a", "AZE"), claim("b", "AZE")),
        incident("2", claim("c", "AZE")),
        incident("3", claim("d", "ARM")),
        incident("4", claim("e", "FRA")),
        incident("5", claim("f", "AZE"), claim("g", "ARM", "denies")),
    ]
    groups, told = counts.speakers(incidents, 2)

    assert groups == ["AZE", "ARM", counts.SEVERAL, counts.REST]
    assert [group for _, group in told] == ["AZE", "AZE", "ARM", counts.REST, counts.SEVERAL]


def test_who_speaks_of_whom_is_counted_by_stance() -> None:
    matrix = counts.of_whom(
        [
            claim("a", "AZE", "asserts", "ARM"),
            claim("b", "AZE", "asserts", "ARM"),
            claim("c", "ARM", "denies", "ARM"),
            claim("d", "outlet", "asserts", ""),
            claim("e", "RUS", "asserts", "AZE+ARM"),
        ],
        most=8,
    )

    assert matrix.cells[("AZE", "ARM")] == {"asserts": 2}
    assert matrix.cells[("ARM", "ARM")] == {"denies": 1}
    assert matrix.cells[("outlet", counts.NOBODY)] == {"asserts": 1}
    assert matrix.cells[("RUS", "AZE")] == matrix.cells[("RUS", "ARM")] == {"asserts": 1}
    assert matrix.columns[-1] == counts.NOBODY
    assert set(matrix.rows) == {"AZE", "ARM", "RUS", "outlet"}


def test_sides_beyond_the_most_frequent_are_taken_together_and_none_is_lost() -> None:
    claims = [
        claim(f"{side}{n}", side, actor="AZE") for n, side in enumerate(["AZE"] * 3 + ["FRA", "RUS", "USA"])
    ]
    matrix = counts.of_whom(claims, most=1)

    assert matrix.rows == ("AZE", counts.REST)
    assert matrix.cells[(counts.REST, "AZE")] == {"asserts": 3}


def test_a_claim_that_stands_in_two_incidents_is_one_claim() -> None:
    both = claim("a", locations=(TARTAR, AGHDAM))
    incidents = [incident("1", both, locations=(TARTAR,)), incident("2", both, locations=(AGHDAM,))]
    by_place = counts.by_place(layers(incidents, {}), "stance")

    assert len(counts.claims_of(incidents)) == 1
    assert {spot.name: dict(found) for spot, found in by_place.items()} == {
        "Tartar": {"asserts": 1},
        "Aghdam": {"asserts": 1},
    }


def test_a_place_told_at_and_near_is_one_place() -> None:
    near = replace(TARTAR, relation="near", radius_km=12)
    told = incident(
        "1", claim("a", locations=(TARTAR,)), claim("b", stance="denies", locations=(near, TARTAR))
    )
    by_place = counts.by_place(layers([told], {}), "stance")

    assert list(by_place.values()) == [Counter(asserts=1, denies=1)]


def test_a_town_and_its_district_of_one_name_are_told_apart() -> None:
    town = replace(AGHDAM, place_id="x:town", name="Agh")
    district = replace(AGHDAM, place_id="x:district", name="Agh", level="district", radius_km=30)
    data = layers([incident("1", claim("a", locations=(town, district)))], {})

    assert words("en").places(data.spots) == ["Agh (town or village)", "Agh (district)"]
    assert words("en").places(data.spots[:1]) == ["Agh"]


def test_outlets_agree_where_they_carry_the_same_not_where_they_quote_the_same() -> None:
    def told(name: str, **by: str) -> tuple[Incident, dict[str, Evidence]]:
        """``by``: the stances that each outlet carries."""
        claims, evidence = [], {}
        for outlet, stances in by.items():
            for stance in stances.split():
                one = claim(f"{name}-{outlet}-{stance}", stance=stance)
                claims.append(one)
                evidence[one.id] = Evidence(quote="", outlet=outlet)
        return incident(name, *claims), evidence

    parts = [
        told("alike", A="asserts", B="acknowledges"),  # both carry that it happened
        told("alike too", A="asserts denies", B="denies asserts"),
        told("partly", A="asserts denies", B="asserts"),
        told("against", A="denies", B="asserts"),
        told("alone", A="asserts"),
    ]
    evidence = {name: words for _, part in parts for name, words in part.items()}
    matrix, own = counts.between_outlets([one for one, _ in parts], evidence, most=8)

    assert matrix.cells == {("B", "A"): {"alike": 2, "partly": 1, "against": 1}}
    assert own == {"A": 5, "B": 4}


# Drawing


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PLOTS)
def test_a_plot_is_drawn_in_every_language_with_letters_that_its_fonts_have(name: str, lang: str) -> None:
    ax = PLOTS[name](page_sample.map_data(), lang=lang)
    ax.figure.canvas.draw()  # a letter that no font has is a warning, and warnings are errors here

    assert ax.get_title(loc="right" if lang == "ar" else "left")
    assert ax.get_legend() is not None
    assert ax.patches


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_key_has_room_below_the_smallest_plot(lang: str) -> None:
    found, evidence = page_sample.incidents()
    one = {name: replace(words, outlet="A") for name, words in evidence.items()}
    ax = plots.outlets(layers(found, one), lang=lang)
    ax.figure.canvas.draw()  # that axes have shrunk to nothing is a warning
    figure = ax.get_figure(root=True)

    assert figure is not None
    assert ax.get_legend().get_window_extent().width < figure.bbox.width


def test_the_bars_of_a_timeline_are_as_high_as_there_are_incidents_with_a_date() -> None:
    data = page_sample.map_data()
    dated = sum(one.date_from is not None for one in data.incidents)
    for by in ("family", "side"):
        ax = plots.timeline(data, by=by)
        heights = sum(bar.get_height() for bar in ax.patches if isinstance(bar, Rectangle))

        assert 0 < dated < len(data.incidents)
        assert heights == pytest.approx(dated)
        assert "without a date" in " ".join(text.get_text() for text in ax.texts)


@pytest.mark.parametrize("name", PLOTS)
def test_a_plot_goes_onto_axes_that_are_given_and_opens_no_figure(name: str) -> None:
    figure, (_, mine) = plt.subplots(1, 2)

    assert PLOTS[name](page_sample.map_data(), ax=mine) is mine
    assert plt.get_fignums() == [figure.number]


@pytest.mark.parametrize("name", PLOTS)
def test_where_there_is_nothing_to_count_the_plot_says_so(name: str) -> None:
    ax = PLOTS[name]([])

    assert [text.get_text() for text in ax.texts] in (
        ["There is nothing to count here."],
        ["No incident here has a date."],
    )


def test_the_accessor_of_a_frame_draws_the_same_timeline() -> None:
    found, evidence = page_sample.incidents()
    frame = to_frame(found, evidence)
    ax = frame.incidents.timeline(by="side", lang="ar")

    assert len(ax.patches) == len(plots.timeline(found, by="side", lang="ar").patches)


def test_in_arabic_time_runs_from_right_to_left_and_labels_stand_on_the_right() -> None:
    ax = plots.timeline(page_sample.map_data(), lang="ar")
    start, end = ax.get_xlim()

    assert start > end
    assert ax.yaxis.get_ticks_position() == "right"


def test_texts_of_reports_are_letters_and_no_formulas() -> None:
    hostile = "$\\frac{1}{0}$ \x00\u202e {n} %s"
    found, evidence = page_sample.incidents()
    evidence = {name: replace(words, outlet=hostile) for name, words in evidence.items()}
    ax = plots.outlets(layers(found, evidence))
    ax.figure.canvas.draw()
    (label,) = ax.get_yticklabels()

    assert label.get_text().split() == ["$\\frac{1}{0}$", "{n}", "%s"]
    assert not label.get_parse_math()


@pytest.mark.parametrize("name", PLOTS)
def test_no_text_goes_to_latex_where_a_user_has_asked_for_it(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(matplotlib.rcParams, "text.usetex", True)
    ax = PLOTS[name](page_sample.map_data())
    told = [text for text in ax.figure.findobj(Text) if text.get_text()]

    assert len(told) > 4
    assert [text.get_text() for text in told if text.get_usetex()] == []


@pytest.mark.parametrize("name", ["outlets", "who says what", "timeline by side"])
def test_a_name_without_end_leaves_room_for_the_plot(name: str) -> None:
    endless = "X" * 3_000
    found, evidence = page_sample.incidents()
    told = [
        replace(one, claims=tuple(replace(c, claimant_side=endless, actor_side=endless) for c in one.claims))
        for one in found
    ]
    evidence = {claim: replace(words, outlet=endless) for claim, words in evidence.items()}
    ax = PLOTS[name](layers(told, evidence))
    ax.figure.canvas.draw()  # that axes have shrunk to nothing is a warning

    assert ax.get_window_extent().width > ax.figure.bbox.width / 3


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (lambda: plots.timeline([], by="outlet"), "by='outlet' is none of 'family', 'side'"),
        (lambda: plots.timeline([], unit="hour"), "'day', 'week', 'month', 'year'"),
        (lambda: plots.places([], by="side"), "'stance', 'family'"),
        (lambda: plots.places([], most=0), "most=0 would leave nothing to draw; give 1 or more"),
        (lambda: plots.who_says_what([], most=-1), "give 1 or more"),
        (lambda: plots.outlets([], most=-1), "give 1 or more"),
        (lambda: plots.outlets([], lang="de"), "there are ar, en, fr, ru"),
    ],
)
def test_a_wrong_argument_is_told_with_the_way_out(call: Callable[[], Axes], named: str) -> None:
    with pytest.raises(ArgumentError) as told:
        call()

    assert named in str(told.value)


# Fonts and shapes


def ink(text: str, family: str) -> np.ndarray:
    """Which columns of pixels of a text are how dark."""
    figure = plt.figure(figsize=(3, 1), dpi=200)
    figure.text(0.5, 0.4, text, fontfamily=family, fontsize=30, ha="center")
    figure.canvas.draw()
    dark = np.asarray(figure.canvas.buffer_rgba())[:, :, 0] < 128  # type: ignore[attr-defined]
    columns = dark.sum(axis=0)
    return np.trim_zeros(columns)


@pytest.mark.parametrize("family", ["DejaVu Sans", *(name for name in paper.fonts() if "Arabic" in name)])
def test_arabic_letters_are_joined_and_run_from_right_to_left(family: str) -> None:
    joined, apart = ink("بب", family), ink("ب\u200cب", family)
    alef_first = ink("ابب", family)

    assert (joined > 0).all()  # no gap between joined letters
    assert len(joined) < len(apart)
    # The alef is the tallest stroke: read first, it stands on the right.
    assert alef_first.argmax() > 0.8 * len(alef_first)


def test_without_noto_the_font_that_comes_with_matplotlib_writes_every_language(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from matplotlib.font_manager import fontManager

    own = [font for font in fontManager.ttflist if font.name.startswith(("DejaVu", "STIX", "cm"))]
    monkeypatch.setattr(fontManager, "ttflist", own)

    assert paper.fonts() == ["DejaVu Sans"]
    for lang in LANGUAGES:
        plots.who_says_what(page_sample.map_data(), lang=lang).figure.canvas.draw()


def test_a_font_that_the_user_chose_is_asked_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(matplotlib.rcParams, "font.family", ["DejaVu Serif"])

    assert paper.fonts()[0] == "DejaVu Serif"


@pytest.mark.parametrize("family", symbols()["family"])
def test_the_sign_of_a_family_fills_its_box_as_on_the_page(family: str) -> None:
    box = looks.outline(looks.family_look(family).shape).get_extents()

    assert -1 <= box.x0 < -0.75
    assert 0.75 < box.x1 <= 1
    assert min(box.y1, -box.y0) > 0.7
    assert max(box.y1, -box.y0) <= 1


def test_lines_curves_and_arcs_are_where_svg_has_them() -> None:
    triangle = looks.outline("M12 0L24 24H0Z").to_polygons()[0]
    # Large, since matplotlib follows a curve as closely as its size on the screen asks.
    disc = looks.outline("M0 12A12 12 0 0 1 24 12A12 12 0 0 1 0 12Z").transformed(Affine2D().scale(1000))
    around = np.array([(np.cos(turn), np.sin(turn)) for turn in np.linspace(0.05, 6.2, 50)])
    # From (12, 0), three quarters of the circle around (12, 12), clockwise as seen: to (0, 12).
    most = looks.outline("M12 0A12 12 0 1 1 0 12Z").get_extents()

    assert triangle.tolist() == [[0, 1], [1, -1], [-1, -1], [0, 1]]
    assert disc.contains_points(995 * around).all()
    assert not disc.contains_points(1005 * around).any()
    assert (most.x0, most.y0, most.x1, most.y1) == pytest.approx((-1, -1, 1, 1), abs=2e-3)


def test_bars_are_told_apart_without_colour_and_stand_out_from_the_ground() -> None:
    table = looks.read_looks(looks.LOOKS_FILE)
    told = [look.colour for kind in ("stance", "agreement") for look in table[kind].values()]
    sides = [looks.group_look(number) for number in range(8)]

    # https://www.w3.org/TR/WCAG22/#non-text-contrast
    assert all(contrast(colour, paper.GROUND) >= 3 for colour in told)
    assert len({look.hatch for look in sides}) == len(sides)
    assert set(table["stance"]) == set(counts.STANCES)
    assert set(table["agreement"]) == set(counts.AGREEMENT)


def test_families_are_drawn_in_the_colours_of_the_page() -> None:
    ax = plots.timeline(page_sample.map_data())
    drawn = {to_hex(bar.get_facecolor()) for bar in ax.patches}
    known = {look["colour"] for look in symbols()["family"].values()} | {paper.GROUND}

    assert len(drawn) > 2
    assert drawn <= known


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ("stance,asserts,red,plain", "line 2, column colour"),
        ("stance,asserts,#4d4d4d,waves", "line 2, column pattern"),
        ("stance,asserts,#4d4d4d,dots\nstance,denies,#af609e,dots", "line 3, column pattern"),
        ("mood,asserts,#4d4d4d,plain", "line 2, column kind"),
    ],
)
def test_a_fault_of_the_looks_is_named_with_its_line(rows: str, fault: str, tmp_path: Path) -> None:
    path = tmp_path / "looks.csv"
    path.write_text(f"kind,id,colour,pattern\n{rows}\n", encoding="utf-8")
    with pytest.raises(DataError) as told:
        looks.read_looks(path)

    assert fault in str(told.value)


def test_a_text_that_lacks_a_language_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "texts.csv"
    path.write_text("key,en,ar,fr,ru\nouter,Outer,,Dehors,Снаружи\n", encoding="utf-8")
    with pytest.raises(DataError, match="line 2, column ar"):
        read_texts(path)


# matplotlib is asked for late, and by its extra


def test_plots_are_imported_without_matplotlib_and_without_folium() -> None:
    code = "import sys, mapper.plots; print({'matplotlib', 'folium'} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "set()"


def test_a_missing_matplotlib_is_told_with_the_extra_that_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(ImportError) as told:
        plots.timeline([])

    assert 'pip install "incident-mapper[notebook]"' in str(told.value)
    assert told.value.__suppress_context__


def test_a_matplotlib_that_writes_arabic_letters_apart_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matplotlib, "__version_info__", (3, 10, 8))
    with pytest.raises(ImportError, match=r"plots need 3\.11 or later: pip install"):
        plots.timeline([])
