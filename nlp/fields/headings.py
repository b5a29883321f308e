"""The parts of a document under its headings (*rubriker*), and what these announce (``headings.txt``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from nlp.fields.paper import Paper

_NUMBER: Final = r"(?:[ \t]*(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|[A-Z]\.|§\s?\d+|[IVX]{1,4}\.)[ \t]+)?"
_HEADING: Final = re.compile(
    rf"^{_NUMBER}([A-ZÅÄÖ][^\n\t:.;!»]{{1,58}}?)[ \t]*[:?]?[ \t]*$"
    r"|^[ \t]*([A-ZÅÄÖ][\w åäöÅÄÖ/-]{2,40}):[ \t]+(?=\S)",
    re.MULTILINE,
)
_MOST_WORDS: Final = 5  # of a heading with a colon
DECISION, DEVIATION, REASON, APPEAL = "decision", "deviation", "reason", "appeal"
AUDIT_DEVIATION = "audit_deviation"
_NOT_DECISION: Final = "not_decision"


class Section(NamedTuple):
    """A heading in lower case and the span below it, to the next heading or the end of the page.

    ``alone``: the heading has its line to itself; the text of others ("Beslut: avslag") begins on it.
    """

    heading: str
    page: int
    start: int
    end: int
    alone: bool = True

    @property
    def decides(self) -> bool:
        """Whether the heading announces a decision of this document."""
        return announces(DECISION, self.heading) and not announces(_NOT_DECISION, self.heading)


@cache
def _patterns(purpose: str) -> re.Pattern[str]:
    lines = (Path(__file__).parent / "headings.txt").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return re.compile("|".join(pattern for name, pattern in rows if name == purpose))


@lru_cache(maxsize=1_000)
def announces(purpose: str, heading: str) -> bool:
    """Whether a heading (in lower case) announces a section of this purpose."""
    return _patterns(purpose).fullmatch(heading) is not None


def sections_of(paper: Paper) -> tuple[Section, ...]:
    """The sections of each page, in order; what stands before the first heading is one without a heading."""
    return tuple(section for page, text in paper.texts.items() for section in sections_on(page, text))


@lru_cache(maxsize=32)
def sections_on(page: int, text: str) -> tuple[Section, ...]:
    """The sections of one page."""
    return tuple(_split(page, text))


def _split(page: int, text: str) -> Iterator[Section]:
    heading, start, alone = "", 0, True
    for match in _HEADING.finditer(text):
        if match.group().rstrip().endswith(":") and len(match.group().split()) > _MOST_WORDS:
            continue  # a sentence that announces what follows: "Nämnden beviljar ansökan på dessa villkor:"
        if match.start() > start:
            yield Section(heading, page, start, match.start(), alone)
        heading, start, alone = (match[1] or match[2]).strip().lower(), match.end(), match[2] is None
    if start < len(text):
        yield Section(heading, page, start, len(text), alone)
