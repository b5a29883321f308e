"""Commands that tell what is read out of a text, and how well."""

from __future__ import annotations

from tests.cli.schemas.parts import (
    COUNT,
    COUNT_OR_NULL,
    KINDS,
    LABELS,
    NUMBER_OR_NULL,
    ROLES,
    SHARE,
    TEXT,
    TEXT_OR_NULL,
    Schema,
    by_name,
    counts_of,
    list_of,
    object_of,
)

ENTITIES = list_of(
    object_of(
        start=COUNT,
        end=COUNT,
        text=TEXT,
        label={"enum": LABELS},
        value=TEXT,
        confidence=SHARE,
        method=TEXT,
        page={"type": "integer", "minimum": 1},
    )
)

DESCRIBE = object_of(
    kind={"enum": KINDS},
    confidence=SHARE,
    reason=TEXT,
    fields=list_of(
        object_of(
            name=TEXT,
            value=TEXT,
            text=TEXT,
            page=COUNT_OR_NULL,
            start=COUNT_OR_NULL,
            end=COUNT_OR_NULL,
            role=TEXT_OR_NULL,
        )
    ),
)

_SCORE = object_of(precision=SHARE, recall=SHARE, f1=SHARE)
_RANGED: Schema = {
    **_SCORE,
    "properties": {**_SCORE["properties"], "interval": {**list_of(SHARE), "minItems": 2, "maxItems": 2}},
}  # token files have an interval beside it

_COUNTED = object_of(precision=SHARE, recall=SHARE, f1=SHARE, gold=COUNT, found=COUNT, right=COUNT)
_CLUSTERED = object_of(
    precision=SHARE,
    recall=SHARE,
    f1=SHARE,
    pair_precision=SHARE,
    pair_recall=SHARE,
    pair_f1=SHARE,
    mentions=COUNT,
    found=COUNT,
    entities=COUNT,
    clusters=COUNT,
)

_RATE: Schema = {"type": "number", "minimum": 0}  # what was read may be longer than what is written
_READ_RATES = object_of(pages=COUNT, unread=COUNT, character_error_rate=_RATE, word_error_rate=_RATE, word_recall=SHARE)

_RANKED = object_of(
    queries=COUNT,
    ndcg_10=NUMBER_OR_NULL,
    recall_20=NUMBER_OR_NULL,
    mrr=NUMBER_OR_NULL,
    first_3=NUMBER_OR_NULL,
)

EVALUATE = {
    "ner": object_of(micro=_RANGED, labels=by_name(["PERSON", "ORG", "LOC", "PER"], _RANGED)),
    "identifiers": object_of(
        micro=_COUNTED,
        labels=by_name(LABELS, _COUNTED),
        decoys=by_name(LABELS, object_of(decoys=COUNT, taken=COUNT, share=SHARE)),
    ),
    "kinds": object_of(documents=COUNT, accuracy=SHARE, confusion=by_name(KINDS, counts_of(KINDS))),
    "fields": object_of(
        micro=_COUNTED,
        born_digital=_COUNTED,
        scans=_COUNTED,
        fields={"type": "object", "additionalProperties": _COUNTED},
        beside=counts_of(),
        roles=object_of(micro=_COUNTED, roles=by_name(ROLES, _COUNTED), accused=COUNT, wrongly=COUNT),
    ),
    "resolution": object_of(micro=_CLUSTERED, labels=by_name(LABELS, _CLUSTERED), across_owners=_CLUSTERED),
    "ocr": object_of(micro=_READ_RATES, carriers={"type": "object", "additionalProperties": _READ_RATES}),
    "search": object_of(
        all=_RANKED,
        classes={"type": "object", "additionalProperties": _RANKED},
        answers=COUNT,
        answers_not_here=COUNT,
    ),
}
