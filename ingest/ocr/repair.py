"""What Tesseract's Swedish model is known to get wrong, mended where picture and words leave no doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.ocr.at_sign import Read, with_at_signs
from ingest.ocr.note_marks import with_note_marks
from ingest.ocr.number_repair import with_figures
from ingest.ocr.section_sign import with_signs
from ingest.raw_page import Line

if TYPE_CHECKING:
    from PIL import Image


def repaired(lines: tuple[Line, ...], picture: Image.Image, read: Read | None = None) -> tuple[Line, ...]:
    """``lines`` (pixels of the grey ``picture``) with "12 $$" as "12 §§", "27 20 år" as "27 % år", "den I" as "den 1".

    With ``read``, which reads a picture of one line, "infoQkommun.se" as "info@kommun.se". A word that was put right
    says what Tesseract read, and by which rule it was changed.
    """
    found = tuple(_line(line, picture) for line in lines)
    return found if read is None else tuple(with_at_signs(line, picture, read) for line in found)


def _line(line: Line, picture: Image.Image) -> Line:
    return with_figures(with_note_marks(with_signs(line, picture), picture))
