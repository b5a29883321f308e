"""The text of a page from its words: NFC, words joined by a space, lines by a line break, paragraphs by two."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from ingest.raw_page import Box, Line, PlacedWord
from models.layout import Correction

_TALL: Final = 4  # lines in a cell
WORD: Final = re.compile(r"\S+")
"""A word of a page is a run of non-space characters: the parent finds the same runs in the text again."""

_LIGATURES: Final = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"}
)
_KEPT_CONTROLS: Final = frozenset("\n\t")
_TO_MEND: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200d\u2060\ufeff\ufffe\uffff\ufb00-\ufb06\ud800-\udfff]"
)
"""What :func:`clean` takes out or changes, the composing of characters aside."""
_INVISIBLE: Final = frozenset("\u200b\u200c\u200d\u2060\ufeff\ufffe\uffff")  # they would hide a word from a search


def clean(text: str) -> str:
    """``text`` in NFC, without control characters, invisible joiners and lone surrogates; ligatures as letters."""
    if text.isascii() and text.isprintable():
        return text
    if _TO_MEND.search(text) is None:  # hardly any text: long ones are not gone through by character
        return unicodedata.normalize("NFC", text)
    kept = "".join(_visible(character) for character in text.translate(_LIGATURES))
    return unicodedata.normalize("NFC", kept)


def _visible(character: str) -> str:
    if character in _INVISIBLE:
        return ""
    category = unicodedata.category(character)
    if category == "Cc":
        return character if character in _KEPT_CONTROLS else ""
    return "\ufffd" if category == "Cs" else character


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table. ``table`` and ``number`` count from 1 on the page, ``columns`` (of each cell) in the table.

    Each cell has the lines that it has on the page. They are written as one line, the cells joined by a tab as a
    DOCX's are; a row with a cell of more lines than that is text in a frame, and keeps its lines.
    """

    cells: tuple[tuple[Line, ...], ...]
    columns: tuple[int, ...]
    table: int
    number: int

    @property
    def is_tall(self) -> bool:
        return any(len(cell) > _TALL for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Pair:
    """A form's label (*ledtext*) and what is filled in beside it, or in the line below."""

    key: Line
    value: Line
    is_below: bool = False


Part = Line | Row | Pair


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A page's text and where its parts went. Spans are code points of ``text``, end exclusive.

    ``boxes`` has one box for each run of non-space characters, as :class:`ingest.raw_page.RawPage` wants them.
    ``parts`` has, for each part given, the spans of a row's cells, of a pair's key and value, or of the whole line;
    what is empty has an empty span. ``corrections`` are the words that were put right.
    """

    text: str
    boxes: tuple[Box, ...]
    parts: tuple[tuple[tuple[int, int], ...], ...]
    corrections: tuple[Correction, ...] = ()


def lay_out(lines: Iterable[Line]) -> tuple[str, tuple[Box, ...]]:
    """The page's text and one box for each word of it, in order. A word that cleaning leaves empty is left out."""
    found = laid_out(lines)
    return found.text, found.boxes


def laid_out(lines: Iterable[Part]) -> LaidOut:
    """The same, with where each line and cell went."""
    writing = _Writing()
    for line in lines:
        if isinstance(line, Row):
            writing.add(line.cells, *("\n\n" if line.is_tall else "\t "))
        elif isinstance(line, Pair):
            writing.add(((line.key,), (line.value,)), "\n" if line.is_below else " ", "")
        else:
            writing.add(((line,),), "", "")
    text = unicodedata.normalize("NFC", "".join(writing.written))
    return LaidOut(text, tuple(writing.boxes), tuple(writing.parts), tuple(writing.corrections))


class _Writing:
    """The text so far. Breaks are written only before a word, so that none stands at either end of the text."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self.boxes: list[Box] = []
        self.parts: list[tuple[tuple[int, int], ...]] = []
        self.corrections: list[Correction] = []
        self._length = 0
        self._break = ""

    def add(self, cells: Sequence[Sequence[Line]], between_cells: str, between_lines: str) -> None:
        spans = []
        before = len(self.boxes)
        for cell in cells:
            if len(self.boxes) > before:
                self._break = between_cells
            spans.append(self._cell(cell, between_lines))
        self.parts.append(tuple(spans))
        if self.boxes:
            self._break = "\n" if len(self.boxes) > before else "\n\n"

    def _cell(self, lines: Sequence[Line], between: str) -> tuple[int, int]:
        start = end = 0
        for line in lines:
            if end:
                self._break = between
            for word in line:
                first = self._word(word)
                if first is not None:
                    start, end = (start if end else first), self._length
        return start, end

    def _word(self, word: PlacedWord) -> int | None:
        """Writes a word and what stands before it; returns where the word begins, None where nothing is left of it."""
        start = None
        for run in WORD.findall(clean(word.text)):
            self._write(self._break)
            start = self._length if start is None else start
            self._write(run)
            self._break = " "
            self.boxes.append((word.x0, word.y0, word.x1, word.y1, word.confidence))
        if start is not None and word.rule:
            self.corrections.append(Correction(start, self._length, word.original, word.rule))
        return start

    def _write(self, text: str) -> None:
        if text:
            self.written.append(text)
            self._length += len(text)
