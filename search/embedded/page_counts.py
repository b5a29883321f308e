"""How many pages lie in an owner's file of each document."""

from __future__ import annotations

from typing import Any, Final

import apsw

from models.errors import IndexUnavailableError

PORTION: Final = 10_000  # documents
_BYTES: Final = 4  # of a page's number, as `tokens.pages` has it
# The words are not read: a blob's length stands in its row's head.
_COUNTS: Final = """
SELECT document.id, length(tokens.pages)
FROM document LEFT JOIN tokens ON tokens.document = document.number
WHERE document.id > ? ORDER BY document.id LIMIT ?
"""


def counted_after(connection: apsw.Connection, last: str) -> list[tuple[str, int]]:
    """The next portion of documents by id, with how many pages each has. Raises :class:`IndexUnavailableError` where
    one has lost its words: it can neither be taken out nor put in anew."""
    found: list[tuple[Any, ...]] = connection.execute(_COUNTS, (last, PORTION)).fetchall()
    told = [(id, length // _BYTES) for id, length in found if length is not None]
    if len(told) < len(found):
        raise IndexUnavailableError("Det inbyggda indexet har förlorat ord", next="Bygg om det: samsyn reindex.")
    return told
