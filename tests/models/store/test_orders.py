"""Orders: sealed while they stand, gone when they are over or forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest
from cryptography.exceptions import InvalidTag
from sqlalchemy import select, update

from models import swedish
from models.limits import Limits
from models.store.claims import worker_name
from models.store.orders import Orders
from models.store.schema_orders import orders
from models.store.store import Store

HOW = {"force_ocr": True, "passwords": ["hemligt"]}


def test_an_order_is_as_it_was_given_and_sealed_meanwhile(store: Store) -> None:
    order = store.orders.give(HOW)
    assert store.orders.get(order) == HOW
    with store.database.read() as connection:
        (row,) = connection.execute(select(orders)).all()
    assert "hemligt" not in repr(row)
    store.orders.erase([order])
    assert store.orders.get(order) is None


def test_another_installation_s_key_does_not_open_it(store: Store) -> None:
    order = store.orders.give(HOW)
    with pytest.raises(InvalidTag):
        Orders(store.database, b"another key", Limits()).get(order)


def test_one_whose_giver_was_killed_goes_with_the_next(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    here = worker_name().partition(":")[0]
    monkeypatch.setattr("models.store.orders.worker_name", lambda: f"{here}:1:then:0")
    forgotten = store.orders.give(HOW)
    monkeypatch.undo()
    store.orders.give({})
    assert store.orders.get(forgotten) is None


def test_one_under_a_key_that_is_gone_does_not_stop_the_next(store: Store) -> None:
    """``secret.key`` was lost: what it sealed goes when its lease has run out, long since."""
    other = Orders(store.database, b"another key", Limits())
    lost = other.give(HOW)
    store.orders.sweep()
    assert other.get(lost) == HOW
    with store.database.write() as connection:
        connection.execute(update(orders).values(lease_until=swedish.now() - timedelta(days=1)))
    store.orders.give({})
    assert other.get(lost) is None


def test_one_that_nobody_renews_is_forgotten(store: Store) -> None:
    """Its run died on another machine."""
    forgotten, standing = store.orders.give(HOW), store.orders.give(HOW)
    with store.database.write() as connection:
        connection.execute(update(orders).values(lease_until=swedish.now() - timedelta(days=1)))
    store.orders.renew([standing])
    store.orders.give({})
    assert store.orders.get(forgotten) is None
    assert store.orders.get(standing) == HOW
