"""What a home holds, said so that two homes that came about in different ways can be held against each other.

The register row by row, the vault's bytes, what searches answer, what lies on the disk. Left out is what may differ:
moments, random ids and what is sealed with a nonce (both found by comparing two undisturbed homes), and what tells how
often something was tried.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any, Final

_APART: Final = {
    "ledger": "verified as a chain; what was told before a kill is told again",
    "ledger_about": "of the ledger",
    "ledger_keys": "of the ledger",
    "runs": "a run that was killed stays unfinished; the newest is compared by its manifest",
    "run_files": "of the runs",
    "expected_files": "of the runs; verify tells of what was not seen since",
    "installation": "who is at work, and how often what was done",
    "notices": "what the worker says of itself",
    "alembic_version": "one row",
    "sqlite_sequence": "SQLite's own",
    "sqlite_stat1": "SQLite's own",
    "orders": "those of a run that was killed go an hour later",
    "page_states": "of a person's pages: one more does no harm, and goes with the old ones",
}
_TRIED: Final = frozenset(
    {
        ("documents", "attempts"),
        ("jobs", "attempts"),
        ("jobs", "progress"),
        ("jobs", "result"),
        ("outbox", "sequence"),
        ("rate_counts", "count"),
    }
)
_CLAIM: Final = frozenset({"worker", "lease_until"})
_TOLD: Final = "told"
_ASKED: Final = ("", "Provkrog", "Eva By", "källare", "tillsyn")
_LOCKS: Final = re.compile(r"(\.lock|-wal|-shm|-journal|\.said)$|^catalogues/|^heads")
_NUMBERS: Final = re.compile(r"-v\d+\.sqlite3$")
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class State:
    """``tables`` are the rows by table; ``rest`` is everything else that is to agree, by what it is."""

    tables: Mapping[str, Sequence[Row]]
    rest: Mapping[str, Any]

    @classmethod
    def read(cls, path: Path) -> State:
        told = json.loads(path.read_text("utf-8"))
        return cls(told["tables"], told["rest"])

    def let_go(self) -> State:
        """Without what somebody held who is dead: a claim that is void, and the draft of what they were at."""
        tables = {name: rows for name, rows in self.tables.items() if not name.startswith("draft")}
        free = [{name: value for name, value in row.items() if name not in _CLAIM} for row in tables["documents"]]
        return State({**tables, "documents": free}, self.rest)


def volatile(first: State, second: State) -> frozenset[tuple[str, str]]:
    """The columns whose values differ between two homes in which the same happened."""
    found = set[tuple[str, str]]()
    for table, rows in first.tables.items():
        for column in rows[0] if rows else ():
            if _values(rows, column) != _values(second.tables.get(table, ()), column):
                found.add((table, column))
    return frozenset(found)


def differences(expected: State, found: State, aside: frozenset[tuple[str, str]]) -> list[str]:
    """What ``found`` has otherwise, in words; ``aside`` are columns of which only whether there is something counts."""
    told = []
    for table in sorted({*expected.tables, *found.tables}):
        wanted, there = (_plain(table, each.tables.get(table, ()), aside) for each in (expected, found))
        told += [f"{table} lacks {row}" for row in (wanted - there).elements()]
        told += [f"{table} has too many {row}" for row in (there - wanted).elements()]
    for name in sorted({*expected.rest, *found.rest} - {_TOLD}):
        if expected.rest.get(name) != found.rest.get(name):
            told.append(f"{name}: {found.rest.get(name)!r} and not {expected.rest.get(name)!r}")
    return told + [f"the ledger lacks {event}" for event in expected.rest[_TOLD] if event not in found.rest[_TOLD]]


def _values(rows: Iterable[Row], column: str) -> Counter[str]:
    return Counter(repr(row.get(column)) for row in rows)


def _plain(table: str, rows: Iterable[Row], aside: frozenset[tuple[str, str]]) -> Counter[str]:
    """The rows as text, however they are ordered."""
    return Counter(
        json.dumps(
            {name: bool(value) if (table, name) in aside else value for name, value in row.items()},
            ensure_ascii=False,
            sort_keys=True,
        )
        for row in rows
    )


def dump(home: str, out: str) -> None:
    """Write the state of the home to a file: in a process of its own, since it opens all of it."""
    from tests.faults.scenes.homes import with_index

    with with_index(home) as (store, index):
        owners = store.sources.owners()
        rest = {
            "ledger": store.ledger.verify(),
            "index": {owner: sorted(index.documents(owner)) for owner in owners},
            "outbox": store.outbox.count(),
            "manifests": _manifests(store),
            _TOLD: _told(store),
        }
        store.candidates.follow()  # noted by whoever changed it, and followed by whoever drains next
        tables = dict(_tables(store))
    rest |= {"vault": _vault(Path(home)), "files": _files(Path(home)), "answers": _answers(), "verify": _verify()}
    Path(out).write_text(json.dumps({"tables": tables, "rest": rest}, ensure_ascii=False), "utf-8")


def _tables(store: Any) -> Iterable[tuple[str, list[Row]]]:
    from sqlalchemy import DateTime, select

    from models.store.schema import metadata

    with store.database.read() as connection:
        numbered = _numbered(connection)
        for table in metadata.sorted_tables:
            if table.name in _APART:
                continue
            grown = {key.name for key in table.primary_key if key.autoincrement is True or "Integer" in repr(key.type)}
            grown = grown if len(table.primary_key) == 1 and table.name not in ("sign_in_attempts",) else set()
            left_out = grown | {column for name, column in _TRIED if name == table.name}
            moments = {column.name for column in table.columns if isinstance(column.type, DateTime)}
            yield (
                table.name,
                [
                    {
                        name: value is not None if name in moments else _shown(numbered(table.name, name, value))
                        for name, value in row._mapping.items()
                        if name not in left_out
                    }
                    for row in connection.execute(select(table))
                ],
            )


def _numbered(connection: Any) -> Callable[[str, str, Any], Any]:
    """Says instead of the numbers that likenesses were given, which tell of an order only, whose they are."""
    from sqlalchemy import select

    from models.store.schema import likenesses

    rows = connection.execute(select(likenesses)).all()
    documents = {row.id: row.document for row in rows}

    def said(table: str, column: str, value: Any) -> Any:
        if (table, column) == ("likeness_bands", "member"):
            return documents.get(value)
        if table == "likenesses" and column in ("grouped", "series", "same"):
            return " ".join(sorted(row.document for row in rows if getattr(row, column) == value))
        return value

    return said


def _shown(value: Any) -> Any:
    return value.hex() if isinstance(value, bytes) else value if isinstance(value, int | float | None) else str(value)


def _manifests(store: Any) -> list[Any]:
    """Of the newest run of each source: whether it is finished, and which paths became which document."""
    from sqlalchemy import select

    from models.store.schema import run_files, runs

    found = []
    with store.database.read() as connection:
        newest = {row.source: row for row in connection.execute(select(runs).order_by(runs.c.started))}
        for source, run in sorted(newest.items()):
            rows = connection.execute(select(run_files).where(run_files.c.run == run.id))
            files = sorted(
                (row.path.replace(run.id, "RUN"), row.document or f"{row.state} {row.reason}") for row in rows
            )
            found.append([source, run.finished is not None, [list(each) for each in files]])
    return found


def _told(store: Any) -> list[str]:
    """Which kinds of events the ledger has: each that an undisturbed home has must be there."""
    from sqlalchemy import select

    from models.store.schema import ledger

    with store.database.read() as connection:
        return sorted({f"{row.action} {row.actor}" for row in connection.execute(select(ledger))})


def _vault(home: Path) -> list[str]:
    """Each file by its name, and said where its bytes are others. What nothing names, and what is on its way in, the
    worker clears when it is a day old."""
    import hashlib

    found, otherwise, held = [], _called_otherwise(home), _named(home)
    for path in sorted((home / "vault").rglob("*")):
        if path.is_file() and path.parent.name != "arriving" and path.name in held:
            intact = hashlib.sha256(path.read_bytes()).hexdigest() == path.name
            found.append(otherwise.get(path.name, path.name) if intact else f"not whole: {path.relative_to(home)}")
    return sorted(found)


def _named(home: Path) -> set[str]:
    """The files of the vault that the register names."""
    from models.store.named_files import named
    from tests.faults.scenes.homes import opened

    with opened(home) as store, store.database.read() as connection:
        return set(named(connection, store.ledger.keys))


def _called_otherwise(home: Path) -> dict[str, str]:
    """What is called otherwise in each home: what is sealed with a key of its own, and workbooks, which say when they
    were made."""
    from sqlalchemy import select

    from models.store.schema import jobs, redactions
    from tests.faults.scenes.homes import opened

    with opened(home) as store, store.database.read() as connection:
        copies = connection.execute(select(redactions.c.sha256, redactions.c.paper)).all()
        results = [row for row in connection.execute(select(jobs.c.kind, jobs.c.result)) if row.result]
    found = {row.sha256: "sealed copy" for row in copies} | {row.paper: "sealed paper" for row in copies}
    books = [row for row in results if str(row.result.get("name", "")).endswith(".xlsx")]
    return found | {row.result["sha256"]: f"workbook of {row.kind}" for row in books}


def _unknown_pieces(home: Path) -> set[str]:
    """Pieces of files on their way in that no row tells of: with the worker's next sweep they go."""
    from sqlalchemy import select

    from models.store.schema import uploads
    from tests.faults.scenes.homes import opened

    with opened(home) as store, store.database.read() as connection:
        known = set(connection.execute(select(uploads.c.id).where(uploads.c.finished.is_(None))).scalars())
    return {f"arriving/{path.name}" for path in home.glob("arriving/*") if path.name not in known}


