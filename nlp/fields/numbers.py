"""Numbers of invoices and contracts, which are no mentions: by the words before them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from models.document import Field
from models.mention import Label
from nlp.fields.field_names import field_names
from nlp.fields.paper import Paper, field_of_span

_NUMBER: Final = (
    r"[ \t]*(?:nr\.?|nummer|med nummer|:)?[:\s.]{0,12}"
    r"((?=[\w/:–-]{0,18}\d)[A-ZÅÄÖ]{0,5}[-/ ]?\d[\w/:–-]{1,18}(?<![-:/–]))"
    r"(?![\w%-]|[ ,.]\d|\s?(?:kr|kronor|tkr|mnkr|sek)\b)"
)
_WORDS: Final = {
    "invoice_number": (
        r"\w{0,10}avi(?:n|nummer|nr)?\.?|(?:kredit|debet)(?:faktura|nota)(?:n)?(?: avseende)?"
        r"|(?:betalnings|inkasso)krav(?:et)?"
        r"|(?:betalnings)?påminnelse(?:n)?|\w{0,12}faktura(?:n|ns)?s?(?:\s?nr\.?|nummer)?|\w{0,12}fakturanr\.?"
        r"|verifikat(?:ion)?(?:snummer|snr|\snr)?|fakturor(?:na)?|räkning(?:en)?"
    ),
    "contract_number": (
        r"\w{0,12}avtal(?:et|ets)?s?(?:\s?nr\.?|nummer|s-?id)?|\w{0,12}avtalsnr\.?|kontrakt(?:et)?s?(?:nummer|nr\.?|\snr\.?)?"
        r"|upphandling(?:en|s)?(?:nummer|nr|\snr)?|referensnummer"
    ),
}
_PATTERNS: Final = {name: re.compile(rf"\b(?:{words}){_NUMBER}", re.IGNORECASE) for name, words in _WORDS.items()}
_AFTER_WORDS: Final = {
    "invoice_number": re.compile(
        r"\b(?:\w{0,12}[Ff]aktur\w*|[Rr]äkning\w*)[^.\n]{0,40}?\b(?:(?:nr\.?|nummer) )?([A-Z]\d{4,8}|(?<=nr )\d{5,9})\b"
    ),
    "contract_number": re.compile(
        r"\b(?:(?i:\w{0,14}avtal\w*|kontrakt\w*|upphandling\w*|hyresförhållandet|låne?(?:nr|nummer)?|order\w*)"
        r"|betalnings(?:skyldig|ansvarig)\w*|skuld\w*)"
        r"[^.\n]{0,50}?[\s:,]"
        r"([A-ZÅÄÖ]{1,4}-(?:19|20)\d\d-\d{1,5})\b",
    ),
}
"""Numbers with other words before them: "varufaktura livsmedel, nr …", "avtal med skadedjursföretag A-2021-205"."""
_HEADS: Final = {
    "invoice_number": re.compile(r"^faktura(?:nummer|nr| nr)?\.?\t[^\n\d]*$", re.IGNORECASE | re.M),
    "contract_number": re.compile(r"^(?:avtal(?:snummer|snr| nr)?|kontrakt)\t[^\n\d]*$", re.IGNORECASE | re.M),
}
_ROW: Final = re.compile(r"[^\n]+")
_CELL: Final = re.compile(r"([A-ZÅÄÖ]{0,5}[-/]?\d[\w/–-]{2,18})(?=\t)")
_DAY: Final = re.compile(r"(?:19|20)\d\d(?:-\d\d){0,2}$|\d{1,2}/\d{1,2}$|\d{6}-\d{4}$")


def number_fields(paper: Paper) -> Iterator[Field]:
    """Each number once. What is a day, or a mention of another sort, is none."""
    for name in _WORDS:
        if not field_names()[name].is_of(paper.kind):
            continue
        seen: set[str] = set()
        for page, text in paper.texts.items():
            for match in chain(_PATTERNS[name].finditer(text), _AFTER_WORDS[name].finditer(text), _listed(name, text)):
                if match[1] in seen or _DAY.match(match[1]) or _is_other(paper, page, *match.span(1)):
                    continue
                seen.add(match[1])
                yield field_of_span(name, paper, page, *match.span(1))


def _listed(name: str, text: str) -> Iterator[re.Match[str]]:
    """The first cells of a table whose first column's head names such numbers: "Faktura⇥Datum⇥Belopp"."""
    for head in _HEADS[name].finditer(text):
        cells, at = head.group().count("\t"), head.end() + 1
        while (row := _ROW.match(text, at)) is not None and row.group().count("\t") == cells:
            if (number := _CELL.match(text, at)) is not None:
                yield number
            at = row.end() + 1


def _is_other(paper: Paper, page: int, start: int, end: int) -> bool:
    """Whether it is a mention of something else; a contract's number may look like a case's."""
    return any(each.start < end and each.end > start and each.label is not Label.CASE for each in paper.on(page))
