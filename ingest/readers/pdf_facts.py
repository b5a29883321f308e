"""What the choice of how to read a PDF page rests on, from the cheap to the dear and no further than needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import pypdfium2

from ingest.page_choice import GARBLED, GOOD_OVER_IMAGE, IMAGE_REGION, KNOWN_OVER_IMAGE, Evidence, PageFacts
from ingest.raw_page import Line, PlacedWord
from ingest.readers.pdf_form_lines import form_lines
from ingest.readers.pdf_ink import hidden_share, small_picture, unread_ink
from ingest.readers.pdf_objects import PageObjects, Rect, bare, cover, share, share_on
from ingest.readers.pdf_words import Frame
from ingest.text.quality import is_plausible, known_share, score

_SURE: Final = 0.60  # a photograph or a drawing gives words below this
_DRAWING: Final = 12  # paths or pictures from which letters may be drawn
_FEW_WORDS: Final = 120  # a page with drawings and fewer words is looked at


def facts_of(
    page: pypdfium2.PdfPage,
    frame: Frame,
    lines: Sequence[Line],
    unmapped: int,
    objects: PageObjects,
    fields: Sequence[Rect] = (),
) -> PageFacts:
    """``unmapped`` characters of ``lines`` come from fonts that do not say which letters they are.

    ``fields`` are the boxes of the page's form fields.
    """
    words = [word for line in lines for word in line]
    text = plain(lines)
    characters = sum(len(word.text) for word in words)
    facts = PageFacts(
        characters=characters,
        objects=objects.count,
        image_cover=share(cover(frame, objects.images)) if objects.images else 0.0,
        quality=round(score(text) * (1.0 - min(1.0, unmapped / characters)), 3) if characters else 0.0,
        invisible=objects.invisible_texts / objects.texts if objects.texts else 0.0,
        bare_image=bare(frame, objects.images, words) if objects.images else 0.0,
        on_image=share_on(frame, objects.images, words),
    )
    if facts.quality < GARBLED:
        return facts
    if facts.over_image and facts.quality >= GOOD_OVER_IMAGE:
        facts = replace(facts, known=known_share(text))
    return _looked_at(facts, page, frame, words, objects, fields)


def evidence_of(lines: Sequence[Line]) -> Evidence:
    """How much OCR is sure of, and how far it can be trusted."""
    sure = [word.text for line in lines for word in line if word.confidence >= _SURE and is_plausible(word.text)]
    text = " ".join(word.text for line in lines for word in line)
    return Evidence(sum(len(text) for text in sure if len(text) > 1), score(text) * known_share(text))


def plain(lines: Sequence[Line]) -> str:
    return "\n".join(" ".join(word.text for word in line) for line in lines)


def _looked_at(
    facts: PageFacts,
    page: pypdfium2.PdfPage,
    frame: Frame,
    words: list[PlacedWord],
    objects: PageObjects,
    fields: Sequence[Rect],
) -> PageFacts:
    """The facts with those that need a picture of the page, where they can change the choice."""
    wants_ink = _wants_ink(facts, len(words), objects)
    wants_hidden = (
        objects.pale_texts > 0
        or (objects.invisible_texts > 0 and not facts.over_image)
        or (facts.invisible > 0.5 and not objects.images)
    )
    if not wants_ink and not wants_hidden:
        return facts
    picture = small_picture(page, frame)
    if wants_ink:
        ink, unread = unread_ink(picture, frame, words, form_lines(page, frame, objects, fields))
        facts = replace(facts, ink=round(ink, 4), unread_ink=round(unread, 4))
    if wants_hidden:
        facts = replace(facts, hidden=round(hidden_share(picture, frame, words), 3))
    return facts


def _wants_ink(facts: PageFacts, words: int, objects: PageObjects) -> bool:
    if facts.over_image:
        return bool(objects.images) and facts.quality >= GOOD_OVER_IMAGE and facts.known >= KNOWN_OVER_IMAGE
    if facts.bare_image >= IMAGE_REGION:
        return False
    return words < _FEW_WORDS and objects.paths + len(objects.images) >= _DRAWING
