"""Commands that tell of entities, judgements on them and ties between them."""

from __future__ import annotations

from models.judgement import Act
from tests.cli.schemas.parts import COUNT, LABELS, SHARE, TEXT, TEXT_OR_NULL, list_of, object_of

_JUDGEMENT = object_of(
    judgement=TEXT,
    act={"enum": [act.value for act in Act]},
    owner=TEXT,
    by=TEXT,
    at=TEXT,
    why=TEXT,
    stands={"type": "boolean"},
    undone_by=TEXT_OR_NULL,
    undone_at=TEXT_OR_NULL,
    document=TEXT_OR_NULL,
    span=TEXT_OR_NULL,
    text=TEXT_OR_NULL,
    entity=TEXT_OR_NULL,
    other=TEXT_OR_NULL,
    about=TEXT_OR_NULL,
    said={"type": "object", "additionalProperties": {"type": ["string", "integer"]}},
    lost={"type": "boolean"},
)

_ENTITY = {"entity": TEXT, "label": {"enum": LABELS}, "name": TEXT}
_MENTIONED = object_of(
    span={"type": "string", "pattern": r"^\d+:\d+-\d+$"},
    page={"type": "integer", "minimum": 1},
    start=COUNT,
    end=COUNT,
    label={"enum": LABELS},
    text=TEXT,
    value=TEXT,
    method=TEXT,
    entity=TEXT,
)

_NAMED_IN = {"document": TEXT, "name": TEXT, "date": TEXT_OR_NULL, "mentions": list_of(_MENTIONED)}
JUDGED = object_of(judgements={**list_of(_JUDGEMENT), "minItems": 1}, documents=COUNT)
ENTITY_LIST = list_of(object_of(**_ENTITY, documents=COUNT))
ENTITY_SHOW = object_of(
    **_ENTITY,
    total=COUNT,
    documents=list_of(object_of(**_NAMED_IN)),
    judgements=list_of(_JUDGEMENT),
    note=TEXT,
    others=list_of(object_of(**_ENTITY, documents=COUNT, note=TEXT)),
)

ENTITY_SHOW_DOCUMENT = object_of(**_NAMED_IN, lost=list_of(TEXT))
ENTITY_HISTORY = list_of(_JUDGEMENT)
ENTITY_SUGGESTIONS = list_of(
    object_of(
        owner=TEXT, left=object_of(**_ENTITY), right=object_of(**_ENTITY), confidence=SHARE, reasons=list_of(TEXT)
    )
)

_SPAN = {"start": COUNT, "end": COUNT, "label": {"enum": LABELS}}
_EXAMPLE = object_of(
    document=TEXT,
    page={"type": "integer", "minimum": 1},
    start=COUNT,
    text=TEXT,
    spans=list_of(object_of(**_SPAN, judged={"type": "boolean"})),
    rejected=list_of(object_of(**_SPAN)),
)

ENTITY_EXPORT = object_of(path=TEXT_OR_NULL, rows=list_of(_EXAMPLE), count=COUNT)
_TIED_AT = {"document": TEXT, "name": TEXT, "page": {"type": "integer", "minimum": 1}, "start": COUNT, "end": COUNT}
_RELATION = object_of(
    relation=TEXT,
    **{"from": TEXT},
    to=TEXT,
    reported={"type": "boolean"},
    **_TIED_AT,
    text=TEXT,
    sentence=TEXT,
)

_NEAR = object_of(near={"enum": ["sentence", "page", "document"]}, **_TIED_AT, text=TEXT)
TIES_SHOW = object_of(
    **_ENTITY,
    total=COUNT,
    ties=list_of(
        object_of(
            **_ENTITY,
            sentences=COUNT,
            pages=COUNT,
            documents=COUNT,
            relations=list_of(_RELATION),
            places=list_of(_NEAR),
        )
    ),
)

TIES_EXPORT = object_of(format={"enum": ["graphml", "csv", "ftm"]}, path=TEXT, ties=COUNT, relations=COUNT)
