"""One scan of a whole archive box: papers of many cases, with a separator sheet (*skiljeblad*) before each case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from random import Random

from sample.carriers.layout import lay_out
from sample.carriers.plain import Written
from sample.carriers.scans import wear as w
from sample.carriers.scans.binding import bound
from sample.carriers.scans.pictures import Scanned, scanned
from sample.carriers.sheet import WIDTH, Ink, Piece, Sheet
from sample.draft import MARK, Draft
from sample.gold import GoldPage
from sample.spans import read

SEPARATOR = "separator"


def batch_pdf(drafts: Sequence[Draft], rng: Random, pages: int = 400) -> Written:
    """A PDF of exactly ``pages`` pictures, as far as the drafts reach; the page of a case knows its number.

    The pictures come and go one at a time: four hundred of them would take more than a gigabyte.
    """
    gold = list[GoldPage]()

    def noted() -> Iterator[Scanned]:
        for one in islice(_pages(drafts, rng), pages):
            gold.append(one.page)
            yield one

    content = bound(noted())
    return Written(content, ".pdf", tuple(gold))


def _pages(drafts: Sequence[Draft], rng: Random) -> Iterator[Scanned]:
    at = 0
    for number in range(1, len(drafts) + 1):
        papers = drafts[at : at + rng.randint(1, 3)]
        if not papers:
            return
        at += len(papers)
        yield from _case(papers, number, rng)


def _case(papers: Sequence[Draft], number: int, rng: Random) -> Iterator[Scanned]:
    """A separator sheet, then the papers of a case; a few cases have lost their sheet."""
    wear = rng.choice(w.WEARS)
    case = f"{number:03d}"
    if number == 1 or rng.random() < 0.85:
        for one in scanned([_separator(number)], w.OFFICE, rng, "scan"):
            yield replace(one, page=replace(one.page, part=SEPARATOR))
    for paper in papers:
        for one in scanned(lay_out(paper, rng), wear, rng, "scan"):
            yield replace(one, page=replace(one.page, part=case))


def _separator(number: int) -> Sheet:
    """A sheet with little on it: the box's number and the case's place in it, in large type."""
    middle = WIDTH / 2
    sheet = Sheet()
    for text, y, ink in (
        (MARK, 26.0, Ink("Helvetica", 8, "#555555")),
        ("SKILJEBLAD", 300.0, Ink("Helvetica-Bold", 40)),
        (f"Akt {number:03d}", 360.0, Ink("Helvetica", 28)),
        ("Kartong 17", 410.0, Ink("Helvetica", 16)),
    ):
        sheet.pieces.append(Piece(read(text), middle, y, ink, "centre"))
    return sheet
