"""A record of the ledger as it is hashed: one row, and what its hash covers.

Version 1: ``SHA-256`` of the canonical JSON object of the columns that there were then. Version 2: of the JSON list of
the version and the columns of :data:`COVERED`, those that are JSON as the text that stands in the database; free text
is sealed, so that the hash holds when its key is destroyed. Version 3: as 2, with the hash of what is sealed in the
place of it, so that the free text of one event can be erased and the chain holds.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Text, cast

from models.audit import PLAIN, Event
from models.store.schema import ledger

FIRST_PREVIOUS: Final = "0" * 64
VERSION: Final = 3
_WITH_TEXT: Final = 2
COVERED: Final = (
    "sequence", "time", "action", "actor", "purpose", "case", "target", "why",
    "owners", "details", "key", "sealed", "previous",
)  # fmt: skip
_IN_ITS_PLACE: Final = {"sealed": "sealed_hash"}
_IN_FIRST: Final = ("sequence", "time", "action", "actor", "purpose", "case", "target", "previous")
_JSON: Final = ("owners", "details")
_ROOM: Final = {"actor": 200, "case": 200, "target": 64}  # characters, as wide as the columns

Row = Mapping[str, Any]


def raw_columns() -> list[ColumnElement[Any]]:
    """The ledger's columns for :func:`broken`: JSON as it stands, which is much quicker than taking it apart."""
    return [cast(column, Text).label(column.name) if column.name in _JSON else column for column in ledger.c]


def columns(event: Event, time: datetime) -> dict[str, Any]:
    """The columns that the event itself gives; the caller adds those of the chain and the seal."""
    return {
        "version": VERSION,
        "time": time.isoformat(timespec="microseconds"),
        "action": event.action.value,
        "purpose": "",
        "owners": sorted(event.owners),
        "details": {name: value for name, value in _details(event) if _is_plain(name, value)},
        **{name: getattr(event, name)[:most] for name, most in _ROOM.items()},
    }


def free_text(event: Event) -> dict[str, Any]:
    """What of the event is sealed."""
    details = {name: value for name, value in _details(event) if not _is_plain(name, value)}
    said = {"purpose": event.purpose, "words": event.words, "details": details}
    return {name: value for name, value in said.items() if value}


def under_seal(sealed: str) -> dict[str, str]:
    """The columns of the sealed text. Its hash, which the record's covers, tells nothing of it: the nonce is random."""
    return {"sealed": sealed, "sealed_hash": _hash(sealed)}


def of_version_2(row: Mapping[str, Any]) -> dict[str, Any]:
    """A new row as a register from before version 3 has room for: ``samsyn upgrade`` tells of itself there first."""
    return {name: value for name, value in row.items() if name not in _IN_ITS_PLACE.values()} | {"version": _WITH_TEXT}


def is_erased(row: Any) -> bool:
    """Whether the free text of this event was erased: the record says that there was one."""
    return bool(row.sealed_hash) and not row.sealed


def hashed(row: Row) -> str:
    """The hash that the row should have. Its JSON columns may be text or taken apart."""
    if row["version"] == 1:
        covered = {name: row[name] for name in _IN_FIRST} | {name: _value(row[name]) for name in _JSON}
        text = json.dumps(covered, sort_keys=True, ensure_ascii=False)
    else:
        places = {} if row["version"] == _WITH_TEXT else _IN_ITS_PLACE
        covered_names = [places.get(name, name) for name in COVERED]
        text = json.dumps([row["version"], *(_text(row[name]) for name in covered_names)], ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def is_broken(row: Row, sequence: int, previous: str) -> bool:
    """Whether the row is not the one that should stand at ``sequence``, after one with the hash ``previous``."""
    if row["sequence"] != sequence or row["previous"] != previous or row["version"] not in (1, _WITH_TEXT, VERSION):
        return True
    if row["version"] == 1 and (row["key"] or row["sealed"] or row["why"]):  # which its hash does not cover
        return True
    if row["version"] < VERSION and row["sealed_hash"]:
        return True
    if row["version"] == VERSION and row["sealed"] and row["sealed_hash"] != _hash(row["sealed"]):
        return True
    try:
        return bool(row["hash"] != hashed(row))
    except (ValueError, TypeError):  # no JSON any more, or bytes
        return True


def _hash(sealed: str) -> str:
    return hashlib.sha256(sealed.encode()).hexdigest() if sealed else ""


def _details(event: Event) -> list[tuple[str, str | int]]:
    return list((event.details or {}).items())


def _is_plain(name: str, value: str | int) -> bool:
    return name in PLAIN or not isinstance(value, str)


def _value(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def _text(value: Any) -> Any:
    return value if isinstance(value, str | int) else json.dumps(value)
