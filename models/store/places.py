"""Pages by document and number, as a condition that an index is used for.

SQLite looks no list of pairs up in an index: it would go through the whole table. By the documents it does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, tuple_


def among(
    first: ColumnElement[Any], second: ColumnElement[Any], pairs: Sequence[tuple[Any, Any]]
) -> ColumnElement[bool]:
    """The condition that the two columns are one of the pairs; ``first`` has an index."""
    return and_(first.in_(dict.fromkeys(one for one, _ in pairs)), tuple_(first, second).in_(pairs))
