"""Fields of a document (*uppgifter*): first its own date and its case number, each with the span it comes from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from models.document import DocumentKind, Field
from models.mention import Label, Mention

DATE = "date"
CASE_NUMBER = "case_number"
_HEAD = 1_500  # code points of the first page that count as its head
_DATE_CUES = (
    re.compile(
        (
            r"(?:beslutsdatum|sammanträdesdatum|upprättad|upprättat|dokumentdatum|handlingens datum"
            r"|rapportdatum|fakturadatum|skickat|sent)\s?:?\s{0,3}$"
        ),
        re.IGNORECASE,
    ),
    re.compile(
        (
            r"(?:^|[^\wåäö])(?:datum|date|daterad|dagen? för beslut|meddelad(?: i \w+)?(?: den)?"
            r"|beslut(?:ad)? den)\s?:?\s{0,3}(?:\w{3}, )?$"
        ),
        re.IGNORECASE,
    ),
)
_LETTERHEAD_GAP = 60
_OTHER_DATE = re.compile(
    (
        r"(?:född|giltig\w*|gäller|senast|förfallo\w*|inkom\w*|ankom\w*|fr\.?o\.?m\.?|t\.?o\.?m\.?"
        r"|från|till|sedan|före|efter|besök\w*|period\w*|ansökan|överklaga\w*)\W*(?:den)?\s{0,3}$"
    ),
    re.IGNORECASE,
)
_CASE_CUE = re.compile(
    r"(?:dnr|diarie\w*|ärende\w*|mål\s?(?:nr|nummer)|beteckning)\W{0,4}(?:nr)?\W{0,3}$", re.IGNORECASE
)


def find_fields(pages: Sequence[tuple[int, str]], kind: DocumentKind, mentions: Sequence[Mention]) -> list[Field]:
    """The fields of a document of ``kind``: at most one ``date`` and one ``case_number`` so far, in this order.

    ``mentions`` are those of :func:`nlp.pipeline.find_mentions` on the same ``pages``.
    """
    texts = dict(pages)
    first = min(texts, default=0)
    chosen = [_own_date(texts, first, mentions), _case_number(texts, first, mentions)]
    return [
        _field(name, mention) for name, mention in zip((DATE, CASE_NUMBER), chosen, strict=True) if mention is not None
    ]


def document_date(fields: Sequence[Field]) -> date | None:
    """The document's own date; None where none was found or the day is not told (``2024-05``)."""
    for field in fields:
        if field.name == DATE:
            try:
                return date.fromisoformat(field.value)
            except ValueError:
                return None
    return None


def _field(name: str, mention: Mention) -> Field:
    return Field(name, mention.value, mention.text, mention.page, mention.start, mention.end)


def _own_date(texts: dict[int, str], first: int, mentions: Sequence[Mention]) -> Mention | None:
    """By cue word, else the letterhead's, else the first full date of the first page, else of the last page."""
    days = [mention for mention in mentions if mention.label is Label.DATE and _is_day(mention.value)]
    head = [day for day in days if day.page == first]
    for cue in _DATE_CUES:
        for day in head:
            if cue.search(_before(texts, day)):
                return day
    plain = [day for day in head if not _OTHER_DATE.search(_before(texts, day))]
    for day in (*(day for day in plain if _stands_alone(texts[first], day)), *plain, *head, *days):
        return day
    return None


def _stands_alone(text: str, day: Mention) -> bool:
    """Whether a date of the head is set apart as in a letterhead: the line holds little beside it."""
    if day.start > _HEAD:
        return False
    begin = text.rfind("\n", 0, day.start) + 1
    end = text.find("\n", day.end)
    line = text[begin : len(text) if end < 0 else end]
    return len(line) - len(day.text) <= _LETTERHEAD_GAP and not line.rstrip().endswith((".", ","))


def _case_number(texts: dict[int, str], first: int, mentions: Sequence[Mention]) -> Mention | None:
    """The first case number of the first page after a cue word, else the first there, else the first of all."""
    cases = [mention for mention in mentions if mention.label is Label.CASE]
    here = [case for case in cases if case.page == first]
    cued = [case for case in here if _CASE_CUE.search(_before(texts, case))]
    for case in (*cued, *here, *cases):
        return case
    return None


def _before(texts: dict[int, str], mention: Mention) -> str:
    return texts[mention.page][max(0, mention.start - 40) : mention.start]


def _is_day(value: str) -> bool:
    return re.fullmatch(r"\d{4}-\d{2}-\d{2}", value) is not None
