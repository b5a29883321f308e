"""JSON Schemas of what ``samsyn mark`` prints with ``--json``."""

from __future__ import annotations

from typing import Any, Final

Schema = dict[str, Any]

_TEXT: Final[Schema] = {"type": "string"}
_TEXT_OR_NULL: Final[Schema] = {"type": ["string", "null"]}
_MARKING: Final[Schema] = {
    **dict.fromkeys(("marking", "owner", "target", "group", "provision", "reason", "by", "at"), _TEXT),
    **dict.fromkeys(("lowered_by", "lowered_reason"), _TEXT),
    **dict.fromkeys(("until", "lowered"), _TEXT_OR_NULL),
    "scope": {"enum": ["source", "document", "page"]},
    "page": {"type": ["integer", "null"], "minimum": 1},
}


def _exactly(properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": sorted(properties),
        "additionalProperties": False,
    }


MARKING: Final = _exactly({**_MARKING, "documents": {"type": "integer", "minimum": 0}})
MARKINGS: Final[Schema] = {"type": "array", "items": _exactly(_MARKING)}
