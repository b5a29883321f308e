"""A citation (*hänvisning*) of a page, to be put in another paper: plain text, masked as the page is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from flask_babel import gettext as _

from models.document import Document, Field
from models.masking import mask
from models.visible import visible
from web.labels import said

_CASE: Final = "case_number"


def citation(document: Document, fields: Sequence[Field], number: int) -> str:
    """The document's name, the page, what it is, its case, its date, where it is from. What is not known is left out.

    >>> # inspektion.pdf, s. 3. Inspektionsrapport, MBN 2024-0112, 2024-03-05. Källa: inspektioner, Miljönämnden.
    """
    case = next((field.value for field in fields if field.name == _CASE), "")
    kind = said(document.kind, "kind") if document.kind else ""
    about = ", ".join(part for part in (kind, case, document.date.isoformat() if document.date else "") if part)
    place = f"{visible(document.name)}, {_('s.')} {number}"
    source = f"{_('Källa')}: {document.source}, {document.owner}"
    return mask(". ".join(part for part in (place, about, source) if part) + ".")
