"""Laying out: marks survive folding, nothing runs off the paper, long papers go on on a new sheet."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from models.mention import Label
from sample import wording as w
from sample.carriers.fold import fold
from sample.carriers.pdf import lay_out
from sample.carriers.sheet import HEIGHT, WIDTH, Ink, Sheet
from sample.carriers.style import STYLES
from sample.draft import Block, Draft, Heading, Items, Para, Signature, Table, Title
from sample.owners import KNOWN, KS
from sample.spans import mark, read


def _draft(paragraphs: int) -> Draft:
    day = date(2024, 5, 16)
    blocks: tuple[Block, ...] = (
        Title("En lång rapport om ingenting särskilt som behöver mer än en rad"),
        *(Para(f"Stycke {n}. " + "Nämnden beslutar enligt förslaget. " * 8) for n in range(paragraphs)),
        Heading("Lista"),
        Items(("ett", "två"), "a"),
        Table(("Dag", "Text"), tuple((w.iso(day), "Lång text i en cell. " * 6) for _ in range(paragraphs)), (0.2, 0.8)),
        Signature((("Någon", "controller"),)),
    )
    references = (("Datum", w.iso(day)), ("Dnr", w.case("KS 2024/00001")), ("Handläggare", "Någon"))
    return Draft(KS, "other", day, "Rapport", references, blocks)


def _inside(sheet: Sheet) -> bool:
    for piece in sheet.pieces:
        lines = piece.marked.text.split("\n")
        wide = max(stringWidth(line, piece.ink.font, piece.ink.size) for line in lines)
        left = {"left": piece.x, "right": piece.x - wide, "centre": piece.x - wide / 2}[piece.align]
        low = piece.y + (len(lines) - 1) * piece.ink.step
        if left < 20 or left + wide > WIDTH - 15 or piece.y < 10 or low > HEIGHT - 15:
            return False
    return True


@pytest.mark.parametrize("style", sorted(STYLES))
def test_nothing_runs_off_the_paper(style: str) -> None:
    sheets = lay_out(_draft(12), Random(1), style)
    assert len(sheets) > 1
    assert all(_inside(sheet) for sheet in sheets)
    assert f"Sida 1 ({len(sheets)})" in sheets[0].written().text


def test_folding_moves_no_offset() -> None:
    marked = read(f"Ett besök gjordes hos {mark(Label.ORG, 'Kvarnlyktan Mat & Bar AB', 'x')} en kväll.")
    folded = fold(marked, Ink("Helvetica", 10), 110)
    assert folded.text.count("\n") >= 2
    assert folded.text.replace("\n", " ") == marked.text
    assert folded.spans == marked.spans


def test_known_names_are_found_outside_marks_only() -> None:
    text = read(f"Skatteverkets svar till {mark(Label.ORG, 'Älvhamra Åkeri', 'Älvhamra Åkeri')} i Älvhamra.", KNOWN)
    assert [(text.text[span.start : span.end], span.value) for span in text.spans] == [
        ("Skatteverkets", "Skatteverket"), ("Älvhamra Åkeri", "Älvhamra Åkeri"), ("Älvhamra", "Älvhamra"),
    ]  # fmt: skip
