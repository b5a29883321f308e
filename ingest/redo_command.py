"""``samsyn redo``: what was found in stored pages, found anew by what is in force now."""

from __future__ import annotations

import logging
import os
import time
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING, Any, Final

import click

from models.console import emit
from models.progress import progress
from models.settings import read_settings
from models.store.store import Store
from search.operator import administration

if TYPE_CHECKING:
    from ingest.redo import Redone

_log: Final = logging.getLogger(__name__)


@click.group("redo")
def redo() -> None:
    """Gör om: det som hittats i lagrade sidor hittas på nytt. Inga filer läses om."""


@redo.command("names")
@click.option("--source", "sources", multiple=True, help="Bara den här källan; kan anges flera gånger.")
@click.option("--owner", "owners", multiple=True, help="Bara den här ägaren; kan anges flera gånger.")
@click.option("--workers", type=click.IntRange(1, 64), default=lambda: os.cpu_count() or 1, help="Antal processer.")
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def names(sources: tuple[str, ...], owners: tuple[str, ...], workers: int, as_json: bool) -> None:
    """Namnge på nytt: namn, nummer, handlingstyp och uppgifter, med det som gäller nu ([nlp] pipeline).

    Handlingar som redan är namngivna så hoppas över; ett avbrutet kommando fortsätter där det var.
    """
    from ingest.redo import behind, redo_names
    from search.backends import open_index

    settings = read_settings()
    with ExitStack() as stack:
        store = stack.enter_context(closing(Store.open(settings)))
        index = stack.enter_context(closing(open_index(settings)))
        documents = behind(store, sources, owners)
        whose = owners or {store.sources.get(source).owner for source in sources} or store.sources.owners()
        administration(store, settings, "redo names", whose, sources=", ".join(sources))
        shown = stack.enter_context(progress(_log, len(documents), "namngivet"))
        answer = redo_names(store, index, documents, workers=workers, watch=shown)
    emit(answer, as_json, _worded)


@redo.command("keys")
@click.option("--owner", "owners", multiple=True, help="Bara den här ägaren; kan anges flera gånger.")
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def keys(owners: tuple[str, ...], as_json: bool) -> None:
    """Analysera på nytt: de index som är gjorda med en tidigare sökanalys byggs om från lagrade sidor.

    Det gamla indexet används tills det nya är färdigt och räknat; ett avbrutet kommando fortsätter där det var.
    """
    from ingest.redo import check_owners
    from search.backends import open_index
    from search.identity import keys_identity
    from search.indexing import outdated, reindex, searchable

    settings = read_settings()
    with ExitStack() as stack:
        store = stack.enter_context(closing(Store.open(settings)))
        index = stack.enter_context(closing(open_index(settings)))
        check_owners(store, owners)
        behind = outdated(store, index, owners)
        administration(store, settings, "redo keys", behind)
        shown = stack.enter_context(progress(_log, searchable(store, behind), "analyserat"))
        done = reindex(store, index, shown, behind)
    answer = {"owners": behind, "documents": done.documents, "seconds": done.seconds, "keys": keys_identity()}
    emit(answer, as_json, _worded_keys)


@redo.command("similar")
@click.option("--owner", "owners", multiple=True, help="Bara den här ägaren; kan anges flera gånger.")
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def similar(owners: tuple[str, ...], as_json: bool) -> None:
    """Jämför på nytt: handlingar som ännu inte jämförts med andra, eller jämförts på ett tidigare sätt.

    Ett avbrutet kommando fortsätter där det var.
    """
    from ingest.redo import check_owners
    from models.access import as_anybody
    from models.store.service import service
    from search.indexing import liken
    from search.likeness.identity import likeness_identity

    settings, started = read_settings(), time.monotonic()
    with ExitStack() as stack:
        store = stack.enter_context(closing(Store.open(settings)))
        check_owners(store, owners)
        reader = as_anybody(service(store, "likhet"))  # what is kept from somebody has no print
        behind = store.alike.behind(reader, likeness_identity(), owners)
        administration(store, settings, "redo similar", owners or store.sources.owners())
        done = liken(store, behind, stack.enter_context(progress(_log, len(behind), "jämfört")))
    seconds = round(time.monotonic() - started, 3)
    emit({"documents": done, "seconds": seconds, "likeness": likeness_identity()}, as_json, _worded_similar)


def _worded_similar(answer: dict[str, Any]) -> str:
    return f"{answer['documents']} handlingar jämförda på {answer['seconds']:.1f} s."


def _worded_keys(answer: dict[str, Any]) -> str:
    if not answer["owners"]:
        return "Alla index är redan gjorda med den sökanalys som gäller."
    whose = ", ".join(answer["owners"])
    return f"{answer['documents']} handlingar analyserade på nytt på {answer['seconds']:.1f} s, för {whose}."


def _worded(answer: Redone) -> str:
    lines = [
        f"{answer.documents} handlingar namngivna på {answer.seconds:.1f} s med {answer.pipeline}: "
        f"{answer.changed} ändrade, {answer.unchanged} som förut; {answer.mentions} omnämnanden."
    ]
    lines += [f"  {problem.reason}  {problem.document}" for problem in answer.problems]
    if answer.problems:
        lines.append("De behåller sina namn. Kör samma kommando igen: bara de görs om.")
    return "\n".join(lines)
