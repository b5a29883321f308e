"""A page of a masked copy as it will become: made by what makes the copy itself, with a line in the ledger first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from models.access import Purpose, Viewer
from models.audit import Action
from models.document import Page
from models.redaction import Mask, Reach, Redaction
from models.store.store import Store
from search.redacting.composing import Composed, composed, marks_of
from search.redacting.deciding import Standing, record, standing
from search.redacting.suggesting import Why

UNDECIDED = "ej avgjort"
"""What stands on a box over what nobody has decided of, and must not be shown until somebody has."""


def preview(viewer: Viewer, purpose: Purpose, store: Store, redaction: Redaction, number: int) -> list[Composed]:
    """The page's sheets. What is undecided of numbers and protected people is covered meanwhile."""
    page = store.documents.page(viewer, redaction.document, number)
    now = standing(viewer, store, redaction)
    waiting = [Mask(each.place, UNDECIDED) for each in now.undecided if each.is_number or each.why is Why.PROTECTED]
    if any(each.is_number and each.place.page == number for each in now.left):
        told: dict[str, str | int] = {"reason": "maskad kopia", "page": number}
        record(viewer, purpose, store, redaction.document, redaction.owner, action=Action.UNMASK, **told)
    record(viewer, purpose, store, redaction.document, redaction.owner, action=Action.READ_PAGE_IMAGE, page=number)
    masks = redaction.masks
    return _page(store, page, redaction.reach, [*masks, *waiting], marks_of(masks))


def pages(viewer: Viewer, purpose: Purpose, store: Store, redaction: Redaction, now: Standing) -> Iterator[Composed]:
    """All sheets of the copy, in order; that it is made stands in the ledger before the first."""
    if now.shows_numbers:
        told = {"reason": "maskad kopia"}
        record(viewer, purpose, store, redaction.document, redaction.owner, action=Action.UNMASK, **told)
    lines = store.documents.lines(viewer, redaction.document)
    facts: dict[str, str | int] = {"format": "redacted", "pages": len(lines)}
    if redaction.recipient:
        facts["recipient"] = redaction.recipient
    record(viewer, purpose, store, redaction.document, redaction.owner, action=Action.EXPORT, **facts)
    masks = redaction.masks
    marks = marks_of(masks)
    for line in lines:
        page = store.documents.page(viewer, redaction.document, line.number)
        yield from _page(store, page, redaction.reach, masks, marks)


def _page(store: Store, page: Page, reach: Reach, masks: Iterable[Mask], marks: Mapping[str, str]) -> list[Composed]:
    jpeg = store.vault.get(page.image) if page.image else None
    return composed(page, jpeg, masks, reach, marks)
