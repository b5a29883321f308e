"""The compartments that the index is parted into, as the register knows them (``search/compartments.py``).

What a search may be asked of follows from these rows alone, so each is written before anything is put into what it
names: whatever ends a process on the way, nothing lies in a compartment that nobody knows of.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import inspect, make_url, select

from models.store.database import Database, insert_missing
from models.store.schema import compartments

_HEX_DIGITS: Final = 32
_ALL: Final = select(compartments.c.owner, compartments.c.needs, compartments.c.lacks)


@dataclass(frozen=True, slots=True)
class Compartment:
    """A compartment (*rum*): what an owner keeps for readers in all the groups that it ``needs`` and in none of those
    that it ``lacks``."""

    owner: str
    needs: frozenset[str] = frozenset()
    lacks: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """What it is called in the index: as its owner, where it is for every reader of theirs; else by two lines, the
        owner's name and a hash, which nobody's name is."""
        if not (self.needs or self.lacks):
            return self.owner
        told = json.dumps([sorted(self.needs), sorted(self.lacks)], ensure_ascii=False)
        return f"{self.owner}\n{hashlib.sha256(told.encode()).hexdigest()[:_HEX_DIGITS]}"

    def meets(self, other: Compartment) -> bool:
        """Whether somebody may look into both at once."""
        return self.owner == other.owner and not (self.needs & other.lacks or other.needs & self.lacks)


class Compartments:
    """All of them but the open ones, which need no row. The register is reached when it is first needed, so that an
    index can be opened where there is no register yet."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._opening = threading.Lock()
        self._database: Database | None = None

    def all(self) -> Sequence[Compartment]:
        """Asked before each search: what another process opened is seen at once. Takes about 0.06 ms on SQLite."""
        database = self._opened()
        if database is None:
            return ()
        with database.read() as connection:
            rows = connection.execute(_ALL).all()
        return [Compartment(row.owner, _groups(row.needs), _groups(row.lacks)) for row in rows]

    def of(self, owner: str) -> Sequence[Compartment]:
        """The owner's, the open one first."""
        return [Compartment(owner), *(each for each in self.all() if each.owner == owner)]

    def add(self, wanted: Iterable[Compartment]) -> None:
        """Write those that are not there. On the disk when this returns."""
        closed = sorted({each for each in wanted if each.name != each.owner}, key=lambda each: each.name)
        if closed and set(closed) - set(self.all()):
            database = self._opened()
            assert database is not None, "something is withheld where there is no register"
            with database.write() as connection:
                insert_missing(connection, compartments, [_row(each) for each in closed])

    def close(self) -> None:
        with self._opening:
            if self._database is not None:
                self._database.close()
                self._database = None

    def _opened(self) -> Database | None:
        """None where there is no register, or one from before there were markings: nothing is withheld there."""
        if self._database is None:
            with self._opening:
                if self._database is None and _is_there(self._url):
                    database = Database(self._url)
                    with database.read() as connection:
                        known = inspect(connection).has_table(compartments.name)
                    if known:
                        self._database = database
                    else:
                        database.close()
        return self._database


def _is_there(url: str) -> bool:
    """A file of SQLite's would be made by asking it."""
    parsed = make_url(url)
    return parsed.get_backend_name() != "sqlite" or bool(parsed.database and Path(parsed.database).is_file())


def _row(each: Compartment) -> dict[str, str]:
    needs, lacks = ("\n".join(sorted(groups)) for groups in (each.needs, each.lacks))
    return {"name": each.name, "owner": each.owner, "needs": needs, "lacks": lacks}


def _groups(written: str) -> frozenset[str]:
    return frozenset(written.split("\n")) if written else frozenset()
