"""Laying out: marks survive folding, nothing runs off the paper, long papers go on on a new sheet."""

from __future__ import annotations

import re
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase.pdfmetrics import stringWidth

from models.mention import Label
from sample.carriers.fold import cut, fold, height, seam
from sample.carriers.layout import lay_out, lay_out_all
from sample.carriers.letterhead import LETTERHEADS
from sample.carriers.metrics import typeset, widths
from sample.carriers.placed import Box
from sample.carriers.sheet import HEIGHT, WIDTH, Ink, Sheet
from sample.carriers.style import OF_OWNER, STYLES, looks
from sample.draft import MARK, Draft
from sample.owners import KNOWN
from sample.spans import Marked, mark, read
from tests.sample.drafts import draft, long_draft, person


def _inside(sheet: Sheet) -> bool:
    for piece in sheet.pieces:
        lines = piece.marked.text.split("\n")
        wide = max(stringWidth(line, piece.ink.font, piece.ink.size) for line in lines)
        left = {"left": piece.x, "right": piece.x - wide, "centre": piece.x - wide / 2}[piece.align]
        low = piece.y + (len(lines) - 1) * piece.ink.step
        if left < 20 or left + wide > WIDTH - 15 or piece.y < 10 or low > HEIGHT - 15:
            return False
    return True


def _words(text: str) -> list[str]:
    return text.split()


def _body(sheets: list[Sheet]) -> str:
    """The text without the marks of lists and the page furniture, as one string of words without spaces."""
    return "".join("".join(_words(sheet.written().text)) for sheet in sheets)


@pytest.mark.parametrize("style", sorted(STYLES))
@pytest.mark.parametrize("made", [draft(annex=True), long_draft()], ids=["every block", "long"])
def test_nothing_runs_off_the_paper(style: str, made: Draft) -> None:
    sheets = lay_out(made, Random(1), style)
    assert len(sheets) > 1
    assert all(_inside(sheet) for sheet in sheets)


@pytest.mark.parametrize("style", sorted(STYLES))
def test_every_page_has_mark_and_number_and_spans_that_slice(style: str) -> None:
    sheets = lay_out(long_draft(), Random(1), style)
    assert len(sheets) >= 6
    for number, sheet in enumerate(sheets, 1):
        written = sheet.written()
        assert MARK in written.text
        assert STYLES[style].paging.format(n=number, total=len(sheets)) in written.text
        for span in written.spans:
            if span.entity == "person-1":
                assert written.text[span.start : span.end].replace("\n", " ") in span.value, style


@pytest.mark.parametrize("style", sorted(STYLES))
def test_nothing_is_lost_where_text_goes_on_on_the_next_page(style: str) -> None:
    sheets = lay_out(long_draft(), Random(1), style)
    spans = [span for sheet in sheets for span in sheet.written().spans]
    assert sum(span.value == "Per-Erik Långström" for span in spans) == 260
    words = _words(" ".join(sheet.written().text for sheet in sheets))
    assert words.count("gick") == 260
    assert words.count("z") == 2500
    assert words.count("Mycket") == 150
    assert sum(word.count("o") for word in words if set(word) == {"o"}) == 400


@pytest.mark.parametrize("style", sorted(STYLES))
def test_pieces_of_a_page_do_not_lie_on_each_other(style: str) -> None:
    look = STYLES[style]
    for made, face in ((draft(), look), (long_draft(), look), (draft(), look.embedded())):
        for sheet in lay_out(made, Random(3), face):
            boxes = [box for piece in sheet.pieces if piece.marked.text for box in _line_boxes(piece)]
            for index, one in enumerate(boxes):
                for other in boxes[index + 1 :]:
                    apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
                    assert apart, (style, one, other)


def _line_boxes(piece: object) -> list[tuple[float, float, float, float, str]]:
    from sample.carriers.sheet import Piece

    assert isinstance(piece, Piece)
    found = []
    for index, line in enumerate(piece.marked.text.split("\n")):
        wide = widths(piece.ink.font)[line.strip()] * piece.ink.size
        left = {"left": piece.x, "right": piece.x - wide, "centre": piece.x - wide / 2}[piece.align]
        base = piece.y + index * piece.ink.step
        found.append((left, base - 0.6 * piece.ink.size, left + wide, base + 0.1 * piece.ink.size, line))
    return found


def test_the_looks_are_many_and_different() -> None:
    assert len(STYLES) >= 14
    assert {style.letterhead for style in STYLES.values()} == set(LETTERHEADS)
    assert {"memo", "modern", "ledger", "plain"} <= set(STYLES)
    assert len({style.paging for style in STYLES.values()}) >= 8
    assert all(set(names) <= set(STYLES) for names in OF_OWNER.values())
    assert looks("XYZ") == looks("XYZ")
    assert len(set(looks("XYZ"))) == 6


