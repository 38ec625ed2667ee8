"""The paper that plots are drawn on: axes, fonts that have every script, titles, bars, keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Literal

from mapper.errors import RunError
from mapper.plots.looks import Look, outline
from mapper.plots.wording import Words, legible

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.text import Text

INK, FAINT, GROUND = "#1b1b1b", "#5a5a5a", "#ffffff"
FONTS = ("Noto Sans", "Noto Sans Arabic", "Noto Naskh Arabic", "DejaVu Sans")
"""Asked in this order for each letter; the last comes with matplotlib and has Arabic, Latin and Cyrillic."""
INSTALL = 'pip install "incident-mapper[notebook]"'
"""Brings what plots need."""
SHAPES_TEXT = (3, 11)
"""The first matplotlib that joins Arabic letters and writes them from right to left."""
TEXT, SMALL, LARGE = 9, 8, 11
SIGN = 7
KEY_WIDTH = 60
"""Letters of a line of the key."""
MOST_LINES = 4
"""Of a name: one that is longer would leave no room for the plot."""
ROOM_BELOW = 1.15
"""Width of the key, in widths of the axes."""


class NoMatplotlib(RunError, ImportError):  # noqa: N818 - says what is missing
    """Plots were asked for without a matplotlib that can write Arabic."""


def new_axes(ax: Axes | None, words: Words, *, size: tuple[float, float]) -> Axes:
    """The axes that were given, or those of a new figure. Raises NoMatplotlib."""
    _check()
    import matplotlib.pyplot as plt

    if ax is None:
        _, ax = plt.subplots(figsize=size, layout="constrained", facecolor=GROUND)
    ax.set_facecolor(GROUND)
    for side in ("top", "left" if words.right_to_left else "right"):
        ax.spines[side].set_visible(False)
    if words.right_to_left:
        ax.yaxis.set_label_position("right")
        ax.yaxis.tick_right()
    return ax


def _check() -> None:
    try:
        import matplotlib
    except ImportError:
        raise NoMatplotlib(f"plots need matplotlib, which is not installed: {INSTALL}") from None
    if matplotlib.__version_info__[:2] < SHAPES_TEXT:
        least = ".".join(map(str, SHAPES_TEXT))
        raise NoMatplotlib(
            f"matplotlib {matplotlib.__version__} writes Arabic letters apart and from left to right; "
            f"plots need {least} or later: {INSTALL}"
        )


def fonts() -> list[str]:
    """The families to write with: a user's own choice in ``rcParams``, then ours as far as installed."""
    import matplotlib
    from matplotlib.font_manager import fontManager

    installed = {font.name for font in fontManager.ttflist}
    chosen = [name for name in matplotlib.rcParams["font.family"] if name in installed]
    return list(dict.fromkeys([*chosen, *(name for name in FONTS if name in installed)]))


def write(ax: Axes, x: float, y: float, text: str, **options: Any) -> Text:
    """A text at a point of the data; ``$`` in it is a letter like any other."""
    return ax.text(x, y, text, **{**_letters(), **options})


def _letters(size: float = TEXT) -> dict[str, Any]:
    # A user may have asked for LaTeX, which would run what stands in a text.
    return {"fontfamily": fonts(), "fontsize": size, "color": INK, "parse_math": False, "usetex": False}


def titled(ax: Axes, words: Words, title: str, notes: Sequence[str]) -> None:
    """A title, and below it what a reader must know beside it."""
    end: Literal["left", "right"] = "right" if words.right_to_left else "left"
    told = [note for note in notes if note]
    ax.set_title(title, loc=end, pad=10 + 14 * len(told), fontweight="bold", **_letters(LARGE))
    for line, note in enumerate(reversed(told)):
        ax.annotate(
            note,
            (1.0 if words.right_to_left else 0.0, 1.0),
            xytext=(0, 6 + 14 * line),
            xycoords="axes fraction",
            textcoords="offset points",
            ha=end,
            va="bottom",
            **{**_letters(SMALL), "color": FAINT},
        )


def named(ax: Axes, *, x: str = "", y: str = "") -> None:
    """Names of the axes."""
    ax.set_xlabel(x, **_letters())
    ax.set_ylabel(y, **_letters())


def ticks(
    ax: Axes, axis: str, at: Sequence[float], labels: Sequence[str], size: float = TEXT, **options: Any
) -> None:
    """Ticks of an axis with labels in fonts that have their letters."""
    place = ax.set_xticks if axis == "x" else ax.set_yticks
    place(list(at), labels=list(labels), **{**_letters(size), **options})


def whole_numbers(ax: Axes, axis: str, words: Words, highest: float) -> None:
    """Ticks at whole numbers: there is no half a claim."""
    from matplotlib.ticker import MaxNLocator

    marks = MaxNLocator(nbins=6, integer=True, steps=[1, 2, 5, 10]).tick_values(0, max(1.0, highest))
    at = [mark for mark in marks if 0 <= mark <= max(1.0, highest) + 1e-9 or mark == marks[-1]]
    ticks(ax, axis, at, [words.number(int(mark)) for mark in at])
    (ax.set_xlim if axis == "x" else ax.set_ylim)(0, at[-1])
    if words.right_to_left and axis == "x":
        ax.invert_xaxis()
    ax.grid(axis="y" if axis == "y" else "x", color="#e3e3e3", linewidth=0.8)
    ax.set_axisbelow(True)


