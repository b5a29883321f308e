"""Points (*punkter*) that only a number tells: ``6 § 1 eller 2``; no counts (``14 dagar``), no list below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from nlp.rules.law_place import Reference
from nlp.rules.law_tokens import Kind, Token

JOINING: Final = (Kind.AND, Kind.TO)
BEFORE_POINTS: Final = (Kind.SECTION, Kind.PARAGRAPH, Kind.SUBSECTION, Kind.LETTER)
_MEASURED = re.compile(
    r"\s?(?:procent|kronor|kr\b|dagar|dygn|veckor|månader|år\b|års|timmar|minuter|personer|st\b|stycken|meter|m\b"
    r"|km\b|kvm|m2|gånger|ggr|barn|ha\b|kg\b|liter|sidor|exemplar|januari|februari|mars|april|maj|juni|juli|augusti"
    r"|september|oktober|november|december)"
)
_SPOKEN_OF = re.compile(r"(?<!\w)(?:i|enligt|av|till|från|jämlikt)\s{1,3}\Z", re.IGNORECASE)
_LISTED = re.compile(r"[.)]\s")


def is_of_a_law(text: str, start: int) -> bool:
    """Whether a paragraph without a section is one of a law: ``enligt tredje stycket 2``."""
    return _SPOKEN_OF.search(text, max(0, start - 16), start) is not None


def are_points(text: str, run: Sequence[Token], first: int, after: int, last: Reference) -> bool:
    """Whether the bare numbers of ``run`` from ``first`` to before ``after`` are points of ``last``, before them.

    They are right after a section or paragraph, or where they go on with a list of points.
    """
    if not (last.section or last.parts):
        return False
    before, end = run[first - 1], run[after - 1].end
    listed = before.kind in JOINING and last.parts[-1:] and last.parts[-1][1] == "p."
    if not (before.kind in BEFORE_POINTS or listed) or _MEASURED.match(text, end):
        return False
    broken = "\n" in text[before.end : run[first].start]
    numbered = _LISTED.match(text, end) is not None and after - first == 1
    return not (broken and numbered) or (after < len(run) and run[after].kind is Kind.LAW)
