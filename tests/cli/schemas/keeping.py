"""Commands that keep the archive: copies of it, its way back, where it lies, and what came into it."""

from __future__ import annotations

from tests.cli.schemas.ingest import VERIFY
from tests.cli.schemas.parts import COUNT, COUNT_OR_NULL, TEXT, TEXT_OR_NULL, Schema, counts_of, list_of, object_of

_YES_OR_NO: Schema = {"type": "boolean"}
_SHA256: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_ID: Schema = {"type": "string", "pattern": "^[0-9]{8}T[0-9]{12}Z-[0-9a-f]{6}$"}
_SAID = {
    "backup": _ID,
    "made": TEXT,
    "documents": COUNT,
    "files": COUNT,
    "events": COUNT,
    "database": {"enum": ["sqlite", "postgresql"]},
    "revision": TEXT,
    "keys": _YES_OR_NO,
}
BACKUP = object_of(**_SAID, copied=COUNT, bytes=COUNT, pruned=COUNT, missing=list_of(_SHA256))
BACKUP_LIST = list_of(
    {"anyOf": [object_of(**_SAID, damaged={"const": False}), object_of(backup=_ID, damaged={"const": True})]}
)
BACKUP_CHECK = object_of(backup=_ID, checked=COUNT, differences=list_of(object_of(what=TEXT, path=TEXT)))
BACKUP_NOTE = object_of(at=TEXT, events=COUNT, withdrawn=COUNT)
RESTORE = object_of(
    backup=_ID,
    made=TEXT,
    documents=COUNT,
    indexed=COUNT,
    events_missing=COUNT_OR_NULL,
    lacking=counts_of(["documents", "withdrawn", "markings", "holds", "protected", "closed_accounts"]),
    withdrawn_again=COUNT,
    erased_again=COUNT,
    keys_destroyed_again=COUNT,
    lost=list_of(_SHA256),
    differences=VERIFY["properties"]["differences"],
)
ACCEPTED = object_of(accepted={"const": True})
UPGRADE = object_of(**{"from": TEXT}, backup=_ID, to=TEXT, reindexed=list_of(TEXT), missing=list_of(_SHA256))
VAULT_COPY = object_of(copied=COUNT, damaged=list_of(_SHA256), seconds={"type": "number", "minimum": 0})

_RUN = {
    "run": TEXT,
    "source": TEXT,
    "owner": TEXT,
    "way": {"enum": ["server", "upload", "watched"]},
    "by": TEXT,
    "state": TEXT,
    "started": TEXT,
    "finished": TEXT_OR_NULL,
    "files": COUNT,
    "documents": COUNT,
    "pages": COUNT,
}
RUNS_LIST = list_of(object_of(**_RUN))
RUNS_SHOW = object_of(**_RUN, unseen=COUNT, troubles=list_of(object_of(state=TEXT, reason=TEXT, count=COUNT)))
RUNS_EXPORT = object_of(path=TEXT, files=COUNT)
