"""``samsyn saved``: searches that are kept under a name, and run again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Final

import click

from models.access import Purpose, Viewer
from models.console import emit
from models.masking import mask
from models.saved import NamedSearch
from models.settings import read_settings
from models.store.store import Store
from search.commands import WordsFirst, as_contract, asked_for
from search.commands import search as search_command
from search.operator import asked_by, operator

_ASKED: Final = frozenset(
    {
        "query",
        "facets",
        "not_facets",
        "all_of",
        "sources",
        "owners",
        "since",
        "until",
        "sort",
        "column",
        "falling",
        "tolerant",
        "like",
        "meaning",
    }
)
"""The options of ``samsyn search`` that are of the question and not of the answer."""
_json = click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")


@click.group("saved")
def saved() -> None:
    """Sparade sökningar: namnges, listas, körs igen, bevakas och tas bort. Var och en ser sina egna."""


_OPTIONS: Final = [param for param in search_command.params if param.name in _ASKED]


@saved.command("add", cls=WordsFirst, params=[click.Argument(["name"]), *_OPTIONS])
@click.option("--watch", "watched", is_flag=True, help="Bevaka den: nya handlingar står under samsyn alerts list.")
@asked_by
@_json
def add(name: str, watched: bool, as_user: str | None, purpose: str, case: str, as_json: bool, **asked: Any) -> None:
    """Spara sökningen QUERY, med samma val som samsyn search, under ett namn."""
    from search.saved import SavedSearch
    from search.sensitive import refuse_selection

    if not name.strip():
        raise click.UsageError("Sökningen behöver ett namn")
    asked["meaning"] = bool(asked["meaning"])  # kept where it was said: a search that is run again asks the same
    question = SavedSearch.asked(asked_for(**asked, finds=(), facet_order="count", standing_out=False))
    with opened(as_user, purpose, case) as (store, viewer, why):
        refuse_selection(viewer, why, store, question.query, "saved")
        row = _row(store.saved.add(viewer, name, question.kept(), watched=watched))
    emit(row, as_json, lambda each: f"Sparad: {each['name']} ({each['saved']})")


@saved.command("list")
@click.option("--removed", is_flag=True, help="De borttagna, som går att få tillbaka.")
@asked_by
@_json
def list_(removed: bool, as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Visa de sparade sökningarna."""
    with opened(as_user, purpose, case) as (store, viewer, _):
        rows = [_row(each) for each in store.saved.all(viewer, removed=removed)]
    emit(rows, as_json, _listed)


@saved.command("run")
@click.argument("wanted", metavar="NAME|ID")
@click.option("--limit", type=click.IntRange(0, 1000), default=20, show_default=True, help="Antal träffar.")
@click.option("--after", metavar="CURSOR", help="Nästa sida: svarets ”after”.")
@click.option("--facet-limit", type=click.IntRange(0, 10_000), default=20, show_default=True)
@click.option("--unmask", metavar="REASON", default="", help="Visa personnummer; skälet loggas.")
@asked_by
@_json
def run(wanted: str, as_user: str | None, purpose: str, case: str, as_json: bool, **shown: Any) -> None:
    """Kör en sparad sökning; svarar som samsyn search."""
    from contextlib import closing

    from search.backends import open_index
    from search.saved import SavedSearch
    from search.service import search
    from search.wording import worded

    with opened(as_user, purpose, case) as (store, viewer, why), closing(open_index(store.settings)) as index:
        request = replace(SavedSearch.of(store.saved.get(viewer, wanted).search).asks(), **shown)
        result = search(viewer, why, request, store=store, index=index)
    if as_json:
        emit(as_contract(result, unmask=bool(request.unmask.strip())), True, str)
    else:
        emit(result, False, worded)


@saved.command("rename")
@click.argument("wanted", metavar="NAME|ID")
@click.argument("name")
@asked_by
@_json
def rename(wanted: str, name: str, as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Kalla en sparad sökning något annat."""
    if not name.strip():
        raise click.UsageError("Sökningen behöver ett namn")
    with opened(as_user, purpose, case) as (store, viewer, _):
        found = store.saved.get(viewer, wanted)
        store.saved.rename(viewer, found.id, name)
        row = _row(store.saved.get(viewer, found.id))
    emit(row, as_json, lambda each: f"Heter nu: {each['name']}")


@saved.command("remove")
@click.argument("wanted", metavar="NAME|ID")
@asked_by
@_json
def remove(wanted: str, as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Ta bort en sparad sökning; den går att få tillbaka i trettio dagar."""
    with opened(as_user, purpose, case) as (store, viewer, _):
        found = store.saved.get(viewer, wanted)
        store.saved.remove(viewer, found.id)
    emit(_row(found), as_json, lambda each: f"Borttagen: {each['name']} (ångra: samsyn saved restore {each['saved']})")


@saved.command("restore")
@click.argument("id")
@asked_by
@_json
def restore(id: str, as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Ångra att en sparad sökning togs bort."""
    with opened(as_user, purpose, case) as (store, viewer, _):
        store.saved.restore(viewer, id)
        row = _row(store.saved.get(viewer, id))
    emit(row, as_json, lambda each: f"Tillbaka: {each['name']}")


@saved.command("watch")
@click.argument("wanted", metavar="NAME|ID")
@asked_by
@_json
def watch(wanted: str, as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Bevaka en sparad sökning: nya handlingar som den hittar står under samsyn alerts list."""
    row = _switched(wanted, as_user, purpose, case, on=True)
    emit(row, as_json, lambda each: f"Bevakas: {each['name']}")


@saved.command("unwatch")
@click.argument("wanted", metavar="NAME|ID")
@asked_by
@_json
def unwatch(wanted: str, as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Sluta bevaka en sparad sökning; det som bevakningen har hittat glöms."""
    row = _switched(wanted, as_user, purpose, case, on=False)
    emit(row, as_json, lambda each: f"Bevakas inte längre: {each['name']}")


def _switched(wanted: str, as_user: str | None, purpose: str, case: str, *, on: bool) -> dict[str, Any]:
    with opened(as_user, purpose, case) as (store, viewer, _):
        found = store.saved.get(viewer, wanted)
        store.saved.watch(viewer, found.id, on)
        return _row(store.saved.get(viewer, found.id))


@contextmanager
def opened(as_user: str | None, purpose: str, case: str) -> Iterator[tuple[Store, Viewer, Purpose]]:
    """The store, who asks and why."""
    settings = read_settings()
    store = Store.open(settings)
    try:
        yield store, *operator(store, settings, as_user, purpose, case)
    finally:
        store.close()


def _row(found: NamedSearch) -> dict[str, Any]:
    search = {**found.search, "query": mask(found.search["query"])}
    return {"saved": found.id, "name": mask(found.name), "at": found.saved, "watched": found.watched, "search": search}


def _listed(rows: list[dict[str, Any]]) -> str:
    return (
        "\n".join(_line(row) for row in rows) or "Inga sparade sökningar. Spara en med samsyn saved add NAMN SÖKNING."
    )


def _line(row: Mapping[str, Any]) -> str:
    watched = "bevakas  " if row["watched"] else ""
    return f"{row['saved']}  {watched}{row['name']}  {row['search']['query']}".rstrip()
