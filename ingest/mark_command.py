"""``samsyn mark``: keep a source, a document or a page for a group, lower that again, and list what is in force."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click

from ingest.asking import asked, followed
from models import swedish
from models.console import documents_said, emit
from models.errors import InvalidMarkingError
from models.marking import Marking, MarkingScope
from models.masking import mask
from search import marking_secrecy
from search.operator import asked_by

_DATE = click.DateTime(formats=["%Y-%m-%d"])


@click.group("mark")
def mark() -> None:
    """Sekretessmarkera: det markerade finns bara för dem som är med i gruppen (docs/secrecy.md)."""


@mark.command("set")
@click.argument("scope", type=click.Choice([scope.value for scope in MarkingScope]))
@click.argument("target")
@click.option("--page", type=click.IntRange(min=1), help="Sidan, när SCOPE är page.")
@click.option("--provision", "ground", required=True, metavar="P", help="Bestämmelsen, till exempel OSL 26:1.")
@click.option("--group", required=True, metavar="G", help="Gruppen som får läsa det markerade.")
@click.option("--until", type=_DATE, metavar="DATE", help="Sista dagen som markeringen gäller.")
@click.option("--reason", default="", help="Varför.")
@asked_by
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def set_marking(
    scope: str,
    target: str,
    page: int | None,
    ground: str,
    group: str,
    until: datetime | None,
    reason: str,
    as_user: str | None,
    purpose: str,
    case: str,
    as_json: bool,
) -> None:
    """Markera TARGET: en källas namn, en handlings id eller en sida (--page) i en handling."""
    if (scope == MarkingScope.PAGE.value) != (page is not None):
        raise InvalidMarkingError("Ange --page när en sida ska markeras, annars inte")
    store, viewer, why = asked(as_user, purpose, case)
    last = until.date() if until else None
    wanted = marking_secrecy.Wanted(MarkingScope(scope), target, group, ground, page or 0, reason, last)
    with followed(store):
        done, count = marking_secrecy.mark(viewer, why, store, wanted)
    emit({**_row(done), "documents": count}, as_json, _worded)


@mark.command("lower")
@click.argument("marking")
@click.option("--reason", required=True, help="Varför; står kvar vid markeringen.")
@asked_by
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def lower(marking: str, reason: str, as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Sänk markeringen MARKING. Bara ägarens sekretessansvariga får det."""
    store, viewer, why = asked(as_user, purpose, case)
    with followed(store):
        done, count = marking_secrecy.lower(viewer, why, store, marking, reason)
    emit(
        {**_row(done), "documents": count},
        as_json,
        lambda row: f"Markeringen är sänkt; {documents_said(row['documents'])} berördes.",
    )


@mark.command("list")
@click.option("--all", "every", is_flag=True, help="Även de som är sänkta eller har gått ut.")
@asked_by
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def list_markings(every: bool, as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Visa markeringarna, den senaste först."""
    store, viewer, why = asked(as_user, purpose, case)
    found = marking_secrecy.listed(viewer, why, store, standing=not every)
    emit([_row(each) for each in found], as_json, lambda rows: "\n".join(map(_line, rows)) or "Inget är markerat.")


def _row(marking: Marking) -> dict[str, Any]:
    return {
        "marking": marking.id,
        "owner": marking.owner,
        "scope": marking.scope.value,
        "target": marking.target,
        "page": marking.page or None,
        "group": marking.group,
        "provision": marking.provision,
        "reason": mask(marking.reason),
        "by": marking.by,
        "at": _moment(marking.at),
        "until": marking.until.isoformat() if marking.until else None,
        "lowered": _moment(marking.lowered) if marking.lowered else None,
        "lowered_by": marking.lowered_by,
        "lowered_reason": mask(marking.lowered_reason),
    }


def _moment(moment: datetime) -> str:
    return swedish.local(moment).isoformat(timespec="seconds")


def _worded(row: dict[str, Any]) -> str:
    return (
        f"{documents_said(row['documents'])} berörs. Det markerade finns nu bara för gruppen {row['group']} "
        f"och ägarens sekretessansvariga. Sänks med: samsyn mark lower {row['marking']} --reason SKÄL"
    )


def _line(row: dict[str, Any]) -> str:
    on = f"{row['target']} s. {row['page']}" if row["page"] else row["target"]
    state = ("sänkt" if row["lowered_by"] else "utgången") if row["lowered"] else f"till {row['until'] or 'vidare'}"
    return "  ".join([row["marking"], row["at"], row["provision"], row["group"], row["scope"], on, state])
