"""Where a page of hits ended: the engine's sort values as a hit's key, and read back from one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from math import inf
from typing import Any, Final

from models.errors import InvalidQueryError
from search.index import Sort

Value = int | float | str | None

_LONG: Final = range(-(2**63), 2**63)


def key_of(values: Sequence[Value]) -> tuple[str, ...]:
    """Each value as JSON, so that a number comes back as the very same number."""
    return tuple(json.dumps(value) for value in values)


def values_of(key: tuple[str, ...], sort: Sort) -> list[Value]:
    """What :func:`key_of` was given. Raises :class:`InvalidQueryError` for another back end's key."""
    try:
        values: list[Any] = [json.loads(part) for part in key]
    except (ValueError, RecursionError):
        values = []
    if _fits(values, sort):
        return values
    raise InvalidQueryError("Bläddringsmärket passar inte indexet", next="Börja om från första sidan.")


def _fits(values: list[Any], sort: Sort) -> bool:
    """Whether they are as many as the sort has, and each of its sort."""
    if sort is Sort.SOURCE and values and (values[0] is None or isinstance(values[0], str)):
        values = values[1:]
    return len(values) == 2 and _sorted_by(values[0], sort) and isinstance(values[1], str)


def _sorted_by(value: object, sort: Sort) -> bool:
    """Whether it is a score, or milliseconds since 1970 (or what the engine puts for no date)."""
    if sort is not Sort.RELEVANCE:
        return value is None or (type(value) is int and value in _LONG)
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < inf
