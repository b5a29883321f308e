"""``samsyn ties show`` and ``samsyn ties export``: who is tied to whom, and what the documents say of them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TextIO

import click

from models.console import emit
from models.errors import MissingPathError
from models.mention import Label
from models.tie import Near
from search.operator import asked_by

if TYPE_CHECKING:
    from search.tied import Ties

_JSON = click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
_UNMASK = click.option("--unmask", metavar="REASON", default="", help="Visa personnummer; skälet loggas.")
_LABEL = click.option("--label", type=click.Choice([label.value for label in Label]), help="Bara av denna typ.")
_NEARNESS: Final = {near.name.lower(): near for near in reversed(Near)}


@click.group("ties")
def ties() -> None:
    """Samband: vilka som nämns tillsammans, och vad handlingarna säger att de är för varandra."""


@ties.command("show")
@click.argument("entity")
@_LABEL
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="Högst så många samband.")
@_UNMASK
@asked_by
@_JSON
def show(
    entity: str, label: str | None, limit: int, unmask: str, as_user: str | None, purpose: str, case: str, as_json: bool
) -> None:
    """Visa sambanden för ENTITY (id eller exakt namn), de starkaste först: det som sägs, sedan det som nämns nära."""
    from ingest.asking import asked
    from ingest.tie_rows import tie_row, ties_text
    from nlp.ties import TIES
    from search.entity_choice import chosen_entity
    from search.ties import ties_of

    store, viewer, why = asked(as_user, purpose, case)
    id = chosen_entity(viewer, store, entity, label or "").id
    found = ties_of(viewer, why, store, id, TIES, limit=limit, unmask=unmask)
    answer = {
        "entity": id,
        "label": found.entities[id].label.value,
        "name": found.entities[id].name,
        "total": found.total,
        "ties": [tie_row(found, tie, id) for tie in found.ties],
    }
    emit(answer, as_json, ties_text)


@ties.command("export")
@click.option("--format", "form", type=click.Choice(["graphml", "csv", "ftm"]), required=True, help="Filens form.")
@click.option("--out", "target", type=click.Path(path_type=Path, dir_okay=False), help="Fil att skriva; annars hit.")
@click.option("--owner", "owners", multiple=True, metavar="O", help="Bara ägarens handlingar.")
@click.option("--source", "sources", multiple=True, metavar="S", help="Bara ur källan.")
@click.option("--entity", "entities", multiple=True, metavar="ENTITY", help="Bara dennes samband (id eller namn).")
@click.option(
    "--within",
    type=click.Choice(list(_NEARNESS)),
    default="document",
    show_default=True,
    help="Bara de som nämns så nära varandra, och det som sägs.",
)
@_UNMASK
@asked_by
@_JSON
def export(
    form: str, target: Path | None, owners: tuple[str, ...], sources: tuple[str, ...], entities: tuple[str, ...],
    within: str, unmask: str, as_user: str | None, purpose: str, case: str, as_json: bool,
) -> None:  # fmt: skip
    """Skriv alla samband som GraphML, CSV eller FollowTheMoney (en JSON-rad för varje del)."""
    from ingest.asking import asked
    from nlp.ties import TIES
    from search.entity_choice import chosen_entity
    from search.ties import Request, export_ties

    if as_json and target is None:
        raise click.UsageError("--json behöver --out: filen skrivs annars till standard ut.")
    store, viewer, why = asked(as_user, purpose, case)
    ids = tuple(chosen_entity(viewer, store, words).id for words in entities)
    request = Request(ids, owners, sources, _NEARNESS[within], unmask=unmask)
    found = export_ties(viewer, why, store, request, TIES)
    if target is None:
        _writer(form)(found, sys.stdout)
        return
    try:
        with target.open("w", encoding="utf-8", newline="") as file:
            _writer(form)(found, file)
    except OSError as error:
        raise MissingPathError(f"Filen kan inte skrivas: {target} ({error.strerror})") from error
    links = sum(len(tie.links) for tie in found.ties)
    answer = {"format": form, "path": str(target), "ties": len(found.ties), "relations": links}
    emit(answer, as_json, lambda one: f"{one['path']}: {one['ties']} samband, {one['relations']} uppgifter")


def _writer(form: str) -> Callable[[Ties, TextIO], Any]:
    from search.tie_csv import write_csv
    from search.tie_ftm import write_ftm
    from search.tie_graphml import write_graphml

    return {"graphml": write_graphml, "csv": write_csv, "ftm": write_ftm}[form]
