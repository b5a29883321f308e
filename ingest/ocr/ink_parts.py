"""The connected parts of the ink in a small piece of a picture: runs of dark pixels joined where they touch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Part:
    """A connected part: its box in pixels of the mask (end exclusive), its ``area`` in pixels, and its runs.

    Each run is (row, first column, column after the last).
    """

    x0: int
    y0: int
    x1: int
    y1: int
    area: int
    runs: tuple[tuple[int, int, int], ...]

    @property
    def width(self) -> int:
        return self.x1 - self.x0

    @property
    def height(self) -> int:
        return self.y1 - self.y0


def parts(mask: NDArray[numpy.bool_]) -> list[Part]:
    """The parts of ``mask`` (rows, columns; True is ink), touching by corners too, from left to right."""
    runs = _runs(mask)
    group = _grouped(runs)
    members: dict[int, list[tuple[int, int, int]]] = {}
    for run, root in zip(runs, group, strict=True):
        members.setdefault(root, []).append(run)
    return sorted((_part(list_of_runs) for list_of_runs in members.values()), key=lambda part: part.x0)


def _runs(mask: NDArray[numpy.bool_]) -> list[tuple[int, int, int]]:
    padded = numpy.zeros((mask.shape[0], mask.shape[1] + 2), dtype=numpy.int8)
    padded[:, 1:-1] = mask
    step = numpy.diff(padded, axis=1)
    rows, starts = numpy.nonzero(step == 1)
    _rows, ends = numpy.nonzero(step == -1)
    return list(zip(rows.tolist(), starts.tolist(), ends.tolist(), strict=True))


def _grouped(runs: list[tuple[int, int, int]]) -> list[int]:
    """For each run, the number of the first run it hangs together with."""
    parent = list(range(len(runs)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    above, here, row = (0, 0), 0, -1
    for index, (at, start, end) in enumerate(runs):
        if at != row:
            above = (here, index) if at == row + 1 else (index, index)
            here, row = index, at
        for other in range(*above):
            if runs[other][1] <= end and start <= runs[other][2]:
                first, second = sorted((root(other), root(index)))
                parent[second] = first
    return [root(index) for index in range(len(runs))]


def _part(runs: list[tuple[int, int, int]]) -> Part:
    x0, x1 = min(run[1] for run in runs), max(run[2] for run in runs)
    area = sum(end - start for _, start, end in runs)
    return Part(x0, runs[0][0], x1, runs[-1][0] + 1, area, tuple(runs))
