"""Values that are words beside or below a label: "Objekt: Pizzeria Solen"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from models.document import Field
from nlp.fields.paper import Paper, field_of_span

_AFTER: Final = r"[ \t]*(?:[:\t]|[ ]{2,}|\.{4,})[:\t .]*(\S[^\n\t]{0,160})"
_BELOW: Final = r"[ \t]*:?[ \t]*\n[ \t]*([^\s:][^\n\t:]{1,80})$"


@cache
def _pattern(what: str) -> re.Pattern[str]:
    lines = (Path(__file__).parent / "text_labels.txt").read_text("utf-8").splitlines()
    (labels,) = (line.split("\t")[1] for line in lines if line.startswith(f"{what}\t"))
    words = "|".join(re.escape(label.strip()) for label in sorted(labels.split(";"), key=len, reverse=True))
    numbering = r"(?:\d{1,2}[.)]?[ \t]+)?"
    return re.compile(rf"(?:^|\t)[ \t]*{numbering}(?i:{words})(?:{_AFTER}|{_BELOW})", re.MULTILINE)


def first_labelled(name: str, paper: Paper, what: str) -> Iterator[Field]:
    """The first value under one of the labels of ``what`` on the first page, at most one."""
    text = paper.texts.get(paper.first, "")
    for match in _pattern(what).finditer(text):
        group = 1 if match[1] else 2
        yield field_of_span(name, paper, paper.first, *match.span(group))
        return
