"""Words chosen on a page, and where they stand now: of what notes and tags are on. A page that is read again may have
moved them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.access import Viewer
from models.errors import AccessDeniedError, NothingChosenError
from models.note import Place
from models.quotation import Quotation, found, placed, quoted
from models.store.store import Store
from search.page_texts import page_texts

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Standing:
    """``quote`` are the words as they may be shown, and ``span`` where they stand on the page now; ``lost``: the page
    has been read again, and they stand there no more. Empty of what is on no words."""

    quote: str = ""
    span: Span | None = None
    lost: bool = False


def quotation(viewer: Viewer, store: Store, document: str, page: int, span: Span, words: str) -> Quotation:
    """What somebody chose on a page: by where it stands (an empty ``span`` is none), or by its words as typed.

    Raises :class:`AccessDeniedError` for a page that may not be read, and :class:`NothingChosenError` where the words
    are not there.
    """
    text = page_texts(viewer, store, [(document, page)]).get((document, page))
    if text is None:
        raise AccessDeniedError("Sidan finns inte")
    chosen = quoted(text, *span) if span[0] < span[1] else found(text, words)
    if chosen is None:
        raise NothingChosenError("Orden står inte så på sidan")
    return chosen


def standing(viewer: Viewer, store: Store, places: Sequence[Place]) -> list[Standing]:
    """For each of the places, in order, where its words stand."""
    texts = page_texts(viewer, store, sorted({(each.document, each.page) for each in places if each.quotation}))
    return [_stands(each.quotation, texts.get((each.document, each.page), "")) for each in places]


def _stands(words: Quotation | None, text: str) -> Standing:
    if words is None:
        return Standing()
    span = placed(text, words)
    return Standing(text[slice(*span)], span) if span else Standing(lost=True)
