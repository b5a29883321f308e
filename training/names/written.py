"""Passages written by hand for training (``written/*.txt``): separated by ``---``, names marked ``[PERSON|Anna Berg]``.

Everyone in them is made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from training.names.example import UNSURE, Example, Span

HERE: Final = Path(__file__).parent / "written"
_MARK: Final = re.compile(r"\[(PERSON|ORG|LOC|ADDRESS)\|([^\[\]|]+)\]")
_BETWEEN: Final = re.compile(r"^---\s*$", re.MULTILINE)


def examples(*, development: bool = False) -> Iterator[Example]:
    """The passages of every file, in order; each tenth is for development."""
    for path in sorted(HERE.glob("*.txt")):
        for number, passage in enumerate(_BETWEEN.split(path.read_text("utf-8"))):
            if passage.strip() and (number % 10 == 9) is development:
                yield parse(passage.strip("\n"))


def parse(passage: str) -> Example:
    """A passage with its marks taken out."""
    text, spans, place = "", [], 0
    for match in _MARK.finditer(passage):
        text += passage[place : match.start()]
        label = UNSURE if match[1] == "ADDRESS" else match[1]
        spans.append(Span(len(text), len(text) + len(match[2]), label))
        text += match[2]
        place = match.end()
    return Example(text + passage[place:], tuple(spans))
