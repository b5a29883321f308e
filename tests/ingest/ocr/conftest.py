"""The OCR engine, opened once, and each picture recognised once."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

import pytest

from ingest.ocr.engine import OcrEngine, OcrText, open_engine

if TYPE_CHECKING:
    from PIL import Image

_PLENTY: Final = 10.0  # seconds: with that, no picture of these tests runs out of time


@dataclass(frozen=True, slots=True)
class _Choice:
    ocr_engine: str = "auto"
    ocr_languages: str = "swe"


@dataclass(frozen=True, slots=True)
class _Remembering:
    """An engine asked once for each picture: many tests begin with the same page. No timeout is remembered."""

    engine: OcrEngine
    known: dict[tuple[object, ...], OcrText] = field(default_factory=dict)

    def recognise(self, picture: Image.Image, dpi: float, seconds: float, *, single_line: bool = False) -> OcrText:
        content = blake2b(picture.tobytes()).digest()
        asked = (content, picture.size, picture.mode, dpi, single_line, seconds > _PLENTY)
        if asked not in self.known:
            self.known[asked] = self.engine.recognise(picture, dpi, seconds, single_line=single_line)
        return self.known[asked]


@pytest.fixture(scope="session")
def engine() -> OcrEngine:
    return _Remembering(open_engine(_Choice()))
