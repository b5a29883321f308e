"""Where lines, cells and corrected words went in the page's text."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ingest.page_text import WORD, Pair, Row, clean, laid_out
from ingest.raw_page import Line, PlacedWord
from models.layout import Correction
from tests.ingest.layout.placing import at


def test_rows_are_lines_with_tabs_and_pairs_follow_their_labels() -> None:
    row = Row(((at(0, 0, "Norrby Bygg"), at(0, 9, "och Mark")), (at(90, 0, "12 000"),)), (1, 2), 1, 1)
    found = laid_out([at(0, 0, "Rubrik"), (), row, Pair(at(0, 0, "Dnr"), at(0, 9, "2024-1"), is_below=True)])
    assert found.text == "Rubrik\n\nNorrby Bygg och Mark\t12 000\nDnr\n2024-1"
    parts = [[found.text[start:end] for start, end in spans] for spans in found.parts]
    assert parts == [["Rubrik"], [""], ["Norrby Bygg och Mark", "12 000"], ["Dnr", "2024-1"]]


def test_a_tall_row_keeps_the_lines_of_its_cells() -> None:
    tall = tuple(at(0, 9 * n, f"rad {n}") for n in range(5))
    found = laid_out([Row((tall, (at(90, 0, "ja"),)), (1, 2), 1, 1)])
    assert found.text == "rad 0\nrad 1\nrad 2\nrad 3\nrad 4\nja"


def test_a_word_that_was_put_right_keeps_what_was_read() -> None:
    (number, sign) = at(0, 0, "12 §")
    found = laid_out([at(0, 0, "enligt"), (number, replace(sign, original="$", rule="section_sign"))])
    assert found.corrections == (Correction(10, 11, "$", "section_sign"),)
    assert found.text[10:11] == "§"


texts = st.sampled_from(["a", "bc", "\u200b", "", "x y", "e\u0301", "\u0301a", "ö-", "\ufb01n"])
lines = st.lists(texts.map(lambda text: PlacedWord(text, 0, 0, 1, 1)), max_size=4).map(tuple)


@given(st.lists(lines, max_size=6))
def test_each_part_stands_where_it_is_said_to(some: list[Line]) -> None:
    found = laid_out(some)
    assert len(WORD.findall(found.text)) == len(found.boxes)
    assert found.text == found.text.strip("\n")
    for line, ((start, end),) in zip(some, found.parts, strict=True):
        assert found.text[start:end] == " ".join(run for word in line for run in WORD.findall(clean(word.text)))
