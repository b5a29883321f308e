"""A second extractor (pdfminer, through pdfplumber) for pages of which pdfium makes nothing: no one finds all text.

It decodes some fonts through the tables inside them where pdfium gives the bare codes. It is slow, so it is asked only
where the next step would be OCR, and it has seconds for its answer (``docs/decisions/0015-pdf-content.md``).
"""

from __future__ import annotations

import io
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from types import FrameType
from typing import Any, Final

from ingest.raw_page import Line, PlacedWord
from ingest.readers.pdf_words import Frame

GOOD: Final = 0.85
"""The quality from which its text is taken: below it OCR is asked all the same."""

_SECONDS: Final = 8.0  # for a page; a dense one takes 0.2
_GAP: Final = 1.5  # points between letters of a word: the default of 3 glued words in real files
_UNDECODED: Final = "(cid:"


class _TooSlowError(Exception):
    """The extractor's time is up."""


class SecondOpinion:
    """The file as pdfminer reads it, opened when the first page asks. After a failure it has nothing more to say."""

    def __init__(self, source: Path | bytes, password: str) -> None:
        self._source, self._password = source, password
        self._pdf: Any = None
        self._given_up = False

    def lines(self, number: int, frame: Frame) -> list[Line]:
        """The words of page ``number`` by line; empty where there are none, or where it fails or takes too long."""
        if self._given_up:
            return []
        try:
            with _within_time():
                return list(self._lines(number, frame))
        except Exception:  # pdfminer raises whatever a damaged file makes it stumble on
            self._given_up = True
            self.close()
            return []

    def close(self) -> None:
        """Lets the file go."""
        if self._pdf is not None:
            self._pdf.close()
            self._pdf = None

    def _lines(self, number: int, frame: Frame) -> Iterator[Line]:
        import pdfplumber  # takes a quarter of a second, and most files never need it

        if self._pdf is None:
            source = io.BytesIO(self._source) if isinstance(self._source, bytes) else self._source
            self._pdf = pdfplumber.open(source, password=self._password)
        page = self._pdf.pages[number - 1]
        try:
            words = page.extract_words(x_tolerance=_GAP, use_text_flow=True)
        finally:
            page.close()
        dx, dy = _offset(page, frame)
        for _, line in groupby(words, key=lambda word: round(float(word["bottom"]))):
            placed = tuple(filter(None, (_placed(word, dx, dy, frame) for word in line)))
            if placed:
                yield placed


def _offset(page: Any, frame: Frame) -> tuple[float, float]:
    """pdfminer measures from the media box's corner, on the page as it is turned; we from the visible page's."""
    if frame.turns:
        return 0.0, 0.0
    return float(page.mediabox[0]) - frame.left, frame.top - float(page.mediabox[3])


def _placed(word: dict[str, Any], dx: float, dy: float, frame: Frame) -> PlacedWord | None:
    if _UNDECODED in word["text"]:
        return None
    box = word["x0"] + dx, word["top"] + dy, word["x1"] + dx, word["bottom"] + dy
    clamped = frame.clamp((float(box[0]), float(box[1]), float(box[2]), float(box[3])))
    return PlacedWord(word["text"], *clamped) if clamped else None


@contextmanager
def _within_time() -> Iterator[None]:
    """Ends the block by an exception: the child has no other use for the alarm clock."""

    def ring(_: int, __: FrameType | None) -> None:
        raise _TooSlowError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, _SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
