"""What of a page's picture, and of a file as it came in, the viewer may not see."""

from __future__ import annotations

from models.access import Viewer
from models.document import Page
from models.errors import AccessDeniedError, CoveredPictureError, OriginalReasonError
from models.masking import COVER
from models.mention import SENSITIVE_LABELS
from models.store.service import service
from models.store.store import Store
from search.covered_picture import Box, covered_picture, covering, masked_places, small_picture


def hidden_boxes(viewer: Viewer, store: Store, document: str, page: Page, *, unmask: bool) -> list[Box]:
    """The boxes of the picture that are covered for the viewer, who may read the page.

    With ``unmask`` personnummer are not among them. Raises :class:`CoveredPictureError`. What is covered is reckoned on
    the text as it is: in the viewer's own it cannot be told a space from a letter.
    """
    place, whole = (document, page.number), service(store, "sidbilder")
    if COVER in page.text:
        page = store.documents.page(whole, document, page.number)
    numbers = [] if unmask else store.documents.spans(whole, [place], SENSITIVE_LABELS).get(place, [])
    found = covering(page, [] if unmask else masked_places(page.text, numbers), protected=False)
    if not store.covered.covers(viewer, [document]):
        return found
    return found + covering(page, store.covered.spans(viewer, [place]).get(place, []), protected=True)


def picture(viewer: Viewer, store: Store, document: str, page: Page, *, unmask: bool) -> bytes:
    """The page's picture as the viewer may see it, a JPEG. Raises :class:`AccessDeniedError` for a page without one,
    and :class:`CoveredPictureError`."""
    if page.image is None:
        raise AccessDeniedError("Sidan har ingen bild")
    boxes = hidden_boxes(viewer, store, document, page, unmask=unmask)
    return covered_picture(store.vault.get(page.image), page, boxes)


def small(viewer: Viewer, store: Store, document: str, page: Page, width: int, height: int) -> bytes:
    """As :func:`picture`, masked and within so many pixels."""
    if page.image is None:
        raise AccessDeniedError("Sidan har ingen bild")
    boxes = hidden_boxes(viewer, store, document, page, unmask=False)
    return small_picture(store.vault.get(page.image), page, boxes, width, height)


def why_no_picture(viewer: Viewer, store: Store, document: str, page: Page, *, unmask: bool) -> str:
    """Why a picture that is there is not shown to the viewer; empty where it is."""
    try:
        hidden_boxes(viewer, store, document, page, unmask=unmask)
    except CoveredPictureError as error:
        return str(error)
    return ""


def check_original(viewer: Viewer, store: Store, document: str, reason: str) -> None:
    """Refuse the file as it came in where it shows what is masked: without a reason where personnummer stand in it or
    in what lies in it, whatever the reason where people with protected identity do and the viewer may not see them.

    Raises :class:`OriginalReasonError` and :class:`AccessDeniedError`.
    """
    within = store.covered.within(document)
    readable = store.documents.many(viewer, within)
    if len(readable) < len(within) or any(store.markings.hides(viewer, id) for id in within):
        raise AccessDeniedError("Originalet lämnas inte ut: det visar mer än vad som får läsas")
    if store.covered.covers(viewer, within):
        raise AccessDeniedError("Originalet lämnas inte ut: där står, eller kan stå, skyddade personuppgifter")
    if not reason and store.covered.has_numbers(within):
        raise OriginalReasonError("I originalet står personnummer")
