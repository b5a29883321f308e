"""Tesseract's command, through pytesseract: where tesserocr has no wheel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytesseract

from ingest.ocr.engine import OcrText, OcrTimeoutError, weighted
from ingest.ocr.words import lines_of
from models.errors import OcrUnavailableError

if TYPE_CHECKING:
    from PIL import Image


class PytesseractEngine:
    """Starts the command for each picture."""

    def __init__(self, folder: str, languages: str) -> None:
        self._folder, self._languages = folder, languages

    def recognise(self, picture: Image.Image, dpi: float, seconds: float, *, single_line: bool = False) -> OcrText:
        config = f'--tessdata-dir "{self._folder}" --psm {7 if single_line else 3} --dpi {round(dpi)}'
        try:
            tsv = pytesseract.image_to_data(picture, lang=self._languages, config=config, timeout=seconds)
        except pytesseract.TesseractNotFoundError as error:
            raise OcrUnavailableError("Kommandot tesseract finns inte") from error
        except RuntimeError as error:  # pytesseract's own way to say that the time is up
            raise OcrTimeoutError from error
        return weighted(lines_of(str(tsv)))
