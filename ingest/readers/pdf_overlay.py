"""What annotations and form fields say, joined to the page's text: each thing once, with its place and its kind.

Words that the page shows are marked where they stand; what it does not show follows after its own lines.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ingest.page_text import WORD, clean
from ingest.raw_page import Box, RawPage
from ingest.readers.pdf_annotations import Note
from ingest.readers.pdf_objects import Rect
from models.document import PageMethod
from models.layout import Block, BlockKind
from models.limits import Limits

_REACH: Final = 1.5  # points beyond a field's frame that its words may stand
_TICK: Final = "☒"
_LONGEST_PLACE: Final = 200
_PART: Final = re.compile(r"\w+")
_SCHEME: Final = re.compile(r"^(https?://(www\.)?|mailto:|tel:)", re.I)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A word of the page: its span in the text and its box."""

    start: int
    end: int
    box: Box

    def lies_in(self, rect: Rect) -> bool:
        x, y = (self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2
        return rect[0] - _REACH <= x <= rect[2] + _REACH and rect[1] - _REACH <= y <= rect[3] + _REACH


def lay_over(raw: RawPage, notes: Sequence[Note], limits: Limits) -> RawPage:
    """``raw`` with the notes' words in its text and their spans in its layout."""
    if raw.method is PageMethod.UNREAD or not notes or raw.boxes is None:
        return raw
    over = _Overlay(raw, limits)
    for note in notes:
        over.add(note)
    return over.page()


class _Overlay:
    def __init__(self, raw: RawPage, limits: Limits) -> None:
        self._raw, self._limits = raw, limits
        spans = (match.span() for match in WORD.finditer(raw.text))
        self._words = [_Placed(*span, box) for span, box in zip(spans, raw.boxes or (), strict=True)]
        self._text, self._boxes = raw.text, list(raw.boxes or ())
        self._blocks = list(raw.layout.blocks)
        self._letters = _letters(raw.text)
        self._said: set[tuple[BlockKind, str, str]] = set()

    def page(self) -> RawPage:
        raw = self._raw
        if not self._blocks and self._text == raw.text:
            return raw
        layout = replace(raw.layout, blocks=tuple(sorted(self._blocks, key=lambda block: (block.start, -block.end))))
        raw = replace(raw, text=self._text, boxes=tuple(self._boxes), layout=layout)
        if not self._raw.text and self._text:
            return replace(raw, method=PageMethod.TEXT, reason="annotations", quality=1.0)
        return raw

    def add(self, note: Note) -> None:
        if note.is_anywhere:  # a heading or an address that leads here does not make an empty page a page of text
            if self._raw.text and _letters(_SCHEME.sub("", note.text)) not in self._letters:
                self._append(note, note.text)
            return
        inside = [word for word in self._words if word.lies_in(note.box)]
        if note.is_tick and note.text:
            self._tick(note, inside)
        elif inside and self._covers(inside, note.text):
            self._mark(note, inside)
            if note.kind is BlockKind.NOTE and note.place:
                self._append(note, note.place)  # who wrote it, which the page does not show
        elif note.text:
            said_by = f"{note.place}: " if note.kind is BlockKind.NOTE and note.place else ""
            self._append(note, said_by + note.text)

    def _tick(self, note: Note, inside: Sequence[_Placed]) -> None:
        """A tick is drawn with a letter of a font of signs ("4", "l"): the text gets the sign that it stands for."""
        sign = next((word for word in inside if word.end - word.start == 1), None)
        if sign is None:
            self._append(note, note.text)
            return
        self._text = self._text[: sign.start] + _TICK + self._text[sign.end :]
        self._mark(note, [sign])

    def _covers(self, inside: Sequence[_Placed], text: str) -> bool:
        """Whether the page shows all the words of ``text`` there; what a field shows without a value is its own."""
        shown = Counter(part for word in inside for part in _parts(self._text[word.start : word.end]))
        return not Counter(_parts(text)) - shown or "".join(_parts(text)) == "".join(shown.elements())

    def _mark(self, note: Note, inside: Sequence[_Placed]) -> None:
        for start, end in _runs(inside, self._text):
            if not any(_cross(start, end, block) for block in self._blocks):
                self._blocks.append(Block(start, end, note.kind, note.place[:_LONGEST_PLACE]))

    def _append(self, note: Note, text: str) -> None:
        key = note.kind, text, note.place
        lines = [" ".join(WORD.findall(line)) for line in clean(text).split("\n")]
        said = unicodedata.normalize("NFC", "\n".join(filter(None, lines)))
        words = len(WORD.findall(said))
        if key in self._said or not words or not self._has_room(len(said), words):
            return
        self._said.add(key)
        start = len(self._text) + (1 if self._text else 0)
        self._text += ("\n" if self._text else "") + said
        self._boxes.extend([(*self._on_page(note.box), 1.0)] * words)
        self._blocks.append(Block(start, start + len(said), note.kind, note.place[:_LONGEST_PLACE]))

    def _has_room(self, characters: int, words: int) -> bool:
        fits = len(self._text) + characters < self._limits.page_text_characters
        return fits and len(self._boxes) + words <= self._limits.page_words

    def _on_page(self, box: Rect) -> Rect:
        width, height = self._raw.width or 0.0, self._raw.height or 0.0
        return min(box[0], width), min(box[1], height), min(box[2], width), min(box[3], height)


def _letters(text: str) -> str:
    return "".join(_parts(text))


def _parts(text: str) -> list[str]:
    return _PART.findall(unicodedata.normalize("NFC", text).casefold())


def _runs(words: Sequence[_Placed], text: str) -> Iterator[tuple[int, int]]:
    """The spans of words that stand side by side on one line."""
    start = end = -1
    for word in words:
        if start >= 0 and text[end : word.start] == " ":
            end = word.end
            continue
        if start >= 0:
            yield start, end
        start, end = word.start, word.end
    if start >= 0:
        yield start, end


def _cross(start: int, end: int, block: Block) -> bool:
    """Whether the two overlap with neither within the other."""
    apart = end <= block.start or block.end <= start
    nested = (start >= block.start and end <= block.end) or (start <= block.start and end >= block.end)
    return not apart and not nested
