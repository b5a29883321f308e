"""The people of the made-up ledger, their relatives and who its papers name: what the rule on one's own name looks for.

Each account is called as somebody whom papers name, and has a relative listed, who is named too: the rule finds what it
looks for.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sqlalchemy import select

from bench.ledger_made import DOCUMENTS, NAMES, OWNERS, PEOPLE, document, entity, name
from models.access import Role
from models.account import Access, Account
from models.store.review_names import ReviewNames
from models.store.schema import users
from models.store.store import Store

_PAPERS: Final = 5  # that name each person
_APART: Final = 17  # names between one account's and the next one's


def add_people(store: Store) -> None:
    """Fill the register with them, once: where there are accounts it is left as it is."""
    with store.database.read() as connection:
        if connection.execute(select(users.c.name).limit(1)).first() is not None:
            return
    relatives = ReviewNames(store.database, store.ledger.keys)
    for number in range(PEOPLE):
        access = Access(frozenset({Role.USER}), frozenset({OWNERS[number % len(OWNERS)]}))
        account = Account(f"person{number:03d}", name(_APART * number), access)
        store.users.create(account, None)
        relatives.list_for(account.name, name(_APART * number + 1))
    _name(store.settings.home / "register.sqlite3")


def _name(file: Path) -> None:
    """Beside the register's own way, since papers that are named without being there are refused by it."""
    raw = sqlite3.connect(file, isolation_level=None)
    raw.execute("BEGIN")
    raw.executemany("INSERT INTO entities (owner, id, label, value, name) VALUES (?, ?, ?, ?, ?)", _entities())
    columns = "document, page, start, end, label, text, value, confidence, method, entity"
    values = "?, 1, ?, ?, 'PERSON', ?, ?, 1.0, 'made', ?"
    raw.executemany(f"INSERT INTO mentions ({columns}) VALUES ({values})", _mentions())
    raw.execute("COMMIT")
    raw.close()


def _entities() -> Iterator[tuple[str, str, str, str, str]]:
    for number in range(NAMES):
        yield OWNERS[number % len(OWNERS)], entity(number), "PERSON", name(number), name(number)


def _mentions() -> Iterator[tuple[str, int, int, str, str, str]]:
    for number in range(NAMES):
        for paper in range(_PAPERS):
            start = 100 * number  # no two in one place
            at = document((number * _PAPERS + paper) % DOCUMENTS)
            yield at, start, start + 20, name(number), name(number), entity(number)
