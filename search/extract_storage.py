"""How long the documents of a register extract are kept, as the owner's rules of retention say it."""

from __future__ import annotations

from collections.abc import Sequence

from models.access import Viewer
from models.retention import Rule
from models.store.store import Store
from search.words.extracts import NO_RULE
from search.words.retention import period_said


def storage_times(viewer: Viewer, store: Store, documents: Sequence[str]) -> tuple[str, ...]:
    """A sentence for each source of these documents and the rule that is about it, or that there is none."""
    rules = store.retention.all(viewer)
    papers = store.documents.many(viewer, documents).values()
    kinds = sorted({(paper.source, paper.kind) for paper in papers})
    said = dict.fromkeys(_said(source, _longest(rules, source, kind)) for source, kind in kinds)
    return tuple(said) or (NO_RULE,)


def _longest(rules: Sequence[Rule], source: str, kind: str) -> Rule | None:
    """Of several the longest keeps."""
    mine = [rule for rule in rules if rule.period.source in ("", source) and rule.period.kind in ("", kind)]
    return max(mine, key=lambda rule: rule.period.months, default=None)


def _said(source: str, rule: Rule | None) -> str:
    return f"{source}: {period_said(rule.period)} ({rule.period.provision})." if rule else f"{source}: {NO_RULE}"
