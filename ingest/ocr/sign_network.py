"""The small network that tells "§" and "%" from other glyphs. ``training/section_sign.py`` made its weights."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy

from ingest.ocr.glyphs import Glyph, features

if TYPE_CHECKING:
    from numpy.typing import NDArray

SECTION, PERCENT = 1, 2
"""Places of the two signs in what :func:`shares` gives; 0 is every other letter."""
WEIGHTS: Final = Path(__file__).with_name("section_sign.npz")


def shares(glyphs: list[Glyph], top: float, bottom: float) -> NDArray[numpy.float32]:
    """How likely each glyph is neither, "§" or "%" (glyphs × 3, rows sum to 1).

    ``top`` and ``bottom`` are those of the figures beside, in pixels of the page: "§" reaches lower than an 8.
    """
    first, bias, second, bias2 = _weights()
    inputs = numpy.stack([features(glyph, top, bottom) for glyph in glyphs])
    scores = numpy.maximum(inputs @ first + bias, 0.0) @ second + bias2
    risen = numpy.exp(scores - scores.max(axis=1, keepdims=True))
    return numpy.asarray(risen / risen.sum(axis=1, keepdims=True), dtype=numpy.float32)


@cache
def _weights() -> tuple[NDArray[numpy.float32], ...]:
    with numpy.load(WEIGHTS) as stored:
        return tuple(stored[name].astype(numpy.float32) for name in ("first", "bias", "second", "bias2"))
