"""Registers of the tests' own processes: a statement is put into SQL once, and not anew for each register.

SQLAlchemy keeps what it has put into SQL with the engine, so that a site does it once; each of thousands of tests has
an engine of its own. The engines of one kind of database are told apart by nothing here: the same call made them, and
the dialect of one compiles as that of another.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Engine
from sqlalchemy.util import LRUCache

from models.store import database

AS_WRITTEN: Final = database._engine
_MOST: Final = 5_000  # statements; the register has some hundred


class Shared(LRUCache[Any, Any]):
    """Compiled statements by all that SQLAlchemy knows them by, but with the kind of dialect for the dialect."""

    def get(self, key: tuple[Any, ...], default: Any = None) -> Any:
        return super().get(of_its_kind(key), default)

    def __setitem__(self, key: tuple[Any, ...], compiled: Any) -> None:
        super().__setitem__(of_its_kind(key), compiled)


def of_its_kind(key: tuple[Any, ...]) -> tuple[Any, ...]:
    dialect, *rest = key
    return (type(dialect), *rest)


COMPILED: Final = Shared(_MOST)


def engine(url: str) -> Engine:
    """In the place of :func:`models.store.database._engine`."""
    made = AS_WRITTEN(url)
    made._compiled_cache = COMPILED
    return made


def pytest_configure() -> None:
    database._engine = engine


def pytest_unconfigure() -> None:
    database._engine = AS_WRITTEN
