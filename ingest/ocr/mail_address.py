"""What an e-mail address reads, once it is known where its "@" stands: the first reading, parted by the second."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rapidfuzz.distance import Levenshtein

from ingest.raw_page import PlacedWord

_NAME: Final = re.compile(r"(?:.*[:(<,;|/])?[^\W_][\w+]*(?:[.-][\w+]+)*")
_HOST: Final = re.compile(r"(?:[^\W_]+(?:-[^\W_]+)*\.)+[a-z]{2,7}[.,;:)>\]]*")
MOST_SIGNS: Final = 3  # characters that Tesseract makes of an "@"
_LIKE: Final = frozenset("Q(&€©®$£OÖGCBDWMÅEåedoöab0986")
"""What it makes one of most. Another is unlikely, and beside others it is nearly worth an edit."""
_UNLIKELY, _UNLIKELY_BESIDE = 0.3, 0.9
_WORST: Final = 0.34  # edits by length: what the two readings may differ by

Stroke = tuple[float, float]
"""Where an underscore begins and ends, across the page."""


def joined(words: Sequence[PlacedWord], strokes: Sequence[Stroke]) -> str:
    """The text of the words as one, an "_" where a stroke lies at a joint: it is read as a space."""
    text, before = "", None
    for word in words:
        if before is not None and is_underscored(before, word, strokes):
            text = text.rstrip("._-") + "_"
        text, before = text + word.text, word
    return text


def is_underscored(left: PlacedWord, right: PlacedWord, strokes: Sequence[Stroke]) -> bool:
    """Whether the middle of a stroke lies between the middles of two words."""
    return any(left.x0 + left.x1 < x0 + x1 < right.x0 + right.x1 for x0, x1 in strokes)


def parted(whole: str, left: str, right: str) -> str | None:
    """``whole`` with "@" for those of its characters that are neither ``left`` nor ``right``.

    ``infodkommun.se``, ``info`` and ``kommun.se`` give ``info@kommun.se``. A side that can be none is taken from the
    second reading. None where the readings differ too much, or what comes of it is no address.
    """
    splits = [
        (start, end) for start in range(1, len(whole)) for end in range(start, min(start + MOST_SIGNS + 1, len(whole)))
    ]
    if not splits:
        return None
    edits, (start, end) = min((_edits(whole, left, right, *split), split) for split in splits)
    name = whole[:start] if _NAME.fullmatch(whole[:start]) else left
    host = whole[end:] if _HOST.fullmatch(whole[end:]) else right
    fits = edits <= _WORST * (len(left) + len(right)) and _NAME.fullmatch(name) and _HOST.fullmatch(host)
    return f"{name}@{host}" if fits else None


def _edits(whole: str, left: str, right: str, start: int, end: int) -> float:
    """What the readings differ by where the characters from ``start`` to ``end`` are the sign."""
    sides = Levenshtein.distance(whole[:start], left) + Levenshtein.distance(whole[end:], right)
    signs = whole[start:end]
    unlikely = sum(character not in _LIKE for character in signs)
    return sides + unlikely * (_UNLIKELY_BESIDE if len(signs) > 1 else _UNLIKELY) + 0.1 * len(signs)
