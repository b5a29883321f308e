"""What a document costs the register, and whoever brings the index up to date: the ground of :mod:`bench.scale_model`.

    python -m bench.scale_costs [--home COPY] [--postgresql] [--documents 400] [--window 200] [--opensearch URL]

Papers of the sample archive go through the register's own steps, who is who and likenesses, as
:mod:`bench.workplace_archive` puts them (their words and names are the generator's: nothing is read), and are drained
as ``samsyn ingest`` does it. ``--postgresql``: a server of its own on this machine, which waits for the disk as
PostgreSQL does, and has what the home's SQLite has; else SQLite. ``--home``: an archive that :mod:`bench.workplace` has
made, a COPY of it, since it grows (its vault may be left out); else an empty one.

For each window of documents: milliseconds a document of each step by the clock and of this process; statements and
rows a document, and of them those of ``finish``, during which nobody else of the owner finishes; what of the drain is
putting together, the index, likenesses; rows of the outbox a document. Before the first, the words of some thousand
pages are taken apart, as a process has that has drained for a while: most words of a page are then known. Of PostgreSQL
the server's own processor time, and bytes a page of each table. ``taking``: what the process that takes files in does
of each small text file (``keep``: the original into a vault of this machine's disk; ``take``: its row, its place in the
manifest). Run it on a machine that does nothing else. ``whole tasks``: some of these files read and named as a worker
does it. A statement is a way to the server and back, a transaction three more (is the connection there, begin, commit).
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import event, text

from bench.scale_server import filled, server_seconds, table_bytes
from bench.workplace_archive import MARK, draw, put
from ingest.intake import keep, take
from ingest.task import Task, run_task
from ingest.workplace import store_at
from models.settings import Settings
from models.store.database import Database
from models.store.runs import RunFile
from models.store.store import Store
from sample.making import Making
from sample.owners import SOURCES
from search import indexing
from search.backends import open_index
from search.page_keys import page_keys
from tests.postgresql_server import postgresql

_ARCHIVE: Final = 25_000
_STEPS: Final = {
    "arrive": ("arrivals", "arrive"),
    "claim": ("registration", "claim"),
    "keep_reading": ("registration", "keep_reading"),
    "keep_knowledge": ("registration", "keep_knowledge"),
    "finish": ("registration", "finish"),
}
_CHUNK: Final = 50
_TAKEN: Final = 100  # files that are taken in
_READ: Final = 6  # of them that are read
_WARMED: Final = 3_000


class Meter:
    """What was spent since the last :meth:`told`: seconds and processor by step, statements and rows by step."""

    def __init__(self) -> None:
        self.spent = Counter[str]()
        self._step = ""

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        outer, self._step = self._step, name
        started, busy = time.perf_counter(), time.process_time()
        try:
            yield
        finally:
            self.spent[f"{name} ms"] += 1000 * (time.perf_counter() - started)  # type: ignore[assignment]
            self.spent[f"{name} cpu"] += 1000 * (time.process_time() - busy)  # type: ignore[assignment]
            self._step = outer

    def wrapped(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def measured(*given: Any, **named: Any) -> Any:
            with self.step(name):
                return call(*given, **named)

        return measured

    def statement(self, _connection: Any, _cursor: Any, _words: str, given: Any, _context: Any, many: bool) -> None:
        self.spent[f"{self._step or 'other'} statements"] += 1
        self.spent[f"{self._step or 'other'} rows"] += len(given) if many else 1

    def connected(self, *_given: Any) -> None:
        self.spent[f"{self._step or 'other'} transactions"] += 1

    def told(self, documents: int) -> dict[str, float]:
        found = {name: round(value / documents, 2) for name, value in sorted(self.spent.items())}
        self.spent.clear()
        return found


def main() -> int:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, help="a copy of an archive that grows; without it an empty one is made")
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--opensearch", default="", help="a node that takes the pages instead of the embedded index")
    parser.add_argument("--documents", type=int, default=400, help="files; those within others come besides")
    parser.add_argument("--window", type=int, default=200)
    arguments = parser.parse_args()
    with ExitStack() as stack:
        home = arguments.home or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="samsyn-scale-")))
        server = postgresql(stack, careless=False).format(database="register") if arguments.postgresql else ""
        settings = Settings(home=home.resolve(), database_url=server, opensearch_url=arguments.opensearch)
        if server and arguments.home:
            filled(Database(server), home / "register.sqlite3")
        print(json.dumps(measured(settings, arguments), indent=1))
    return 0


def measured(settings: Settings, arguments: argparse.Namespace) -> dict[str, Any]:
    """The windows, and what the database is like afterwards."""
    Store.open(settings, create=True).close()
    os.environ["SAMSYN_DATABASE_URL"] = settings.database_url  # of the store that a worker's task opens: this one
    meter, store, index = Meter(), store_at(str(settings.home)), open_index(settings)
    for source in SOURCES:
        store.sources.add(source)
    event.listen(store.database.engine, "before_cursor_execute", meter.statement)
    event.listen(store.database.engine, "checkout", meter.connected)
    for name, (room, call) in _STEPS.items():
        _watch(meter, getattr(store, room), call, name)
    _watch(meter, index, "put", "index")
    for call in ("units", "follow"):
        _watch(meter, indexing, call, {"units": "put_together", "follow": "likeness"}[call])
    _warm(store)
    taken, taking = _taking(meter, store, settings.home / "taken")
    tasks = _tasks(meter, store, taken[:_READ])
    windows = [_window(meter, store, index, papers) for papers in _papers(settings.home, arguments)]
    found: dict[str, Any] = {"taking": taking, "whole tasks": tasks, "windows": windows}
    found |= {"documents": _count(store, "documents"), "pages": _count(store, "pages")}
    if not store.database.is_sqlite:
        found |= table_bytes(store.database, found["pages"])
    index.close()
    store.close()
    return found


def _warm(store: Store) -> None:
    """The last pages that are there."""
    with store.database.read() as connection:
        told = connection.execute(text(f"SELECT text FROM pages ORDER BY document DESC LIMIT {_WARMED}")).scalars()
        for page in told:
            page_keys(page)


def _taking(meter: Meter, store: Store, folder: Path) -> tuple[list[str], Mapping[str, float]]:
    folder.mkdir(exist_ok=True)
    source, run, ids = store.sources.get(SOURCES[0].name), store.runs.begin(SOURCES[0].name), list[str]()
    meter.spent.clear()
    for number in range(_TAKEN):
        path = folder / f"{number}.txt"
        path.write_text(f"{time.time_ns()}\n" + "Ett ord till. " * 300, "utf-8")
        with meter.step("keep"):
            kept = keep(store, path)
        with meter.step("take"):
            taken = take(store, source, kept)
            store.runs.note(run, RunFile(taken.path, taken.state, taken.document))
        ids.append(taken.document or "")
    return ids, meter.told(_TAKEN)


def _tasks(meter: Meter, store: Store, ids: Sequence[str]) -> Mapping[str, float]:
    """The whole of a worker's task, reading and naming too, in this process: what it asks of the register."""
    run_task(str(store.settings.home), Task(ids[0]))  # what is loaded once
    meter.spent.clear()
    for id in ids[1:]:
        with meter.step("task"):
            run_task(str(store.settings.home), Task(id))
    return meter.told(len(ids) - 1)


