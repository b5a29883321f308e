"""The small networks that tell "§" and "%", or "@", from other glyphs.

``training/section_sign.py`` and ``training/at_sign.py`` made their weights.
"""

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
AT: Final = 1
"""The place of "@" in what :func:`shares` gives by AT_WEIGHTS."""
WEIGHTS: Final = Path(__file__).with_name("section_sign.npz")
AT_WEIGHTS: Final = Path(__file__).with_name("at_sign.npz")


def shares(glyphs: list[Glyph], top: float, bottom: float, weights: Path = WEIGHTS) -> NDArray[numpy.float32]:
    """How likely each glyph is neither, "§" or "%" (glyphs × 3, rows sum to 1); by AT_WEIGHTS other or "@" (× 2).

    ``top`` and ``bottom`` are those of the figures or letters beside, in pixels of the page: "§" reaches lower than
    an 8.
    """
    first, bias, second, bias2 = _weights(weights)
    inputs = numpy.stack([features(glyph, top, bottom) for glyph in glyphs])
    scores = numpy.maximum(inputs @ first + bias, 0.0) @ second + bias2
    risen = numpy.exp(scores - scores.max(axis=1, keepdims=True))
    return numpy.asarray(risen / risen.sum(axis=1, keepdims=True), dtype=numpy.float32)


@cache
def _weights(path: Path) -> tuple[NDArray[numpy.float32], ...]:
    with numpy.load(path) as stored:
        return tuple(stored[name].astype(numpy.float32) for name in ("first", "bias", "second", "bias2"))
