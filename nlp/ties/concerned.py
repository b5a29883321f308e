"""Whom and what a case concerns: the document's own case number, and the parties and things of its fields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from models.mention import Label, Mention
from models.tie import Named, Relation, Said
from nlp.ties.about import at_place, is_office

_FIELDS: Final = frozenset({"subject", "applicant", "operator", "provider", "supplier", "property"})
"""The fields whose values a case is about: not who handles it (nor a public body that stands there), complains of it
or happens to be named."""


def concerned(named: Named) -> Iterator[Said]:
    """Its case concerns each of them; the words are those of the field."""
    placed = at_place(named)
    cases, others = list[Mention](), list[Mention]()
    for field in named.fields:
        found = placed.get((field.page or 0, field.start or 0))
        if found is not None and field.name == "case_number" and found[0].label is Label.CASE:
            cases.append(found[0])
        elif found is not None and field.name in _FIELDS and not is_office(found[0]):
            others.append(found[0])
    for case in cases[:1]:
        for other in others:
            span = (other.start, other.end)
            yield Said(Relation.CONCERNS, case, other, other.page, *span, span)
