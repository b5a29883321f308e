"""PDFs with what is laid upon their pages and packed beside them, made for the tests."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pikepdf
import reportlab
from pikepdf import Array, Dictionary, Name, Pdf, String
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.ingest.readers.made import A4, LINES, lines, write_pdf

Change = Callable[[Pdf], None]


def changed(path: Path, change: Change, **saving: object) -> Path:
    """The PDF at ``path`` after ``change``."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        change(pdf)
        pdf.save(path, **saving)
    return path


def annotated(path: Path, *annotations: Mapping[str, object], texts: tuple[str, ...] = LINES) -> Path:
    """A page of ``texts`` with annotations, each given by its entries (ISO 32000-1, 12.5)."""

    def add(pdf: Pdf) -> None:
        kept = [pdf.make_indirect(Dictionary(Type=Name.Annot, **each)) for each in annotations]
        pdf.pages[0].obj["/Annots"] = Array(kept)

    return changed(write_pdf(path, lines(*texts)), add)


def note(kind: str, text: str, box: tuple[float, ...] = (300, 500, 320, 520), author: str = "") -> dict[str, object]:
    values: dict[str, object] = {"Subtype": Name("/" + kind), "Rect": Array(list(box)), "Contents": String(text)}
    return {**values, "T": String(author)} if author else values


def form(path: Path) -> Path:
    """A form whose fields are filled in, as reportlab draws them."""
    canvas = Canvas(str(path), pagesize=A4)
    for row, (label, value) in enumerate((("Sökande:", "Kvarnbyns Bageri AB"), ("Ort:", "Ängsbacka"))):
        canvas.drawString(72, 700 - 40 * row, label)
        canvas.acroForm.textfield(
            name=f"falt{row}", tooltip=label, value=value, x=150, y=692 - 40 * row, width=250, height=24
        )
    for row, (label, ticked) in enumerate((("Nyanmälan", True), ("Ägarbyte", False))):
        canvas.acroForm.checkbox(
            name=label, tooltip=label, checked=ticked, x=72, y=592 - 30 * row, size=16, buttonStyle="check"
        )
        canvas.drawString(100, 596 - 30 * row, label)
    canvas.acroForm.choice(
        name="val", tooltip="Slag", value="Kafé", options=["Kafé", "Kiosk"], x=150, y=500, width=200, height=24
    )
    canvas.drawString(72, 508, "Slag:")
    canvas.save()
    return path


def without_drawings(pdf: Pdf) -> None:
    """Takes away what the form's fields show; their values stay."""
    for annotation in pdf.pages[0].obj["/Annots"]:
        if "/AP" in annotation and annotation.get("/FT") != Name.Btn:
            del annotation["/AP"]


def attached(files: Mapping[str, bytes]) -> Change:
    def add(pdf: Pdf) -> None:
        for name, content in files.items():
            pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, content, filename=name)

    return add


def pinned(name: str, content: bytes, page: int = 0) -> Change:
    """A file pinned to a page, which the name tree does not know."""

    def add(pdf: Pdf) -> None:
        stream = pdf.make_stream(content, Type=Name.EmbeddedFile)
        spec = pdf.make_indirect(
            Dictionary(Type=Name.Filespec, F=String(name), UF=String(name), EF=Dictionary(F=stream))
        )
        pin = Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=Array([500, 700, 520, 720]), FS=spec)
        pdf.pages[page].obj["/Annots"] = Array([pdf.make_indirect(pin)])

    return add


def odd_font(path: Path, heading: str) -> Path:
    """A page of good text whose heading stands in a font that does not say which letters it draws."""
    pdfmetrics.registerFont(TTFont("Vera", os.path.join(os.path.dirname(reportlab.__file__), "fonts", "Vera.ttf")))
    canvas = Canvas(buffer := io.BytesIO(), pagesize=A4)
    canvas.setFont("Vera", 18)
    canvas.drawString(72, 790, heading)
    lines(*LINES * 3, top=740)(canvas)
    canvas.save()
    with pikepdf.open(buffer) as pdf:
        for item in pdf.objects:
            if isinstance(item, Dictionary) and "/ToUnicode" in item:
                del item["/ToUnicode"]
        pdf.save(path)
    return path
