"""The masked copy of a document: a PDF of its pages as pictures with what is masked burnt over, the words that stay
under them, and nothing else.

No file of a case is opened: the pages' pictures are those that our own encoder made when the document was read, in the
confined child, and the text is the register's. So nothing of the original can come along.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from pikepdf import Dictionary, ObjectStreamMode

from ingest.redaction.paper import Contents, paper
from ingest.text_layer import layered
from models import swedish
from models.access import Purpose, Viewer
from models.redaction import Redaction
from models.store.store import Store
from search.pdf_page import Made
from search.redacting.composing import Composed
from search.redacting.deciding import check_goes
from search.redacting.previewing import pages

_TITLE: Final = "Maskad kopia"


@dataclass(frozen=True, slots=True)
class Redacted:
    """``pdf`` is the copy, ``paper`` the accompanying paper, a PDF too; ``pages`` are the copy's, ``boxes`` those drawn
    on them."""

    pdf: bytes
    paper: bytes
    pages: int
    boxes: int


def redacted(
    viewer: Viewer,
    purpose: Purpose,
    store: Store,
    redaction: Redaction,
    progress: Callable[[float], object] = lambda _: None,
    *,
    at: datetime | None = None,
) -> Redacted:
    """The files, asked for and, as the paper says, made ``at`` this moment (now). The ledger is written first.

    Raises :class:`models.errors.AccessDeniedError` where the viewer does not read all of the document,
    :class:`models.errors.RedactionChangedError` where it was read anew meanwhile, and
    :class:`models.errors.RedactionUnfinishedError` where something that is proposed is not decided.
    """
    redaction = store.redactions.get(viewer, redaction.id)
    store.protected.sweep(redaction.owner)
    now = check_goes(viewer, store, redaction, since=at or swedish.now())
    count = max(1, len(store.documents.lines(viewer, redaction.document)))
    sheets: list[Composed] = []
    for sheet in pages(viewer, purpose, store, redaction, now):
        sheets.append(sheet)
        progress(sheet.page.number / count)
    boxes = Counter(box.provisions for sheet in sheets for box in sheet.boxes)
    made = Made(viewer.name, swedish.local(at or swedish.now()), purpose.text, purpose.case)
    told = Contents(redaction, len(sheets), count, _by_page(sheets), made)
    return Redacted(bound(sheets), paper(told), len(sheets), boxes.total())


def bound(sheets: Iterable[Composed]) -> bytes:
    """The pages as a PDF. It says its language and what it is; not who, when or of what. The same pages give the same
    bytes."""
    pdf = layered((sheet.page, sheet.jpeg) for sheet in sheets)
    pdf.Root.Lang = "sv"
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.docinfo["/Title"] = _TITLE
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True, object_stream_mode=ObjectStreamMode.disable)
    return out.getvalue()


def _by_page(sheets: Iterable[Composed]) -> dict[int, Counter[str]]:
    """By page, how many boxes stand on it by each provision."""
    told: dict[int, Counter[str]] = {}
    for sheet in sheets:
        for box in sheet.boxes:
            told.setdefault(sheet.page.number, Counter()).update(box.provisions)
    return told
