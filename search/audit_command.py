"""``samsyn audit``: whether the ledger is whole, what stands last in it, and who has looked at something."""

from __future__ import annotations

import logging
from typing import Any, Final

import click

from models import swedish
from models.access import Purpose, Viewer
from models.audit import PLAIN, Record
from models.console import emit
from models.masking import mask
from models.progress import progress
from models.settings import read_settings
from models.store.ledger_kept import kept_heads
from models.store.store import Store
from search.audit_heads_command import erase, head, witness
from search.looked_at import MOST, Looks, who_looked
from search.operator import asked_by, looked, operator

BROKEN: Final = 3  # exit status: a difference was found
_ERASED: Final = "(raderat)"
_log = logging.getLogger(__name__)
_json = click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")


@click.group("audit")
def audit() -> None:
    """Loggen: vem som läst vad, när och varför."""


for _command in (head, witness, erase):
    audit.add_command(_command)


@audit.command("verify")
@_json
@click.pass_context
def verify(ctx: click.Context, as_json: bool) -> None:
    """Kontrollera kedjan; säger vilken post som är den första felaktiga.

    Huvuden som lämnats ut med samsyn audit head ska stå kvar: en avkapad slutdel syns på dem.
    """
    store = Store.open(read_settings())
    newest = store.ledger.head()
    with progress(_log, newest.sequence if newest else 0, "kontrollerat", "poster") as shown:
        done = 0

        def more(count: int) -> None:
            nonlocal done
            shown(count - done)
            done = count

        broken = store.ledger.verify(kept_heads(store), more)
    answer = {"whole": broken is None, "first_broken": broken, "checked": done}
    emit(answer, as_json, lambda value: "Loggen är hel." if value["whole"] else f"Bruten från post {broken}.")
    if broken is not None:
        ctx.exit(BROKEN)


@audit.command("last")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1000), help="Antal poster.")
@_json
def last(limit: int, as_json: bool) -> None:
    """Visa de senaste posterna, den nyaste först. Bara för den lokala operatören, och skrivs själv i loggen."""
    settings = read_settings()
    store = Store.open(settings)
    records = last_records(*operator(store, settings), store, limit)
    rows = [_row(record) for record in records]
    emit(rows, as_json, _listed)


@audit.command("who")
@click.argument("what", metavar="DOCUMENT|ENTITY|NUMBER")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, MOST), help="Antal poster.")
@asked_by
@_json
def who(what: str, limit: int, as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Vem har öppnat eller sökt efter en handling, en person eller ett nummer? Frågan skrivs själv i loggen.

    Anges med id, namn eller nummer. För en person räknas även de handlingar som nämner den.
    """
    settings = read_settings()
    store = Store.open(settings)
    looks = who_looked(*operator(store, settings, as_user, purpose, case), store, what, limit=limit)
    answer = {
        "total": looks.total,
        "documents": looks.documents,
        "actors": [{"actor": actor, "events": times} for actor, times in looks.actors],
        "events": [_row(record) for record in looks.records],
    }
    emit(answer, as_json, lambda _: _said(looks))


def last_records(viewer: Viewer, purpose: Purpose, store: Store, limit: int) -> list[Record]:
    """The newest records, of owners that the viewer may read. That they were shown is written first."""
    records = [record for record in store.ledger.last(limit) if viewer.own.issuperset(record.event.owners)]
    looked(viewer, purpose, store, "audit last", limit=limit)
    return records


def _said(looks: Looks) -> str:
    actors = [f"{actor}: {times}" for actor, times in looks.actors]
    events = _listed([_row(record) for record in looks.records])
    return "\n".join([f"{looks.total} händelser", *actors, "", events]).rstrip()


def _listed(rows: list[dict[str, Any]]) -> str:
    return "\n".join("  ".join(str(value) for value in row.values()) for row in rows)


def _row(record: Record) -> dict[str, Any]:
    return {
        "sequence": record.sequence,
        "time": swedish.local(record.time).isoformat(timespec="seconds"),
        "actor": record.event.actor,
        "action": record.event.action.value,
        "target": record.event.target,
        "purpose": _ERASED if record.erased else mask(record.event.purpose),
        "case": mask(record.event.case),
        "words": mask(record.event.words),
        "how": _how(record),
    }


def _how(record: Record) -> str:
    """What the event says of itself in codes: ``act=lower``, ``scope=document``."""
    details = record.event.details or {}
    return ", ".join(f"{name}={details[name]}" for name in sorted(details.keys() & PLAIN))
