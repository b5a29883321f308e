"""What Tesseract's Swedish model is known to get wrong, mended where picture and words leave no doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.ocr.note_marks import with_note_marks
from ingest.ocr.number_repair import with_figures
from ingest.ocr.section_sign import with_signs
from ingest.raw_page import Line

if TYPE_CHECKING:
    from PIL import Image


def repaired(lines: tuple[Line, ...], picture: Image.Image) -> tuple[Line, ...]:
    """``lines`` (pixels of the grey ``picture``) with "12 $$" as "12 §§", "27 20 år" as "27 % år", "den I" as "den 1".

    A word that was put right says what Tesseract read, and by which rule it was changed.
    """
    return tuple(_line(line, picture) for line in lines)


def _line(line: Line, picture: Image.Image) -> Line:
    return with_figures(with_note_marks(with_signs(line, picture), picture))
