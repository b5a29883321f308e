"""How well a page was read (*läskvalitet*), in bands: the quality is a number from 0 to 1, and people choose words."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

POOR_BELOW: Final = 0.45  # the same limits as those by which a text layer is taken for garble, and for good enough
GOOD_FROM: Final = 0.85


class QualityBand(StrEnum):
    """``good`` from 0.85, ``fair`` from 0.45, ``poor`` below it."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


def band(quality: float) -> QualityBand:
    """The band of a page's quality, 0 to 1."""
    if quality >= GOOD_FROM:
        return QualityBand.GOOD
    return QualityBand.FAIR if quality >= POOR_BELOW else QualityBand.POOR
