"""Headers and footers are what comes back at the same height; figures that only look alike are not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from ingest.layout.furniture import with_furniture
from models.document import Page, PageMethod, Word
from models.layout import Block, BlockKind, Layout
from tests.timing import seconds

At = tuple[float, str]


def page(number: int, lines: Sequence[At], method: PageMethod = PageMethod.TEXT) -> Page:
    """A page of 600 × 800 points with lines at these heights."""
    text, words = "", []
    for y, line in lines:
        text += "\n" if text else ""
        for at, word in enumerate(line.split()):
            text += " " if at else ""
            words.append(Word(word, len(text), len(text) + len(word), 50.0 + 40 * at, y, 85.0 + 40 * at, y + 10))
            text += word
    return Page(number, method, "good_text", text, 1.0, 600.0, 800.0, tuple(words))


def found(pages: Sequence[Page]) -> list[list[str]]:
    return [[each.text[block.start : block.end] for block in each.layout.blocks] for each in with_furniture(pages)]


def body(number: int) -> At:
    return 300.0, f"Brödtext på sida {number}"


def test_a_header_and_a_page_number_come_back_on_each_page() -> None:
    pages = [page(n, [(40, f"Norrby kommun Sida {n} (3)"), body(n), (760, "Storgatan 1")]) for n in (1, 2, 3)]
    assert found(pages) == [[f"Norrby kommun Sida {n} (3)", "Storgatan 1"] for n in (1, 2, 3)]
    kinds = [block.kind for block in with_furniture(pages)[0].layout.blocks]
    assert kinds == [BlockKind.HEADER, BlockKind.FOOTER]


@pytest.mark.parametrize("form", ["{n}", "- {n} -", "Sida {n} (2)", "{n}(2)", "{n}/2", "Sid {n} av 2", "s. {n}"])
def test_a_page_number_alone_is_told_on_two_pages(form: str) -> None:
    pages = [page(n, [body(n), (770, form.format(n=n))]) for n in (1, 2)]
    assert found(pages) == [[form.format(n=n)] for n in (1, 2)]


def test_left_and_right_pages_have_headers_of_their_own() -> None:
    sides = ("{n} Ds 1998:10", "Ds 1998:10 {n}")
    pages = [page(n, [(30, sides[n % 2].format(n=n)), body(n)]) for n in range(1, 9)]
    assert all(len(blocks) == 1 for blocks in found(pages))


def test_a_header_that_changes_with_the_chapter_is_told_in_each() -> None:
    pages = [page(n, [(30, f"Kapitel {n // 5}"), body(n)]) for n in range(10)]
    assert all(blocks for blocks in found(pages))


def test_a_first_page_without_the_header_keeps_its_own_lines() -> None:
    pages = [page(1, [(60, "BESLUT"), body(1)]), *(page(n, [(30, f"Dnr 2024-1 Sida {n}"), body(n)]) for n in (2, 3, 4))]
    assert found(pages) == [[], *([f"Dnr 2024-1 Sida {n}"] for n in (2, 3, 4))]


def test_rows_of_a_list_that_fills_the_pages_are_no_header() -> None:
    pages = [page(n, [(100, f"Hyra {n * 317} kr den {n * 7 % 28}"), body(n)]) for n in range(1, 7)]
    assert found(pages) == [[]] * 6


def test_figures_that_count_differently_from_the_pages_are_no_page_numbers() -> None:
    pages = [page(n, [body(n), (770, str(n * 12))]) for n in (1, 2, 3)]
    assert found(pages) == [[]] * 3


def test_lines_in_the_middle_of_the_page_are_body_however_often_they_come() -> None:
    pages = [page(n, [(400, "Detta beslut kan överklagas.")]) for n in range(1, 6)]
    assert found(pages) == [[]] * 5


def test_what_the_ocr_misread_in_a_header_does_not_hide_it() -> None:
    heads = ["Norrby kommun, miljökontoret", "Norrby kornmun, miljökontoret", "Norrby kommun, miljokontoret"]
    pages = [page(n, [(40 + 5 * n, head), body(n)], PageMethod.OCR) for n, head in enumerate(heads, 1)]
    assert found(pages) == [[head] for head in heads]


def test_a_date_in_the_letterhead_is_part_of_it() -> None:
    pages = [page(n, [(60, "2024-05-19"), body(n)]) for n in (1, 2, 3)]
    assert found(pages) == [["2024-05-19"]] * 3


def test_header_lines_are_one_block_unless_a_row_of_a_table_ends_among_them() -> None:
    lines = [(30.0, "Norrby kommun"), (42.0, "Miljönämnden"), body(1)]
    assert found([page(n, lines) for n in (1, 2, 3)])[0] == ["Norrby kommun\nMiljönämnden"]
    row = Layout((Block(7, 40, BlockKind.ROW, "tabell 1, rad 1"),))
    tabled = with_furniture([replace(page(n, lines), layout=row) for n in (1, 2, 3)])
    spans = [(block.start, block.end) for block in tabled[0].layout.blocks if block.kind is BlockKind.HEADER]
    assert spans == [(0, 13), (14, 26)]


def test_one_page_and_pages_without_boxes_are_left_as_they_are() -> None:
    alone = [page(1, [(40, "Norrby kommun")])]
    assert with_furniture(alone) == tuple(alone)
    flows = [Page(n, PageMethod.TEXT, "file_text", "Norrby kommun", 1.0, words=(Word("Norrby", 0, 6),)) for n in (1, 2)]
    assert with_furniture(flows) == tuple(flows)


def test_three_thousand_pages_take_seconds() -> None:
    pages = [
        page(n, [(40, f"Norrby kommun Sida {n}"), *((y, "ord " * 8) for y in range(100, 700, 20))]) for n in range(3000)
    ]
    assert seconds(lambda: with_furniture(pages), below=30) < 30
    assert all(each.layout.blocks for each in with_furniture(pages))
