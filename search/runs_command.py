"""``samsyn runs``: ingest runs, how each goes, and every file that one was to see with what became of it."""

from __future__ import annotations

from codecs import BOM_UTF8
from pathlib import Path
from typing import Any

import click

from models import swedish
from models.console import emit
from models.settings import read_settings
from models.store.run_reports import RunReport
from models.store.store import Store
from models.store.unfinished import written_whole
from search.desk import manifest, view_run
from search.operator import asked_by, operator

_json = click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")


@click.group("runs")
def runs() -> None:
    """Inläsningar: hur det gick, och vad som blev av varje fil."""


@runs.command("list")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1000), help="Antal inläsningar.")
@asked_by
@_json
def list_runs(limit: int, as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Visa inläsningarna, den senaste först. Bara antal, inga namn på filer."""
    settings = read_settings()
    store = Store.open(settings)
    viewer, _ = operator(store, settings, as_user, purpose, case)  # no event: counts tell nothing of a case
    rows = [_row(report) for report in store.run_reports.newest(viewer, limit)]
    emit(rows, as_json, lambda found: "\n".join(map(_line, found)) or "Inga inläsningar.")


@runs.command("show")
@click.argument("run")
@asked_by
@_json
def show(run: str, as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Visa en inläsning: vad som inte gick väl, och hur många filer den inte har sett."""
    settings = read_settings()
    store = Store.open(settings)
    viewer, why = operator(store, settings, as_user, purpose, case)
    shown = view_run(viewer, why, store, run)
    troubles = [{"state": each.state, "reason": each.reason, "count": each.count} for each in shown.troubles]
    unseen = len(store.expected.unseen(viewer, run))
    emit({**_row(shown.run), "unseen": unseen, "troubles": troubles}, as_json, _worded)


@runs.command("export")
@click.argument("run")
@click.option("--csv", "to", type=click.Path(dir_okay=False, path_type=Path), help="Filen; annars skrivs listan ut.")
@asked_by
@_json
def export(run: str, to: Path | None, as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Skriv varje fil i inläsningen, dess kontrollsumma och vad som blev av den, som CSV för svenskt Excel."""
    settings = read_settings()
    store = Store.open(settings)
    if to is None and as_json:
        raise click.UsageError("--json behöver --csv FILE: annars är svaret själva listan")
    pieces = manifest(*operator(store, settings, as_user, purpose, case), store, run)
    if to is None:
        for piece in pieces:
            click.echo(piece.removeprefix(BOM_UTF8).decode(), nl=False)
        return
    lines = 0
    with written_whole(to) as file:
        for piece in pieces:
            file.write(piece)
            lines += piece.count(b"\r\n")
    answer = {"path": str(to), "files": lines - 1}
    emit(answer, as_json, lambda value: f"{value['files']} filer i {value['path']}.")


def _row(report: RunReport) -> dict[str, Any]:
    ended = report.finished and swedish.local(report.finished).isoformat(timespec="seconds")
    return {
        "run": report.id,
        "source": report.source,
        "owner": report.owner,
        "way": report.way.value,
        "by": report.by,
        "state": report.state.value,
        "started": swedish.local(report.started).isoformat(timespec="seconds"),
        "finished": ended,
        "files": report.files,
        "documents": report.documents,
        "pages": report.pages,
    }


def _line(row: dict[str, Any]) -> str:
    counts = f"{row['files']} filer  {row['documents']} handlingar  {row['pages']} sidor"
    return "  ".join([row["run"], row["started"], row["state"], row["source"], counts])


def _worded(row: dict[str, Any]) -> str:
    troubles = [f"  {each['state']}({each['reason']})  {each['count']}" for each in row["troubles"]]
    unseen = [f"  {row['unseen']} filer har den inte sett"] if row["unseen"] else []
    return "\n".join([_line(row), *troubles, *unseen])
