"""``samsyn protected``: the lists of people with protected identity. Who it is, is asked for, never an argument."""

from __future__ import annotations

from typing import Any

import click

from ingest.asking import asked, followed
from models import swedish
from models.console import emit
from models.protected import Identity, ProtectedPerson
from search import protecting
from search.operator import asked_by


@click.group("protected")
def protected() -> None:
    """Skyddade personuppgifter: en ägares lista, kvar bara som nyckelhashar."""


@protected.command("add")
@click.option("--owner", required=True, help="Ägaren vars lista det gäller.")
@click.option("--label", required=True, help="En beteckning som inte röjer personen.")
@click.option("--reason", required=True, help="Varför; får inte röja personen.")
@asked_by
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def add(owner: str, label: str, reason: str, as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Sätt upp en person. Förnamn, efternamn och personnummer frågas efter, eller läses som tre rader."""
    store, viewer, why = asked(as_user, purpose, case)
    given, surname, number = (_answer(what) for what in ("Förnamn, alla", "Efternamn, även tidigare", "Personnummer"))
    who = Identity((given,) if given else (), (surname,) if surname else (), tuple(number.split()))
    with followed(store):
        new = protecting.add(viewer, why, store, owner, who, label, reason)
        touched = protecting.sweep(store)
    _tell(new, touched, as_json)


@protected.command("lift")
@click.argument("line")
@click.option("--reason", required=True, help="Varför raden hävs.")
@asked_by
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def lift(line: str, reason: str, as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Häv raden LINE: hasharna tas bort, och handlingarna visas som andra."""
    store, viewer, why = asked(as_user, purpose, case)
    with followed(store):
        lifted = protecting.lift(viewer, why, store, line, reason)
        touched = protecting.sweep(store)
    _tell(lifted, touched, as_json)


@protected.command("list")
@asked_by
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def list_lines(as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Visa listorna: beteckningar och skäl, aldrig vem det är."""
    store, viewer, why = asked(as_user, purpose, case)
    rows = [_row(each) for each in protecting.lines(viewer, why, store)]
    emit(rows, as_json, lambda found: "\n".join(map(_line, found)) or "Listan är tom.")


@protected.command("sweep")
@asked_by
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def sweep(as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Gör färdigt en genomgång av handlingarna som avbröts."""
    from search.backends import open_index
    from search.indexing import drain

    store, _, _ = asked(as_user, purpose, case)
    touched = protecting.sweep(store)
    drain(store, open_index(store.settings))  # all that waits: what was broken off may have left some of it
    emit({"documents": touched}, as_json, lambda row: f"{row['documents']} handlingar ändrades.")


def _answer(what: str) -> str:
    return str(click.prompt(what, default="", show_default=False, err=True)).strip()


def _tell(line: ProtectedPerson, touched: int, as_json: bool) -> None:
    emit({**_row(line), "documents": touched}, as_json, lambda row: f"{_line(row)}  {row['documents']} handlingar")


def _row(line: ProtectedPerson) -> dict[str, Any]:
    return {
        "line": line.id,
        "owner": line.owner,
        "label": line.label,
        "reason": line.reason,
        "by": line.by,
        "at": swedish.local(line.at).isoformat(timespec="seconds"),
        "lifted": line.lifted is not None,
    }


def _line(row: dict[str, Any]) -> str:
    state = "hävd" if row["lifted"] else "gäller"
    return "  ".join([row["line"], row["at"], state, row["owner"], row["label"], row["reason"]])
