"""JSON Schemas of what ``samsyn retention`` prints with ``--json``."""

from __future__ import annotations

from tests.cli.schemas.parts import COUNT, COUNT_OR_NULL, TEXT, TEXT_OR_NULL, Schema, list_of, object_of

_YES_OR_NO: Schema = {"type": "boolean"}
RULES = list_of(
    object_of(
        **dict.fromkeys(("rule", "owner", "source", "kind", "counted", "provision", "by", "at", "replaces"), TEXT),
        months=COUNT,
        whole_years=_YES_OR_NO,
        ended=TEXT_OR_NULL,
    )
)
DUE = object_of(
    rules=list_of(
        object_of(rule=TEXT, owner=TEXT, **dict.fromkeys(("now", "soon", "held", "bytes", "undated"), COUNT)),
    ),
    undecided={"type": "object", "additionalProperties": COUNT},
)
HOLD = object_of(
    **dict.fromkeys(("hold", "owner", "target", "provision"), TEXT),
    scope={"enum": ["document", "source", "entity"]},
    lifted=_YES_OR_NO,
    steps=list_of(
        object_of(act={"enum": ["placed", "proposed", "declined", "lifted"]}, by=TEXT, at=TEXT, reason=TEXT),
    ),
)
HOLDS = list_of(HOLD)
REPORT = object_of(
    year=COUNT,
    erased=COUNT,
    bytes=COUNT,
    counts=list_of(
        object_of(
            **dict.fromkeys(("owner", "ground", "rule", "provision", "source", "kind"), TEXT),
            **dict.fromkeys(("year", "erased"), COUNT),
            **dict.fromkeys(("size", "undated", "earliest", "latest"), COUNT_OR_NULL),
        )
    ),
    holds=list_of(object_of(owner=TEXT, placed=COUNT, lifted=COUNT, standing=COUNT)),
)
