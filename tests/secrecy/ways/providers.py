"""Provider review: the list, one provider, who is at several, and the file of rows."""

from __future__ import annotations

from typing import Any, Final

from models.access import Viewer
from models.payment import RowFilter
from nlp.ties import TIES
from search.provider_review import export, people, review
from tests.secrecy.drawing import Drawing
from tests.secrecy.installation import Installation
from tests.secrecy.oracle import PURPOSE
from tests.secrecy.plain import plain
from tests.secrecy.ways.way import Way

_ALL: Final = RowFilter()


def _list(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    return review.providers(viewer, PURPOSE, place.store, _ALL, drawing.random.choice(("", drawing.name())))


def _one(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    return review.provider(viewer, PURPOSE, place.store, drawing.entity(), _ALL)


def _people(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    return people.people_at_several(viewer, PURPOSE, place.store, drawing.entity(), TIES)


def _file(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    one = drawing.random.choice(("", drawing.entity()))
    return export.as_csv(export.export_rows(viewer, PURPOSE, place.store, _ALL, one)).decode("utf-8-sig")


def _kept_rows(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    kept = place.store.payments
    paid = kept.of_accounts(viewer, _ALL, ["BG:59110021", "BG:59110039"])
    return plain((kept.rows(viewer, _ALL), sorted(kept.providers(viewer)), paid))


WAYS: Final[dict[str, Way]] = {
    "providers": _list,
    "provider": _one,
    "people at several providers": _people,
    "file of rows": _file,
    "rows of payments": _kept_rows,
}
