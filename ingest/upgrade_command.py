"""``samsyn upgrade``: an installed archive moved to this version of the program, with a way back."""

from __future__ import annotations

import logging
from contextlib import closing
from pathlib import Path
from typing import Any

import click

from ingest.backup_command import counted
from models.console import emit
from models.progress import progress
from models.settings import read_settings, settings_file
from models.store.backup.taking import KeysTo, take_backup
from models.store.migrate import newest
from models.store.store import Store
from search.backends import open_index
from search.indexing import outdated, reindex, searchable
from search.operator import administration

_log = logging.getLogger(__name__)


@click.command("upgrade")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--keys-to", type=click.Path(file_okay=False, path_type=Path), help="Nycklarna till en egen mapp.")
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def upgrade(folder: Path, keys_to: Path | None, as_json: bool) -> None:
    """Säkerhetskopiera till FOLDER, för registret till den här versionen och bygg om de index som behöver det.

    Tillbaka: installera den förra versionen och kör samsyn restore FOLDER i en ny, tom SAMSYN_HOME.
    """
    settings = read_settings()
    with closing(Store.open(settings, upgrade=False)) as store, counted("kopierat") as shown:
        administration(store, settings, "upgrade", store.sources.owners())
        taken = take_backup(store, folder, KeysTo(apart=keys_to), settings_file(), shown)
    with closing(Store.open(settings)) as store, closing(open_index(settings)) as index:
        behind = outdated(store, index)
        if behind:
            with progress(_log, searchable(store, behind), "indexerat") as indexed:
                reindex(store, index, indexed, behind)
    answer = {"backup": taken.backup.id, "from": taken.backup.revision, "to": newest(), "reindexed": behind}
    emit(answer, as_json, _worded)


def _worded(answer: dict[str, Any]) -> str:
    moved = "redan" if answer["from"] == answer["to"] else f"från {answer['from']}"
    return f"Registret är {moved} av version {answer['to']}. Vägen tillbaka: säkerhetskopian {answer['backup']}."
