"""``samsyn audit``: whether the ledger is whole, and what stands last in it."""

from __future__ import annotations

from typing import Any

import click

from models import swedish
from models.access import Purpose, Viewer
from models.audit import Record
from models.console import emit
from models.masking import mask
from models.settings import read_settings
from models.store.store import Store
from search.operator import looked, operator

BROKEN = 3  # exit status: a difference was found


@click.group("audit")
def audit() -> None:
    """Loggen: vem som läst vad, när och varför."""


@audit.command("verify")
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
@click.pass_context
def verify(ctx: click.Context, as_json: bool) -> None:
    """Kontrollera kedjan; säger vilken post som är den första felaktiga."""
    broken = Store.open(read_settings()).ledger.verify()
    answer = {"whole": broken is None, "first_broken": broken}
    emit(answer, as_json, lambda value: "Loggen är hel." if value["whole"] else f"Bruten från post {broken}.")
    if broken is not None:
        ctx.exit(BROKEN)


@audit.command("last")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1000), help="Antal poster.")
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def last(limit: int, as_json: bool) -> None:
    """Visa de senaste posterna, den nyaste först. Bara för den lokala operatören, och skrivs själv i loggen."""
    settings = read_settings()
    store = Store.open(settings)
    records = last_records(*operator(store, settings), store, limit)
    rows = [_row(record) for record in records]
    emit(rows, as_json, lambda found: "\n".join("  ".join(str(value) for value in row.values()) for row in found))


def last_records(viewer: Viewer, purpose: Purpose, store: Store, limit: int) -> list[Record]:
    """The newest records, of owners that the viewer may read. That they were shown is written first."""
    records = [record for record in store.ledger.last(limit) if viewer.owners.issuperset(record.event.owners)]
    looked(viewer, purpose, store, "audit last", limit=limit)
    return records


def _row(record: Record) -> dict[str, Any]:
    return {
        "sequence": record.sequence,
        "time": swedish.local(record.time).isoformat(timespec="seconds"),
        "actor": record.event.actor,
        "action": record.event.action.value,
        "target": record.event.target,
        "purpose": mask(record.event.purpose),
        "case": mask(record.event.case),
    }
