"""The kinds that a document can be (docs/kinds.md)."""

from __future__ import annotations

from typing import Final

from models.document import DocumentKind

KINDS: Final = (
    "inspection_report",
    "permit_decision",
    "building_supervision",
    "police_memo",
    "police_statement",
    "payment_audit",
    "procurement_followup",
    "minutes",
    "judgment",
    "tip",
    "email",
    "invoice",
    "other",
)
"""In the order of the classifier's answers."""
OTHER: Final = DocumentKind("other", 0.3, "inget ledord")
"""The answer for a document of which nothing is known."""
