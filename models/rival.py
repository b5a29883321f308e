"""A page of a reading that came beside a scan (*befintlig läsning*), set against ours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

PICTURED_FILE: Final = "pictured_file"
"""The fact by which a reading says which file it was made from."""
PAGE_NUMBERS: Final = "page_numbers"
"""The fact by which a reading says which pages of the scan it has: rising, from 1, written "1-3,7"."""


@dataclass(frozen=True, slots=True)
class Rival:
    """What became of page ``number`` of the document ``reading``, which competed for page ``page`` of a scan.

    ``ours`` and ``theirs`` (0–1) are how far each text can be trusted; ``reason`` is a code of ``docs/errors.md`` for
    why it was ``chosen`` or not. ``whole``: nothing of the reading is missing in the scan's pages, so that search needs
    only those.
    """

    page: int
    reading: str
    number: int
    chosen: bool
    ours: float
    theirs: float
    reason: str
    whole: bool = False
