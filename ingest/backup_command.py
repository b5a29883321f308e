"""``samsyn backup``: the whole archive copied while it is in use, backups checked and listed."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import click

from models.backup_errors import BackupDamagedError
from models.console import emit
from models.progress import Progress
from models.settings import read_settings, settings_file
from models.store.backup.checking import check_backup
from models.store.backup.layout import Backup, chosen, ids, place_of, read_manifest
from models.store.backup.noted import note
from models.store.backup.pruning import prune
from models.store.backup.taking import KeysTo, take_backup
from models.store.store import Store
from search.operator import administration

FOUND_DIFFERENCE: Final = 3  # exit status
_json = click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
_folder = click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
_which = click.option("--backup", "id", default="", metavar="ID", help="Vilken; annars den senaste.")


def asks_for_keys(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command that takes a backup the options of :func:`keys_to`."""
    command = click.option("--without-keys", is_flag=True, help="Inga nycklar: de förvaras någon annanstans.")(command)
    apart = click.Path(file_okay=False, path_type=Path)
    return click.option("--keys-to", "apart", type=apart, help="Nycklarna till en egen mapp.")(command)


def keys_to(apart: Path | None, without_keys: bool) -> KeysTo:
    if apart is not None and without_keys:
        raise click.UsageError("--keys-to och --without-keys säger emot varandra")
    return KeysTo(not without_keys, apart)


class _TakesFolder(click.Group):
    """``samsyn backup FOLDER`` is ``samsyn backup take FOLDER``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in {*self.commands, *ctx.help_option_names}:
            args = ["take", *args]
        return super().parse_args(ctx, args)


@click.group("backup", cls=_TakesFolder)
def backup() -> None:
    """Säkerhetskopiera till FOLDER medan allt är igång. En kopia är lika hemlig som arkivet (docs/backup.md)."""


@backup.command("take")
@_folder
@asks_for_keys
@click.option("--keep", type=click.IntRange(min=1), help="Behåll så många kopior; de äldre tas bort.")
@_json
@click.pass_context
def take(
    ctx: click.Context, folder: Path, apart: Path | None, without_keys: bool, keep: int | None, as_json: bool
) -> None:
    """Ta en säkerhetskopia till FOLDER. Det som redan finns där kopieras inte igen."""
    settings, whereto = read_settings(), keys_to(apart, without_keys)
    with closing(Store.open(settings)) as store, counted("kopierat") as shown:
        administration(store, settings, "backup", store.sources.owners())
        taken = take_backup(store, folder, whereto, settings_file(), shown)
    gone = prune(folder, keep) if keep else 0
    answer = told(taken.backup) | {"copied": taken.copied, "bytes": taken.bytes, "pruned": gone}
    answer["missing"] = list(taken.backup.missing)
    emit(answer, as_json, _worded)
    if taken.backup.missing:
        ctx.exit(FOUND_DIFFERENCE)


@backup.command("check")
@_folder
@_which
@click.option("--quick", is_flag=True, help="Fråga om originalen finns, inte om de är hela.")
@_json
@click.pass_context
def check(ctx: click.Context, folder: Path, id: str, quick: bool, as_json: bool) -> None:
    """Pröva att en säkerhetskopia i FOLDER är vad som skrevs, fil för fil."""
    wanted = chosen(folder, id)
    with counted("kontrollerat") as shown:
        faults = [asdict(fault) for fault in check_backup(folder, wanted, quick=quick, progress=shown)]
    emit({"backup": wanted.id, "checked": wanted.named, "differences": faults}, as_json, _worded_faults)
    if faults:
        ctx.exit(FOUND_DIFFERENCE)


@backup.command("list")
@_folder
@_json
def list_backups(folder: Path, as_json: bool) -> None:
    """Visa säkerhetskopiorna i FOLDER, den senaste först. De som inte går att läsa sägs vara skadade."""
    rows = [_row(folder, id) for id in ids(folder)]
    emit(rows, as_json, lambda found: "\n".join(map(_line, found)) or "Inga säkerhetskopior.")


@backup.command("note")
@_folder
@_json
def note_here(folder: Path, as_json: bool) -> None:
    """Anteckna i FOLDER hur långt loggen kommit och vad som dragits tillbaka: små filer, att skriva ofta.

    Läggs en äldre säkerhetskopia tillbaka sägs då vad som saknas, och det tillbakadragna dras tillbaka igen.
    """
    with closing(Store.open(read_settings())) as store:
        noted = note(store, folder)
    answer = {"at": noted.at, "events": noted.events, "withdrawn": len(noted.withdrawn)}
    emit(answer, as_json, lambda value: f"Antecknat: loggen har {value['events']} poster.")


def told(backup: Backup) -> dict[str, Any]:
    """A backup as every command tells it."""
    return {
        "backup": backup.id,
        "made": backup.made,
        "documents": backup.counts.get("documents", 0),
        "files": backup.named,
        "events": backup.events,
        "database": backup.database,
        "revision": backup.revision,
        "keys": backup.has_keys,
    }


def _row(folder: Path, id: str) -> dict[str, Any]:
    try:
        return told(read_manifest(place_of(folder, id))) | {"damaged": False}
    except BackupDamagedError:
        return {"backup": id, "damaged": True}


@contextmanager
def counted(done: str) -> Iterator[Any]:
    """Show how many files are done, of how many, once that is known."""
    shown: list[Progress] = []

    def show(count: int, total: int) -> None:
        if not shown:
            shown.append(Progress(logging.getLogger(__name__), total, done, "filer"))
        shown[0]()

    try:
        yield show
    finally:
        for each in shown:
            each.close()


def _worded(answer: dict[str, Any]) -> str:
    lines = [
        f"Säkerhetskopian {answer['backup']} är tagen: {answer['documents']} handlingar, {answer['files']} filer, "
        f"varav {answer['copied']} nya ({answer['bytes'] / 1e6:.1f} MB).",
        "Den är lika hemlig som arkivet."
        if answer["keys"]
        else "Nycklarna ligger inte i den: utan dem är den värdelös.",
    ]
    return "\n".join([*lines, *missing_said(answer["missing"])])


def missing_said(missing: Sequence[str]) -> list[str]:
    """A line for each file that the backup lacks."""
    return [f"  saknas eller är skadad i valvet: {sha256}" for sha256 in missing]


def _worded_faults(answer: dict[str, Any]) -> str:
    faults = [f"{fault['what']}  {fault['path']}" for fault in answer["differences"]]
    ended = f"{len(faults)} fel" if faults else "hel"
    return "\n".join([*faults, f"{answer['backup']}: {answer['checked']} filer kontrollerade, {ended}."])


def _line(row: dict[str, Any]) -> str:
    if row["damaged"]:
        return f"{row['backup']}  skadad"
    keys = "med nycklar" if row["keys"] else "utan nycklar"
    return f"{row['backup']}  {row['made']}  {row['documents']} handlingar  {row['files']} filer  {keys}"