def test_a_page_break_begins_a_new_sheet() -> None:
    sheets = lay_out(draft(), Random(1), "column")
    first = next(index for index, sheet in enumerate(sheets) if "Vara 5" in sheet.written().text)
    last = next(index for index, sheet in enumerate(sheets) if "Beslut" in sheet.written().text)
    assert last > first


def test_check_boxes_are_drawn_and_not_written() -> None:
    (boxes,) = [
        [piece for piece in sheet.pieces if isinstance(piece, Box)]
        for sheet in lay_out(draft(), Random(1), "form")
        if any(isinstance(piece, Box) for piece in sheet.pieces)
    ]
    assert [box.checked for box in boxes] == [True, False]
    assert "[x]" not in _body(lay_out(draft(), Random(1), "form"))


def test_an_annex_is_typed_on_pages_of_its_own() -> None:
    sheets = lay_out_all(draft(annex=True), Random(1), "modern")
    assert len(sheets) == len(lay_out(draft(annex=True), Random(1), "modern")) + 1
    assert "Bilaga 1" in sheets[-1].written().text
    assert all(piece.ink.font.startswith("Courier") for piece in sheets[-1].pieces)


def test_folding_moves_no_offset() -> None:
    marked = read(f"Ett besök gjordes hos {mark(Label.ORG, 'Kvarnlyktan Mat & Bar AB', 'x')} en kväll.")
    folded = fold(marked, Ink("Helvetica", 10), 110)
    assert folded.text.count("\n") >= 2
    assert folded.text.replace("\n", " ") == marked.text
    assert folded.spans == marked.spans


def test_a_word_wider_than_the_line_is_broken_and_spans_move_along() -> None:
    marked = read(f"Se {person('Extraordinärtlångtnamnsson')} och {person('Bo Ek')}.")
    folded = fold(marked, Ink("Helvetica", 10), 60)
    assert [folded.text[one.start : one.end].replace("\n", "").replace(" ", "") for one in folded.spans] == [
        "Extraordinärtlångtnamnsson", "BoEk",
    ]  # fmt: skip
    assert max(widths("Helvetica")[line] for line in folded.text.split("\n")) * 10 <= 60


@given(st.text(st.sampled_from("abc åäö.-–(\n"), max_size=200), st.floats(25, 300))
def test_folded_lines_fit_and_hold_the_same_signs(text: str, width: float) -> None:
    ink = Ink("Times-Roman", 11)
    folded = fold(Marked(text), ink, width)
    assert re.sub(r"[\n ]", "", folded.text) == re.sub(r"[\n ]", "", text)
    assert all(stringWidth(line, ink.font, ink.size) <= width + 0.01 for line in folded.text.split("\n"))
    assert height(folded, ink) == pytest.approx((folded.text.count("\n") + 1) * ink.step)


def test_widths_are_those_of_reportlab() -> None:
    for font in ("Helvetica", "Times-Bold", "Courier"):
        for word in ("Nämnden", "kap.", "–", "€", "f.ö."):
            assert widths(font)[word] * 12 == pytest.approx(stringWidth(word, font, 12))


def test_signs_that_the_type_has_not_become_their_base_letters() -> None:
    name = person("Željko Petrović")
    marked = typeset(f"Enligt {name} − ja.")
    assert marked.text == "Enligt Željko Petrovic - ja."
    assert marked.spans[0].value == "Željko Petrović"


def test_text_is_not_torn_within_a_mention() -> None:
    folded = Marked("ett\ntvå\ntre\nfyra", read(f"ett {person('två tre')} fyra").spans)
    assert seam(folded, 2) == 1
    first, rest = cut(folded, 1)
    assert (first.text, rest.text) == ("ett", "två\ntre\nfyra")
    assert rest.text[rest.spans[0].start : rest.spans[0].end] == "två\ntre"


def test_known_names_are_found_outside_marks_only() -> None:
    text = read(f"Skatteverkets svar till {mark(Label.ORG, 'Älvhamra Åkeri', 'Älvhamra Åkeri')} i Älvhamra.", KNOWN)
    assert [(text.text[span.start : span.end], span.value) for span in text.spans] == [
        ("Skatteverkets", "Skatteverket"), ("Älvhamra Åkeri", "Älvhamra Åkeri"), ("Älvhamra", "Älvhamra"),
    ]  # fmt: skip
