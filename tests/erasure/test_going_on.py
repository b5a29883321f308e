"""An order that was broken off at its very end leaves no more than one that was not; what is none leaves nothing."""

from __future__ import annotations

from contextlib import closing

import pytest

from ingest.erasing import carry_out
from models.audit import Action
from models.erasure import Ground, GroundKind, OrderState
from models.erasure_errors import ErasureGroundError
from models.source import Source
from models.store.erasing.work import ErasureWork
from models.store.store import Store
from search.backends import open_index
from search.erasing import order_erasure
from tests.contracts.registered import put
from tests.erasure.planting import OFFICER, OWNER, WHY
from tests.erasure.test_bytes import ASKED


class Killed(BaseException):
    """The process is gone."""


def test_killed_between_the_tombstones_and_what_follows_it_does_the_rest(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    def compact_own(_work: ErasureWork) -> None:
        done.append("compacted")
        if len(done) == 1:
            raise Killed

    monkeypatch.setattr(ErasureWork, "compact_own", compact_own)
    store.sources.add(Source("tillsyn", OWNER))
    order = store.erasures.order(OFFICER, WHY, [put(store, "tillsyn", b"ett")], ASKED)
    with closing(open_index(store.settings)) as index:
        with pytest.raises(Killed):
            carry_out(store, index, order)
        assert store.erasures.unfinished(OFFICER) == [order]
        assert carry_out(store, index, order) is OrderState.DONE
        assert len(done) == 2
        carry_out(store, index, order)
    assert len(done) == 2  # it was ended


def test_what_is_no_provision_does_not_come_into_the_ledger_where_it_would_stand_in_the_open(store: Store) -> None:
    store.sources.add(Source("tillsyn", OWNER))
    mine = put(store, "tillsyn", b"ett")
    with pytest.raises(ErasureGroundError):
        order_erasure(OFFICER, WHY, store, [mine], Ground(GroundKind.PERSON, "avser 850412-2391", reason="G-1"))
    assert not any(each.event.action is Action.ERASE for each in store.ledger.last(10))
    order_erasure(OFFICER, WHY, store, [mine], ASKED)
    assert [each.event.action for each in store.ledger.last(1)] == [Action.ERASE]
