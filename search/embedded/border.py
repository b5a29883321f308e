"""SQLite's errors, mapped to ours where they arise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import apsw

from models.errors import DiskFullError, IndexUnavailableError
from models.room import is_want_of_room

_NEXT = "Kontrollera mappen index i SAMSYN_HOME och disken; hjälper det inte, bygg om: samsyn reindex."

_BEHIND = "Bygg om det: samsyn redo keys. Inläsning går vidare, och sökning efter vanliga ord."
_LACKS = re.compile(r"no such (?:column|table)|has no column")


@contextmanager
def mapped() -> Iterator[None]:
    """Raises :class:`DiskFullError` or :class:`IndexUnavailableError` for what SQLite and the file system raise."""
    try:
        yield
    except (apsw.Error, OSError) as error:
        if isinstance(error, apsw.FullError) or is_want_of_room(error):
            raise DiskFullError("Disken är full: indexet kunde inte skrivas") from error
        if isinstance(error, apsw.SQLError) and _LACKS.search(str(error)):
            raise IndexUnavailableError("Indexet är gjort av en tidigare version", next=_BEHIND) from error
        raise IndexUnavailableError(f"Det inbyggda indexet svarar inte ({type(error).__name__})", next=_NEXT) from error
