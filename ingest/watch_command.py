"""``samsyn watch FILE``: a list of names and numbers searched in one go."""

from __future__ import annotations

from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import click

from ingest.asking import asked
from models.console import emit
from models.errors import MissingPathError
from models.masking import mask
from search.operator import asked_by

_ADDRESS: Final = "http://127.0.0.1:8400"  # where `samsyn serve` answers unless told otherwise


@click.command("rows")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--output", "target", type=click.Path(path_type=Path), help="Skriv träffarna till en XLSX-fil.")
@click.option("--address", default=_ADDRESS, show_default=True, help="Webbgränssnittets adress, för länkarna i filen.")
@click.option("--unmask", metavar="REASON", default="", help="Visa personnummer; skälet loggas.")
@asked_by
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def watch_rows(
    file: Path,
    target: Path | None,
    address: str,
    unmask: str,
    as_user: str | None,
    purpose: str,
    case: str,
    as_json: bool,
) -> None:
    """Sök efter allt i FILE, en lista med namn och nummer (CSV eller XLSX), en rad i taget."""
    from ingest.watch_book import watch_book
    from ingest.watch_rows import read_watch_rows
    from search.backends import open_index
    from search.watching import watch as watched

    store, viewer, why = asked(as_user, purpose, case)
    with closing(store), closing(open_index(store.settings)) as index:
        rows = read_watch_rows(file, store.settings)
        found = watched(viewer, why, rows, store=store, index=index, unmask=unmask)
    shown = bool(unmask.strip())
    if target is not None:
        _write(target, watch_book(found, address, unmask=shown))
    answers = [_row(asdict(each), each.row.said if shown else mask(each.row.said)) for each in found]
    told = {
        "path": str(target) if target else None,
        "rows": answers,
        "hits": sum(row["total"] for row in answers),
        "problems": sum(bool(row["problem"]) for row in answers),
    }
    emit(told, as_json, _worded)


def _row(found: dict[str, Any], said: str) -> dict[str, Any]:
    row = found["row"]
    kept = {"row": row["number"], "sheet": row["sheet"], "searched": said, "problem": row["problem"]}
    return {**kept, "total": found["total"], "hits": list(found["hits"])}


def _write(target: Path, content: bytes) -> None:
    try:
        target.write_bytes(content)
    except OSError as error:
        raise MissingPathError(f"Filen kan inte skrivas: {target} ({error.strerror})") from error


def _worded(told: dict[str, Any]) -> str:
    lines = [_line(row) for row in told["rows"]]
    end = f"{len(lines)} rader, {told['hits']} träffar, {told['problems']} rader att rätta."
    return "\n".join([*lines, end, *([told["path"]] if told["path"] else [])])


def _line(row: dict[str, Any]) -> str:
    from search.watch_row import PROBLEMS

    place = f"{row['sheet']}!{row['row']}" if row["sheet"] else f"rad {row['row']}"
    names = ", ".join(hit["name"] for hit in row["hits"][:3])
    said = f"{place}: {row['searched']} – {row['total']} träffar{f' ({names})' if names else ''}"
    return f"{said}; {PROBLEMS[row['problem']]}" if row["problem"] else said
