"""Worn scans on which nothing was chosen: statutes that no other measure of OCR reads, worn as the sample's papers are.

The thresholds of ``ingest/ocr`` and ``ingest/pictures`` were tuned on the degraded pages of ``../shared/data``; these
pages are other texts, set in other faces, and worn by other means (``sample/carriers/scans/wear.py``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Final

from bench.ocr_material import Picture, texts
from sample.carriers.scans import wear
from sample.carriers.scans.pictures import scanned
from sample.carriers.sheet import Ink, Piece, Sheet
from sample.spans import Marked

# The dirty ones are worn until plain Tesseract loses about a tenth of the words, nearly what it loses on the degraded
# pages of ``../shared/data``; that was tried on two other texts, and without a look at what samsyn reads.
WEARS: Final = {
    "office_scanner": wear.OFFICE,
    "copy_of_copy": wear.COPY_OF_COPY,
    "dirty_copy": replace(wear.COPY_OF_COPY, noise=20, specks=1_500, black=80, shadow=90),
    "fax": wear.FAX,
    "dirty_fax": replace(wear.FAX, noise=50, blur=1.0, specks=500),
}
_OTHERS: Final = 19  # of each 37 statutes; ``bench.ocr speed`` and ``quality`` read number 1
_FACES: Final = ("Times-Roman", "Helvetica", "Courier", "Times-Bold")
_LEFT, _TOP, _SIZE, _STEP = 64.0, 70.0, 10.5, 16.5  # points


def heldout(name: str, pages: int, seed: int) -> Iterator[tuple[str, Picture, float]]:
    """The text, the picture and its resolution of so many pages worn as ``name`` says."""
    for number, text in enumerate(texts(pages, _OTHERS)):
        rng = Random(f"{seed} {name} {number}")
        for one in scanned([_sheet(text, _FACES[number % len(_FACES)])], WEARS[name], rng):
            yield text, one.image.convert("L"), float(one.wear.dpi)


def _sheet(text: str, face: str) -> Sheet:
    ink = Ink(face, _SIZE)
    lines = enumerate(text.splitlines())
    return Sheet([Piece(Marked(line, ()), _LEFT, _TOP + row * _STEP, ink) for row, line in lines])
