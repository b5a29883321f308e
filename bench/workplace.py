"""How the pages of the workplace bear an archive of 25,000 documents: time at the server, paint and bytes in Chromium.

    python -m bench.workplace --home FOLDER [--size 25000] [--each 12] [--as analytiker] [--no-browser] [--json]

The archive is made in FOLDER where it is not there, and kept, so that measuring again is cheap; what is real in it is
told in :mod:`bench.workplace_archive`. Searches are those of :mod:`bench.workplace_log`; each is the press and the
page that it leads to, through the whole of Flask, without a network. Of each: by the clock, and of the processor (all
threads of this process), where the machine has other work; the first time, and again. The server is warmed up as
``samsyn serve`` does it, and learns words beside it as that does (a sixteenth of a core, counted with the rest); the
first of each is what it had not met by then, and the disk's cache is as it is. In
Chromium, over a real server: when the largest thing was painted, the answer, and what came over the wire, pictures of
pages aside.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import text

from bench.workplace_archive import open_archive
from bench.workplace_browser import painted
from bench.workplace_log import Press, log
from demo import PASSWORD
from models.settings import Settings
from models.store.store import Store
from search.backends import open_index
from search.indexing import drain
from search.warming import learning_on, warm_up
from tests.serving import serving
from tests.web.browsing import Browsing
from tests.web.pace import UNHURRIED
from web.app import create_app

ARCHIVIST: Final = "arkivarie"
Taken = tuple[float, float]
"""Milliseconds by the clock, and of the processor."""
ROOMS: Final = {
    "start page": "/", "saved searches": "/sparade", "news": "/nytt/", "what to look into": "/att-se-over",
    "jobs": "/jobb", "tags": "/etiketter", "watch lists": "/bevakning", "dossiers": "/mappar/",
    "suggestions": "/forslag", "network, empty": "/natverk",
}  # fmt: skip
DESK: Final = {
    "archive desk": "/arkiv", "runs": "/arkiv/inlasningar", "sources": "/arkiv/kallor", "health": "/arkiv/lage",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who is signed in, and the archive that they look at."""

    browsing: Browsing
    store: Store

    def timed(self, *steps: Callable[[], Any]) -> Taken:
        started, busy = time.perf_counter(), time.process_time()
        for step in steps:
            answer = step()
            assert answer.status_code < 400, answer.status
        return (time.perf_counter() - started) * 1000, (time.process_time() - busy) * 1000

    def page(self, address: str) -> Taken:
        return self.timed(lambda: self.browsing.get(address))

    def press(self, form: dict[str, str], room: str = "/sok") -> Taken:
        """A press of a button, and the page that it leads to."""
        led: list[str] = []

        def send() -> Any:
            answer = self.browsing.post(room, **form)
            led.append(answer.location)
            return answer

        return self.timed(send, lambda: self.browsing.get(led[0]))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, required=True, help="where the archive is kept, and taken from next time")
    parser.add_argument("--size", type=int, default=25_000, help="files; those within others come besides")
    parser.add_argument("--each", type=int, default=12, help="searches of each class")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--as", dest="name", default="analytiker", help="who searches: the analyst reads all owners'")
    parser.add_argument("--no-browser", action="store_true", help="the server only")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    kept = open_archive(arguments.home, arguments.size)
    settings = Settings(home=kept.home, limits=UNHURRIED)
    store, index = Store.open(settings), open_index(settings)
    app = create_app(store, index, demo=True)
    drain(store, index)  # as a worker does beside a server: a migration may have left some of it to that
    warm_up(store, index)
    with learning_on(store):
        report = {"archive": _size(store)} | measured(app, store, arguments)
    if not arguments.no_browser:
        with serving(app) as address:
            report["browser"] = painted(address, arguments.name, PASSWORD, report.pop("addresses"))
    report.pop("addresses", None)
    index.close()
    store.close()
    print(json.dumps(report, ensure_ascii=False, indent=1) if arguments.json else _table(report))
    return 0


def measured(app: Any, store: Store, arguments: argparse.Namespace) -> dict[str, Any]:
    """Searches, then pages; ``addresses`` are those that the browser is to look at."""
    visitor = _signed_in(app, store, arguments.name)
    presses = log(store, arguments.size, visitor.browsing.get("/").text, arguments.each, arguments.seed)
    first = [(kind, visitor.press(form)) for kind, form in presses]
    again = [(kind, visitor.press(form)) for kind, form in presses]
    pages = dict(_pages(visitor)) | dict(_rooms(_signed_in(app, store, ARCHIVIST), DESK))
    return {
        "searches": {"all, first": _told(_all(first)), "all, again": _told(_all(again))},
        "classes": {kind: _told(some) for kind, some in sorted(_by_class(first).items())},
        "pages": pages,
        "addresses": _addresses(visitor, presses),
    }


def _signed_in(app: Any, store: Store, name: str) -> Visitor:
    browsing = Browsing(app)
    browsing.sign_in(name, PASSWORD)
    browsing.give_purpose()
    return Visitor(browsing, store)


