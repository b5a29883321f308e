"""What was deleted out of the database's files as well.

SQLite overwrites what is deleted (``secure_delete``); what is left is its write-ahead log, which is emptied here, and
perhaps bytes in the gaps of a page whose rows were moved: a small file is written anew, and a larger one where some are
found. PostgreSQL leaves deleted rows, and gaps in pages, until a table is written anew, which locks it meanwhile;
its own statistics hold values too. Its write-ahead log is the server's (docs/erasure.md).
"""

from __future__ import annotations

import json
import mmap
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from sqlalchemy import make_url, text
from sqlalchemy.exc import SQLAlchemyError

from models.errors import DatabaseUnavailableError
from models.store.database import Database
from models.store.erasing.fates import FATES, Way

_PATIENCE: Final = 30.0  # seconds for readers to let go of the log
_PAUSE: Final = 0.2
_SMALL: Final = 256 * 1024 * 1024  # bytes: written anew in a few seconds, whatever is found in it
_MOST: Final = 40  # words looked for in a larger file: of 2 GB each takes a second
_STATISTICS: Final = "pg_catalog.pg_statistic"


def touched(*, ledger: bool) -> list[str]:
    """The tables of which something goes with a document; ``ledger``: of that too."""
    return [name for name, fate in FATES.items() if fate.way is not Way.OTHER and (ledger or name != "ledger")]


def compact(database: Database, tables: Iterable[str], words: Iterable[str] = ()) -> None:
    """Leave no byte of what was deleted from the tables in the database's files. ``words`` are some of it.

    Raises :class:`DatabaseUnavailableError` where others hold the files for too long: done again it goes on.
    """
    if database.is_sqlite:
        _truncate(database)
        file = Path(str(make_url(database.url).database))
        if file.stat().st_size < _SMALL or _is_left(file, words):
            with database.apart() as connection:
                connection.execute(text("VACUUM"))
            _truncate(database)
        return
    with database.apart() as connection:
        for table in tables:
            connection.execute(text(f'VACUUM (FULL, ANALYZE) "{table}"'))
        for best in (f"VACUUM FULL {_STATISTICS}", "CHECKPOINT"):
            with suppress(SQLAlchemyError):  # for who owns the database, and for its administrators
                connection.execute(text(best))


def _truncate(database: Database) -> None:
    until = time.monotonic() + _PATIENCE
    while True:
        with database.apart() as connection:
            busy = connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)")).one()[0]
        if not busy:
            return
        if time.monotonic() > until:
            raise DatabaseUnavailableError("Registrets logg kunde inte tömmas: någon läser hela tiden")
        time.sleep(_PAUSE)


def _is_left(file: Path, words: Iterable[str]) -> bool:
    """Whether one of the longest words stands in the file: another document may have it, which is no fault but cannot
    be told apart here."""
    longest = sorted({*words}, key=len, reverse=True)[:_MOST]
    forms = {form for word in longest for form in (word.encode("utf-8", "replace"), _in_json(word))}
    with file.open("rb") as handle, mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return any(content.find(form) >= 0 for form in sorted(forms))


def _in_json(word: str) -> bytes:
    return json.dumps(word)[1:-1].encode()
