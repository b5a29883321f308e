"""Which of two documents that are alike are versions of one paper, and which is the newest: by rules one can check.

Versions have the same file name but for marks of a version and dates, or are of one kind and name the same case, or are
of one kind and carry the same title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Final

from models.document import Document

_DRAFTS: Final = frozenset(
    ("utkast", "draft", "koncept", "arbetsmaterial", "preliminär", "preliminärt", "prel", "förslag", "arbetsversion")
)
_FINALS: Final = frozenset(
    ("slutlig", "slutligt", "slutversion", "final", "beslutad", "beslutat", "justerad", "justerat", "undertecknad",
     "undertecknat", "signerad", "signerat", "antagen", "antaget", "expedierad", "expedierat")
)  # fmt: skip
_COPIES: Final = frozenset(("kopia", "copy", "ny", "rättad", "rättat", "reviderad", "reviderat", "uppdaterad"))
_NUMBERED: Final = re.compile(r"(?:v|ver|version|rev|revision|utgåva)(\d{1,3})")
_NUMBERING: Final = frozenset(("v", "ver", "version", "rev", "revision", "utgåva"))
_DATE: Final = re.compile(r"(?:19|20)\d{2}[-_. ]?(?:0\d|1[0-2])[-_. ]?(?:[0-2]\d|3[01])(?!\d)|(?<!\d)\d{6}(?!\d)")
_WORD: Final = re.compile(r"[^\W_]+")
_SAYS_NOTHING: Final = frozenset(
    ("scan", "skannad", "skannat", "skanning", "inskannad", "img", "image", "bild", "foto", "dokument", "document",
     "dok", "doc", "fil", "file", "bilaga", "sida", "untitled", "namnlös", "pdf")
)  # fmt: skip
_TITLE_WORDS: Final = 3  # of a title that two papers have in common by more than chance
_DRAFT, _WRITING, _FINAL = range(3)


@dataclass(frozen=True, slots=True)
class Paper:
    """What tells versions: ``stem`` is the file's name without marks of a version, empty where it says nothing;
    ``stage`` and ``number`` what the marks say (0 draft, 1 neither, 2 final; version 2). ``cases`` are case numbers."""

    document: str
    stem: str
    stage: int
    number: int
    kind: str
    title: str
    cases: frozenset[str]
    date: date | None


def paper(document: Document, cases: frozenset[str] = frozenset()) -> Paper:
    """The document as its name, title, kind and date describe it."""
    stem, stage, number = _named(PurePath(document.name).stem)
    title = document.title if len(_WORD.findall(document.title)) >= _TITLE_WORDS else ""
    return Paper(document.id, stem, stage, number, document.kind, title.casefold(), cases, document.date)


def are_versions(one: Paper, other: Paper) -> bool:
    """Whether two documents that are alike are versions of one paper."""
    if one.stem and one.stem == other.stem:
        return True
    by_content = bool(one.cases & other.cases) or bool(one.title and one.title == other.title)
    return one.kind == other.kind and by_content


def newest(papers: Sequence[Paper]) -> str:
    """The id of the newest version; empty where nothing tells which it is.

    A final one is newer than others and those newer than a draft; else version 3 than version 2; else the later date.
    """
    ranked = sorted(((each.stage, each.number, each.date or date.min), each.document) for each in papers)
    if not ranked or sum(rank == ranked[-1][0] for rank, _ in ranked) > 1:
        return ""
    return ranked[-1][1]


def _named(name: str) -> tuple[str, int, int]:
    stage, number, left = _WRITING, 0, list[str]()
    words = _WORD.findall(_DATE.sub(" ", name.casefold()))
    for at, word in enumerate(words):
        before = words[at - 1] if at else ""
        if word in _DRAFTS:
            stage = _DRAFT
        elif word in _FINALS:
            stage = _FINAL
        elif found := _NUMBERED.fullmatch(word):
            number = int(found[1])
        elif word.isdecimal() and (before in _NUMBERING or (at == len(words) - 1 and len(word) == 1)):
            number = int(word)
        elif word not in _NUMBERING and word not in _COPIES:
            left.append(word)
    says = [word for word in left if word not in _SAYS_NOTHING and not word.isdecimal()]
    return (" ".join(left) if any(len(word) > 2 for word in says) else ""), stage, number
