"""Whether two words truly stand near each other: on one page, in whichever fields each is found.

Looked for in the stored tokens of the documents that FTS5 takes for likely.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping

import apsw

from search.embedded.encoding import PAGE_BREAK, encode
from search.query import ALIGNED, Near, Term, TokenField


def truly_near(connection: apsw.Connection, number: int, near: Near) -> bool:
    """Whether the two are near each other on a page of the document with this number, or in its name."""
    fields = _fields(near)
    columns = ", ".join(field.value for field in fields)
    row = connection.execute(f"SELECT name, {columns} FROM tokens WHERE document = ?", (number,)).fetchone()
    assert row is not None, "a document without tokens"
    name, *texts = (zlib.decompress(blob).decode() for blob in row)
    if near_on({TokenField.EXACT: name}, near):
        return True
    pages = zip(*(text.split(PAGE_BREAK) for text in texts), strict=True)
    return any(near_on(dict(zip(fields, page, strict=True)), near) for page in pages)


def near_on(page: Mapping[TokenField, str], near: Near) -> bool:
    """Whether the two are near each other among these tokens of one page, by field, parted by spaces."""
    first = list(_spans(near.first, page))
    if not first:
        return False
    second = list(_spans(near.second, page))
    return any(max(one[0] - other[1], other[0] - one[1]) <= near.distance for one in first for other in second)


def _fields(near: Near) -> list[TokenField]:
    asked = {way.field for term in (near.first, near.second) for way in term.alternatives}
    return [field for field in ALIGNED if field in asked]


def _spans(term: Term, page: Mapping[TokenField, str]) -> Iterator[tuple[int, int]]:
    """Where the word stands: the number of its first token, and of the one after its last."""
    for way in term.alternatives:
        if way.field not in ALIGNED or not way.keys or way.field not in page:
            continue
        text, wanted = f" {page[way.field].strip(' ')} ", f" {encode(way.keys)} "
        at = text.find(wanted)
        while at >= 0:
            begin = text.count(" ", 0, at)
            yield begin, begin + len(way.keys)
            at = text.find(wanted, at + 1)
