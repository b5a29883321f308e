"""``samsyn evaluate search``."""

from __future__ import annotations

import logging
from contextlib import closing
from pathlib import Path
from typing import Any

import click

from models.console import emit, table
from models.gold import open_gold
from models.progress import progress
from search.operator import asked_by

_log = logging.getLogger(__name__)


@click.command("search")
@click.argument("data", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--tolerant", is_flag=True, help="Ta med möjliga läsningar.")
@asked_by
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def search(data: tuple[Path, ...], tolerant: bool, as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Sökning: arkivets frågor (DATA) ställda i SAMSYN_HOME, dit arkivet är inläst. Varje fråga loggas."""
    from models.settings import read_settings
    from models.store.store import Store
    from search.backends import open_index
    from search.evaluate import Searches
    from search.operator import operator

    archives = [open_gold(path) for path in data]
    asked = [(archive, query) for archive in archives for query in archive.queries()]
    settings = read_settings()
    with closing(Store.open(settings)) as store, closing(open_index(settings)) as index:
        viewer, why = operator(store, settings, as_user, purpose, case)
        searches = Searches(viewer, why, store, index, tolerant=tolerant)
        with progress(_log, len(asked), "ställt", "frågor") as done:
            for archive, query in asked:
                searches.ask(archive, query)
                done()
    emit(searches.report(), as_json, _worded)


def _worded(report: dict[str, Any]) -> str:
    lines = [table({**report["classes"], "alla": report["all"]})]
    if report["answers_not_here"]:
        lines.append(f"{report['answers_not_here']} av {report['answers']} svar finns inte i den här installationen.")
    return "\n".join(lines)
