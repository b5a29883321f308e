"""Tesseract within this process, through tesserocr."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import tesserocr

from ingest.ocr.engine import OcrText, OcrTimeoutError, weighted
from ingest.ocr.words import lines_of
from models.errors import OcrUnavailableError

if TYPE_CHECKING:
    from PIL import Image


def tesseract_version() -> str:
    return str(tesserocr.tesseract_version())


class TesserocrEngine:
    """Keeps one loaded model for all pages of a document (loading Swedish takes 0.1 s)."""

    def __init__(self, folder: str, languages: str) -> None:
        try:
            self._api = tesserocr.PyTessBaseAPI(path=folder, lang=languages, psm=tesserocr.PSM.AUTO)
        except RuntimeError as error:
            raise OcrUnavailableError("Tesseract kunde inte starta") from error

    def recognise(self, picture: Image.Image, dpi: float, seconds: float, *, single_line: bool = False) -> OcrText:
        if not single_line:
            return self._recognised(picture, dpi, seconds, tesserocr.PSM.AUTO)
        started = time.monotonic()
        found = self._recognised(picture, dpi, seconds, tesserocr.PSM.SINGLE_LINE)
        left = seconds - (time.monotonic() - started)
        return found if found.words else self._recognised(picture, dpi, left, tesserocr.PSM.RAW_LINE)

    def _recognised(self, picture: Image.Image, dpi: float, seconds: float, mode: int) -> OcrText:
        self._api.SetPageSegMode(mode)
        width, height = picture.size
        self._api.SetImageBytes(picture.tobytes(), width, height, 1, width)
        self._api.SetSourceResolution(round(dpi))
        try:
            if not self._api.Recognize(int(seconds * 1000)):
                raise OcrTimeoutError
            return weighted(lines_of(self._api.GetTSVText(0)))
        finally:
            self._api.Clear()
