"""Where one scan that holds many documents could be cut: separator sheets, page numbers that start again, letterheads.

A cut is only proposed; a person decides (``samsyn split``). Precision comes first: a file without a clear cue is left
whole, and a letterhead alone cuts only a file in which other cues cut too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from models.document import Page
from models.split import Part

_FEW_WORDS: Final = 30  # on a sheet that only parts two documents
_SEPARATOR: Final = re.compile(
    r"\b(skiljeblad|skilje\w*|avdelar\w*|separator|nytt ärende|ny handling|nästa handling|patch\s?[t2])\b",
    re.IGNORECASE,
)
_NUMBERED: Final = re.compile(
    r"(?:\b(?:sida|sid|s\.|page)\s*)?\b(?P<number>\d{1,3})\s*"
    r"(?:\(\s*(?P<of>\d{1,3})\s*\)|(?:/|av|of)\s*(?P<of2>\d{1,3})\b)",
    re.IGNORECASE,
)
_EDGE_LINES: Final = 4  # at the head and at the foot, where page numbers stand
_HEAD_CHARACTERS: Final = 600
_CASE: Final = re.compile(r"\b(?:dnr|diarienummer|diarienr|ärende(?:nr|nummer)?|mål\s?nr|dossié?r)\b", re.IGNORECASE)
_DATE: Final = re.compile(
    r"\b(?:19|20)\d\d-[01]\d-[0-3]\d\b|\b[0-3]?\d\s+[a-zåäö]{3,9}\s+(?:19|20)\d\d\b", re.IGNORECASE
)
_FEWEST_PARTS: Final = 2
_FEWEST_RESTARTS: Final = 2  # page numbers that begin again once may be an annex
_LONGEST_NAME: Final = 80


@dataclass(frozen=True, slots=True)
class _Cut:
    """The part begins at ``page``; ``reason`` as in :class:`models.split.Part`."""

    page: int
    reason: str


def proposed_parts(pages: Sequence[Page]) -> tuple[Part, ...]:
    """The documents that the pages seem to hold, in order; empty where nothing speaks clearly for a cut."""
    if len(pages) < _FEWEST_PARTS:
        return ()
    separators = {page.number for page in pages if _is_separator(page)}
    restarts = {page.number for page in pages if _starts_numbering(page)}
    if not separators and len(restarts) < _FEWEST_RESTARTS:
        return ()
    letterheads = {page.number for page in pages if _has_letterhead(page)}
    cuts = list(_cuts(pages, separators, restarts, letterheads))
    parts = tuple(_parts(pages, cuts, separators))
    return parts if len(parts) >= _FEWEST_PARTS else ()


def _is_separator(page: Page) -> bool:
    return len(page.text.split()) <= _FEW_WORDS and bool(_SEPARATOR.search(page.text))


def _number(page: Page) -> tuple[int, int] | None:
    """The page's own number and the number of pages that it tells of, or None."""
    lines = [line for line in page.text.split("\n") if line.strip()]
    for line in [*lines[:_EDGE_LINES], *lines[-_EDGE_LINES:]]:
        for match in _NUMBERED.finditer(line):
            number, of = int(match["number"]), int(match["of"] or match["of2"])
            if 1 <= number <= of:
                return number, of
    return None


def _starts_numbering(page: Page) -> bool:
    numbered = _number(page)
    return numbered is not None and numbered[0] == 1


def _has_letterhead(page: Page) -> bool:
    head = page.text[:_HEAD_CHARACTERS]
    return bool(_CASE.search(head) and _DATE.search(head))


def _cuts(pages: Sequence[Page], separators: set[int], restarts: set[int], letterheads: set[int]) -> Iterator[_Cut]:
    first = next((page.number for page in pages if page.number not in separators), None)
    left = 0  # pages that the numbering of the document before still promises
    for before, page in pairwise([None, *pages]):
        if page is None or page.number in separators:
            left = 0
            continue
        numbered = _number(page)
        if before is not None and before.number in separators:
            yield _Cut(page.number, "separator_sheet")
        elif page.number in restarts:
            yield _Cut(page.number, "page_numbers_restart")
        elif page.number == first:
            yield _Cut(page.number, "beginning")
        elif page.number in letterheads and left == 0 and (numbered is None or numbered[0] == 1):
            yield _Cut(page.number, "letterhead")
        left = numbered[1] - numbered[0] if numbered else max(0, left - 1)


def _parts(pages: Sequence[Page], cuts: Sequence[_Cut], separators: set[int]) -> Iterator[Part]:
    by_number = {page.number: page for page in pages}
    ends = [cut.page for cut in cuts[1:]] + [pages[-1].number + 1]
    for cut, end in zip(cuts, ends, strict=True):
        last = end - 1
        while last > cut.page and last in separators:
            last -= 1
        yield Part(cut.page, last, _name(by_number[cut.page]), cut.reason)


def _name(page: Page) -> str:
    """A name for people: the longest of the page's first lines that is no number, or the page's number."""
    lines = [" ".join(line.split()) for line in page.text.split("\n")[:12]]
    worded = [line for line in lines if sum(character.isalpha() for character in line) > len(line) / 2]
    return max(worded, key=len, default=f"sida {page.number}")[:_LONGEST_NAME]
