"""The OCR engine, opened once."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from ingest.ocr.engine import OcrEngine, open_engine


@dataclass(frozen=True, slots=True)
class _Choice:
    ocr_engine: str = "auto"
    ocr_languages: str = "swe"


@pytest.fixture(scope="session")
def engine() -> OcrEngine:
    return open_engine(_Choice())
