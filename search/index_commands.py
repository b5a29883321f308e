"""``samsyn reindex``: every owner's index built again from the register, with no file read again."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from typing import TYPE_CHECKING, Final

import click

from models.console import emit

if TYPE_CHECKING:
    from models.store.store import Store
    from search.indexing import Progress, Reindexed

_LOG_SECONDS: Final = 10.0
_log = logging.getLogger(__name__)


@click.command("reindex")
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def reindex(as_json: bool) -> None:
    """Bygg om indexet från registret, vid sidan av det som används."""
    from models.settings import read_settings
    from models.store.store import Store
    from search.backends import open_index
    from search.indexing import reindex as rebuild

    settings = read_settings()
    with ExitStack() as stack:
        store = stack.enter_context(closing(Store.open(settings)))
        index = stack.enter_context(closing(open_index(settings)))
        progress = stack.enter_context(_shown(_documents(store)))
        answer = rebuild(store, index, progress)
    emit(answer, as_json, _words)


def _words(answer: Reindexed) -> str:
    return f"Indexet är ombyggt: {answer.documents} handlingar, version {answer.version}, {answer.seconds:.1f} s."


def _documents(store: Store) -> int:
    from models.store.service import service

    viewer = service(store, "indexering")
    return sum(1 for owner in store.sources.owners() for _ in store.documents.ids(viewer, owner))


@contextmanager
def _shown(total: int) -> Iterator[Progress]:
    """A bar on a terminal, log lines elsewhere."""
    if sys.stderr.isatty():
        from tqdm import tqdm

        with tqdm(total=total, unit="handling", file=sys.stderr) as bar:
            yield bar.update
    else:
        yield _Lines(total)


class _Lines:
    """A log line at the beginning, and then now and then."""

    def __init__(self, total: int) -> None:
        self._total, self._done = total, 0
        self._say()

    def __call__(self, more: int) -> None:
        self._done += more
        if time.monotonic() - self._said > _LOG_SECONDS:
            self._say()

    def _say(self) -> None:
        self._said = time.monotonic()
        _log.info("indexerat %d av %d handlingar", self._done, self._total)
