"""An installation that was put back from a backup, made fit to be used: what must not come back is done again, the
index is built, everything compared."""

from __future__ import annotations

import logging
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.erasing import carry_out_again
from ingest.verification import Wanted, verify_store
from models.access import Purpose, Viewer
from models.audit import Action, Event
from models.errors import AccessDeniedError, WrongUsageError
from models.progress import progress
from models.store.backup.layout import Backup
from models.store.backup.noted import Noted
from models.store.backup.waking import Missing, destroy_again, missing, taken_out_since, tell
from models.store.ledger_heads import read_heads
from models.store.notices import RESTORED
from models.store.service import service
from models.store.store import Store
from models.withdrawal import Scope
from search import protecting
from search.backends import open_index
from search.operator import administration
from search.rebuilding import reindex, searchable
from search.withdrawing import withdraw

_AGAIN = "Var tagen ur sökningen efter den säkerhetskopia som installationen återställdes från"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Restored:
    """``again`` documents were taken out of search again, ``erased`` erased again, ``destroyed`` keys of the ledger's
    free text destroyed."""

    lacks: Missing
    again: int
    erased: int
    destroyed: int
    indexed: int
    differences: tuple[dict[str, Any], ...]


def settle(store: Store, purpose: Purpose, backup: Backup, noted: Noted | None, lacks: Missing) -> Restored:
    """Write in the ledger that it was put back, do again what must not come back in silence, go through the papers that
    are not gone through for people with protected identity, build the index and compare."""
    viewer = service(store, "återställning")
    told: dict[str, str | int] = {"command": "restore", "until": backup.made}
    if lacks.events is not None:
        told["missing"] = lacks.events
    owners = tuple(sorted(viewer.owners))
    store.ledger.write(Event(Action.ADMINISTRATION, viewer.actor, purpose.text, purpose.case, "", owners, told))
    destroyed = destroy_again(store.database, noted.destroyed) if noted else 0
    again = _withdraw_again(viewer, purpose, store, noted) if noted else 0
    protecting.sweep(store)
    shown = progress(_log, searchable(store, store.sources.owners()), "indexerat")
    with closing(open_index(store.settings)) as index, shown as more:
        erased = carry_out_again(store, index)
        indexed = reindex(store, index, more).documents
        found = verify_store(viewer, purpose, store, index, Wanted(quick=True))  # hashed on their way in
    return Restored(lacks, again, erased, destroyed, indexed, tuple(found["differences"]))


def known_missing(store: Store, backup: Backup, noted: Noted | None, witness: Path | None) -> Missing:
    """What is known to be missing, by what was noted and by heads that somebody else has kept."""
    lacks = missing(backup, noted)
    if witness is not None:
        text = witness.read_text(encoding="utf-8", errors="replace")
        heads = read_heads(text, store.ledger.keys.secret.signing)
        beyond = max((head.sequence for head in heads), default=0) - backup.events
        lacks = Missing(max(beyond, lacks.events or 0), lacks.counts)
        tell(store.database, backup, lacks)
    return lacks


def accept(store: Store, reason: str) -> None:
    """Somebody has seen to what is missing: the notice says so from now on."""
    told = store.notices.get(RESTORED)
    if not told:
        raise AccessDeniedError("Installationen är inte återställd från någon säkerhetskopia")
    if not reason.strip():
        raise WrongUsageError("Skriv med ord vad som gjorts åt det som saknas")
    administration(store, store.settings, "restore accept", store.sources.owners(), reason=reason)
    store.notices.put(RESTORED, told | {"accepted": True})


def _withdraw_again(viewer: Viewer, purpose: Purpose, store: Store, noted: Noted) -> int:
    back = taken_out_since(store.database, noted)
    for document in back:
        if store.withdrawals.of(viewer, document) is None:  # not taken with one that it lies in
            withdraw(viewer, purpose, store, Scope.DOCUMENT, document, _AGAIN)
    return len(back)
