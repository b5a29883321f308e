"""``samsyn doctor``: what the machine has and lacks, and what to do about it."""

from __future__ import annotations

import shutil
from typing import Any

import click

from ingest.watched.doctoring import watched_said
from models.console import emit
from models.errors import ConverterMissingError, SamsynError
from models.settings import Settings, read_settings

_SANDBOX_NEXT = (
    "Filer läses utan sandlåda: apt-get install bubblewrap, och låt användaren skapa namnrymder; "
    "eller godta det med SAMSYN_SANDBOX=limits."
)
_LOW_DISK_BYTES = 2 * 1024**3  # a night of scans needs more


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
@click.pass_context
def doctor(ctx: click.Context, as_json: bool) -> None:
    """Kontrollera att allt som behövs finns på den här datorn."""
    found = checks(read_settings())
    emit({"ok": all(check["ok"] for check in found), "checks": found}, as_json, _worded)
    if not all(check["ok"] for check in found):
        ctx.exit(1)


def checks(settings: Settings, *, counts: bool = True) -> list[dict[str, Any]]:
    """Each check: ``name``, whether it is ``ok``, what was ``found``, and what to do ``next`` where it is not.
    Without ``counts`` nothing tells how many documents there are, or how fast the disk fills: for those who may not
    read them all."""
    machine = [_ocr(settings), _converter(), _sandbox(settings), _names(settings), _disk(settings, counts=counts)]
    stores = [_index(settings), _synonyms(settings), _meaning(settings, counts=counts), _saved(settings, counts=counts)]
    return [*machine, *stores, _check("watched", *watched_said(settings, names=counts))]


def _check(name: str, ok: bool, found: str, next: str = "") -> dict[str, Any]:
    return {"name": name, "ok": ok, "found": found, "next": "" if ok else next}


def _ocr(settings: Settings) -> dict[str, Any]:
    from ingest.ocr.engine import open_engine

    try:
        engine = open_engine(settings)
    except SamsynError as error:
        return _check("ocr", False, error.message, error.next)
    return _check("ocr", True, f"{type(engine).__name__} ({settings.ocr_languages})")


def _converter() -> dict[str, Any]:
    from ingest.readers.converter import converter_path

    found = converter_path()
    return _check("converter", found is not None, found or ConverterMissingError.code, ConverterMissingError.next)


def _sandbox(settings: Settings) -> dict[str, Any]:
    from ingest.sandbox import sandbox_state

    try:
        state = sandbox_state(settings)
    except SamsynError as error:
        return _check("sandbox", False, error.message, error.next)
    walled = state.kind == "bubblewrap" or settings.sandbox == "limits"  # without walls only where somebody chose it
    return _check("sandbox", walled, f"{state.kind} {state.reason}".strip(), _SANDBOX_NEXT)


def _names(settings: Settings) -> dict[str, Any]:
    from nlp.choice import model_folder
    from nlp.names.tagger import Tagger

    try:
        folder = model_folder(settings.nlp_pipeline)
        if folder is None:
            return _check("names", True, settings.nlp_pipeline)
        meta = Tagger(folder).meta  # loaded, so that a file that is not the one that was trained is told here
    except SamsynError as error:
        return _check("names", False, error.message, error.next)
    return _check("names", True, f"{meta.name} {meta.version}")


def _disk(settings: Settings, *, counts: bool) -> dict[str, Any]:
    folder = settings.home if settings.home.exists() else settings.home.absolute().parent
    free, least = shutil.disk_usage(folder).free, _LOW_DISK_BYTES // 1024**3
    ok = free > _LOW_DISK_BYTES
    found = f"{free // 1024**3} GB lediga" if counts else f"{'minst' if ok else 'mindre än'} {least} GB lediga"
    return _check("disk", ok, found, f"Gör plats: minst {least} GB bör vara lediga.")


def _index(settings: Settings) -> dict[str, Any]:
    from contextlib import closing

    from search.backends import open_index

    try:
        with closing(open_index(settings)) as index:
            index.version("")
    except SamsynError as error:
        return _check("index", False, error.message, error.next)
    return _check("index", True, settings.index_backend)


def _synonyms(settings: Settings) -> dict[str, Any]:
    """The site's own synonyms: while a line of them cannot be read, nothing is searched."""
    from search.synonyms import OWN, synonyms_of

    try:
        synonyms_of(settings.home)
    except SamsynError as error:
        return _check("synonyms", False, error.message, error.next)
    own = settings.home / OWN
    return _check("synonyms", True, str(own) if own.exists() else "de som följer med")


def _meaning(settings: Settings, *, counts: bool) -> dict[str, Any]:
    """The embedder, and the vectors: how many documents lack them, and whose another embedder made."""
    from contextlib import closing

    from models.errors import HomeNotFoundError
    from models.store.store import Store
    from search.meaning.embedder import open_embedder
    from search.meaning.state import meaning_said, meaning_state

    try:
        embedder = open_embedder(settings)
        with closing(Store.open(settings)) as store:
            state = meaning_state(store, store.sources.owners())
    except HomeNotFoundError:
        return _check("meaning", True, embedder.identity if embedder is not None else "ingen inbäddning installerad")
    except SamsynError as error:
        return _check("meaning", False, error.message, error.next)
    behind = bool(state.get("error") or state["outdated"])
    found = meaning_said(state) if counts else str(state["embedder"]) or meaning_said(state)
    return _check("meaning", not behind, found, "Gör vektorerna: samsyn embed.")


def _saved(settings: Settings, *, counts: bool) -> dict[str, Any]:
    """Saved searches whose rows were changed: they are skipped, and their users miss what they would have found."""
    from contextlib import closing

    from models.errors import HomeNotFoundError
    from models.store.store import Store

    try:
        with closing(Store.open(settings)) as store:
            damaged = store.saved.damaged()
    except HomeNotFoundError:
        damaged = []
    except SamsynError as error:
        return _check("saved", False, error.message, error.next)
    which = ", ".join(damaged) if counts else "någon"
    found = f"går inte att öppna: {which}" if damaged else "alla går att öppna"
    next = "Raderna i saved_searches är ändrade: hämta dem ur en säkerhetskopia, eller ta bort dem."
    return _check("saved", not damaged, found, next)


def _worded(answer: dict[str, Any]) -> str:
    rows = []
    for check in answer["checks"]:
        rows.append(f"{'ja ' if check['ok'] else 'NEJ'}  {check['name']:<9}  {check['found']}")
        if check["next"]:
            rows.append(f"                → {check['next']}")
    return "\n".join(rows)
