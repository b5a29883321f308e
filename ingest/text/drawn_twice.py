"""Words that a PDF draws more than once in the same place, for weight or a shadow: each is read once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from ingest.raw_page import Line, PlacedWord

_SAME_PLACE: Final = 1.5  # points between the same word twice: a shadow is no further off


def once(lines: Sequence[Line]) -> list[Line]:
    """``lines`` without words that stand where the same word stood before; a line that had no others goes."""
    seen: dict[str, list[PlacedWord]] = defaultdict(list)
    kept = []
    for line in lines:
        words = tuple(word for word in line if _is_new(word, seen[word.text]))
        if words or not line:
            kept.append(words)
    return kept


def _is_new(word: PlacedWord, before: list[PlacedWord]) -> bool:
    if any(abs(word.x0 - other.x0) + abs(word.y0 - other.y0) < _SAME_PLACE for other in before):
        return False
    before.append(word)
    return True
