"""An answer as plain data: to be looked through for canaries, and to be held against another installation's answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, Final

_LEFT_OUT: Final = frozenset({"milliseconds", "tree"})
"""How long it took, and the question itself as it was understood."""


def plain(value: Any) -> Any:
    """The value as dicts, lists and scalars. Moments are left out: the installations were not made at the same one."""
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value) if each.name not in _LEFT_OUT}
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(each) for key, each in value.items()}
    if isinstance(value, set | frozenset):
        return sorted((plain(each) for each in value), key=repr)
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, datetime):
        return "moment"
    return round(value, 6) if isinstance(value, float) else value.isoformat() if isinstance(value, date) else value


def text_of(value: Any) -> str:
    """All that stands in plain data, bytes too, in lower case."""
    if isinstance(value, dict):
        return "\n".join(f"{key}\n{text_of(each)}" for key, each in value.items())
    if isinstance(value, list):
        return "\n".join(text_of(each) for each in value)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace").lower()
    return str(value).lower()


def found_in(value: Any, canaries: frozenset[str], typed: Sequence[str] = ()) -> list[str]:
    """Which of the canaries stand there, those that were typed by the asker apart."""
    text, asked = text_of(value), "\n".join(typed)
    return sorted(each for each in canaries if each.lower() in text and each not in asked)
