"""Letters that print makes of digits (*OCR-förväxlingar*): tried only where a check digit tells they were digits."""

from __future__ import annotations

from typing import Final

DIGIT: Final = "[0-9OolI|SB]"
"""A digit, or what it is commonly misread as (facts: Tesseract on Swedish scans)."""
POSSIBLE: Final = ":possible"
"""The end of the method of a candidate that is a possible reading."""
CONFIDENCE: Final = 0.5
MOST: Final = 3
"""Letters that a number may hold: with more, a check digit no longer tells a number from a code."""
_MEANT: Final = str.maketrans("OolI|SB", "0011158")


def digits(written: str) -> str:
    """The digits that were meant, in order; other signs fall away."""
    return "".join(sign for sign in written.translate(_MEANT) if sign in "0123456789")


def meant(written: str) -> str | None:
    """The same, or None where no letter stands among them, or too many do."""
    letters = sum(sign in "OolI|SB" for sign in written)
    return digits(written) if 0 < letters <= MOST else None
