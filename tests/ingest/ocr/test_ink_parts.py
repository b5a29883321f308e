"""Connected parts against a plain flood fill."""

from __future__ import annotations

import numpy
from hypothesis import given
from hypothesis import strategies as st

from ingest.ocr.ink_parts import parts

MASKS = st.integers(1, 9).flatmap(
    lambda width: st.lists(st.lists(st.booleans(), min_size=width, max_size=width), min_size=1, max_size=9)
)


def flooded(mask: numpy.ndarray) -> set[frozenset[tuple[int, int]]]:
    left, found = {(int(y), int(x)) for y, x in zip(*mask.nonzero(), strict=True)}, set()
    while left:
        part, edge = set(), [left.pop()]
        while edge:
            y, x = edge.pop()
            part.add((y, x))
            near = {(y + dy, x + dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)} & left
            left -= near
            edge += near
        found.add(frozenset(part))
    return found


@given(MASKS)
def test_parts_are_those_of_a_flood_fill(rows: list[list[bool]]) -> None:
    mask = numpy.array(rows, dtype=bool)
    found = parts(mask)
    pixels = {frozenset((row, x) for row, start, end in part.runs for x in range(start, end)) for part in found}
    assert pixels == flooded(mask)
    for part in found:
        assert part.area == sum(end - start for _, start, end in part.runs)
        assert part.y0 == min(row for row, _, _ in part.runs)
        assert part.y1 == max(row for row, _, _ in part.runs) + 1
        assert (part.x0, part.x1) == (min(start for _, start, _ in part.runs), max(end for _, _, end in part.runs))


def test_no_ink_has_no_parts() -> None:
    assert parts(numpy.zeros((4, 5), dtype=bool)) == []
