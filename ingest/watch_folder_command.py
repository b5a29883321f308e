"""``samsyn watch FOLDER``, and what is done with watched folders (*bevakade mappar*)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from ingest.asking import asked
from models import swedish
from models.access import Viewer
from models.console import emit
from models.errors import AccessDeniedError
from models.masking import mask
from models.settings import read_settings
from models.source import Source
from models.store.store import Store
from models.store.watched import WatchedFolders
from models.watched_folder import FolderReport, FolderState
from search.operator import administration, asked_by

_STATES = {
    FolderState.WATCHED: "bevakas",
    FolderState.PAUSED: "pausad",
    FolderState.TROUBLE: "kan inte ses",
    FolderState.SILENT: "svarar inte",
    FolderState.UNTENDED: "ingen arbetare tittar",
}


@click.command("folder")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--source", "name", required=True, help="Källan som filerna hör till.")
@click.option("--owner", default="", help="Ägaren: källan läggs till om den inte finns.")
@click.option("--settle", type=click.FloatRange(1), help="Sekunder som en fil ska ha stått stilla.")
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def watch_folder(folder: Path, name: str, owner: str, settle: float | None, as_json: bool) -> None:
    """Bevaka mappen FOLDER: filer läses in till källan när de är färdiga, av samsyn serve eller samsyn watch run."""
    from ingest.watched.places import watchable

    settings = read_settings()
    store = Store.open(settings, create=bool(owner))
    if owner:
        store.sources.add(Source(name, owner))
    source = store.sources.get(name)
    path = watchable(settings, folder)
    administration(store, settings, "watch add", [source.owner], source=name)
    id = store.watched.add(path, name, settle=settle)
    answer = {"id": id, "path": str(path), "source": name, "owner": source.owner}
    emit(answer, as_json, lambda value: f"{value['path']} bevakas för {value['source']} ({value['id'][:8]}).")


@click.command("list")
@asked_by
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def list_folders(as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Visa de bevakade mapparna, vad som väntar och vad som inte gick."""
    store, viewer, _ = asked(as_user, purpose, case)
    emit([row(report) for report in store.watched_reports.all(viewer)], as_json, _worded)


@click.command("pause")
@click.argument("folder")
@asked_by
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def pause(folder: str, as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Låt bli att titta i FOLDER (id eller sökväg) tills vidare."""
    asked_as = asked(as_user, purpose, case)
    _change(asked_as, "watch pause", folder, as_json, lambda watched, one: watched.pause(one, True))


@click.command("resume")
@click.argument("folder")
@asked_by
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def resume(folder: str, as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Titta i FOLDER (id eller sökväg) igen."""
    asked_as = asked(as_user, purpose, case)
    _change(asked_as, "watch resume", folder, as_json, lambda watched, one: watched.pause(one, False))


@click.command("remove")
@click.argument("folder")
@asked_by
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def remove(folder: str, as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Sluta bevaka FOLDER (id eller sökväg). Det som är inläst finns kvar."""
    _change(asked(as_user, purpose, case), "watch remove", folder, as_json, WatchedFolders.remove)


@click.command("run")
@click.option("--once", is_flag=True, help="Ta det som är färdigt och sluta sedan.")
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde när arbetet är slut.")
def run(once: bool, as_json: bool) -> None:
    """Bevaka mapparna här och nu, utan samsyn serve; arbetar också med det som beställts i webbgränssnittet."""
    from ingest.worker_command import Workbench
    from nlp.choice import model_folder
    from search.backends import open_index

    settings = read_settings()
    model_folder(settings.nlp_pipeline)
    store = Store.open(settings)
    bench, began = Workbench(store, open_index(settings)), swedish.now()
    bench.listen()
    while not bench.stop.is_set():
        if not bench.turn():
            if once and not store.watched.going_on(began):
                break
            bench.stop.wait(1.0)
    bench.leave(finish=once)
    emit({"jobs": bench.done}, as_json, lambda answer: f"{answer['jobs']} jobb utförda.")


def row(report: FolderReport) -> dict[str, Any]:
    """A folder as the command line tells of it; personnummer in names are masked."""
    folder = report.folder
    return {
        "id": folder.id,
        "path": mask(str(folder.path)),
        "source": folder.source,
        "owner": folder.owner,
        "state": report.state.value,
        "reason": report.reason,
        "looked": swedish.local(report.looked).isoformat() if report.looked else None,
        "today": report.today,
        "waiting": report.waiting,
        "waits": [{"path": mask(each.path), "reason": each.reason} for each in report.waits],
        "troubled": report.troubled,
        "problems": [{"path": mask(each.path), "reason": each.reason} for each in report.problems],
    }


def _change(
    asked_as: tuple[Store, Viewer, Any],
    command: str,
    named: str,
    as_json: bool,
    change: Callable[[WatchedFolders, str], None],
) -> None:
    store, viewer, _ = asked_as
    found = [each for each in store.watched_reports.all(viewer) if named in (each.folder.id, each.folder.id[:8])]
    path = Path(named).absolute()
    found = found or [each for each in store.watched_reports.all(viewer) if each.folder.path in (path, path.resolve())]
    if len(found) != 1:
        raise AccessDeniedError(
            f"Mappen bevakas inte: {named}", next="Visa de bevakade mapparna med samsyn watch list."
        )
    folder = found[0].folder
    administration(store, store.settings, command, [folder.owner], source=folder.source)
    change(store.watched, folder.id)
    emit(
        row(store.watched_reports.get(viewer, folder.id)) if command != "watch remove" else row(found[0]),
        as_json,
        _line,
    )


def _worded(rows: list[dict[str, Any]]) -> str:
    return "\n".join(map(_line, rows)) or "Inga mappar bevakas. Lägg till en: samsyn watch MAPP --source KÄLLA."


def _line(told: dict[str, Any]) -> str:
    state = _STATES[FolderState(told["state"])] + (f" ({told['reason']})" if told["reason"] else "")
    looked = told["looked"][:16].replace("T", " ") if told["looked"] else "aldrig"
    lines = [f"{told['id'][:8]}  {told['path']}  → {told['source']}: {state}; sedd {looked}, {told['today']} i dag, "
             f"{told['waiting']} väntar, {told['troubled']} gick inte"]  # fmt: skip
    return "\n".join([*lines, *(f"          {each['reason']}  {each['path']}" for each in told["problems"])])
