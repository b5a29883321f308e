"""Providers in whose payment audits something deviates: what the papers say of themselves, provider by provider."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from models import swedish
from models.document import Field
from models.masking import mask
from models.mention import Label
from models.visible import visible
from search.situation.asking import Asking
from search.situation.naming import named
from search.situation.period import Period
from search.situation.picture import Narrowing, Number, Row, Section, Table

KIND: Final = "payment_audit"
DEVIATING: Final = frozenset({"order", "ban", "penalty", "warning", "revoked"})
"""Outcomes (docs/fields.md) that say that something was not as it should be; to follow up is none."""


@dataclass(slots=True)
class _Audits:
    """Of one provider: documents, those in which something deviates, those in which money is asked back."""

    name: str
    ids: tuple[str, ...]
    all: list[str] = field(default_factory=list)
    deviating: list[str] = field(default_factory=list)
    repaid: list[str] = field(default_factory=list)


def audits(asking: Asking, period: Period) -> Section:
    """A row for each provider with a deviation, in the newest audits, as many as one number may be of."""
    most = asking.limits.situation_rows
    total, ids = asking.newest(Narrowing(period, {"kind": (KIND,)}), asking.limits.situation_documents)
    found = _by_provider(asking, ids)
    known = named(asking.viewer, asking.store, [each.ids[0] for each in found if each.ids])
    rows = [_row(each, known[each.ids[0]].label if each.ids and each.ids[0] in known else "", period) for each in found]
    rows.sort(key=lambda row: (-_count(row), swedish.sort_key(row.label)))
    cut = "newest" if total > len(ids) else ""
    columns = ("deviating", "repayment", "audits")
    return Section("audits", (Table("providers", columns, tuple(rows[:most]), len(rows[most:]), cut),))


def _count(row: Row) -> int:
    return row.numbers[0].count if row.numbers[0] else 0


def _by_provider(asking: Asking, ids: list[str]) -> list[_Audits]:
    """Those with something that deviates. A provider is the entity that is called as the paper's field says, else what
    it says."""
    told = asking.store.documents.fields_of(asking.viewer, ids)
    called = defaultdict[str, list[str]](list)
    for id in ids:
        for name in dict.fromkeys(each.value for each in told.get(id, ()) if each.name == "provider"):
            called[name].append(id)
    found = dict[tuple[str, ...], _Audits]()
    for name, some in called.items():
        entities = _entities(asking, name)
        each = found.setdefault(entities or (name,), _Audits(mask(visible(name)), entities))
        for id in some:
            _add(each, id, told[id])
    return [each for each in found.values() if each.deviating]


def _entities(asking: Asking, name: str) -> tuple[str, ...]:
    for label in (Label.ORG, Label.PERSON):
        if ids := asking.store.entities.find(asking.viewer, label, name):
            return tuple(ids)
    return ()


def _add(audits: _Audits, id: str, fields: Iterable[Field]) -> None:
    said = {each.name for each in fields}
    outcomes = {each.value for each in fields if each.name == "outcome"}
    if id in audits.all:
        return
    audits.all.append(id)
    if "deviation" in said or "repayment_amount" in said or outcomes & DEVIATING:
        audits.deviating.append(id)
    if "repayment_amount" in said:
        audits.repaid.append(id)


def _row(each: _Audits, called: str, period: Period) -> Row:
    chosen = {"kind": (KIND,)}
    lists = (each.deviating, each.repaid, each.all)
    numbers = tuple(Number(len(some), Narrowing(period, chosen, among=tuple(some))) if some else None for some in lists)
    entity = each.ids[0] if called and len(each.ids) == 1 else ""
    return Row(called or each.name, numbers, "provider", entity)