def _pages(visitor: Visitor) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every room, and pages of documents and entities by how much there is of them."""
    yield from _rooms(visitor, ROOMS)
    for name, some in _documents(visitor.store).items():
        yield name, _told([visitor.page(f"/d/{id}/{number}") for id, number in some])
        if name != "page without a picture":
            yield f"its picture ({name})", _told([visitor.page(f"/d/{id}/{number}/bild") for id, number in some])
            yield f"{name}, and its picture", _told([_both(visitor, id, number) for id, number in some])
    for label, ids in _entities(visitor.store).items():
        yield f"entity: {label}", _told([visitor.page(f"/e/{id}") for id in ids])
        yield f"entity with ties: {label}", _told([visitor.page(f"/e/{id}?samband=1") for id in ids])
        yield f"entity with suggestions: {label}", _told([visitor.page(f"/e/{id}?forslag=1") for id in ids])
    for label, ids in _entities(visitor.store).items():
        yield f"network around: {label}", _told([visitor.press({"add": id}, "/natverk") for id in ids])
    yield "network, looked for", _told([visitor.press({"find": word}, "/natverk") for word in ("an", "bygg", "gatan")])
    yield "round of suggestions", _told([visitor.press({"sort": ""}, "/forslag") for _ in range(3)])


def _rooms(visitor: Visitor, rooms: Mapping[str, str]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, address in rooms.items():
        yield name, _told([visitor.page(address) for _ in range(3)])


def _both(visitor: Visitor, id: str, number: int) -> Taken:
    address = f"/d/{id}/{number}"
    return visitor.timed(lambda: visitor.browsing.get(address), lambda: visitor.browsing.get(f"{address}/bild"))


_DOCUMENTS: Final = {
    "scanned page": "image IS NOT NULL AND method = 'ocr'",
    "page of a PDF": "image IS NOT NULL AND method = 'text'",
    "page without a picture": "image IS NULL AND length(text) > 500",
}
_OPEN: Final = "document NOT IN (SELECT document FROM withheld)"
_ENTITIES: Final = ("PERSON", "ORG", "LOC", "ADDRESS", "PROPERTY", "PHONE")


def _documents(store: Store) -> dict[str, list[tuple[str, int]]]:
    """Up to twenty pages of each sort, by chance of their ids."""
    asked = "SELECT document, number FROM pages WHERE {} AND {} ORDER BY document, number LIMIT 20"
    with store.database.read() as connection:
        return {
            name: [(row.document, row.number) for row in connection.execute(text(asked.format(which, _OPEN)))]
            for name, which in _DOCUMENTS.items()
        }


def _entities(store: Store) -> dict[str, list[str]]:
    """Of each label the one that most documents name, and one that few do."""
    asked = text(
        "SELECT entity, count(DISTINCT document) AS held FROM mentions WHERE label = :label AND entity <> ''"
        " GROUP BY entity ORDER BY held DESC, entity"
    )
    found = dict[str, list[str]]()
    with store.database.read() as connection:
        for label in _ENTITIES:
            rows = connection.execute(asked, {"label": label}).all()
            if rows:
                found[f"{label}, in {rows[0].held} documents"] = [rows[0].entity]
                few = [row for row in rows if 2 <= row.held <= 5][:1] or rows[-1:]
                found[f"{label}, in {few[0].held} documents"] = [few[0].entity]
    return found


def _addresses(visitor: Visitor, presses: Sequence[Press]) -> dict[str, str]:
    """What the browser looks at."""
    by_class = dict(presses)
    documents, entities = _documents(visitor.store), _entities(visitor.store)
    found = {"start page": "/"}
    for kind in ("empty", "common word", "name", "table", "time line", "word and facet"):
        found[f"search: {kind}"] = visitor.browsing.post("/sok", **by_class[kind]).location
    for name, some in documents.items():
        if some:
            found[name] = f"/d/{some[0][0]}/{some[0][1]}"
    found |= {f"entity: {label}": f"/e/{ids[0]}" for label, ids in list(entities.items())[:3]}
    most = next(iter(entities.values()))
    found["network"] = visitor.browsing.post("/natverk", add=most[0]).location
    return found | {"suggestions": "/forslag", "what to look into": "/att-se-over", "saved searches": "/sparade"}


def _all(taken: Sequence[tuple[str, Taken]]) -> list[Taken]:
    return [each for _, each in taken]


def _by_class(taken: Sequence[tuple[str, Taken]]) -> dict[str, list[Taken]]:
    found = defaultdict[str, list[Taken]](list)
    for kind, each in taken:
        found[kind].append(each)
    return found


def _told(taken: Sequence[Taken]) -> dict[str, Any]:
    if not taken:
        return {"times": 0}
    clock, busy = (sorted(column) for column in zip(*taken, strict=True))
    middle, high = len(clock) // 2, min(int(len(clock) * 0.95), len(clock) - 1)
    told = {"p50": clock[middle], "p95": clock[high], "cpu p50": busy[middle], "cpu p95": busy[high]}
    return {"times": len(taken)} | {name: round(value) for name, value in told.items()}


def _size(store: Store) -> dict[str, int]:
    with store.database.read() as connection:
        return {
            name: connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one()
            for name in ("documents", "pages", "mentions", "entities")
        }


def _table(report: dict[str, Any]) -> str:
    lines = [", ".join(f"{count:,} {name}" for name, count in report["archive"].items())]
    columns = ("times", "p50", "p95", "cpu p50", "cpu p95")
    for part in ("searches", "classes", "pages"):
        lines.append(f"\n{part + ' (ms)':60}" + "".join(f"{name:>9}" for name in columns))
        for name, told in report[part].items():
            lines.append(f"{name[:59]:60}" + "".join(f"{told.get(column, ''):>9}" for column in columns))
    browser = report.get("browser", {})
    if browser:
        lines.append(f"\n{'in Chromium':60}{'paint ms':>10}{'answer ms':>11}{'kB':>7}")
    for name, told in browser.items():
        lines.append(f"{name[:59]:60}{told['paint']:>10}{told['answer']:>11}{told['kB']:>7}")
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main())
