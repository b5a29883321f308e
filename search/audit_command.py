"""``samsyn audit``: whether the ledger is whole, and what stands last in it."""

from __future__ import annotations

from typing import Any

import click

from models import swedish
from models.console import emit
from models.settings import read_settings
from models.store.store import Store

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
    """Visa de senaste posterna, den nyaste först."""
    records = Store.open(read_settings()).ledger.last(limit)
    rows: list[dict[str, Any]] = [
        {
            "sequence": record.sequence,
            "time": swedish.local(record.time).isoformat(timespec="seconds"),
            "actor": record.event.actor,
            "action": record.event.action.value,
            "target": record.event.target,
            "purpose": record.event.purpose,
            "case": record.event.case,
        }
        for record in records
    ]
    emit(rows, as_json, lambda found: "\n".join("  ".join(str(value) for value in row.values()) for row in found))
