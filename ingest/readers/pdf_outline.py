"""A PDF's own table of contents (*bokmärken*): headings that its pages do not show are text too.

An extract keeps the whole work's contents, and a scan's is often the only typed text in the file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

import pypdfium2

from ingest.readers.pdf_annotations import Note
from models.layout import BlockKind

PLACE: Final = "bokmärke"
_MOST: Final = 5_000  # headings: a law commentary has two thousand
_DEEPEST: Final = 10
_LONGEST: Final = 500  # characters of a heading


def headings_of(pdf: pypdfium2.PdfDocument) -> Mapping[int, list[Note]]:
    """The headings by the number of the page that they lead to; those that lead nowhere are page 1's.

    Their box is the page's upper left corner, without extent: nobody sees them on the page.
    """
    found: dict[int, list[Note]] = defaultdict(list)
    try:
        for count, entry in enumerate(pdf.get_toc(max_depth=_DEEPEST)):
            if count >= _MOST:
                break
            title = " ".join(str(entry.get_title()).split())[:_LONGEST]
            target = entry.get_dest()
            index = target.get_index() if target else None
            number = index + 1 if index is not None and 0 <= index < len(pdf) else 1
            if title:
                found[number].append(Note(BlockKind.NOTE, title, (0.0, 0.0, 0.0, 0.0), PLACE, is_anywhere=True))
    except (pypdfium2.PdfiumError, RecursionError):
        pass  # headings are an extra: what was found until then stands
    return found
