"""``samsyn withdraw``: take a run, a source or a document out of search again, and bring it back."""

from __future__ import annotations

from typing import Any

import click

from ingest.asking import asked, followed
from models import swedish
from models.console import emit
from models.masking import mask
from models.withdrawal import Scope, Withdrawal
from search import withdrawing
from search.operator import asked_by

_TAKEN = (Scope.DOCUMENT, Scope.RUN, Scope.SOURCE)


@click.group("withdraw")
def withdraw() -> None:
    """Dra tillbaka: ta en inläsning, en källa eller en handling ur sökningen. Originalen finns kvar."""


@withdraw.command("take")
@click.argument("scope", type=click.Choice([scope.value for scope in _TAKEN]))
@click.argument("target")
@click.option("--reason", required=True, help="Varför; visas för den som undrar var handlingen är.")
@asked_by
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def take(scope: str, target: str, reason: str, as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Ta TARGET (en inläsnings id, en källas namn eller en handlings id) ur sökningen."""
    store, viewer, why = asked(as_user, purpose, case)
    with followed(store):
        done, count = withdrawing.withdraw(viewer, why, store, Scope(scope), target, reason)
    emit({**_row(done), "documents": count}, as_json, _worded)


@withdraw.command("undo")
@click.argument("withdrawal")
@asked_by
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def undo(withdrawal: str, as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Ångra återkallelsen WITHDRAWAL: handlingarna kan sökas igen."""
    store, viewer, why = asked(as_user, purpose, case)
    with followed(store):
        done, count = withdrawing.restore(viewer, why, store, withdrawal)
    emit({**_row(done), "documents": count}, as_json, lambda row: f"{row['documents']} handlingar kan sökas igen.")


@withdraw.command("list")
@asked_by
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def list_withdrawals(as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Visa vad som dragits tillbaka, det senaste först."""
    store, viewer, _ = asked(as_user, purpose, case)
    rows = [_row(found) for found in store.withdrawals.all(viewer)]
    emit(rows, as_json, lambda found: "\n".join(map(_line, found)) or "Inget är tillbakadraget.")


def _row(withdrawal: Withdrawal) -> dict[str, Any]:
    return {
        "withdrawal": withdrawal.id,
        "scope": withdrawal.scope.value,
        "target": withdrawal.target,
        "reason": mask(withdrawal.reason),
        "by": withdrawal.by,
        "at": swedish.local(withdrawal.at).isoformat(timespec="seconds"),
        "undone": withdrawal.undone is not None,
    }


def _worded(row: dict[str, Any]) -> str:
    return f"{row['documents']} handlingar är tagna ur sökningen. Ångra med: samsyn withdraw undo {row['withdrawal']}"


def _line(row: dict[str, Any]) -> str:
    ended = "ångrad" if row["undone"] else "gäller"
    return "  ".join([row["withdrawal"], row["at"], ended, row["scope"], row["target"], row["reason"]])
