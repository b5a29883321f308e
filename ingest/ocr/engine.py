"""Letters from a picture: what an OCR engine is, and which one to use."""

from __future__ import annotations

import importlib.util
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from ingest.ocr.tessdata import find_tessdata
from ingest.raw_page import Line
from models.errors import OcrUnavailableError

if TYPE_CHECKING:
    from PIL import Image


class OcrTimeoutError(Exception):
    """A picture took longer than its deadline."""


@dataclass(frozen=True, slots=True)
class OcrText:
    """What was recognised: words in pixels of the picture given, by line; empty lines between paragraphs.

    ``quality`` is the mean confidence of the words, weighted by their length (0–1; 0 for no words).
    """

    lines: tuple[Line, ...]
    quality: float

    @property
    def words(self) -> int:
        return sum(map(len, self.lines))


class OcrEngine(Protocol):
    """Recognises pictures. Made once for a document; :class:`PageOcr` calls it for each of its pages."""

    def recognise(self, picture: Image.Image, dpi: float, seconds: float, *, single_line: bool = False) -> OcrText:
        """The text of a grey picture (mode L). Raises :class:`OcrTimeoutError` after ``seconds``.

        A ``single_line`` in which Tesseract's layout finds none is read as it stands, from edge to edge.
        """


def weighted(lines: tuple[Line, ...]) -> OcrText:
    """The result with its quality reckoned from ``lines``."""
    letters = sum(len(word.text) for line in lines for word in line)
    total = sum(len(word.text) * word.confidence for line in lines for word in line)
    return OcrText(lines, round(total / letters, 3) if letters else 0.0)


class OcrChoice(Protocol):
    """What says which engine to use: the settings, or a request made from them."""

    @property
    def ocr_engine(self) -> str:
        """auto, tesserocr or pytesseract."""

    @property
    def ocr_languages(self) -> str:
        """Tesseract's names, joined by +."""


def open_engine(choice: OcrChoice) -> OcrEngine:
    """The engine chosen, ready for work.

    tesserocr is 1.8 times as fast as the command (docs/decisions/0006). Raises :class:`OcrUnavailableError`.
    """
    os.environ["OMP_THREAD_LIMIT"] = "1"  # more threads slow Tesseract down where several readers run
    folder = find_tessdata(choice.ocr_languages)
    return _ENGINES[engine_name(choice)](str(folder), choice.ocr_languages)


def engine_name(choice: OcrChoice) -> str:
    """Which engine that is: tesserocr or pytesseract. Raises :class:`OcrUnavailableError`."""
    for candidate in _ENGINES:
        if choice.ocr_engine in ("auto", candidate) and importlib.util.find_spec(candidate):
            return candidate
    raise OcrUnavailableError(f"OCR-motorn finns inte: {choice.ocr_engine}")


def engine_version(name: str) -> str:
    """The version of Tesseract that this engine has. Raises :class:`OcrUnavailableError`."""
    if name == "tesserocr":
        from ingest.ocr.in_process import tesseract_version
    else:
        from ingest.ocr.by_command import tesseract_version
    return tesseract_version()


def _tesserocr(folder: str, languages: str) -> OcrEngine:
    from ingest.ocr.in_process import TesserocrEngine

    return TesserocrEngine(folder, languages)


def _pytesseract(folder: str, languages: str) -> OcrEngine:
    from ingest.ocr.by_command import PytesseractEngine

    return PytesseractEngine(folder, languages)


_ENGINES: dict[str, Callable[[str, str], OcrEngine]] = {"tesserocr": _tesserocr, "pytesseract": _pytesseract}


class PageOcr:
    """OCR with a deadline for each page, whatever number of pictures the page needs.

    The engine is opened when the first page needs it: most born-digital files never do.
    """

    def __init__(self, open_it: Callable[[], OcrEngine], seconds_per_page: float) -> None:
        self._open_it = open_it
        self._seconds = seconds_per_page
        self._engine: OcrEngine | None = None
        self.start_page()

    def start_page(self) -> None:
        """The clock starts anew. The child calls this before it asks a reader for the next page."""
        self._deadline = time.monotonic() + self._seconds

    def recognise(self, picture: Image.Image, dpi: float, *, single_line: bool = False) -> OcrText:
        """The text of a grey picture (mode L). Raises :class:`OcrTimeoutError` when the page's time is up."""
        if self._engine is None:
            self._engine = self._open_it()
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise OcrTimeoutError
        return self._engine.recognise(picture, dpi, left, single_line=single_line)


def line_reader(engine: PageOcr, dpi: float) -> Callable[[Image.Image], tuple[Line, ...]]:
    """What reads a picture of one line, at ``dpi``, by ``engine``."""
    return lambda strip: engine.recognise(strip, dpi, single_line=True).lines
