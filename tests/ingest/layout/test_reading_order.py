"""Columns are read one after the other; what is in order already is left alone; no word is lost."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.layout.columns import in_column_order
from ingest.layout.hyphens import joins_of
from ingest.layout.page import laid_page
from ingest.layout.reading_order import arranged
from ingest.layout.rulings import Rulings, Stroke
from ingest.page_text import lay_out
from ingest.raw_page import Line, PlacedWord
from tests.ingest.layout.placing import at, row

LEFT = [f"vänster {n} har text som fyller sin spalt" for n in range(10)]
RIGHT = [f"höger {n} har text som fyller sin egen" for n in range(10)]
STEP = 14.0


def merged(step: float = STEP) -> list[Line]:
    """Two columns written line by line across both, as some files are."""
    return [
        row(100 + step * n, (50, left), (300, right)) for n, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True))
    ]


def texts(lines: list[Line]) -> list[str]:
    return [" ".join(word.text for word in line) for line in lines if line]


def test_lines_across_two_columns_are_read_column_by_column() -> None:
    assert texts(in_column_order(merged())) == LEFT + RIGHT


def test_a_heading_across_the_columns_parts_them() -> None:
    heading = at(50, 100 + STEP * 10, "En rubrik som går över båda spalterna på sidan och mer än så ändå")
    below = [row(100 + STEP * (11 + n), (50, LEFT[n]), (300, RIGHT[n])) for n in range(8)]
    found = texts(in_column_order([*merged(), heading, *below]))
    assert found == [*LEFT, *RIGHT, *texts([heading]), *LEFT[:8], *RIGHT[:8]]


def test_columns_that_jump_to_and_fro_are_put_in_order() -> None:
    lines = [line for n in range(10) for line in (at(50, 100 + STEP * n, LEFT[n]), at(300, 100 + STEP * n, RIGHT[n]))]
    assert texts(in_column_order(lines)) == LEFT + RIGHT


def test_columns_in_order_stay_as_they_are() -> None:
    lines = [at(50, 100 + STEP * n, LEFT[n]) for n in range(10)] + [
        at(300, 100 + STEP * n, RIGHT[n]) for n in range(10)
    ]
    assert in_column_order(lines) == lines


def test_three_columns_are_read_from_the_left() -> None:
    lines = [row(100 + STEP * n, (50, LEFT[n]), (280, RIGHT[n]), (510, f"tredje {LEFT[n]}")) for n in range(10)]
    assert texts(in_column_order(lines)) == [*LEFT, *RIGHT, *(f"tredje {each}" for each in LEFT)]


def test_one_column_with_a_wide_gap_in_a_line_stays_as_it_is() -> None:
    lines = [at(50, 100 + STEP * n, LEFT[n] + " och lite till") for n in range(10)]
    lines[4] = row(100 + STEP * 4, (50, "vänster har ett"), (200, "hål i raden"))
    assert arranged(lines) == lines


def test_a_foot_that_is_drawn_first_comes_last() -> None:
    body = [at(50, 100 + STEP * n, LEFT[n]) for n in range(5)]
    foot = at(280, 800, "Sida 3")
    assert arranged([foot, *body]) == [*body, foot]


def test_a_note_beside_the_text_does_not_move_it() -> None:
    body = [at(150, 100 + STEP * n, LEFT[n]) for n in range(5)]
    note = at(50, 100 + STEP * 2, "not")
    assert arranged([*body, note]) == [*body, note]


def test_lines_that_run_up_the_page_are_left_as_they_are() -> None:
    lines = [(PlacedWord("lodrätt", 50.0 + 20 * n, 100.0, 60.0 + 20 * n, 180.0),) for n in range(6)]
    assert arranged(list(reversed(lines))) == list(reversed(lines))


words = st.builds(
    lambda text, x, y, width: PlacedWord(text, x, y, x + width, y + 9.0),
    st.sampled_from(["Datum", "12 000", "Namn:", "och", "hante-", "ring", "kr", "\u200b", "2024-05-19"]),
    st.floats(0, 500),
    st.sampled_from([100.0, 112.0, 124.0, 140.0, 160.0]),
    st.floats(0, 90),
)
strokes = st.lists(st.builds(Stroke, st.floats(0, 600), st.floats(0, 300), st.floats(300, 600)), max_size=6).map(tuple)


@settings(max_examples=200)
@given(st.lists(st.lists(words, max_size=5).map(tuple), max_size=12), strokes, strokes)
def test_whatever_stands_on_the_page_each_word_stays_once(
    lines: list[Line], across: tuple[Stroke, ...], down: tuple[Stroke, ...]
) -> None:
    lines = [tuple(PlacedWord(w.text, w.x0, w.y0, w.x1, w.y1) for w in line) for line in lines]  # each its own
    laid = laid_page(lines, Rulings(across, down))
    plain, boxes = lay_out(lines)
    assert Counter(laid.text.split()) == Counter(plain.split())
    assert Counter(laid.boxes) == Counter(boxes)
    for block in laid.layout.blocks:
        assert 0 <= block.start < block.end <= len(laid.text)
        assert laid.text[block.start : block.end].strip() == laid.text[block.start : block.end]
    for start, end in joins_of(laid.text, laid.boxes):
        assert 0 <= start < end <= len(laid.text)
