"""A matrix of squares, each with a few bars and their numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from mapper.plots import paper
from mapper.plots.counts import Matrix
from mapper.plots.looks import Look
from mapper.plots.wording import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLUMN_WIDTH, ROW_WIDTH = 15, 22
TALLEST, BASE, BAR = 0.58, 0.42, 0.2
OWN = "#eef1f4"
"""Ground of a square in which row and column are the same."""


def squares(
    ax: Axes,
    matrix: Matrix,
    looks: Mapping[str, Look],
    said: Words,
    names: Mapping[str, str],
    *,
    own: Mapping[tuple[str, str], int] | None = None,
) -> None:
    """Draws the matrix, the first row on top; ``own`` are numbers that stand alone in a square."""
    from matplotlib.patches import Rectangle

    for y, row in enumerate(matrix.rows):
        for x, column in enumerate(matrix.columns):
            ground = OWN if row == column else paper.GROUND
            ax.add_patch(Rectangle((x - 0.5, y - 0.5), 1, 1, facecolor=ground, edgecolor="#d5d5d5"))
            if own and (row, column) in own:
                paper.write(ax, x, y, said.number(own[row, column]), ha="center", va="center", fontsize=12)
            elif (row, column) in matrix.cells:
                _square(ax, x, y, matrix.cells[row, column], matrix.highest, looks, said)
    _edges(ax, matrix, said, names)


def _square(
    ax: Axes, x: float, y: float, counts: Counter[str], highest: int, looks: Mapping[str, Look], said: Words
) -> None:
    turn = -1 if said.right_to_left else 1
    for number, (name, look) in enumerate(looks.items()):
        if counts[name]:
            at = x + turn * (number - (len(looks) - 1) / 2) * (BAR + 0.08)
            tall = TALLEST * counts[name] / highest
            ax.bar(at, -tall, BAR, y + BASE, **paper.filled(look))
            told = said.number(counts[name])
            paper.write(ax, at, y + BASE - tall - 0.03, told, ha="center", va="bottom", fontsize=paper.SMALL)


def _edges(ax: Axes, matrix: Matrix, said: Words, names: Mapping[str, str]) -> None:
    columns = [paper.folded(names[column], COLUMN_WIDTH) for column in matrix.columns]
    rows = [paper.folded(names[row], ROW_WIDTH) for row in matrix.rows]
    paper.ticks(ax, "x", range(len(columns)), columns, paper.SMALL)
    paper.ticks(ax, "y", range(len(rows)), rows, paper.SMALL)
    ax.set_xlim(-0.5, len(columns) - 0.5)
    ax.set_ylim(len(rows) - 0.5, -0.5)
    if said.right_to_left:
        ax.invert_xaxis()
    ax.tick_params(length=0)
    for spine in ax.spines.values():
        spine.set_visible(False)
