"""Boxes over a page's picture: they have all that is masked, and their size does not follow what they cover."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.document import Page, PageMethod, Word
from models.layout import Block, BlockKind, Layout
from models.redaction import Mask, Place, Reach
from search.redacting.boxing import STEP, covering

LETTER, HEIGHT = 5.5, 12.0
NAMES = ["Bo", "Anna", "Anna Svensson", "Maximiliana von Wachtmeister-Lagercrantz"]


def page(*lines: str, layout: Layout | None = None, pitch: float = 20.0, middle: float = 0.0) -> Page:
    """A page with its words on lines; two spaces or more are a column's gap. Those that are a name alone are centred
    around ``middle``, where there is one."""
    text, words = "\n".join(lines), list[Word]()
    for number, line in enumerate(lines):
        start, x = text.index(line), 60.0
        if middle and line in NAMES:
            x = middle - LETTER * len(line) / 2
        at = 0
        for piece in line.split(" "):
            if piece:
                y = 60.0 + pitch * number
                place = start + at
                words.append(Word(piece, place, place + len(piece), x, y, x + LETTER * len(piece), y + HEIGHT))
            x += LETTER * (len(piece) + 1) if piece else 14.0
            at += len(piece) + 1
    return Page(1, PageMethod.TEXT, "", text, 1.0, 595.0, 842.0, words, "0" * 64, layout or Layout())


def masks(page: Page, *words: str) -> list[Mask]:
    return [Mask(Place(1, (at := page.text.index(word), at + len(word))), "OSL 21:1") for word in words]


def kept(page: Page, *words: str, reach: Reach = Reach.LINE) -> list[str]:
    out = covering(page, masks(page, *words), reach).out
    return [word.text for at, word in enumerate(page.words) if at not in out]


def sides(word: Word) -> tuple[float, ...]:
    found = (word.x0, word.y0, word.x1, word.y1)
    return tuple(side for side in found if side is not None)


@pytest.mark.parametrize("reach", Reach)
@pytest.mark.parametrize("name", NAMES)
def test_all_of_a_masked_word_lies_under_a_box(name: str, reach: Reach) -> None:
    it = page("En rad text som är här", f"Besök hos {name} den 5 maj", "och mer")
    over = covering(it, masks(it, name), reach)
    for word in it.words:
        if word.text in name.split():
            x0, y0, x1, y1 = sides(word)
            assert any(box.x0 <= x0 and x1 <= box.x1 and box.y0 <= y0 and y1 <= box.y1 for box in over.boxes)


@pytest.mark.parametrize("reach", Reach)
@pytest.mark.parametrize("aside", [-700.0, -70.0, 480.0, 700.0])
def test_words_beside_the_page_are_covered_as_well(reach: Reach, aside: float) -> None:
    """A file may set text outside of what is shown of its page."""
    it = page("En rad text som är här", "Anna", "Besök hos Anna Svensson den 5 maj")
    words = [replace(word, x0=sides(word)[0] + aside, x1=sides(word)[2] + aside) for word in it.words]
    moved = replace(it, words=words)
    name, whole = moved.text.index("Anna"), moved.text.index("Anna Svensson")
    spans = [(name, name + len("Anna")), (whole, whole + len("Anna Svensson"))]
    over = covering(moved, [Mask(Place(1, span), "OSL 21:1") for span in spans], reach)
    assert all(box.x0 < box.x1 and box.y0 < box.y1 for box in over.boxes)
    for word in moved.words:
        if word.text in ("Anna", "Svensson"):
            x0, y0, x1, y1 = sides(word)
            assert any(box.x0 <= x0 and x1 <= box.x1 and box.y0 <= y0 and y1 <= box.y1 for box in over.boxes)


def test_to_the_end_of_the_line_the_box_is_the_same_for_every_name() -> None:
    boxes = set()
    for name in NAMES:
        it = page("En hel rad text som går ut till höger kant av sidan alldeles", f"Besök hos {name} idag", "Slut")
        boxes.add(covering(it, masks(it, name), Reach.LINE).boxes)
        assert " ".join(kept(it, name)) == "En hel rad text som går ut till höger kant av sidan alldeles Besök hos Slut"
    assert len(boxes) == 1


def test_a_name_alone_on_its_line_has_the_box_of_any_other() -> None:
    boxes = set()
    for name in NAMES:
        it = page("En hel rad text som går ut till höger kant av sidan alldeles", name, "Slut")
        boxes.add(covering(it, masks(it, name), Reach.LINE).boxes)
    assert len(boxes) == 1


@pytest.mark.parametrize("pitch", [14.0, 12.5, 12.0, 11.0])
def test_lines_that_are_set_close_do_not_end_each_others_boxes(pitch: float) -> None:
    boxes = set()
    for name in NAMES:
        full = "En hel rad text som går ut till höger kant av sidan alldeles"
        it = page(full, f"Besök hos {name} idag", f"{full} vid", pitch=pitch)
        boxes.add(covering(it, masks(it, name), Reach.LINE).boxes)
    assert len(boxes) == 1


def test_a_name_in_the_middle_has_the_box_of_any_other() -> None:
    boxes = set()
    for name in NAMES:
        it = page("En hel rad text som går ut till höger kant av sidan alldeles", name, "Slut", middle=297.0)
        boxes.add(covering(it, masks(it, name), Reach.LINE).boxes)
    assert len(boxes) == 1


def test_masked_cells_beside_each_other_go_together_where_the_second_begins_as_its_length_says() -> None:
    boxes = set()
    for name in NAMES[:3]:
        it = page("En hel rad text som går ut till höger kant av sidan alldeles", "Anna", "Slut")
        end = len(it.text)
        right = Word(name, end, end + len(name), 400 - LETTER * len(name), 80.0, 400.0, 80.0 + HEIGHT)
        both = replace(it, text=it.text + name, words=[*it.words, right])
        given = [*masks(it, "Anna"), Mask(Place(1, (right.start, right.end)), "OSL 26:1")]
        boxes.add(covering(both, given, Reach.LINE).boxes)
    ((box,),) = boxes
    assert box.provisions == ("OSL 21:1", "OSL 26:1")


def test_a_box_ends_where_the_next_column_begins() -> None:
    it = page("En hel rad text som går ut till höger kant av sidan alldeles", "Namn Anna    Telefon 070", "Slut")
    assert kept(it, "Anna")[-4:] == ["Namn", "Telefon", "070", "Slut"]


def test_a_box_ends_where_the_next_cell_begins_however_near() -> None:
    rows = "Anna 070"
    cells = Layout(blocks=(Block(0, 8, BlockKind.ROW), Block(0, 4, BlockKind.CELL), Block(5, 8, BlockKind.CELL)))
    assert kept(page(rows, "Slut", layout=cells), "Anna") == ["070", "Slut"]


def test_steps_are_coarse_and_what_they_cut_is_out_whole() -> None:
    it = page("Besök hos Anna den femte maj i köket hos dem som bor där", "Slut")
    over = covering(it, masks(it, "Anna"), Reach.STEP)
    (box,) = over.boxes
    assert box.x0 % STEP == 0
    assert box.x1 % STEP == 0
    assert 0 < len(over.cut) < len(over.out)
    assert "Slut" in kept(it, "Anna", reach=Reach.STEP)
    assert "där" in kept(it, "Anna", reach=Reach.STEP)


def test_an_area_takes_the_words_that_it_touches_whole() -> None:
    it = page("Besök hos Anna den femte")
    x0, y0, x1, y1 = sides(it.words[2])
    area = (x0 + 5, y0, x0 + 8, y0 + 6)
    over = covering(it, [Mask(Place(1, area=area), "OSL 21:1")], Reach.LINE)
    assert over.out == {2}
    assert over.cut == ((x0, y0, x1, y1),)


def test_a_whole_page_keeps_nothing() -> None:
    it = page("Besök hos Anna")
    over = covering(it, [Mask(Place(1), "OSL 21:1")], Reach.LINE)
    assert over.boxes[0].x1 == 595.0
    assert over.out == {0, 1, 2}


def test_words_without_a_place_cost_the_whole_page() -> None:
    it = page("Besök hos Anna")
    bare = Page(1, it.method, "", it.text, 1.0, 595.0, 842.0, [*it.words[:2], Word("Anna", 10, 14)], "0" * 64)
    (box,) = covering(bare, masks(bare, "Anna"), Reach.LINE).boxes
    assert (box.x1, box.y1) == (595.0, 842.0)


def test_other_pages_are_left_alone() -> None:
    it = page("Besök hos Anna")
    assert covering(it, [Mask(Place(2), "OSL 21:1")], Reach.LINE).boxes == ()
