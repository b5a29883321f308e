"""``samsyn vault``: originals and page images moved to another place."""

from __future__ import annotations

import logging
import time
from contextlib import ExitStack, closing
from typing import Any, Final

import click

from models.console import emit
from models.progress import progress
from models.settings import read_settings
from models.store.store import Store
from models.store.vault_copying import check_copies, copy_missing, missing
from models.store.vault_place import vault_at
from search.operator import administration

_log: Final = logging.getLogger(__name__)


@click.group("vault")
def vault() -> None:
    """Valvet: original och sidbilder."""


@vault.command("copy")
@click.option("--to", "url", required=True, metavar="URL", help="Dit: s3://hink/prefix eller file:///mapp.")
@click.option("--threads", type=click.IntRange(1, 64), default=8, show_default=True, help="Filer på väg samtidigt.")
@click.option("--check", is_flag=True, help="Läs sedan allt där borta och skicka det skadade på nytt.")
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
@click.pass_context
def copy(ctx: click.Context, url: str, threads: int, check: bool, as_json: bool) -> None:
    """Kopiera det som saknas i ett annat valv. Inget tas bort här; ett avbrutet kommando fortsätter där det var.

    Nyckel och server för s3:// är de i inställningarna [vault]. Byt SAMSYN_VAULT_URL när inget längre saknas.
    """
    settings, started = read_settings(), time.monotonic()
    with ExitStack() as stack:
        store = stack.enter_context(closing(Store.open(settings)))
        target = stack.enter_context(closing(vault_at(settings, url)))
        lacking = sum(1 for _ in missing(store.vault, target))
        administration(store, settings, "vault copy", store.sources.owners())
        with progress(_log, lacking, "kopierat", "filer") as shown:
            copied, damaged = copy_missing(store.vault, target, threads, shown)
        if check:
            with progress(_log, sum(1 for _ in store.vault.ids()), "kontrollerat", "filer") as shown:
                _whole, damaged = check_copies(store.vault, target, threads, shown)
    seconds = round(time.monotonic() - started, 3)
    emit({"copied": copied, "damaged": damaged, "seconds": seconds}, as_json, _worded)
    if damaged:
        ctx.exit(3)


def _worded(answer: dict[str, Any]) -> str:
    lines = [f"{answer['copied']} filer kopierade på {answer['seconds']:.1f} s."]
    lines += [f"  skadad här, inte kopierad: {sha256}" for sha256 in answer["damaged"]]
    if answer["damaged"]:
        lines.append("Lägg tillbaka dem ur en säkerhetskopia (samsyn verify visar vilka handlingar det gäller).")
    return "\n".join(lines)
