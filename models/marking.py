"""A marking (*sekretessmarkering*): something kept for a group, by which provision, who set it, and until when."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from models.errors import ProvisionError

_LAW: Final = r"(?P<law>[a-zåäö]{2,12}|\d{4}:\d{1,4})"
_PLACE: Final = (
    r"(?P<chapter>\d{1,3}(?:\s?[a-z])?)\s*(?::|kap\.?)\s*(?P<section>\d{1,3}(?:\s?[a-hj-z])?)(?:\s*§§?)?"
    r"(?:\s*(?:första|andra|tredje|fjärde|femte)\s+stycket|\s*\d\s*st\.?)?"
)
# The law first, as in short forms, or last, as in running text: "26 kap. 1 § OSL".
_FORMS: Final = tuple(
    re.compile(form, re.IGNORECASE) for form in (rf"{_LAW}\s*{_PLACE}", rf"{_PLACE}\s+(?:i\s+)?{_LAW}")
)
_ABBREVIATION: Final = 4  # letters: what is longer is a word, and keeps its capitals


class MarkingScope(StrEnum):
    """What a marking is set on. One on a source is of all its documents, those to come too."""

    SOURCE = "source"
    DOCUMENT = "document"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Marking:
    """``target`` is a source's name or a document's id, ``page`` a number from 1 where the scope is a page (else 0).

    ``group`` is whom it is kept for: members read on, others find nothing. ``provision`` is as :func:`provision`
    writes it; ``until`` is the last day, None for no end. ``lowered`` is when an officer took it away, or None.
    """

    id: str
    owner: str
    scope: MarkingScope
    target: str
    page: int
    group: str
    provision: str
    reason: str
    by: str
    at: datetime
    until: date | None = None
    lowered: datetime | None = None
    lowered_by: str = ""
    lowered_reason: str = ""


@dataclass(frozen=True, slots=True)
class Applied:
    """A marking in force as it bears on one document: on its ``page`` (from 1), or on the whole of it (0).

    ``inherited``: it is set on something else, of which the document has it.
    """

    marking: Marking
    page: int
    inherited: bool


@dataclass(frozen=True, slots=True)
class Needs:
    """The groups that a reader of one document must be in: for any of it, and besides those for each marked page."""

    document: frozenset[str] = frozenset()
    pages: Mapping[int, frozenset[str]] = field(default_factory=dict)


def provision(written: str) -> str:
    """The secrecy provision in its short form: ``OSL 26:1`` of ``osl 26 kap. 1 §``,
    ``26 kap. 1 § OSL`` and ``OSL 26:1 andra stycket``.

    A law's abbreviation or SFS number, a chapter and a section (offentlighets- och sekretesslag (2009:400) is divided
    so). Raises :class:`models.errors.ProvisionError` where there is none: a marking without a ground is no marking.
    """
    plain = " ".join(written.split()).removesuffix(".")
    found = next((match for form in _FORMS if (match := form.fullmatch(plain))), None)
    if found is None:
        raise ProvisionError(
            f"{written.strip()!r} är ingen sekretessbestämmelse"
            if written.strip()
            else "En sekretessmarkering måste ange en bestämmelse"
        )
    law = found["law"].upper() if len(found["law"]) <= _ABBREVIATION else found["law"]
    chapter, section = (re.sub(r"\s", "", found[name]).lower() for name in ("chapter", "section"))
    return f"{law} {chapter}:{section}"
