"""``samsyn reindex``: every owner's index built again from the register, with no file read again."""

from __future__ import annotations

import logging
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING

import click

from models.console import emit
from models.progress import progress

if TYPE_CHECKING:
    from search.rebuilding import Reindexed

_log = logging.getLogger(__name__)


@click.command("reindex")
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def reindex(as_json: bool) -> None:
    """Bygg om indexet från registret, vid sidan av det som används."""
    from models.settings import read_settings
    from models.store.store import Store
    from search.backends import open_index
    from search.rebuilding import reindex as rebuild
    from search.rebuilding import searchable

    settings = read_settings()
    with ExitStack() as stack:
        store = stack.enter_context(closing(Store.open(settings)))
        index = stack.enter_context(closing(open_index(settings)))
        shown = stack.enter_context(progress(_log, searchable(store, store.sources.owners()), "indexerat"))
        answer = rebuild(store, index, shown)
    emit(answer, as_json, _words)


def _words(answer: Reindexed) -> str:
    return f"Indexet är ombyggt: {answer.documents} handlingar, version {answer.version}, {answer.seconds:.1f} s."
