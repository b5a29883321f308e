"""The properties of an item in a PST, as libpff gives them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ingest.readers import mapi
from ingest.readers.mapi import Properties, Value

Names = Mapping[int, int]
_BROKEN: Final = (OSError, ValueError, TypeError, AttributeError, IndexError, OverflowError, RuntimeError)
_NAME_ENTRIES: Final = 0x0003  # [MS-PST] 2.4.7.1: PidTagNameidStreamEntry
_MOST: Final = 32 * 1024 * 1024  # bytes of one property: a body has some thousands
_FIRST_NAMED: Final = 0x8000


def names_of(file: Any) -> Names:
    """What the named properties of this file stand for; empty where that cannot be read."""
    try:
        raw = _entries(first_set(file.get_name_to_id_map()), -1)
    except _BROKEN:
        return {}
    return mapi.named_ids(b"".join(content for id, _, content in raw if id == _NAME_ENTRIES))


def first_set(item: Any) -> Any:
    """The record set that holds an item's properties, or None."""
    try:
        return item.get_record_set(0)
    except _BROKEN:
        return None


def properties_of(entries: Any, names: Names, *, without: int = -1) -> Properties:
    """The properties of a record set; one that cannot be read, or is ``without``, is left out."""
    raw = _entries(entries, without) if entries is not None else []
    numbers = {id: mapi.value(kind, content, "ascii") for id, kind, content in raw if kind == mapi.INTEGER}
    encoding = mapi.charset(numbers.get(mapi.CODEPAGE) or numbers.get(mapi.INTERNET_CODEPAGE))
    found: dict[int, Value] = {}
    for id, kind, content in raw:
        value = mapi.value(kind, content, encoding)
        if value is not None:
            found[names.get(id, id) if id >= _FIRST_NAMED else id] = value
    return found


def _entries(entries: Any, without: int) -> list[tuple[int, int, bytes]]:
    """Id, type and bytes of each property that has any."""
    found = []
    for index in range(entries.get_number_of_entries()):
        try:
            entry = entries.get_entry(index)
            id, kind = entry.entry_type, entry.value_type
            content = entry.data if id != without else None
        except _BROKEN:
            continue
        if id is not None and kind is not None and content:
            found.append((id, kind, content[:_MOST]))
    return found
