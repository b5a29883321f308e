"""Names in Swedish order for the templates, whose own filters go by code points: Ä before Å."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter
from typing import Any

from models import swedish


def in_order(names: Iterable[str]) -> list[str]:
    return sorted(names, key=swedish.sort_key)


def grouped(things: Iterable[Any], attribute: str) -> list[tuple[str, list[Any]]]:
    """The things by what each says there (a dotted path to a name), the names in order; as they came under each."""
    found: dict[str, list[Any]] = {}
    named = attrgetter(attribute)
    for each in things:
        found.setdefault(named(each), []).append(each)
    return [(name, found[name]) for name in in_order(found)]
