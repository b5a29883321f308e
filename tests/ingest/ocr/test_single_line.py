"""A picture that is known to be one line is read even where Tesseract's own layout finds no line in it."""

from __future__ import annotations

import pytest
import tesserocr
from PIL import ImageFilter

from ingest.ocr.engine import open_engine
from ingest.ocr.in_process import TesserocrEngine
from tests.ingest.ocr.conftest import _Choice
from tests.ingest.readers.made import scan

ROW = "Arbetet fick göras klart utan dröjsmål, sade förvaltningen, och kostnaden delas."


@pytest.mark.parametrize("name", ["tesserocr", "pytesseract"])
def test_a_blurred_line(name: str) -> None:
    engine = open_engine(_Choice(name))
    picture = scan([ROW], dpi=120.0, size=(620.0, 40.0), top=15.0).filter(ImageFilter.GaussianBlur(1.32))
    (line,) = engine.recognise(picture, 200.0, 60.0, single_line=True).lines
    found = {word.text for word in line}
    assert len(found & set(ROW.split())) >= 8  # of 12


def test_the_layout_alone_finds_none_in_it() -> None:
    """If this fails, Tesseract has become better, and the second way may go."""
    engine = open_engine(_Choice())
    assert isinstance(engine, TesserocrEngine)
    picture = scan([ROW], dpi=120.0, size=(620.0, 40.0), top=15.0).filter(ImageFilter.GaussianBlur(1.32))
    assert engine._recognised(picture, 200.0, 60.0, tesserocr.PSM.SINGLE_LINE).words == 0
