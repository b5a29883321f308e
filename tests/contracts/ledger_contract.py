"""The ledger, users with their sessions, and what a broken transaction leaves."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, select, update

from models.access import Purpose, Viewer
from models.audit import Action, Event
from models.errors import AccessDeniedError
from models.store import schema
from models.store.store import Store
from tests.contracts.registered import Registered


class LedgerContract(Registered):
    """The chain of records."""

    def test_the_chain_holds(self, store: Store) -> None:
        for number in range(5):
            assert store.ledger.write(Event(Action.SEARCH, "eva", "tillsyn", "D-1", target=f"{number}")) == number + 1
        assert store.ledger.verify() is None
        assert store.ledger.last(1)[0].event.target == "4"

    def test_writers_at_once_keep_one_chain(self, store: Store) -> None:
        with ThreadPoolExecutor(8) as pool:
            numbers = list(pool.map(lambda _: store.ledger.write(Event(Action.SEARCH, "e", "p", "c")), range(40)))
        assert sorted(numbers) == list(range(1, 41))
        assert store.ledger.verify() is None

    @pytest.mark.parametrize("column", ["action", "actor", "purpose", "target", "time", "previous", "hash"])
    def test_a_changed_record_is_found(self, store: Store, column: str) -> None:
        for _ in range(4):
            store.ledger.write(Event(Action.SEARCH, "eva", "tillsyn", "D-1", target="d"))
        with store.database.write() as connection:
            changed = update(schema.ledger).where(schema.ledger.c.sequence == 2).values(**{column: "login"})
            connection.execute(changed)
        assert store.ledger.verify() == 2

    def test_a_removed_record_is_found(self, store: Store) -> None:
        for _ in range(4):
            store.ledger.write(Event(Action.SEARCH, "eva", "tillsyn", "D-1"))
        with store.database.write() as connection:
            connection.execute(delete(schema.ledger).where(schema.ledger.c.sequence == 3))
        assert store.ledger.verify() == 3


class SessionsContract(Registered):
    """Who comes in, for how long, and what they looked at."""

    def test_a_user_comes_in_with_the_right_password_only(self, store: Store) -> None:
        store.users.add("eva", "Eva", "rätt", ["Nämnden"])
        assert store.users.verify("eva", "rätt") == Viewer("eva", frozenset({"Nämnden"}))
        assert store.users.verify("eva", "fel") is None
        assert store.users.verify("ingen", "rätt") is None
        store.users.disable("eva")
        assert store.users.verify("eva", "rätt") is None

    def test_a_session_lasts_half_an_hour_of_silence(self, store: Store) -> None:
        store.users.add("eva", "Eva", "rätt", [])
        token = store.sessions.start("eva")
        store.sessions.set_purpose(token, Purpose("tillsyn", "D-1"))
        session = store.sessions.get(token)
        assert session is not None
        assert session.purpose == Purpose("tillsyn", "D-1")
        with store.database.write() as connection:
            connection.execute(update(schema.sessions).values(seen=datetime.now(UTC) - timedelta(minutes=31)))
        assert store.sessions.get(token) is None

    def test_a_page_state_is_its_users_own(self, store: Store) -> None:
        id = store.states.save("eva", {"query": "åkes krog"})
        assert store.states.load("eva", id) == {"query": "åkes krog"}
        assert store.states.save("eva", {"query": "åkes krog"}) == id
        assert "krog" not in id
        with pytest.raises(AccessDeniedError):
            store.states.load("ola", id)

    def test_how_something_is_shown_is_remembered_for_each_user(self, store: Store) -> None:
        assert store.states.remembered("eva", "table") == {}
        for columns in (["date"], ["kind", "source"]):
            store.states.remember("eva", "table", {"columns": columns})
        assert store.states.remembered("eva", "table") == {"columns": ["kind", "source"]}
        assert store.states.remembered("ola", "table") == store.states.remembered("eva", "list") == {}


class TransactionContract(Registered):
    """All or nothing."""

    def test_half_a_transaction_leaves_nothing(self, store: Store) -> None:
        class Stop(Exception):
            pass

        def break_off() -> None:
            with store.database.write() as connection:
                connection.execute(schema.outbox.insert().values(document="d", owner="o", operation="put"))
                raise Stop

        with pytest.raises(Stop):
            break_off()
        with store.database.read() as connection:
            assert connection.execute(select(schema.outbox)).all() == []