def _files(home: Path) -> list[str]:
    """What lies in the home beside the vault, by name; numbers of versions do not count, how many there are does."""
    found, swept = [], _unknown_pieces(home)
    for path in sorted(home.rglob("*")):
        name = str(path.relative_to(home))
        if path.is_file() and not name.startswith("vault/") and not _LOCKS.search(name) and name not in swept:
            found.append(_NUMBERS.sub("-v.sqlite3", name))
    return [*found, *sorted(f"out/{path.name}" for path in Path(f"{home}.out").glob("*"))]


def _answers() -> dict[str, Any]:
    """What searches find, with their facets."""
    found = {}
    for asked in _ASKED:
        told = json.loads(_said("search", asked, "--json", "--limit", "50") or "{}")
        hits = sorted((hit["document"], hit["tier"], json.dumps(hit["pages"])) for hit in told.get("hits", ()))
        facets = {kind: sorted((v["label"], v["count"]) for v in values) for kind, values in told["facets"].items()}
        found[asked] = [told["total"], hits, facets]
    return found


def _verify() -> Any:
    return json.loads(_said("verify", "--json"))["differences"]


def _said(*words: str) -> str:
    from tests.faults.scenes.homes import command

    out = StringIO()
    with redirect_stdout(out):
        command(*words)
    return out.getvalue()
