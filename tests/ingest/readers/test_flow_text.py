"""Texts put together from pieces: pages, blocks, and limits."""

from __future__ import annotations

from dataclasses import replace

from ingest.readers.draft import ROWS_PER_PAGE, Draft, Unread
from ingest.readers.flow import OpenFlow
from ingest.readers.flow_text import FlowText
from models.document import PageMethod
from models.layout import Block, BlockKind
from models.limits import Limits
from models.table_places import LinePlaces, SheetPlaces, TablePlaces
from tests.ingest.readers.direct import assert_traced


def first_page(flow: FlowText) -> tuple[str, tuple[Block, ...]]:
    draft = next(flow.drafts(Limits()))
    assert isinstance(draft, Draft)
    text, layout = draft.laid_out()
    return text, layout.blocks


def test_each_piece_knows_where_it_stands() -> None:
    flow = FlowText()
    flow.add("Rubrik", place="stycke 1")
    flow.gap()
    flow.gap()
    flow.add_row({1: "Namn", 2: "", 4: "Belopp"}, TablePlaces(2, 1))
    flow.add_pair("Diarienr:", "MBN 2024-7", "dnr")
    text, blocks = first_page(flow)
    assert text == "Rubrik\n\nNamn\tBelopp\nDiarienr: MBN 2024-7"
    assert [(text[block.start : block.end], block.kind, block.place) for block in blocks] == [
        ("Rubrik", BlockKind.PARAGRAPH, "stycke 1"),
        ("Namn\tBelopp", BlockKind.ROW, "tabell 2, rad 1"),
        ("Namn", BlockKind.CELL, "tabell 2, rad 1, kolumn 1"),
        ("Belopp", BlockKind.CELL, "tabell 2, rad 1, kolumn 4"),
        ("Diarienr: MBN 2024-7", BlockKind.LINE, "dnr"),
        ("Diarienr:", BlockKind.KEY, "dnr"),
        ("MBN 2024-7", BlockKind.VALUE, "dnr"),
    ]


def test_rows_are_never_cut_and_pages_have_no_more_of_them_than_they_may() -> None:
    flow = FlowText()
    for number in range(2 * ROWS_PER_PAGE + 1):
        flow.add_row({1: f"rad{number}", 2: "x"}, LinePlaces(number + 1))
    file = OpenFlow(flow, Limits())
    found = list(file.pages(1))
    assert [page.text.count("\n") + 1 for page in found] == [ROWS_PER_PAGE, ROWS_PER_PAGE, 1]
    assert found[1].text.startswith(f"rad{ROWS_PER_PAGE}\tx\n")


def test_long_pieces_are_cut_and_nothing_is_lost() -> None:
    limits = replace(Limits(), page_text_characters=100)
    flow = FlowText()
    flow.add("a" * 250)
    flow.add_row({1: "b" * 250, 2: "c" * 30, 3: "d" * 80}, SheetPlaces("Blad1", 7))
    flow.add_pair("i:", "e" * 150, "i")
    found = list(OpenFlow(flow, limits).pages(1))
    for page in found:
        assert len(page.text) <= 100
        assert_traced(page)
    letters = "".join(page.text for page in found)
    assert [letters.count(letter) for letter in "abcd"] == [250, 250, 30, 80]
    assert letters.count("e") == 150


def test_pages_kept_turned_and_unread() -> None:
    flow = FlowText()
    flow.turn_page()
    flow.start_page()
    flow.start_page()
    flow.add("Bild två")
    flow.leave_unread("corrupt_page")
    flow.turn_page()
    drafts = list(flow.drafts(Limits()))
    assert [isinstance(draft, Unread) for draft in drafts] == [False, False, True]
    methods = [page.method for page in OpenFlow(flow, Limits()).pages(1)]
    assert methods == [PageMethod.BLANK, PageMethod.TEXT, PageMethod.UNREAD]


def test_lines_of_a_plain_text_are_numbered_through_the_pages() -> None:
    limits = replace(Limits(), page_text_characters=60)
    text = "\n\n" + "\n".join(f"Rad nummer {number}" for number in range(3, 12))
    for page in OpenFlow(text, limits).pages(1):
        assert_traced(page)
        for block in page.layout.blocks:
            assert page.text[block.start : block.end] == f"Rad nummer {block.place.removeprefix('rad ')}"


def test_a_place_is_fit_to_be_shown() -> None:
    flow = FlowText()
    flow.add_row({1: "x"}, SheetPlaces("Blad\x00\n" + "å" * 300, 1))
    _, blocks = first_page(flow)
    assert all(block.place.isprintable() and len(block.place) <= 200 for block in blocks)
    assert blocks[1].place.endswith("!A1")
