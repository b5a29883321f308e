"""Situation pictures, and what is in the file that is made of one."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final

from pypdfium2 import PdfDocument

from models.access import Viewer
from search.situation.period import Period
from search.situation.picture import Narrowing
from search.situation.reporting import take_out
from search.situation.scope import LABELS, Scope
from search.situation.service import opened, situation
from tests.secrecy.drawing import Drawing
from tests.secrecy.installation import Installation
from tests.secrecy.oracle import PURPOSE
from tests.secrecy.ways.way import Way

_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")


def _scope(viewer: Viewer, place: Installation, drawing: Drawing) -> Scope:
    """Of everything, a place, a theme or a saved search."""
    one, since = drawing.random, drawing.random.choice((date(2000, 1, 1), date(2024, 1, 1), date(2024, 7, 1)))
    saved = next((each.id for each in place.store.saved.all(viewer)), "") if one.random() < 0.2 else ""
    where = drawing.name() if one.random() < 0.3 else ""
    theme = drawing.query() if one.random() < 0.5 else ""
    return Scope(Period(since, date(2030, 1, 1)), where, theme, saved, least=2, labels=LABELS)


def _picture(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    """With the search that one of its numbers opens."""
    scope, to = _scope(viewer, place, drawing), Narrowing(None, drawing.choices(), drawing.name())
    found = situation(viewer, PURPOSE, scope, store=place.store, index=place.index)
    totals = (found.total.count, found.before and found.before.count, found.undated.count, found.newest)
    return totals, found.sections, opened(viewer, place.store, scope, to)


def _report(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    scope = _scope(viewer, place, drawing)
    file = PdfDocument(take_out(viewer, PURPOSE, scope, store=place.store, index=place.index))
    return [_MOMENT.sub("", page.get_textpage().get_text_range()) for page in file]


WAYS: Final[dict[str, Way]] = {
    "situation picture": _picture,
    "situation report": _report,
}