def filled(look: Look) -> dict[str, Any]:
    """The fill of a bar: its hatch is drawn in the colour of the ground, as are the gaps between bars."""
    return {"facecolor": look.colour, "edgecolor": GROUND, "hatch": look.hatch, "linewidth": 0.8}


VAGUE: dict[str, Any] = {"facecolor": GROUND, "edgecolor": "#8a8a8a", "hatch": "////", "linewidth": 0.8}
"""As on the page: grey lines on the bare ground."""


def sign(ax: Axes, x: float, y: float, look: Look, size: float = SIGN) -> None:
    """The sign of a family within its bar."""
    ax.plot([x], [y], marker=outline(look.shape), **_sign(size))


def _sign(size: float) -> dict[str, Any]:
    return {
        "markersize": size,
        "markerfacecolor": GROUND,
        "markeredgecolor": INK,
        "markeredgewidth": 0.7,
        "linestyle": "none",
    }


def has_room(ax: Axes, axis: str, number: float, highest: float) -> bool:
    """Whether a part of a bar is long enough for a sign."""
    width, height = _figure(ax).get_size_inches()
    usual = 0.55 * 72 * float(height if axis == "y" else width)
    return number / highest * usual > SIGN * 1.3


def _figure(ax: Axes) -> Figure:
    figure = ax.get_figure(root=True)
    assert figure is not None, "axes that are drawn on are those of a figure"
    return figure


def folded(name: str, width: int) -> str:
    """A name in a few lines of no more letters than that."""
    return "\n".join(wrap(legible(name), width, max_lines=MOST_LINES, placeholder="…"))


def key(ax: Axes, words: Words, looks: Mapping[str, Look], *, vague: str = "") -> None:
    """What each fill means, below the axes."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.legend_handler import HandlerTuple

    entries = [(_swatch(look), folded(label, KEY_WIDTH)) for label, look in looks.items()]
    if vague:
        entries.append(((_patch(VAGUE),), vague))
    columns = _columns(ax, [label for _, label in entries])
    if words.right_to_left:
        entries = _from_the_right(entries, columns)
    legend = ax.legend(
        *zip(*entries, strict=True),
        handler_map={tuple: HandlerTuple(ndivide=None, pad=0.3)},
        prop=FontProperties(family=fonts(), size=SMALL),
        labelcolor=INK,
        markerfirst=not words.right_to_left,
        frameon=False,
        handlelength=2.6,
        handleheight=1.2,
        loc="upper center",
        bbox_to_anchor=(0.5, 0),
        bbox_transform=_below(ax),
        ncols=columns,
    )
    for text in legend.get_texts():
        text.set_parse_math(False)
        text.set_usetex(False)


def _columns(ax: Axes, labels: Sequence[str]) -> int:
    """In how many columns the key fits below the axes; a letter is about half as wide as its font is high."""
    room = ROOM_BELOW * ax.get_position().width * float(_figure(ax).get_size_inches()[0]) * 72
    widest = max(map(len, labels), default=0) * 0.52 * SMALL + 5 * SMALL
    return max(1, min(4, len(labels), int(room / widest)))


def _swatch(look: Look) -> tuple[Any, ...]:
    from matplotlib.lines import Line2D

    fill = _patch(filled(look))
    return (fill, Line2D([], [], marker=outline(look.shape), **_sign(8))) if look.shape else (fill,)


def _patch(fill: Mapping[str, Any]) -> Any:
    from matplotlib.patches import Patch

    return Patch(**fill)


def _from_the_right(entries: list[Any], columns: int) -> list[Any]:
    """The entries so that the first is on the right where columns are filled from the left."""
    lengths = [len(entries) // columns + (column < len(entries) % columns) for column in range(columns)]
    ends = list(accumulate(reversed(lengths)))
    parts = [entries[end - length : end] for end, length in zip(ends, reversed(lengths), strict=True)]
    return [entry for part in reversed(parts) for entry in part]


def _below(ax: Axes) -> Any:
    """The axes, moved down by the height of what is written under them."""
    from matplotlib.transforms import ScaledTranslation

    lines = max((label.get_text().count("\n") + 1 for label in ax.get_xticklabels()), default=0)
    points = 8 + 1.45 * SMALL * lines + (2 * TEXT if ax.get_xlabel() else 0)
    return ax.transAxes + ScaledTranslation(0, -points / 72, _figure(ax).dpi_scale_trans)


def nothing(ax: Axes, text: str) -> None:
    """Said in place of a plot where there is nothing to draw."""
    ax.set_axis_off()
    write(ax, 0.5, 0.5, text, transform=ax.transAxes, ha="center", va="center", color=FAINT)
