"""The second extractor says the same of an ordinary page as the first, in time, and nothing of one it cannot read."""

from __future__ import annotations

import time
from pathlib import Path

import pypdfium2
import pytest

from ingest.raw_page import Line
from ingest.readers import pdf_second
from ingest.readers.pdf_second import SecondOpinion
from ingest.readers.pdf_words import Frame, frame_of, lines_of
from tests.ingest.readers.made import LINES, lines, write_pdf


def both(path: Path) -> tuple[list[Line], list[Line]]:
    with pypdfium2.PdfDocument(path) as pdf:
        page = pdf[0]
        frame = frame_of(page.raw)
        first, _ = lines_of(page.raw, frame)
    return first, SecondOpinion(path.read_bytes(), "").lines(1, frame)


@pytest.mark.parametrize("crop", [None, (50.0, 600.0, 500.0, 800.0)])
def test_words_and_boxes_are_those_of_the_first(tmp_path: Path, crop: tuple[float, ...] | None) -> None:
    path = write_pdf(tmp_path / "a.pdf", lines(*LINES))
    if crop:
        with pypdfium2.PdfDocument(path) as pdf:
            page = pdf[0]
            page.set_cropbox(*crop)
            pdf.save(path := tmp_path / "cropped.pdf")
    first, second = both(path)
    assert [[word.text for word in line] for line in second] == [[word.text for word in line] for line in first]
    for one, other in zip(first[0], second[0], strict=True):
        assert other.x0 == pytest.approx(one.x0, abs=3)
        assert other.y1 == pytest.approx(one.y1, abs=4)


def test_a_page_that_is_not_there_is_no_answer(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", lines(*LINES))
    opinion = SecondOpinion(path.read_bytes(), "")
    frame = Frame(0, 0, 595, 842, 0)
    assert opinion.lines(2, frame) == []
    assert SecondOpinion(b"%PDF-1.4\nrubbish", "").lines(1, frame) == []


def test_its_time_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_pdf(tmp_path / "a.pdf", lines(*LINES))
    SecondOpinion(path.read_bytes(), "").lines(1, Frame(0, 0, 595, 842, 0))  # what is loaded is loaded now, and whole
    monkeypatch.setattr(pdf_second, "_SECONDS", 0.2)
    monkeypatch.setattr(pdf_second, "_offset", lambda page, frame: time.sleep(300))
    started = time.monotonic()
    assert SecondOpinion(path.read_bytes(), "").lines(1, Frame(0, 0, 595, 842, 0)) == []
    assert time.monotonic() - started < 100
