"""JSON Schemas of what ``samsyn share`` prints with ``--json``."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}


def _exactly(**properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": sorted(properties),
        "additionalProperties": False,
    }


_SQUARE = _exactly(
    agreement=_TEXT,
    owner=_TEXT,
    reader=_TEXT,
    purpose=_TEXT,
    basis=_TEXT,
    mode={"enum": ["none", "request", "direct"]},
    source=_TEXT,
)
SQUARES: Schema = {"type": "array", "items": _SQUARE, "minItems": 1}

_REQUEST = {
    **dict.fromkeys(("request", "reader", "owner", "purpose", "basis", "case", "by", "decided_by", "words"), _TEXT),
    "reason": _TEXT,
    "named": {"type": "array", "items": _TEXT},
    "state": {"enum": ["waiting", "granted", "refused", "closed"]},
    "at": {"type": "string", "format": "date-time"},
}
REQUEST = _exactly(**_REQUEST)

_TEXTS: Schema = {"type": "array", "items": _TEXT}
_MASKED: Schema = {"anyOf": [{"type": "null"}, _TEXTS]}
_YES_OR_NO: Schema = {"type": "boolean"}
_RELEASE = _exactly(release=_TEXT, copy=_TEXT, marked=_TEXTS, masked=_MASKED, done=_YES_OR_NO, waiting=_YES_OR_NO)
_TOLD = _exactly(row={"type": "integer"}, verdict={"enum": ["whole", "masked", "refused", "absent"]}, ground=_TEXT)
_CHECK = _exactly(
    check=_TEXT,
    asks={"enum": ["condition", "words", "excluded", "limited"]},
    text=_TEXT,
    source=_TEXT,
    sure={"type": "boolean"},
    provisions=_TEXTS,
)
CHECKS: Schema = {"type": "array", "items": _CHECK, "minItems": 2}
TOLD: Schema = {"type": "array", "items": _TOLD}
RELEASES: Schema = {"type": "array", "items": _RELEASE}
REQUESTS: Schema = {"type": "array", "items": _exactly(**_REQUEST, releases=RELEASES, told=TOLD), "minItems": 1}
