"""Rows of ``trials`` as nouns: what the officer answered and wrote lies sealed; and what of them the asker is told."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row

from models.redaction import Reach, Redaction, acts_of
from models.store.rows import aware
from models.store.sealing import seal, unseal
from models.trial import Answer, Decision, Told, Trial, Verdict

_SAID: Final = "trial"
_STRONGEST: Final = (Verdict.WHOLE, Verdict.MASKED, Verdict.REFUSED, Verdict.ABSENT)
"""Of a row that was answered by several documents, what is told."""


def sealed_decision(key: bytes, id: str, decision: Decision) -> str:
    """What the decision says besides verdict and ground."""
    said = {
        "answers": [(each.check, each.asked, each.said) for each in decision.answers],
        "reason": decision.reason,
        "redaction": _kept(decision.redaction) if decision.redaction else None,
        "marked": decision.marked,
    }
    return seal(key, _SAID, id, json.dumps(said))


def trial(key: bytes, row: Row[Any]) -> Trial:
    said = json.loads(unseal(key, _SAID, row.id, row.said)) if row.said else {}
    decision = Decision(
        Verdict(row.verdict),
        tuple(Answer(*each) for each in said.get("answers", ())),
        row.ground,
        said.get("reason", ""),
        _redaction(said["redaction"]) if said.get("redaction") else None,
        tuple(said.get("marked", ())),
    )
    decided, sent = (aware(each) if each else None for each in (row.decided, row.sent))
    return Trial(row.id, row.request, row.document or "", row.row, decision, row.by, aware(row.at), decided, sent)


def told(sent: Iterable[tuple[int, Verdict, str]]) -> list[Told]:
    """What whoever asked is told, of rows, verdicts and grounds: of each row one answer; of what is refused besides,
    each provision once. How many documents a refusal is of, and whether there is any, is the owner's."""
    rows: dict[int, list[tuple[Verdict, str]]] = {}
    for row, verdict, ground in sent:
        rows.setdefault(row, []).append((verdict, ground))
    others = {ground for verdict, ground in rows.pop(0, ()) if verdict is Verdict.REFUSED}
    answers = [_answer(row, some) for row, some in sorted(rows.items())]
    return [*answers, *(Told(0, Verdict.REFUSED, ground) for ground in sorted(others))]


def _answer(row: int, some: list[tuple[Verdict, str]]) -> Told:
    said = min((verdict for verdict, _ in some), key=_STRONGEST.index)
    grounds = sorted({ground for verdict, ground in some if verdict is said and ground})
    return Told(row, said, ", ".join(grounds))


def _kept(redaction: Redaction) -> dict[str, Any]:
    whose = {name: getattr(redaction, name) for name in ("id", "owner", "document", "by")}
    return {**whose, "at": redaction.at.isoformat(), "kept": redaction.kept()}


def _redaction(said: dict[str, Any]) -> Redaction:
    kept = said["kept"]
    return Redaction(
        *(said["id"], said["owner"], said["document"], said["by"], datetime.fromisoformat(said["at"])),
        *(kept["reading"], kept["provision"], Reach(kept["reach"]), acts_of(kept)),
        *(kept["reference"], kept["recipient"]),
    )
