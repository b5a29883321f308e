"""The archive copy: a PDF of a document's page images with our text under them, to be searched in any reader."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.text_layer import layered
from models.access import Purpose, Viewer
from models.audit import Action, Event
from models.document import Document, Page
from models.errors import CoveredPictureError, NoPageImagesError
from models.masking import mask, mask_with
from models.mention import SENSITIVE_LABELS
from models.store.store import Store
from search.hidden import picture


def archive_copy(viewer: Viewer, purpose: Purpose, store: Store, document: str) -> bytes:
    """The PDF. That it was made is written in the ledger first.

    Raises :class:`models.errors.AccessDeniedError`, and :class:`NoPageImagesError` for a document none of whose pages
    has a picture, such as a letter in text form.
    """
    found = store.documents.get(viewer, document)
    numbers = [page.number for page in store.documents.pages(viewer, document) if page.image is not None]
    if not numbers:
        raise NoPageImagesError("Handlingen har inga sidbilder")
    told: dict[str, str | int] = {"format": "pdf", "pages": len(numbers)}
    store.ledger.write(Event(Action.EXPORT, viewer.actor, purpose.text, purpose.case, document, (found.owner,), told))
    return bound(
        _pages(viewer, store, document, numbers), replace(found, title=mask(found.title), name=mask(found.name))
    )


def _pages(viewer: Viewer, store: Store, document: str, numbers: Sequence[int]) -> Iterator[tuple[Page, bytes]]:
    """The pages as they are shown: personnummer masked in the text and covered in the picture. One that cannot be
    covered is left white."""
    for number in numbers:
        page = store.documents.page(viewer, document, number)
        named = store.documents.spans(viewer, [(document, number)], SENSITIVE_LABELS).get((document, number), [])
        try:
            jpeg = picture(viewer, store, document, page, unmask=False)
        except CoveredPictureError:
            jpeg = _white()
        text = mask_with(page.text, named)
        yield replace(page, words=[replace(word, text=text[word.start : word.end]) for word in page.words]), jpeg


def _white() -> bytes:
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("L", (1, 1), 255).save(buffer, "JPEG")
    return buffer.getvalue()


def bound(pages: Iterator[tuple[Page, bytes]], document: Document) -> bytes:
    """The pages, each with its JPEG, as a PDF with the document's title."""
    pdf = layered(pages)
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:title"] = document.title or document.name
        metadata["dc:language"] = ["sv"]
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()
