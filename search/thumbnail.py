"""A page's picture so small that no print on it can be read: to find one's way in a document that is open.

It belongs to the opening of its document, which is in the ledger, and is no reading of its own: at one pixel to seven
points, 84 across an A4, print of 12 points is 1.7 pixels high (docs/decisions/0051-the-document-page.md). A card or a
receipt is smaller by as much. What is covered in the picture is covered here, and a little round it. None is kept: who
may see what may be otherwise when the next is asked for.
"""

from __future__ import annotations

from typing import Final

from models.access import Viewer
from models.document import Page
from models.errors import CoveredPictureError
from models.store.store import Store
from search.covered_picture import blank
from search.hidden import small

WIDTH: Final = 84
HEIGHT: Final = 118
"""Pixels at the most; an A4 fills them."""
_POINTS: Final = 7.0  # of the paper to a pixel


def thumbnail(viewer: Viewer, store: Store, document: str, number: int) -> bytes:
    """A JPEG; grey for a page whose picture is not shown because it cannot be covered.

    Raises :class:`models.errors.AccessDeniedError` for a page that has no picture or may not be read. To be called for
    what the viewer has opened.
    """
    page = store.documents.page(viewer, document, number)
    try:
        return small(viewer, store, document, page, *_size(page))
    except CoveredPictureError:
        return blank(WIDTH, HEIGHT)


def _size(page: Page) -> tuple[int, int]:
    """How many pixels, across and down, a picture of the page has at the most."""
    sides = ((page.width, WIDTH), (page.height, HEIGHT))
    across, down = (min(most, max(1, int(points / _POINTS))) if points else most for points, most in sides)
    return across, down
