"""What the OCR bench reads: statute text rendered as pages, and real and degraded scans with their transcription."""

from __future__ import annotations

import re
import tarfile
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from ingest.evaluate import _words

SHARED: Final = Path(__file__).parents[2] / "shared/data"
Picture = Image.Image
_STATUTES: Final = SHARED / "nlp/raw-sfs-legalize-se/sfs-md.tar.gz"
_SCANS: Final = SHARED / "documents/swedish"
_FONTS: Final = (
    "liberation/LiberationSerif-Regular.ttf",
    "liberation/LiberationSans-Regular.ttf",
    "crosextra/Carlito-Regular.ttf",
    "dejavu/DejaVuSerif.ttf",
    "liberation/LiberationMono-Regular.ttf",
)
_LINES, _LINE_LENGTH = 42, 78  # of a page: about 400 words
_LEFT_OUT: Final = "simrishamn-budget-s3"  # a contents page: its truth counts leader dots
_DIVIDED: Final = re.compile(r"(\w)[-\u00ad]\n+(?=[a-zåäö])")


def texts(pages: int, which: int = 1) -> list[str]:
    """So many pages of text, each of another statute: number ``which`` of each 37; none where the corpus is not here.

    Each measure that is to be held out from another reads others.
    """
    found: list[str] = []
    if not _STATUTES.is_file():
        return found
    with tarfile.open(_STATUTES) as archive:
        for number, member in enumerate(archive):
            if len(found) == pages:
                break
            file = archive.extractfile(member) if member.isfile() and number % 37 == which else None
            lines = _lines(file.read().decode("utf-8")) if file else []
            if len(lines) >= _LINES:
                found.append("\n".join(lines[:_LINES]))
    return found


def _lines(statute: str) -> list[str]:
    body = statute.partition("## Författningstext")[2]
    lines = [line.strip() for line in body.splitlines()]
    return [line for line in lines if line and len(line) <= _LINE_LENGTH and line[0] not in "#|*>-"]


def rendered(text: str, number: int, dpi: int = 300) -> Picture:
    """A clean A4 page of ``text`` at 11 points in the font of that number, grey."""
    font = ImageFont.truetype(f"/usr/share/fonts/truetype/{_FONTS[number % len(_FONTS)]}", 11 * dpi / 72)
    page = Image.new("L", (round(8.27 * dpi), round(11.69 * dpi)), 255)
    draw = ImageDraw.Draw(page)
    for row, line in enumerate(text.splitlines()):
        draw.text((0.9 * dpi, 0.9 * dpi + row * 16.5 * dpi / 72), line, fill=0, font=font)
    return page


def scans(group: str) -> Iterator[tuple[str, Picture, float, str]]:
    """Name, picture, resolution and transcription of the pages of gt, skanner, kopia or fax."""
    if group == "gt":
        for truth in sorted((_SCANS / "gt").glob("*.gt.txt")):
            name, _, page = truth.name.removesuffix(".gt.txt").rpartition("-p")
            file = next(each for each in (_SCANS / "files").iterdir() if each.stem == name and each.suffix != ".docx")
            yield truth.stem, *_pdf_page(file, int(page) - 1, 300.0), truth.read_text("utf-8")
        return
    for file in sorted((_SCANS / "degraded").glob(f"*.{group}.*")):
        name = file.name.partition(".")[0]
        if name != _LEFT_OUT:
            shown = _pdf_page(file, 0, 200.0) if file.suffix == ".pdf" else _fax(file)
            yield file.name, *shown, (_SCANS / f"degraded/{name}.gt.txt").read_text("utf-8")


def _pdf_page(file: Path, index: int, dpi: float) -> tuple[Picture, float]:
    with pypdfium2.PdfDocument(file) as pdf:
        picture: Picture = pdf[index].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
    return picture, dpi


def _fax(file: Path) -> tuple[Picture, float]:
    with Image.open(file) as picture:
        return picture.convert("L"), 200.0


def recall(read: str, truth: str) -> float:
    """The share of the words of ``truth`` that were read, in whatever order: NFC, without punctuation, § counted."""
    found, written = (Counter(_words(_joined(text))) for text in (read, truth))
    return round((found & written).total() / written.total(), 4)


def _joined(text: str) -> str:
    return _DIVIDED.sub(r"\1", unicodedata.normalize("NFC", text))
