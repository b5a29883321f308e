"""``samsyn review``: the review desk on the command line, for a reviewer (``--as``)."""

from __future__ import annotations

from typing import Any, Final

import click

from models import swedish
from models.console import emit
from models.errors import WrongUsageError
from models.masking import mask
from models.review import Finding, Item, Period
from models.settings import read_settings
from models.store.review_names import ReviewNames
from models.store.store import Store
from search import reviewing
from search.operator import administration, asked_by
from search.saved_command import opened
from search.words.reviews import FINDINGS, RULES

_MONTH: Final = "YYYY-MM"
_json = click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")


@click.group("review")
def review() -> None:
    """Granskning av loggen: stickprov och regler, månad för månad. Bara för granskare, med --as."""


@review.command("draw")
@click.option("--period", metavar=_MONTH, default="", help="Månaden; annars den senaste som är slut.")
@asked_by
@_json
def draw(period: str, as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Ta fram månadens poster: stickprovet en gång, reglerna så ofta man vill."""
    month = period or Period.last(swedish.now()).name
    with opened(as_user, purpose, case) as (store, viewer, why):
        made = reviewing.draw(viewer, why, store, month)
    emit({"period": month, "made": made}, as_json, lambda _: f"{made} nya poster för {month}.")


@review.command("list")
@click.option("--period", metavar=_MONTH, default="", help="Bara den månaden.")
@click.option("--closed/--open", "closed", default=None, help="Bara avslutade, eller bara öppna.")
@asked_by
@_json
def list_(period: str, closed: bool | None, as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Visa posterna, de öppna först."""
    with opened(as_user, purpose, case) as (store, viewer, why):
        rows = [_row(each) for each in reviewing.items(viewer, why, store, period, closed=closed)]
    emit(rows, as_json, lambda found: "\n".join(map(_said, found)) or "Inget att granska.")


@review.command("show")
@click.argument("item")
@asked_by
@_json
def show(item: str, as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Visa en post med dess första händelser. Handlingarnas namn och text visas aldrig här."""
    with opened(as_user, purpose, case) as (store, viewer, why):
        shown = reviewing.item(viewer, why, store, item)
    events = [
        {
            "sequence": each.sequence,
            "time": swedish.local(each.time).isoformat(timespec="seconds"),
            "action": each.action.value,
            "target": each.target,
            "kind": each.kind,
            "purpose": each.purpose,
            "case": each.case,
            "words": each.words,
        }
        for each in shown.events
    ]
    answer = _row(shown.item) | {"events": events}
    emit(answer, as_json, lambda value: "\n".join([_said(value), *("  ".join(map(str, e.values())) for e in events)]))


@review.command("close")
@click.argument("item")
@click.option(
    "--finding", type=click.Choice([each.value for each in Finding]), required=True, help="Vad du kom fram till."
)
@click.option("--text", default="", help="Vad frågan eller incidenten gäller.")
@asked_by
@_json
def close(item: str, finding: str, text: str, as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Avsluta en post: ok, question (fråga ställd) eller incident."""
    with opened(as_user, purpose, case) as (store, viewer, why):
        row = _row(reviewing.close(viewer, why, store, item, Finding(finding), text))
    emit(row, as_json, _said)


@review.command("name")
@click.argument("user")
@click.argument("name")
@click.option("--remove", is_flag=True, help="Stryk namnet i stället.")
@_json
def name(user: str, name: str, remove: bool, as_json: bool) -> None:
    """Lista en närståendes namn, eller ett efternamn, för USER: läsning om den blir en post att granska."""
    settings = read_settings()
    store = Store.open(settings)
    store.users.viewer(user)  # refuses an unknown one
    administration(store, settings, "review name", user=user)
    names = ReviewNames(store.database, store.ledger.keys)
    try:
        done = names.strike(user, name) if remove else names.list_for(user, name)
    except ValueError:
        raise WrongUsageError("Namnet har inga bokstäver") from None
    finally:
        store.close()
    emit({"user": user, "changed": done}, as_json, lambda _: "Klart." if done else "Inget ändrades.")


def _row(item: Item) -> dict[str, Any]:
    found = item.suspicion
    return {
        "item": item.id,
        "period": item.period,
        "rule": found.rule.value,
        "actor": found.actor,
        "owners": list(found.owners),
        "count": found.count,
        "finding": item.finding.value if item.finding else None,
        "text": mask(item.text),
        "closed_by": item.closed_by,
        "closed": swedish.local(item.closed).isoformat(timespec="seconds") if item.closed else None,
    }


def _said(row: dict[str, Any]) -> str:
    outcome = FINDINGS[Finding(row["finding"])] if row["finding"] else "öppen"
    return f"{row['item']}  {row['period']}  {RULES[row['rule']]}  {row['actor']}  {row['count']}  {outcome}"
