"""The addresses and telephone numbers of a letterhead (*brevhuvud*), side by side: no table, though they look so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ingest.layout.pieces import Piece

_MOST_ROWS: Final = 8
_FEWEST_WORDS: Final = 2
_WORDS: Final = frozenset(
    (
        "bankgiro", "besöksadress", "besök", "e-post", "e-postadress", "epost", "expeditionstid", "expeditionstider",
        "fax", "hemsida", "internet", "org.nr", "organisationsnummer", "organisationsnr", "plusgiro", "post",
        "postadress", "postgiro", "telefax", "telefon", "telefontid", "växel", "webb", "webbplats", "öppettider",
    )
)  # fmt: skip


def is_letterhead(rows: Sequence[Sequence[Piece]]) -> bool:
    """Whether at least two different words of a letterhead begin parts of a few rows."""
    first = {each.words[0].text.rstrip(":").lower() for row in rows for each in row}
    return len(rows) <= _MOST_ROWS and len(first & _WORDS) >= _FEWEST_WORDS
