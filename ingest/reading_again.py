"""Pages that OCR read badly, read again from the original: each takes the better of its two readings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from ingest.existing.competition import MORE, evidence
from ingest.layout.furniture import AROUND, with_furniture
from ingest.layout.joining import with_joins
from ingest.ocr.identity import reading_identity
from ingest.progress import Progress
from ingest.reading import Wanted, open_reading
from models.document import Document, DocumentState, Page, PageMethod
from models.errors import OcrUnavailableError
from models.store.rereading import RECOGNISED, Poor
from models.store.service import service
from models.store.store import Store


def with_better_pages(store: Store, document: Document, as_it_was: Progress, below: float, *, anyway: bool) -> Progress:
    """Read those pages again; the draft, which has the document ``as_it_was``, gets those that read better.

    The others stay, with all that is said of them. A file that cannot be opened any more gives the state and reason of
    that: it is worse than what there is, which is kept.
    """
    viewer, reading = service(store, "inläsning"), reading_identity(store.settings)
    numbers, better = {*store.rereading.pages(viewer, document.id, Poor(below, reading, anyway))}, list[Page]()
    poor = [page for page in store.documents.pages(viewer, document.id) if page.number in numbers]
    for forced, some in groupby(sorted(poor, key=_is_forced), key=_is_forced):
        stood = {page.number: page for page in some}
        found = _read(store, document, sorted(stood), forced=forced)
        if isinstance(found, str):
            return replace(as_it_was, state=DocumentState.QUARANTINED, reason=found)
        better += [page for page in found if is_better(page, stood[page.number])]
    better = _laid_out(store, document, better)
    store.rereading.keep(document.id, better, numbers, reading)
    state, reason = _standing(store, as_it_was, better)
    return replace(as_it_was, state=state, reason=reason, read=bool(better), tried=len(poor), better=len(better))


def is_better(new: Page, stood: Page) -> bool:
    """Whether there is more to trust in the new reading of a page. One without words never is."""
    if not stood.text or not new.text:
        return bool(new.text)
    return _worth(new) > MORE * _worth(stood)


def _worth(page: Page) -> float:
    """What a reading that came along is judged by (:mod:`ingest.existing.competition`), and how sure our engine was: of
    a page with few words the text alone says little."""
    return evidence(page.text).weight * page.quality


def note_reading(store: Store, document: str, pages: Sequence[Page]) -> None:
    """Say of the pages of a new reading that OCR had a part in, what read them."""
    if any(page.method in RECOGNISED for page in pages):
        try:
            store.rereading.note(document, reading_identity(store.settings))
        except OcrUnavailableError:  # none of them was read, then
            return


def _is_forced(page: Page) -> bool:
    """Whether somebody wanted the page by OCR whatever stands in its file."""
    return page.reason == "forced"


def _read(store: Store, document: Document, numbers: Sequence[int], *, forced: bool) -> list[Page] | str:
    """The pages, their pictures in the vault; a code where the file could not be opened."""
    with (
        store.vault.local(document.sha256) as original,
        open_reading(original, store.settings, name=document.name, force_ocr=forced, wanted=Wanted(numbers)) as found,
    ):
        if found.reading.state is DocumentState.QUARANTINED:
            return found.reading.reason
        return [found.with_image(store.vault, page) for page in found.reading.pages]


def _laid_out(store: Store, document: Document, better: Sequence[Page]) -> list[Page]:
    """The pages with their joins, and with headers and footers as the pages around them tell."""
    viewer, new = service(store, "inläsning"), {page.number: page for page in with_joins(better, document.media_type)}
    near = {number + away for number in new for away in range(-AROUND, AROUND + 1)}
    around = [line.number for line in store.documents.lines(viewer, document.id) if line.number in near]
    told = with_furniture([new.get(each) or store.documents.page(viewer, document.id, each) for each in around])
    return [page for page in told if page.number in new]


def _standing(store: Store, as_it_was: Progress, better: Sequence[Page]) -> tuple[DocumentState, str]:
    """How the document stands with those pages: nothing but that all are read now changes that."""
    lines, now = (
        store.documents.lines(service(store, "inläsning"), as_it_was.document),
        {each.number for each in better},
    )
    still = any(line.method is PageMethod.UNREAD and line.number not in now for line in lines)
    if as_it_was.reason == "unread_pages" and not still:
        return DocumentState.READ, ""
    return as_it_was.state, as_it_was.reason
