"""Commands that search, keep searches and watch."""

from __future__ import annotations

from tests.cli.schemas.parts import COUNT, LABELS, SHARE, TEXT, TEXT_OR_NULL, Schema, list_of, object_of

FACET_TYPES = [*LABELS, "source", "owner", "kind", "outcome", "role", "year", "month", "method", "quality"]
FORMS = [
    *("exact", "named", "beginning", "inflected", "written", "part", "name", "value", "synonym"),
    *("similar", "possible", "meaning"),
]

RELATIONS = ["same", "version", "similar", "attachment"]
_FRAGMENT = object_of(
    text=TEXT,
    marks=list_of({"type": "array", "items": COUNT, "minItems": 2, "maxItems": 2}),
    forms=list_of({"enum": FORMS}),
)

_HIT = object_of(
    document=TEXT,
    name=TEXT,
    path=TEXT,
    source=TEXT,
    owner=TEXT,
    kind=TEXT,
    date=TEXT_OR_NULL,
    score={"type": "number"},
    tier={"enum": ["exact", "possible", "partial", "meaning"]},
    pages=list_of(object_of(number={"type": "integer", "minimum": 1}, fragments=list_of(_FRAGMENT))),
    reasons=list_of(object_of(form={"enum": FORMS}, words=list_of(TEXT))),
    lacks=list_of(TEXT),
    beside=list_of(
        object_of(
            document=TEXT,
            name=TEXT,
            relation={"enum": RELATIONS},
            date=TEXT_OR_NULL,
            matches={"type": "boolean"},
            newest={"type": "boolean"},
        )
    ),
    counts={"type": "object", "propertyNames": {"enum": RELATIONS}, "additionalProperties": COUNT},
    newest={"type": "boolean"},
)

SEARCH = object_of(
    total=COUNT,
    exact={"type": "boolean"},
    hits=list_of(_HIT),
    facets={
        "type": "object",
        "propertyNames": {"enum": FACET_TYPES},
        "additionalProperties": list_of(object_of(id=TEXT, label=TEXT, count={"type": "integer", "minimum": 1})),
    },
    facet_rest={
        "type": "object",
        "propertyNames": {"enum": FACET_TYPES},
        "additionalProperties": object_of(
            missing={"type": "integer", "minimum": 0},
            more={"type": "integer", "minimum": 0},
            exact={"type": "boolean"},
        ),
    },
    standing_out=list_of(
        object_of(type={"enum": LABELS}, id=TEXT, label=TEXT, here=COUNT, everywhere=COUNT, surprise={"type": "number"})
    ),
    after=TEXT_OR_NULL,
    milliseconds={"type": "number"},
    reading=TEXT,
    hints=list_of(TEXT),
    partial=COUNT,
    by={"type": ["array", "null"]},
    by_meaning=COUNT,
    offer_tolerant=COUNT,
    suggestions=list_of(object_of(word=TEXT, instead=TEXT, query=TEXT, documents={"type": "integer", "minimum": 1})),
)

SIMILAR = object_of(
    document=TEXT,
    total=COUNT,
    newest={"type": "boolean"},
    full={"type": "boolean"},
    alike=list_of(
        object_of(
            document=TEXT,
            name=TEXT,
            source=TEXT,
            owner=TEXT,
            kind=TEXT,
            date=TEXT_OR_NULL,
            likeness={"enum": RELATIONS[:3]},
            share=SHARE,
            newest={"type": "boolean"},
        )
    ),
)

DIFFERENCES = object_of(
    one=TEXT,
    other=TEXT,
    cut={"type": "boolean"},
    passages=list_of(object_of(side={"enum": ["both", "one", "other", "left_out"]}, text=TEXT, words=COUNT)),
)

REDO_SIMILAR = object_of(documents=COUNT, seconds={"type": "number"}, likeness=TEXT)
ANALYSE = list_of(
    object_of(
        word=TEXT,
        start=COUNT,
        end=COUNT,
        exact=list_of(TEXT),
        lemma=list_of(TEXT),
        stem=list_of(TEXT),
        parts=list_of(TEXT),
        skeleton=list_of(TEXT),
    )
)

_CHOICE: Schema = {"type": "object", "additionalProperties": list_of(TEXT)}
SAVED = object_of(
    saved=TEXT,
    name=TEXT,
    at=TEXT,
    watched=TEXT_OR_NULL,
    search=object_of(
        query=TEXT,
        include=_CHOICE,
        exclude=_CHOICE,
        since=TEXT_OR_NULL,
        until=TEXT_OR_NULL,
        sort={"enum": ["relevance", "date", "oldest", "source"]},
        tolerant={"type": "boolean"},
        all_of=list_of(TEXT),
        like=TEXT,
        meaning={"type": "boolean"},
    ),
)

SAVED_LIST = list_of(SAVED)
ALERTS = object_of(
    unseen=COUNT,
    alerts=list_of(
        object_of(
            saved=TEXT,
            search=TEXT,
            document=TEXT,
            name=TEXT,
            source=TEXT,
            owner=TEXT,
            kind=TEXT,
            date=TEXT_OR_NULL,
            pages=list_of({"type": "integer", "minimum": 1}),
            at=TEXT,
            seen=TEXT_OR_NULL,
        )
    ),
)

ALERTS_SEEN = object_of(marked=COUNT, unseen=COUNT)
WATCH = object_of(
    path=TEXT_OR_NULL,
    rows=list_of(
        object_of(
            row=COUNT,
            sheet=TEXT,
            searched=TEXT,
            problem=TEXT,
            total=COUNT,
            hits=SEARCH["properties"]["hits"],
        )
    ),
    hits=COUNT,
    problems=COUNT,
)
