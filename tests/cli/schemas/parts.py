"""What the schemas are put together of."""

from __future__ import annotations

from typing import Any

from models.mention import Label

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
NUMBER_OR_NULL: Schema = {"type": ["number", "null"]}
COUNT_OR_NULL: Schema = {"type": ["integer", "null"], "minimum": 0}
TEXT_OR_NULL: Schema = {"type": ["string", "null"]}
LABELS = [label.value for label in Label]
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

ROLES = ["suspect", "witness", "complainant", "officer"]


def object_of(**properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def list_of(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def counts_of(names: list[str] | None = None) -> Schema:
    return {"type": "object", "additionalProperties": COUNT, "propertyNames": {"enum": names} if names else {}}


def by_name(names: list[str], values: Schema) -> Schema:
    return counts_of(names) | {"additionalProperties": values}
