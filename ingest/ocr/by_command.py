"""Tesseract's command, through pytesseract: where tesserocr has no wheel."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

import pytesseract

from ingest.ocr.engine import OcrText, OcrTimeoutError, weighted
from ingest.ocr.words import lines_of
from models.errors import OcrUnavailableError

if TYPE_CHECKING:
    from PIL import Image

_AUTO, _SINGLE_LINE, _RAW_LINE = 3, 7, 13  # of Tesseract's --psm
_SHORTEST: Final = 0.1  # seconds: pytesseract takes 0 to mean no end


def tesseract_version() -> str:
    """Raises :class:`OcrUnavailableError` where the command is not there."""
    try:
        return str(pytesseract.get_tesseract_version())
    except pytesseract.TesseractNotFoundError as error:
        raise OcrUnavailableError("Kommandot tesseract finns inte") from error


class PytesseractEngine:
    """Starts the command for each picture."""

    def __init__(self, folder: str, languages: str) -> None:
        self._folder, self._languages = folder, languages

    def recognise(self, picture: Image.Image, dpi: float, seconds: float, *, single_line: bool = False) -> OcrText:
        if not single_line:
            return self._recognised(picture, dpi, seconds, _AUTO)
        started = time.monotonic()
        found = self._recognised(picture, dpi, seconds, _SINGLE_LINE)
        left = max(_SHORTEST, seconds - (time.monotonic() - started))
        return found if found.words else self._recognised(picture, dpi, left, _RAW_LINE)

    def _recognised(self, picture: Image.Image, dpi: float, seconds: float, mode: int) -> OcrText:
        config = f'--tessdata-dir "{self._folder}" --psm {mode} --dpi {round(dpi)}'
        try:
            tsv = pytesseract.image_to_data(picture, lang=self._languages, config=config, timeout=seconds)
        except pytesseract.TesseractNotFoundError as error:
            raise OcrUnavailableError("Kommandot tesseract finns inte") from error
        except RuntimeError as error:  # pytesseract's own way to say that the time is up
            raise OcrTimeoutError from error
        return weighted(lines_of(str(tsv)))
