"""``samsyn upgrade``: an installed archive moved to this version of the program, with a way back."""

from __future__ import annotations

import logging
from contextlib import closing
from pathlib import Path
from typing import Any

import click

from ingest.backup_command import FOUND_DIFFERENCE, asks_for_keys, counted, keys_to, missing_said
from models.console import emit
from models.progress import progress
from models.settings import read_settings, settings_file
from models.store.backup.taking import take_backup
from models.store.migrate import newest
from models.store.store import Store
from search import protecting
from search.backends import open_index
from search.indexing import drain
from search.operator import administration
from search.rebuilding import outdated, reindex, searchable

_log = logging.getLogger(__name__)


@click.command("upgrade")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@asks_for_keys
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
@click.pass_context
def upgrade(ctx: click.Context, folder: Path, apart: Path | None, without_keys: bool, as_json: bool) -> None:
    """Säkerhetskopiera till FOLDER, för registret till den här versionen och bygg om de index som behöver det.

    Tillbaka: installera den förra versionen och kör samsyn restore FOLDER i en ny, tom SAMSYN_HOME.
    """
    settings, whereto = read_settings(), keys_to(apart, without_keys)
    with closing(Store.open(settings, upgrade=False)) as store, counted("kopierat") as shown:
        administration(store, settings, "upgrade", store.sources.owners())
        taken = take_backup(store, folder, whereto, settings_file(), shown)
    with closing(Store.open(settings)) as store, closing(open_index(settings)) as index:
        covered = protecting.sweep(store)
        behind = outdated(store, index)
        if behind:
            with progress(_log, searchable(store, behind), "indexerat") as indexed:
                reindex(store, index, indexed, behind)
        if covered:
            drain(store, index)
    answer = {"backup": taken.backup.id, "from": taken.backup.revision, "to": newest(), "reindexed": behind}
    emit(answer | {"missing": list(taken.backup.missing)}, as_json, _worded)
    if taken.backup.missing:
        ctx.exit(FOUND_DIFFERENCE)


def _worded(answer: dict[str, Any]) -> str:
    moved = "redan" if answer["from"] == answer["to"] else f"från {answer['from']}"
    told = f"Registret är {moved} av version {answer['to']}. Vägen tillbaka: säkerhetskopian {answer['backup']}."
    return "\n".join([told, *missing_said(answer["missing"])])