def _watch(meter: Meter, room: Any, call: str, name: str) -> None:
    setattr(room, call, meter.wrapped(name, getattr(room, call)))


def _window(meter: Meter, store: Store, index: Any, papers: list[Any]) -> Mapping[str, Any]:
    before, served = _count(store, "documents"), server_seconds(store.database)
    meter.spent.clear()
    for each in papers:
        put(store, each)
    waiting = store.outbox.count()
    written = server_seconds(store.database) - served
    with meter.step("drain"):
        indexing.drain(store, index)
    drained = server_seconds(store.database) - served - written
    documents = _count(store, "documents") - before
    told = meter.told(documents)
    return {
        "from": before, "documents": documents, "outbox_rows": round(waiting / documents, 2),
        "server_ms": round(1000 * written / documents, 2), "server_ms_drain": round(1000 * drained / documents, 2),
        **told,
    }  # fmt: skip


def _papers(home: Path, arguments: argparse.Namespace) -> Iterator[list[Any]]:
    """The papers that follow those that are there, a window at a time."""
    mark = home / MARK
    start = json.loads(mark.read_text("utf-8"))["files"] if mark.is_file() else 0
    it = Making(home, 1, _ARCHIVE, scans=False)
    first = max(start, 100)  # the planted ones lie before
    for window in range(first, first + arguments.documents, arguments.window):
        end = window + arguments.window
        yield [each for chunk in range(window, end, _CHUNK) for each in draw(it, chunk, min(chunk + _CHUNK, end))]


def _count(store: Store, table: str) -> int:
    with store.database.read() as connection:
        found: int = connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
    return found


if __name__ == "__main__":
    raise SystemExit(main())
