"""Puts the faces of :mod:`sample.carriers.typefaces` into a document of reportlab.

reportlab itself would cut a face down and compress it anew for every file, which takes longer than all the rest.
"""

from __future__ import annotations

from typing import Any

from reportlab.pdfbase.pdfdoc import PDFObject

from sample.carriers.typefaces import face


class _Raw(PDFObject):  # type: ignore[misc]
    """An object of a PDF that is bytes already."""

    __RefOnly__ = 1

    def __init__(self, content: bytes) -> None:
        self.content = content

    def format(self, document: Any) -> bytes:
        """Called by reportlab when the file is put together."""
        return self.content


def embed(document: Any, font: str, lean: bool) -> None:
    """Embeds a face (see :func:`sample.carriers.typefaces.face`), known to the document by its name."""
    name = f"F{len(document.fontMapping) + 1}"
    held = [_Raw(b"") for _ in range(4)]
    numbers = list[int]()
    for index, one in enumerate(held):
        key = f"{name}.{index}"
        reference = document.Reference(one, key)
        numbers.append(document.idToObjectNumberAndVersion[key][0])
    for one, content in zip(held, face(font, lean).objects(*numbers[:3]), strict=True):
        one.content = content + b"\n"
    document.idToObject["BasicFonts"].dict[name] = reference
    document.fontMapping[font] = f"/{name}"
