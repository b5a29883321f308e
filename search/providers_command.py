"""``samsyn providers``: what was paid to whom, and what comparing the rows found."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from models.console import emit
from search.operator import asked_by

if TYPE_CHECKING:
    from models.payment import Booked
    from search.provider_review.finding import Finding
    from search.provider_review.review import Overview, Review

_DATE = click.DateTime(formats=["%Y-%m-%d"])


@click.command("providers")
@click.argument("provider", default="")
@click.option("--from", "since", type=_DATE, metavar="DATE", help="Radernas dag, från och med.")
@click.option("--to", "until", type=_DATE, metavar="DATE", help="Radernas dag, till och med.")
@click.option("--source", "sources", multiple=True, metavar="S", help="Bara rader ur källan.")
@click.option("--name", default="", help="Bara utförare vars namn rymmer texten.")
@asked_by
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def providers(
    provider: str,
    since: datetime | None,
    until: datetime | None,
    sources: tuple[str, ...],
    name: str,
    as_user: str | None,
    purpose: str,
    case: str,
    as_json: bool,
) -> None:
    """Visa utförarna i betalnings- och besöksrader, eller en av dem: PROVIDER är entitetens id."""
    from models.payment import RowFilter
    from search.provider_review import review
    from search.saved_command import opened

    filter = RowFilter(_day(since), _day(until), sources)
    with opened(as_user, purpose, case) as (store, viewer, why):
        if provider:
            one = review.provider(viewer, why, store, provider, filter)
            emit(_one(one), as_json, lambda _: _one_worded(one))
        else:
            every = review.providers(viewer, why, store, filter, name)
            emit(_every(every), as_json, lambda _: _worded(every))


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _every(found: Overview) -> dict[str, Any]:
    return {
        "providers": [
            {**asdict(line), "entity": line.entity.id, "name": line.entity.name, "amount": _kronor(line.amount),
             "told": _kronor(line.told)}
            for line in found.lines
        ],
        "unnamed": {document.id: count for document, count in found.unnamed},
    }  # fmt: skip


def _one(found: Review) -> dict[str, Any]:
    return {
        "entity": found.entity.id,
        "name": found.entity.name,
        "months": [
            {**asdict(each), "month": each.month.isoformat()[:7] if each.month else None,
             "amount": _kronor(each.amount), "told": _kronor(each.told)}
            for each in found.months
        ],
        "findings": [_finding(each) for each in found.findings],
        "rows": [_row(each) for each in found.rows],
    }  # fmt: skip


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "comparison": finding.comparison.value,
        "amount": _kronor(finding.amount),
        "hours": finding.hours,
        "of": finding.of,
        "against": finding.against,
        "providers": list(finding.others),
        "rows": [_row(each) for each in finding.rows],
    }


def _row(each: Booked) -> dict[str, Any]:
    row = asdict(each.row)
    where = {"document": each.document, "source": each.source, "provider": each.provider}
    return {**where, **row, "sort": each.row.sort.value, "amount": _kronor(each.row.amount)}


def _kronor(ore: int | None) -> float | None:
    return None if ore is None else ore / 100


def _worded(found: Overview) -> str:
    lines = [f"{_sum(each.amount or each.told):>16} kr  {each.rows:>6} rader  {_looks(each.looks)}  "
             f"{each.entity.name}  {each.entity.id}" for each in found.lines]  # fmt: skip
    rows = sum(count for _, count in found.unnamed)
    lines += [f"{rows} rader är utan känd utförare, i {len(found.unnamed)} handlingar"] if rows else []
    lines += [] if found.compared else ["Raderna är för många för att jämföras på en gång: ange --from och --to."]
    return "\n".join(lines) or "Inga rader"


def _looks(count: int | None) -> str:
    return f"{'?' if count is None else count:>4} att titta på"


def _one_worded(found: Review) -> str:
    from search.words.comparisons import TITLES

    lines = [found.entity.name, ""]
    for each in found.months:
        month = each.month.isoformat()[:7] if each.month else "utan dag"
        lines.append(f"{month}  {_sum(each.amount or each.told):>16} kr  {each.rows:>5} betalningar")
    for finding in found.findings:
        lines += ["", TITLES[finding.comparison]]
        lines += [f"  {_said(each)}" for each in finding.rows]
    return "\n".join(lines)


def _said(each: Booked) -> str:
    row = each.row
    told = (row.day.isoformat() if row.day else "", row.invoice, row.service, row.client, row.staff, _sum(row.amount))
    return "  ".join([*filter(None, told), f"{each.document} s. {row.page} {row.place}".strip()])


def _sum(ore: int | None) -> str:
    return "" if ore is None else f"{ore / 100:,.2f}".replace(",", " ").replace(".", ",")
