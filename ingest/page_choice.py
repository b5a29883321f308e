"""From the text layer or by OCR: the choice for one page of a PDF, with its reason, in one place.

It is made by the *quality of the text*, not by whether there are characters (paperless-ngx #13859, #13349; aleph
#3170: peers that ask per document, or only for characters, lose pages). See ``docs/decisions/0016-page-decision.md``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ingest.ink import LITTLE_INK
from models.document import PageMethod

GARBLED: Final = 0.45  # below this the text layer is taken for garble even where there is no picture
GOOD_OVER_IMAGE: Final = 0.85  # a text over a picture of the page must be at least this good to be kept
KNOWN_OVER_IMAGE: Final = 0.70  # and this share of its longer words must be known: clean Swedish has 0.85 or more
FULL_PAGE: Final = 0.60  # a picture that covers this share of the page is a scan, or a background
IMAGE_REGION: Final = 0.06  # a picture of this share of the page, with no words in it, may hold text
UNREAD_INK: Final = 0.012  # of the page's cells with ink and no words: about two short lines
UNREAD_SHARE: Final = 0.25  # of all its cells with ink: a full layer leaves stamps, signatures and dirt
BESIDE: Final = 0.2  # share of the words that lie on a picture, below which text and picture stand side by side
MUCH: Final = 0.15  # of the characters: with less of them, as a header or a stamp, the page is one read by OCR
LITTLE_TEXT: Final = frozenset({"little_text_over_image", "little_text_beside_drawing"})
HIDDEN: Final = 0.01  # share of the words that cannot be seen on the page, from which it is said


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What the choice rests on. Shares are 0–1, of the page's area where nothing else is said."""

    characters: int
    objects: int
    image_cover: float
    quality: float
    invisible: float = 0.0  # share of the text objects drawn in render mode 3: an older OCR's layer
    known: float = 1.0  # share of longer words in the dictionary; asked for only over a picture
    bare_image: float = 0.0  # picture with no words in it
    on_image: float = 0.0  # share of the words that lie on a picture
    ink: float = 0.0  # cells of the page with ink; asked for over a picture, and where there are drawings and few words
    unread_ink: float = 0.0  # those of them with no word
    hidden: float = 0.0  # share of the words that cannot be seen; asked for where text is white or invisible

    @property
    def over_image(self) -> bool:
        """Whether the text lies on a picture of the page, or is a layer that is not meant to be seen."""
        return self.image_cover >= FULL_PAGE or self.invisible > 0.5

    @property
    def leaves_ink(self) -> bool:
        """Whether much of what is printed on the page has no words in the text layer."""
        return self.unread_ink >= UNREAD_INK and self.unread_ink >= UNREAD_SHARE * self.ink


@dataclass(frozen=True, slots=True)
class Choice:
    """``method`` is how to read the page; ``reason`` a short code for why."""

    method: PageMethod
    reason: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A reading of a page: its letters, and how far they can be trusted (0–1)."""

    characters: int
    trust: float

    @property
    def weight(self) -> float:
        """How much there is in it: a longer reading may be a little less sure."""
        return self.characters * self.trust


def choose(facts: PageFacts, *, force_ocr: bool = False) -> Choice:
    """How to read the page."""
    if facts.characters == 0:
        return _without_text(facts)
    if force_ocr:
        return Choice(PageMethod.OCR, "forced")
    if facts.quality < GARBLED:
        return Choice(PageMethod.OCR, "garbled_text")
    if facts.over_image:
        return _over_image(facts)
    if facts.bare_image >= IMAGE_REGION:
        return Choice(PageMethod.MIXED, "image_beside_text")
    if facts.leaves_ink:
        return Choice(PageMethod.OCR, "little_text_beside_drawing")
    return _text(facts, "good_text")


def _without_text(facts: PageFacts) -> Choice:
    if facts.objects == 0:
        return Choice(PageMethod.BLANK, "no_content")
    return Choice(PageMethod.OCR, "no_text")


def _over_image(facts: PageFacts) -> Choice:
    if facts.quality < GOOD_OVER_IMAGE or facts.known < KNOWN_OVER_IMAGE:
        return Choice(PageMethod.OCR, "poor_text_over_image")
    if facts.leaves_ink:
        if facts.on_image < BESIDE and facts.invisible <= 0.5 and facts.bare_image >= IMAGE_REGION:
            return Choice(PageMethod.MIXED, "image_beside_text")
        return Choice(PageMethod.OCR, "little_text_over_image")
    return _text(facts, "good_text_over_image")


def _text(facts: PageFacts, reason: str) -> Choice:
    return Choice(PageMethod.TEXT, "hidden_text" if facts.hidden >= HIDDEN else reason)


def joined(choice: Choice, layer: int, found: int) -> Choice:
    """``choice`` for a page where OCR found so many characters beside those of the text layer, which are kept."""
    return Choice(PageMethod.MIXED, choice.reason) if layer >= MUCH * (layer + found) else choice


def keep_text(reason: str, layer: Evidence, found: Evidence) -> bool:
    """After OCR ``found`` its text: was the text ``layer`` the better one after all?

    A layer judged too small is kept unless OCR found clearly more that it is sure of; one judged garbled is kept where
    OCR sees the same garble; one judged poor is kept where there is more in it.
    """
    if reason in LITTLE_TEXT:
        return found.characters < max(1.3 * layer.characters, layer.characters + 15)
    if reason == "garbled_text":
        return found.trust <= layer.trust + 0.05 or found.characters < 0.15 * layer.characters
    if reason == "poor_text_over_image":
        return found.weight < layer.weight
    return False


def without_words(ink: float) -> Choice:
    """How a page stands on which OCR found no word: ``ink`` is the share of it that is dark."""
    if ink < LITTLE_INK:
        return Choice(PageMethod.BLANK, "no_words_little_ink")
    return Choice(PageMethod.OCR, "no_words_found")
