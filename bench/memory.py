"""The most memory that a reading child ever holds, on a PDF of 3,000 pages, and how it grows with the pages.

    python -m bench.memory [--pages N] [--scans N]

Makes a born-digital PDF of N pages (default 3,000) with an attachment and notes, and one of N scans (default 24), and
reads each whole and a quarter of it, with page pictures. Memory that does not grow from a quarter to the whole does not
grow beyond: scans are OCRed at seconds a page, so that 3,000 of them would take an hour.
"""

from __future__ import annotations

import argparse
import io
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, String
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from bench.child_cost import child_cost

A4 = (595.0, 842.0)
LIMIT_MB = 700
LINE = "Nämnden beslutar att verksamheten ska åtgärda bristerna i köket på Storgatan 12 senast den {day} april."
ONE = """
import json, resource, sys
from pathlib import Path
from ingest.reading import open_reading
from models.settings import Settings
with open_reading(Path(sys.argv[1]), Settings()) as found:
    state, pages = found.reading.state.value, len(found.reading.pages)
    methods = sorted({page.method.value for page in found.reading.pages})
parent = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"state": state, "pages": pages, "methods": methods, "parent_peak_mb": round(parent)}))
"""


def main() -> int:
    """Print the figures as JSON; the exit status is 0 where every child stayed below the limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=3_000)
    parser.add_argument("--scans", type=int, default=24)
    arguments = parser.parse_args()
    report: dict[str, Any] = {"limit_mb": LIMIT_MB}
    with tempfile.TemporaryDirectory() as folder:
        for name, pages, make in (("text", arguments.pages, _text), ("scans", arguments.scans, _scans)):
            for count in (max(1, pages // 4), pages):
                path = Path(folder) / f"{name}-{count}.pdf"
                make(path, count)
                report[f"{name}_{count}"] = _one(path)
    print(json.dumps(report, indent=1))
    peaks = [value["child_peak_mb"] for value in report.values() if isinstance(value, dict)]
    return 0 if max(peaks) < LIMIT_MB else 1


def _one(path: Path) -> dict[str, Any]:
    """The child by itself, and a reading as the product does it in a process of its own, whose peak is its own."""
    cost = child_cost(path, images=True)
    answer = subprocess.run([sys.executable, "-c", ONE, str(path)], capture_output=True, check=True, text=True)
    return {
        "child_peak_mb": round(cost.peak_mb),
        "child_processor_seconds": round(cost.seconds, 1),
        **json.loads(answer.stdout),
        "file_mb": round(path.stat().st_size / 1024**2, 1),
    }


def _text(path: Path, pages: int) -> None:
    canvas = Canvas(str(path), pagesize=A4)
    for number in range(pages):
        _write(canvas, number)
        canvas.showPage()
    canvas.save()
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.attachments["bilaga.txt"] = pikepdf.AttachedFileSpec(pdf, b"x" * 1_000_000, filename="bilaga.txt")
        for page in list(pdf.pages)[::10]:
            note = Dictionary(
                Type=Name.Annot, Subtype=Name.Text, Rect=Array([500, 700, 520, 720]), Contents=String("Obs")
            )
            page.obj["/Annots"] = Array([pdf.make_indirect(note)])
        pdf.save(path)


def _write(canvas: Canvas, number: int) -> None:
    canvas.setFont("Helvetica", 10)
    for row in range(30):
        canvas.drawString(50, 790 - 25 * row, f"{number}.{row} " + LINE.format(day=1 + (number + row) % 30))


def _scans(path: Path, pages: int) -> None:
    canvas = Canvas(str(path), pagesize=A4)
    for number in range(pages):
        sheet = Canvas(buffer := io.BytesIO(), pagesize=A4)
        _write(sheet, number)
        sheet.save()
        with pypdfium2.PdfDocument(buffer.getvalue()) as pdf:
            picture = pdf[0].render(scale=300 / 72, grayscale=True).to_pil().convert("L")
        canvas.drawImage(ImageReader(picture), 0, 0, *A4)
        canvas.showPage()
    canvas.save()


if __name__ == "__main__":
    raise SystemExit(main())
