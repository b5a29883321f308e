"""What Tesseract's Swedish model is known to get wrong, mended where the words around leave no doubt."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ingest.raw_page import Line, PlacedWord

_LIKE_ONE: Final = frozenset("Il|i!")
_MONTHS: Final = frozenset(
    ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
     "december")
)  # fmt: skip


def repaired(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """``lines`` with "den I november" as "den 1 november". Boxes and confidences stay as they were."""
    return tuple(tuple(_word(line, index) for index in range(len(line))) for line in lines)


def _word(line: Line, index: int) -> PlacedWord:
    word = line[index]
    if word.text in _LIKE_ONE and 0 < index < len(line) - 1:
        before, after = line[index - 1].text.lower(), line[index + 1].text.lower().rstrip(".,;:)")
        if before == "den" and after in _MONTHS:
            return replace(word, text="1")
    return word
