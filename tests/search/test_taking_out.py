"""Lists are made for none but those who may take something out: who asked for one may have lost that role since."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import pytest

from models.access import Purpose, Role, Viewer
from models.audit import Action
from models.errors import AccessDeniedError
from models.payment import RowFilter
from models.store.store import Store
from search.export import export_hits
from search.index import Index
from search.provider_review.export import export_rows
from search.saved import SavedSearch
from search.watch_row import WatchRow
from search.watching import watch
from tests.search.archive import everyone

WHY: Final = Purpose("prov")
Maker = Callable[[Viewer, Store, Index], object]


def _hits(viewer: Viewer, store: Store, index: Index) -> object:
    return export_hits(viewer, WHY, SavedSearch().kept(), store=store, index=index)


def _watched(viewer: Viewer, store: Store, index: Index) -> object:
    return watch(viewer, WHY, [WatchRow(1, ("Britt-Marie Öst",))], store=store, index=index)


def _rows(viewer: Viewer, store: Store, index: Index) -> object:
    return export_rows(viewer, WHY, store, RowFilter())


@pytest.mark.parametrize("maker", [_hits, _watched, _rows])
def test_no_other_role_makes_a_list(store: Store, index: Index, maker: Maker) -> None:
    others = replace(everyone(), roles=frozenset(Role) - {Role.ANALYST})
    before = store.ledger.last(1)
    with pytest.raises(AccessDeniedError, match="tar inte ut"):
        maker(others, store, index)
    assert store.ledger.last(1) == before, "nothing was looked for"
    maker(replace(everyone(), roles=frozenset({Role.ANALYST})), store, index)
    assert Action.EXPORT in {each.event.action for each in store.ledger.last(3)}
