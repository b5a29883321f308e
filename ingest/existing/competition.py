"""Ours or theirs: the choice for one page of a scan for which a reading came along, with its reason, in one place.

Both are judged by what the page decision judges by (``docs/decisions/0016-page-decision.md``): the quality of the text,
the share of known words, and how much there is. What an OCR engine says of its own certainty is not compared: some are
sure of every word. See ``docs/decisions/0020-existing-readings.md``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ingest.existing.pairing import long_words
from ingest.page_choice import GARBLED, Evidence
from ingest.text.quality import is_plausible, known_share, score
from models.document import Page, PageMethod

CHOSEN: Final = "existing_reading"
"""The reason of a page of a scan whose text is that of a reading that came along."""
SAME_TEXT: Final = frozenset({"more_to_trust", "less_to_trust", "only_reading", "forced", "own_text", "no_words"})
"""Reasons after which nothing of the reading's page is missing in the scan's, garble aside."""
MORE: Final = 1.01
"""How much more there must be in another text than in the one that stands: ours has its signs repaired and lies on our
picture."""
_ENOUGH: Final = 12  # long words on each, by which two texts are known to be of different pages
_COMMON: Final = 0.2  # share of them, of the page that has fewer, that the other must have
_SOUND: Final = 0.5  # trust in a text that is no garble


@dataclass(frozen=True, slots=True)
class Verdict:
    """``chosen``: theirs. ``ours`` and ``theirs`` are how far each can be trusted (0–1)."""

    chosen: bool
    reason: str
    ours: float
    theirs: float


def judge(ours: Page, theirs: Page, *, force_ocr: bool = False) -> Verdict:
    """Which text the page is to have."""
    mine, other = evidence(ours.text), evidence(theirs.text)
    reason = _refusal(ours, theirs, mine, other, force_ocr=force_ocr)
    if not reason:
        reason = _weighed(ours, mine, other)
    return Verdict(reason in ("more_to_trust", "only_reading"), reason, mine.trust, other.trust)


def _refusal(ours: Page, theirs: Page, mine: Evidence, other: Evidence, *, force_ocr: bool) -> str:
    """Why theirs is not to be had whatever is in it, or empty."""
    if not theirs.text:
        return "no_words"
    if _are_strangers(ours.text, theirs.text) and min(mine.trust, other.trust) >= _SOUND:
        return "another_text"
    if score(theirs.text) < GARBLED:
        return "garbled_text"
    if ours.method is PageMethod.BLANK:
        return "blank_page"
    if force_ocr:
        return "forced"
    return "own_text" if ours.method in (PageMethod.TEXT, PageMethod.MIXED) else ""


def _weighed(ours: Page, mine: Evidence, other: Evidence) -> str:
    if not ours.text:
        return "only_reading"
    return "more_to_trust" if other.weight > MORE * mine.weight else "less_to_trust"


def evidence(text: str) -> Evidence:
    """Letters in words that could be words, and the trust in the whole."""
    letters = sum(len(word) for word in text.split() if len(word) > 1 and is_plausible(word))
    return Evidence(letters, round(score(text) * known_share(text), 3) if text else 0.0)


def _are_strangers(one: str, other: str) -> bool:
    """Whether two texts are not of the same page: both long enough to tell, and next to no word in common."""
    first, second = long_words(one), long_words(other)
    fewer = min(len(first), len(second))
    return fewer >= _ENOUGH and len(first & second) < _COMMON * fewer
