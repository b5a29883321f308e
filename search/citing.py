"""A citation (*källhänvisning*) of what lies in a dossier: document, page, kind, case number, date, source, words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from models.document import Document, Field
from models.masking import mask
from models.visible import visible
from search.words.titles import KINDS

_CASE: Final = "case_number"


@dataclass(frozen=True, slots=True)
class Citation:
    """What there is to say is said, the rest is empty; masked as on the screen. ``page`` 0: the whole document."""

    document: str
    name: str
    page: int
    kind: str
    case: str
    date: str
    source: str
    owner: str
    sha256: str

    @property
    def said(self) -> str:
        """``prov.pdf, s. 3. Inspektionsrapport, MBN 2024-0112, 2024-03-05. Källa: inspektioner, Miljönämnden.``"""
        place = f"{self.name}, s. {self.page}" if self.page else self.name
        about = ", ".join(part for part in (self.kind, self.case, self.date) if part)
        return ". ".join(part for part in (place, about, f"Källa: {self.source}, {self.owner}") if part) + "."


def cite(document: Document, fields: Sequence[Field], page: int = 0) -> Citation:
    """Of a document with its fields, both as the viewer may read them."""
    case = next((mask(field.value) for field in fields if field.name == _CASE), "")
    kind = KINDS.get(document.kind, document.kind.replace("_", " "))
    day = document.date.isoformat() if document.date else ""
    where = (document.source, document.owner, document.sha256)
    return Citation(document.id, mask(visible(document.name)), page, kind, case, day, *where)
