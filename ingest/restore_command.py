"""``samsyn restore``: a backup put back into an empty home, with a mark that says from when it is."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any, Final

import click

from ingest.backup_command import FOUND_DIFFERENCE, counted
from models.console import emit
from models.settings import read_settings
from models.store.backup.layout import chosen
from models.store.backup.noted import read_noted
from models.store.backup.restoring import finished, put_in_place
from models.store.store import Store
from search.operator import purpose_of

_LACKED: Final = {
    "documents": "handlingar som kommit in",
    "withdrawn": "handlingar som tagits ur sökningen",
    "markings": "sekretessmarkeringar",
    "holds": "spärrar mot gallring",
    "protected": "personer med skyddade uppgifter",
    "closed_accounts": "konton som stängts",
}


@click.command("restore")
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--backup", "id", default="", metavar="ID", help="Vilken; annars den senaste.")
@click.option("--keys", "keys_from", type=click.Path(file_okay=False, path_type=Path), help="Mappen med nycklarna.")
@click.option("--witness", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Huvuden ur loggen.")
@click.option(
    "--noted",
    "noted_in",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Mappen med den senaste anteckningen, om den inte ligger hos kopiorna.",
)
@click.option("--accept", "reason", help="Kvittera att det som saknas efter en återställning är åtgärdat, och hur.")
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
@click.pass_context
def restore(
    ctx: click.Context,
    folder: Path | None,
    id: str,
    keys_from: Path | None,
    witness: Path | None,
    noted_in: Path | None,
    reason: str | None,
    as_json: bool,
) -> None:
    """Lägg tillbaka en säkerhetskopia ur FOLDER i en tom SAMSYN_HOME. Sökindexet byggs om, och allt jämförs."""
    from ingest.restoration import accept, known_missing, settle

    settings = read_settings()
    if (folder is None) == (reason is None):
        raise click.UsageError("Ange mappen med säkerhetskopior, eller --accept SKÄL")
    if folder is None:
        with closing(Store.open(settings)) as store:
            accept(store, reason or "")
        emit({"accepted": True}, as_json, lambda _: "Kvitterat: det står i loggen.")
        return
    backup, noted = chosen(folder, id), read_noted(noted_in or folder)
    with counted("återställt") as shown:
        lost = put_in_place(settings, folder, backup, noted, keys_from, shown)
    with closing(Store.open(settings, restoring=True)) as store:
        lacks = known_missing(store, backup, noted, witness)
        done = settle(store, purpose_of(settings), backup, noted, lacks)
        finished(store)
    answer = {
        "backup": backup.id,
        "made": backup.made,
        "documents": backup.counts.get("documents", 0),
        "indexed": done.indexed,
        "events_missing": done.lacks.events,
        "lacking": dict(done.lacks.counts),
        "withdrawn_again": done.again,
        "erased_again": done.erased,
        "keys_destroyed_again": done.destroyed,
        "lost": lost,
        "differences": list(done.differences),
    }
    emit(answer, as_json, _worded)
    if lost or done.differences:
        ctx.exit(FOUND_DIFFERENCE)


def _worded(answer: dict[str, Any]) -> str:
    events = answer["events_missing"]
    told = "okänt hur mycket" if events is None else f"{events} händelser i loggen"
    lines = [
        f"Återställd från säkerhetskopia av {answer['made']}: {answer['documents']} handlingar.",
        f"Det som hänt därefter saknas: {told}.",
        *(f"  {count} {_LACKED[name]}" for name, count in answer["lacking"].items()),
        f"Tagna ur sökningen igen: {answer['withdrawn_again']}. Gallrade igen: {answer['erased_again']}.",
        *(f"  saknas i säkerhetskopian: {sha256}" for sha256 in answer["lost"]),
        *(f"  {each['what']}  {each['document'] or ''}  {each['path'] or ''}" for each in answer["differences"]),
        "Gå igenom markeringar, skyddade personuppgifter, konton och behörigheter innan någon släpps in; kör sedan",
        "samsyn verify --folder MAPP --source KÄLLA för det som kommit sedan dess.",
        "Kvittera: samsyn restore --accept SKÄL",
    ]
    return "\n".join(lines)
