"""A page's text in pieces that know where they stand, and its tables as tables."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.document import Page, PageMethod
from models.layout import Block, BlockKind, Layout
from models.mention import Label, Mention
from search.indexing import drain
from tests.web.browsing import words
from tests.web.conftest import Site
from tests.web.readings import put_read, sheet, spans
from web.certainty import Unsure
from web.page_parts import Running, Table, parts_of, row_spans, stretches
from web.segments import Overlay, cut, merged

PLACES = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(sorted).map(tuple)


@given(st.text("aåö𝔘 \n", min_size=40, max_size=40), st.lists(PLACES, max_size=6), st.lists(PLACES, max_size=4), PLACES)
def test_pieces_joined_are_the_text_and_say_where_they_stand(
    text: str, marks: list[tuple[int, int]], pointed: list[tuple[int, int]], word: tuple[int, int]
) -> None:
    start, end = word
    named = [(Mention(Label.PERSON, 1, start, end, text[start:end], "x", 1.0, "prov"), "e")] if start < end else []
    unsure = [Unsure(start, end, text[start:end], 40, 3)] if start < end else []
    runs = Overlay(marks, named, unsure, pointed).runs(text)
    pieces = [piece for run in runs for piece in run.pieces]
    assert "".join(piece.text for piece in pieces) == text
    assert all(piece.text == text[piece.start : piece.end] for piece in pieces)
    for piece in pieces:
        assert piece.marked == any(one <= piece.start and piece.end <= other for one, other in merged(marks))
        assert (piece.unsure is not None) == bool(unsure and start <= piece.start and piece.end <= end)
    assert [run for run in runs if run.mention] == ([run for run in runs if run.entity == "e"])


@given(st.text("aåö𝔘 \n", max_size=40), st.lists(PLACES, max_size=6))
def test_a_text_with_marks_alone_is_cut_as_one_with_everything_over_it(text: str, marks: list[tuple[int, int]]) -> None:
    assert cut(text, marks) == [piece for run in Overlay(marks).runs(text) for piece in run.pieces]


def test_a_csv_page_is_a_table_with_its_headings() -> None:
    page = sheet([("Utförare", "Belopp"), ("Solgläntans omsorg AB", "12 500"), ("Kebnekrogen AB", "")])
    (table,) = parts_of(page, Overlay(), (0, len(page.text)))
    assert isinstance(table, Table)
    assert [row.heading for row in table.rows] == [True, False, False]
    assert [row.number for row in table.rows] == ["1", "2", "3"]
    told = [["".join(piece.text for run in cell for piece in run.pieces) for cell in row.cells] for row in table.rows]
    assert told == [["Utförare", "Belopp"], ["Solgläntans omsorg AB", "12 500"], ["Kebnekrogen AB", ""]]


def test_a_sheet_has_the_letters_of_its_columns() -> None:
    page = sheet([("Namn", "Timmar"), ("Ada", "7")], "Blad 1!{row}", "Blad 1!{letter}{row}")
    (table,) = parts_of(page, Overlay(), (0, len(page.text)))
    assert isinstance(table, Table)
    assert table.letters == ("A", "B")
    assert table.numbered


def test_a_cell_in_a_column_of_its_own_for_each_row_makes_no_million_of_them() -> None:
    text = "x\n" * 2_000
    blocks = list[Block]()
    for row in range(2_000):
        places = f"rad {row + 1}", f"rad {row + 1}, kolumn {row + 1}"
        kinds = BlockKind.ROW, BlockKind.CELL
        blocks += [Block(2 * row, 2 * row + 1, kind, place) for kind, place in zip(kinds, places, strict=True)]
    page = Page(1, PageMethod.TEXT, "file_text", text, 1.0, layout=Layout(tuple(blocks)))
    (table,) = parts_of(page, Overlay(), (0, len(text)))
    assert isinstance(table, Table)
    assert len(table.rows) == 2_000
    assert sum(len(row.cells) for row in table.rows) == 2_000


def test_text_stands_between_the_tables_of_a_page() -> None:
    text = "Före\n\nA\tB\n1\t2\n\nMellan\n\nC\tD\n\nEfter"
    blocks = list[Block]()
    for number, row in enumerate(("A\tB", "1\t2", "C\tD"), 1):
        ((start, end),) = spans(text, row)
        table, line = (1, number) if number < 3 else (2, 1)
        blocks.append(Block(start, end, BlockKind.ROW, f"tabell {table}, rad {line}"))
        for column, at in ((1, start), (3, start + 2)):  # a column between them is empty in every row
            blocks.append(Block(at, at + 1, BlockKind.CELL, f"tabell {table}, rad {line}, kolumn {column}"))
    page = Page(1, PageMethod.TEXT, "good_text", text, 1.0, layout=Layout(tuple(blocks)))
    parts = parts_of(page, Overlay(), (0, len(text)))
    told = [
        part.name if isinstance(part, Table) else "".join(p.text for r in part.runs for p in r.pieces) for part in parts
    ]
    assert told == ["Före\n\n".strip("\n"), "tabell 1", "Mellan", "tabell 2", "Efter"]
    assert isinstance(parts[0], Running)
    assert isinstance(parts[1], Table)
    assert not parts[1].numbered


@pytest.mark.parametrize("length", [0, 5, 20, 21, 200])
def test_a_long_text_is_cut_at_its_lines(length: int) -> None:
    text = ("ord ord\n" * 40)[:length]
    found = stretches(text, room=20)
    assert "".join(text[start:end] for start, end in found) == text
    assert all(end - start <= 20 for start, end in found)
    assert all(text[end - 1] == "\n" for _, end in found[:-1])


def test_a_row_is_not_cut_however_long_it_is() -> None:
    """Or the part that a hit at its end is looked for in would have nothing to show."""
    page = sheet([("Namn", "Anteckning"), ("Ada", "ord " * 20), ("Bo", "kort")])
    found = stretches(page.text, rows=row_spans(page.layout.blocks), room=30)
    assert "".join(page.text[start:end] for start, end in found) == page.text
    shown = [part for span in found for part in parts_of(page, Overlay(), span)]
    assert [len(part.rows) for part in shown if isinstance(part, Table)] == [1, 1, 1]
    assert len(found) == 3


def test_a_page_of_names_is_cut_before_it_weighs_too_much() -> None:
    text = "namn\n" * 50
    found = stretches(text, [5 * number for number in range(50)], most=7)
    assert "".join(text[start:end] for start, end in found) == text
    assert all(end - start <= 5 * 7 for start, end in found)


def test_a_hit_is_marked_in_the_table_and_a_long_sheet_comes_in_parts(own_site: Site) -> None:
    rows = [("Utförare", "Belopp"), *((f"Utförare {number} AB", f"{number} 500") for number in range(1_900))]
    rows[1_800] = ("Nålen i Höstacken AB", "1")
    put_read(own_site.store, "utbetalningar.csv", [sheet(rows)], media_type="text/csv")
    drain(own_site.store, own_site.index)
    alva = own_site.sign_in("alva")
    found = alva.search("höstacken")
    link = re.search(r'href="(/d/[^"]+)" data-hit', found.text)
    assert link is not None
    page = alva.get(link[1])
    assert re.search(r"<td><span[^>]*>Nålen i </span><span[^>]*><mark>Höstacken</mark></span>", page.text)
    assert '<th scope="row">1801</th>' in page.text
    assert "del 3 av" in words(page)
    assert len(page.data) < 500_000
