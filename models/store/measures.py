"""What all processes have measured (:mod:`models.measure`), added up in the register. Counts and times only."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
from typing import Final

from sqlalchemy import Connection, Float, Text, cast, select, update

from models.errors import DiskFullError, UnavailableError
from models.measure import MEASURED, Measured
from models.store.database import Database, insert_missing
from models.store.schema import installation

_BEGINS: Final = "measure:"
_SECONDS: Final = 5.0  # between two times that a process keeps what it has measured: a write for each document costs


class Measures:
    def __init__(self, database: Database, measured: Measured = MEASURED) -> None:
        self._database, self._measured = database, measured
        self._kept = -math.inf

    def keep(self, *, now: bool = False) -> None:
        """Add what this process has measured to what is known, a few seconds after it last did, or ``now``.

        Where the register cannot be written it stays in memory until the next time: to measure must disturb nothing.
        """
        if not now and time.monotonic() - self._kept < _SECONDS:
            return
        self._kept, taken = time.monotonic(), self._measured.take()
        try:
            self._add(taken)
        except (UnavailableError, DiskFullError):
            self._measured.give_back(taken)

    def all(self) -> dict[str, float]:
        """Every series, by its key."""
        mine = select(installation.c.name, installation.c.value).where(
            installation.c.name.startswith(_BEGINS, autoescape=True)
        )
        with self._database.read() as connection:
            return {row.name.removeprefix(_BEGINS): float(row.value) for row in connection.execute(mine)}

    def _add(self, taken: Mapping[str, float]) -> None:
        if not taken:
            return
        with self._database.write() as connection:
            for name in sorted(taken):  # all in one order: two that add the same at once never wait for each other
                _add(connection, _BEGINS + name, taken[name])


def _add(connection: Connection, name: str, amount: float) -> None:
    more = cast(cast(installation.c.value, Float(53)) + amount, Text)
    again = update(installation).where(installation.c.name == name).values(value=more)
    if connection.execute(again).rowcount:
        return
    if not insert_missing(connection, installation, [{"name": name, "value": repr(float(amount))}]):
        connection.execute(again)  # another process was first
