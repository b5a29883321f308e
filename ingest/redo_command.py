"""``samsyn redo``: what was read and found before, by what is in force now."""

from __future__ import annotations

import logging
import time
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING, Any, Final

import click

from ingest.capacity import workers_here
from ingest.cluster.command import warn_if_crowded
from models.console import emit, waiting_said
from models.progress import progress
from models.quality import GOOD_FROM
from models.settings import read_settings
from models.store.store import Store
from search.operator import administration

if TYPE_CHECKING:
    from ingest.redo import Redone
    from ingest.redo_ocr import Reread

_log: Final = logging.getLogger(__name__)


@click.group("redo")
def redo() -> None:
    """Gör om med det som gäller nu: namn, sökanalys, jämförelser (ur lagrade sidor) och OCR (ur originalen)."""


@redo.command("names")
@click.option("--source", "sources", multiple=True, help="Bara den här källan; kan anges flera gånger.")
@click.option("--owner", "owners", multiple=True, help="Bara den här ägaren; kan anges flera gånger.")
@click.option("--workers", type=click.IntRange(1, 64), default=workers_here, help="Antal processer.")
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
        answer = redo_names(store, index, documents, workers=workers, watch=shown, waits=shown.wait)
    emit(answer, as_json, _worded)


@redo.command("ocr")
@click.option("--below", type=click.FloatRange(0, 1, min_open=True), default=GOOD_FROM, show_default=True,
              help="Sidor vars läskvalitet (0–1) ligger under det här.")  # fmt: skip
@click.option("--anyway", is_flag=True, help="Även sidor som redan är lästa på det sätt som gäller nu.")
@click.option("--source", "sources", multiple=True, help="Bara den här källan; kan anges flera gånger.")
@click.option("--owner", "owners", multiple=True, help="Bara den här ägaren; kan anges flera gånger.")
@click.option("--workers", type=click.IntRange(1, 64), default=workers_here, help="Antal processer.")
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def ocr(
    below: float, anyway: bool, sources: tuple[str, ...], owners: tuple[str, ...], workers: int, as_json: bool
) -> None:
    """Läs om sidor som OCR läste dåligt, ur originalen, med den motor, de språk och den bildbehandling som gäller nu.

    En sida får den nya läsningen bara om den är bättre. Sidor som redan är lästa så hoppas över; ett avbrutet
    kommando fortsätter där det var.
    """
    from ingest.redo_ocr import behind, redo_ocr
    from search.backends import open_index

    settings = read_settings()
    with ExitStack() as stack:
        store = stack.enter_context(closing(Store.open(settings)))
        index = stack.enter_context(closing(open_index(settings)))
        documents = behind(store, below, anyway=anyway, sources=sources, owners=owners)
        whose = owners or {store.sources.get(source).owner for source in sources} or store.sources.owners()
        administration(store, settings, "redo ocr", whose, sources=", ".join(sources), below=str(below))
        warn_if_crowded(settings, workers)
        shown = stack.enter_context(progress(_log, sum(pages for _, pages in documents), "läst om", "sidor"))
        answer = redo_ocr(store, index, documents, below, anyway=anyway, workers=workers, watch=shown, waits=shown.wait)
    emit(answer, as_json, _worded_ocr)


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
    from search.rebuilding import outdated, reindex, searchable

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
    told = (
        f"{answer.documents} handlingar namngivna på {answer.seconds:.1f} s med {answer.pipeline}: "
        f"{answer.changed} ändrade, {answer.unchanged} som förut; {answer.mentions} omnämnanden."
    )
    next = "De behåller sina namn. Kör samma kommando igen: bara de görs om."
    return _with_problems(told, answer, next)


def _worded_ocr(answer: Reread) -> str:
    told = (
        f"{answer.pages} sidor i {answer.documents} handlingar lästa om på {answer.seconds:.1f} s "
        f"med {answer.reading}: {answer.better} blev bättre, {answer.kept} behåller den läsning de hade."
    )
    next = "De behåller sina sidor. Kör samma kommando igen: bara de görs om."
    return _with_problems(told, answer, next)


def _with_problems(told: str, answer: Redone | Reread, next: str) -> str:
    lines = [f"  {problem.reason}  {problem.document}" for problem in answer.problems]
    return "\n".join([told, *lines, *([next] if lines else []), *waiting_said(answer.waiting)])
