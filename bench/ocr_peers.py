"""The readers that the OCR bench compares: samsyn, plain Tesseract in the same engine, and OCRmyPDF's command."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any, Final

from bench.ocr_material import Picture
from ingest.evaluate import Errors, ReadPicture, compare
from ingest.ocr.engine import OcrEngine, PageOcr, open_engine
from ingest.ocr.page import read_page
from ingest.ocr.spread import laid

Read = Callable[[Picture, float], str]
CLEANED: Final = ("--deskew", "--clean", "--rotate-pages")
_SECONDS: Final = 600.0
_ROOT: Final = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class _Choice:
    ocr_engine: str = "auto"
    ocr_languages: str = "swe"


@cache
def _engine() -> OcrEngine:
    return open_engine(_Choice())


def samsyn(picture: Picture, dpi: float) -> str:
    found = read_page(PageOcr(_engine, _SECONDS), picture, dpi)
    return laid(found.lines, found.between).text


def tesseract(picture: Picture, dpi: float) -> str:
    found = _engine().recognise(picture.convert("L"), dpi, _SECONDS)
    return "\n".join(" ".join(word.text for word in line) for line in found.lines)


def ocrmypdf(picture: Picture, dpi: float, command: str, options: Sequence[str] = CLEANED) -> str:
    with tempfile.TemporaryDirectory() as folder:
        return _ocrmypdf([picture], dpi, command, options, Path(folder))[0]


def readers(command: str) -> dict[str, Read]:
    found: dict[str, Read] = {"samsyn": samsyn, "tesseract": tesseract}
    return found | ({"ocrmypdf": partial(ocrmypdf, command=command)} if command else {})


def _ocrmypdf(pictures: Sequence[Picture], dpi: float, command: str, options: Sequence[str], folder: Path) -> list[str]:
    pdf, said = _bound(pictures, dpi, folder), folder / "said.txt"
    fixed = ["-l", "swe", "-j", "2", "--output-type", "pdf", "--optimize", "0", "--sidecar", str(said)]
    subprocess.run([command, *fixed, *options, str(pdf), str(folder / "out.pdf")], check=True, capture_output=True)
    return said.read_text("utf-8").split("\f")


def _bound(pictures: Sequence[Picture], dpi: float, folder: Path) -> Path:
    file = folder / "scans.pdf"
    pictures[0].save(file, save_all=True, append_images=pictures[1:], resolution=dpi)
    return file


def timed_ocrmypdf(
    pages: Sequence[tuple[str, Picture]], dpi: float, command: str, options: Sequence[str]
) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        took = _Clock()
        said = _ocrmypdf([picture for _, picture in pages], dpi, command, options, Path(folder))
        return took.report(pages, said)


def timed_samsyn(pages: Sequence[tuple[str, Picture]], dpi: float) -> dict[str, Any]:
    """``samsyn read`` of one file with all pages: start, page images and checks are in it.

    Its readers are no children of ours, so their processor time is taken from the same pages read in this process.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = _bound([picture for _, picture in pages], dpi, Path(folder))
        took = _Clock()
        command = [sys.executable, str(_ROOT / "samsyn.py"), "read", str(file), "--json"]
        done = subprocess.run(command, check=True, capture_output=True, env=os.environ | {"SAMSYN_HOME": folder})
        report = took.report(pages, [page["text"] for page in json.loads(done.stdout)["pages"]])
    start = time.process_time()
    for _, picture in pages:
        samsyn(picture, dpi)
    return report | {"pages_per_cpu_second": round(len(pages) / (time.process_time() - start), 3)}


class _Clock:
    """The time and the processor time of child processes since it was made."""

    def __init__(self) -> None:
        self._clock, self._processor = time.monotonic(), _processor()

    def report(self, pages: Sequence[tuple[str, Picture]], said: Sequence[str]) -> dict[str, Any]:
        clock, processor = time.monotonic() - self._clock, _processor() - self._processor
        total = Errors()
        for (text, _), read in zip(pages, said, strict=False):
            total.add(compare(ReadPicture("", text, read)))
        return {
            "pages": len(pages),
            "pages_per_second": round(len(pages) / clock, 3),
            "pages_per_cpu_second": round(len(pages) / processor, 3),
            "character_error_rate": total.rates()["character_error_rate"],
        }


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
