"""What a folder of backups remembers of how far the installation has come: small, so that it can be noted often.

A backup that is put back shows the moment when it was taken. What is noted here after that tells how much is missing
then, which documents had been taken out of search or erased, and which keys of erased text had been destroyed: these
are done again, so that they do not come back in silence. It holds ids, hashes and counts only.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Table, and_, func, inspect, select

from models import swedish
from models.backup_errors import BackupDamagedError
from models.errors import InvalidHeadError
from models.logs.record import Log
from models.store import keys
from models.store.backup.belonging import check_ours
from models.store.backup.layout import write_whole
from models.store.erasing.stones import Stone, stones
from models.store.ledger_heads import Head, read_heads
from models.store.ledger_kept import hand_out, remember
from models.store.notices import RESTORED
from models.store.schema import documents, holds, ledger_keys, markings, protected, users
from models.store.store import Store

log = Log(__name__)

_FILE: Final = "noted.json"
_COUNTED: Final = {
    "documents": select(func.count()).select_from(documents),
    "withdrawn": select(func.count()).where(documents.c.withdrawn.is_not(None)),
    "markings": select(func.count()).where(markings.c.lowered.is_(None)),
    "holds": select(func.count()).where(holds.c.lifted.is_(False)),
    "protected": select(func.count()).where(protected.c.lifted.is_(None)),
    "closed_accounts": select(func.count()).where(users.c.disabled.is_(True)),
}


@dataclass(frozen=True, slots=True)
class Noted:
    """``at`` is when (ISO 8601, UTC). ``withdrawn`` are ids of documents, ``destroyed`` of the ledger's keys;
    ``erased`` is what has been erased, as its tombstones say (:mod:`models.store.erasing.stones`)."""

    at: str
    head: str
    events: int
    counts: Mapping[str, int]
    withdrawn: tuple[str, ...]
    destroyed: tuple[str, ...]
    erased: tuple[Stone, ...] = ()


def counts(connection: Connection) -> dict[str, int]:
    """How much there is of what a restored installation may lack."""
    tables = set(inspect(connection).get_table_names())
    return {
        name: connection.execute(query).scalar_one()
        for name, query in _COUNTED.items()
        if all(isinstance(each, Table) and each.name in tables for each in query.get_final_froms())
    }


def note(store: Store, folder: Path) -> Noted:
    """Note in the folder how far the installation has come, and have the home remember the ledger's head.

    What was noted of a longer ledger stays noted, unless a backup was put back since by :mod:`restoring`: a home that
    was put back whole by hand, as with a machine's snapshot, does not know that it is older. From then on it does, by
    the head that was noted, and ``samsyn doctor`` and ``samsyn verify`` say so.

    Raises :class:`models.errors.HomeInUseError` for a folder with another installation's backups.
    """
    check_ours(folder, keys.path(store.settings.home))
    head = hand_out(store)
    with store.database.read() as connection:
        gone = and_(ledger_keys.c.destroyed.is_not(None), ledger_keys.c.wrapped == "")
        destroyed = connection.execute(select(ledger_keys.c.id).where(gone).order_by(ledger_keys.c.id)).scalars().all()
        taken = select(documents.c.id).where(documents.c.withdrawn.is_not(None)).order_by(documents.c.id)
        withdrawn = connection.execute(taken).scalars().all()
        told = Noted(*_at(head), counts(connection), tuple(withdrawn), tuple(destroyed), stones(connection))
    if (longer := _longer(store, folder, told)) is not None:
        log.error("backup.ahead", "what is noted with the backups is of a longer ledger than the register's")
        with suppress(InvalidHeadError):
            for each in read_heads(longer.head, store.ledger.keys.secret.signing):
                remember(store, each)
        told = _both(told, longer)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_whole(folder / _FILE, json.dumps(asdict(told), ensure_ascii=False).encode())
    return told


def _longer(store: Store, folder: Path, told: Noted) -> Noted | None:
    """What was noted before of a longer ledger, which nobody has put a backup in the place of since."""
    with suppress(BackupDamagedError):  # it is written anew
        before, restored = read_noted(folder), store.notices.get(RESTORED)
        if before is not None and before.events > told.events and restored.get("at", "") < before.at:
            return before
    return None


def _both(told: Noted, longer: Noted) -> Noted:
    """With what must not come back of either, and how far the longer one had come."""
    most = {name: max(told.counts.get(name, 0), count) for name, count in longer.counts.items()}
    return replace(
        longer,
        at=told.at,
        counts={**told.counts, **most},
        withdrawn=tuple(sorted({*told.withdrawn, *longer.withdrawn})),
        destroyed=tuple(sorted({*told.destroyed, *longer.destroyed})),
        erased=tuple(sorted({*told.erased, *longer.erased})),
    )


def read_noted(folder: Path) -> Noted | None:
    """What was noted last; None where nothing was. Raises :class:`BackupDamagedError`."""
    try:
        said = json.loads((folder / _FILE).read_bytes())
        erased = tuple(Stone(*each) for each in said.get("erased", ()))
        kept = {name: tuple(said[name]) for name in ("withdrawn", "destroyed")}
        return Noted(**said | kept | {"erased": erased})
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BackupDamagedError(
            "Anteckningen noted.json går inte att läsa",
            next="Flytta undan den: då sägs inte hur mycket som saknas, och det som drogs tillbaka kommer åter.",
        ) from error


def _at(head: Head | None) -> tuple[str, str, int]:
    return swedish.now().isoformat(), head.line() if head else "", head.sequence if head else 0
