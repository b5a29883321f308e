"""Whether a page that shows nothing is empty, or cannot be understood: "0 characters" is no answer by itself."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Object, Stream

_DRAWS: Final = re.compile(rb"(?<=[\s\])>])(Tj|TJ|'|\"|Do|sh|EI|f\*?|F|[sS]|[bB]\*?)(?=\s|$)")  # ISO 32000-1, annex A
_MOST_BYTES: Final = 32 * 1024 * 1024  # of a content stream, packed, that is looked into


class Contents:
    """The pages' content streams as qpdf reads them."""

    def __init__(self, source: Path | bytes, password: str) -> None:
        place = io.BytesIO(source) if isinstance(source, bytes) else source
        self._pdf = pikepdf.open(place, password=password, inherit_page_attributes=False)

    def are_lost(self, number: int) -> bool:
        """Whether page ``number`` has content that is damaged, missing, or should have drawn something."""
        try:
            page = self._pdf.pages[number - 1].obj
            contents = page.get("/Contents")
            streams = list(contents) if isinstance(contents, Array) else [contents]
            return any(_is_lost(stream) for stream in streams)
        except (pikepdf.PdfError, ValueError, TypeError, RuntimeError, IndexError):
            return True


def _is_lost(stream: Object | None) -> bool:
    if not isinstance(stream, Stream):
        return isinstance(stream, Dictionary)
    if len(stream.read_raw_bytes()) > _MOST_BYTES:
        return True
    try:
        content = stream.read_bytes()
    except pikepdf.PdfError:
        return True
    return _DRAWS.search(content) is not None
