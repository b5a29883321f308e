"""``samsyn alerts``: new documents that watched searches found, shown and marked as seen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from models.alert import MOST_TOLD
from models.console import emit
from models.masking import mask
from search.operator import asked_by
from search.saved_command import opened

_json = click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
_of = click.option("--search", "wanted", metavar="NAME|ID", help="Bara den här sparade sökningens.")


@click.group("alerts")
def alerts() -> None:
    """Nytt i bevakade sökningar (samsyn saved watch). Var och en ser sina egna, av det som de får läsa."""


@alerts.command("list")
@_of
@click.option("--all", "with_seen", is_flag=True, help="Även dem som är sedda.")
@click.option(
    "--limit", type=click.IntRange(1, MOST_TOLD), default=100, show_default=True, help="Så många, nyast först."
)
@click.option("--skip", type=click.IntRange(0), default=0, help="Hoppa över så många.")
@asked_by
@_json
def list_(wanted: str | None, as_user: str | None, purpose: str, case: str, as_json: bool, **which: Any) -> None:
    """Visa nya handlingar som bevakade sökningar har hittat."""
    from contextlib import closing

    from search.alerts import alerts as told
    from search.backends import open_index

    with opened(as_user, purpose, case) as (store, viewer, why), closing(open_index(store.settings)) as index:
        saved = store.saved.get(viewer, wanted).id if wanted else None
        found = told(viewer, why, store=store, index=index, saved=saved, **which)
    rows = [
        {
            "saved": each.search.id,
            "search": mask(each.search.name),
            "document": each.document.id,
            "name": mask(each.document.name),
            "source": each.document.source,
            "owner": each.document.owner,
            "kind": each.document.kind,
            "date": each.document.date,
            "pages": list(each.pages),
            "at": each.alert.at,
            "seen": each.alert.seen,
        }
        for each in found.told
    ]
    emit({"unseen": sum(found.unseen.values()), "alerts": rows}, as_json, _listed)


@alerts.command("seen")
@_of
@click.option("--document", metavar="ID", help="Bara den här handlingens.")
@asked_by
@_json
def seen(wanted: str | None, document: str | None, as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Märk det som bevakningarna har hittat som sett."""
    from contextlib import closing

    from search.alerts import unseen
    from search.backends import open_index

    with opened(as_user, purpose, case) as (store, viewer, _), closing(open_index(store.settings)) as index:
        saved = store.saved.get(viewer, wanted).id if wanted else None
        before = sum(unseen(viewer, store=store, index=index).values())
        store.alerts.see(viewer, saved=saved, document=document)
        left = sum(unseen(viewer, store=store, index=index).values())
    emit(
        {"marked": before - left, "unseen": left},
        as_json,
        lambda each: f"Sedda: {each['marked']}. Kvar: {each['unseen']}.",
    )


def _listed(answer: Mapping[str, Any]) -> str:
    lines = [_line(row) for row in answer["alerts"]]
    return "\n".join([*lines, f"Osedda: {answer['unseen']}"])


def _line(row: Mapping[str, Any]) -> str:
    at = f"s. {row['pages'][0]}" if row["pages"] else ""
    mark = " " if row["seen"] else "*"
    return (
        f"{mark} {row['at']:%Y-%m-%d %H:%M}  {row['search']}  {row['name']}  {at}".rstrip() + f"  ({row['document']})"
    )
