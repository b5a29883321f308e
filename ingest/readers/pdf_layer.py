"""A PDF page as its own text layer has it, its words mended where they are drawn in pieces, and the facts of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2

from ingest.page_choice import Evidence, PageFacts
from ingest.raw_page import Line
from ingest.readers.pdf_facts import facts_of, plain
from ingest.readers.pdf_field_places import in_place
from ingest.readers.pdf_objects import PageObjects, Rect, objects_of
from ingest.readers.pdf_words import Frame, frame_of, lines_of
from ingest.readers.torn_lines import mend
from ingest.text.drawn_twice import once
from ingest.text.letter_spacing import close
from ingest.text.quality import known_share
from ingest.text.wrong_encoding import put_back


@dataclass(frozen=True, slots=True)
class Layer:
    """The page's words by line, its other objects, and the facts that the choice of how to read it rests on.

    ``recoded``: letters in a wrong code were put back.
    """

    number: int
    page: pypdfium2.PdfPage
    frame: Frame
    lines: list[Line]
    objects: PageObjects
    facts: PageFacts
    recoded: bool = False

    @property
    def evidence(self) -> Evidence:
        return Evidence(self.facts.characters, self.facts.quality * known_share(plain(self.lines)))


def layer_of(page: pypdfium2.PdfPage, number: int, fields: Sequence[Rect] = ()) -> Layer:
    """The layer of ``page``; ``fields`` are the boxes of its form fields."""
    frame = frame_of(page.raw)
    lines, unmapped = lines_of(page.raw, frame)
    lines = close(mend(once(lines)))
    lines, recoded = put_back(lines)
    lines = in_place(lines, fields) if fields else lines
    objects = objects_of(page.raw, frame)
    facts = facts_of(page, frame, lines, unmapped, objects, fields)
    return Layer(number, page, frame, lines, objects, facts, recoded)
