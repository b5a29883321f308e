"""Entities, their places and what was judged, as ``samsyn entity`` prints them; masked before they come here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from models import swedish
from models.document import Document
from models.masking import mask
from models.mention import Entity, Mention
from nlp.anchoring import spelled
from nlp.judged_history import TITLES, Told
from search.facet import shown_name
from search.words import ties

if TYPE_CHECKING:
    from search.suggested import Suggested


def entity_row(entity: Entity) -> dict[str, Any]:
    return {"entity": entity.id, "label": entity.label.value, "name": shown_name(entity)}


def document_row(document: Document, named: Sequence[tuple[Mention, str]]) -> dict[str, Any]:
    """A document and these mentions in it, each with its entity's id."""
    return {
        "document": document.id,
        "name": mask(document.name),
        "date": document.date.isoformat() if document.date else None,
        "mentions": [_mention_row(mention, entity) for mention, entity in named],
    }


def _mention_row(mention: Mention, entity: str) -> dict[str, Any]:
    return {
        "span": spelled(mention.page, mention.start, mention.end),
        "page": mention.page,
        "start": mention.start,
        "end": mention.end,
        "label": mention.label.value,
        "text": mention.text,
        "value": mention.value,
        "method": mention.method,
        "entity": entity,
    }


def suggestion_row(each: Suggested) -> dict[str, Any]:
    return {
        "owner": each.owner,
        "left": entity_row(each.left),
        "right": entity_row(each.right),
        "confidence": round(each.confidence, 3),
        "reasons": [ties.reason(kind) for kind in each.reasons],
    }


def judgement_row(told: Told) -> dict[str, Any]:
    judgement, anchor = told.judgement, told.judgement.anchor
    undone = judgement.undone_at
    return {
        "judgement": judgement.id,
        "act": judgement.act.value,
        "owner": judgement.owner,
        "by": judgement.by,
        "at": swedish.local(judgement.at).isoformat(timespec="seconds"),
        "why": judgement.why,
        "stands": judgement.stands,
        "undone_by": judgement.undone_by or None,
        "undone_at": swedish.local(undone).isoformat(timespec="seconds") if undone else None,
        "document": anchor.document if anchor else None,
        "span": spelled(anchor.page, anchor.start, anchor.end) if anchor else None,
        "text": anchor.text if anchor else None,
        "entity": judgement.entity or None,
        "other": judgement.other or None,
        "about": judgement.about or None,
        "said": {name: value for name, value in judgement.said.items() if isinstance(value, str | int)},
        "lost": told.lost,
    }


def judgement_line(row: dict[str, Any]) -> str:
    """One judgement for a person, as :func:`judgement_row` has it."""
    ended = "gäller" if row["stands"] else f"ångrad av {row['undone_by']}"
    said = row["said"].get("alias") or row["said"].get("label") or ""
    both = "" if row["text"] else " ".join(filter(None, (row["entity"], row["other"])))
    what = " ".join(filter(None, [TITLES[row["act"]], repr(row["text"]) if row["text"] else both, said]))
    lost = " (orden står inte längre där)" if row["lost"] else ""
    return f"{row['judgement']}  {row['at'][:16]}  {ended}  {what}{lost}  {row['by']}: {row['why']}"
