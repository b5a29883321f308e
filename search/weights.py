"""What a find is worth by where it stands, on either back end: the surer the form, the more (decision 30)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from search.query import NAME, TokenField

WEIGHTS: Final[Mapping[str, float]] = {
    TokenField.EXACT.value: 1.0,
    TokenField.LEMMA.value: 0.3,
    TokenField.STEM.value: 0.3,
    TokenField.PARTS.value: 0.03,
    TokenField.SKELETON.value: 0.02,
    TokenField.SOUND.value: 0.02,
    TokenField.NAMED.value: 0.75,
    NAME: 1.25,
}
"""By the value of a :class:`search.query.TokenField`, or in the name of the file and the title."""
