"""What befalls a run while its process lives on: its disk fills, its clock jumps, the same comes from many sides, the
register is moved to a later version. Each is called in a process of its own (:mod:`tests.faults.warm`)."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import combinations, count
from pathlib import Path
from random import Random
from typing import Any, Final
from unittest import mock

from sqlalchemy import text

from tests.faults.scenes import papers
from tests.faults.scenes.homes import command, must, opened, with_source
from tests.faults.small_disk import bytes_of, small_disk

_HOURS: Final = (-30, -5, -1, 1, 5, 30)
_ASKED: Final = 20
"""How often a run asks for the time at least (28 times in this scene). The test fails where it has become fewer."""
_LATER: Final = "9999"  # a revision


def with_papers(home: str, material: str) -> None:
    with_source(Path(home), Path(material), papers.text, papers.mail)


def ingest(_home: str, material: str) -> None:
    must("ingest", material, "--source", "tillsyn", "--workers", "1", "--json")


def _ingest(material: str | Path) -> int:
    return command("ingest", material, "--source", "tillsyn", "--workers", "1", "--json")


def full_vault(home: str, material: str, after: str, seed: str) -> None:
    """``after`` is a home in which it did not befall the run."""
    room = bytes_of(Path(after, "vault"))
    _on_small_disk(Path(home, "vault"), f"size=+{Random(seed).randrange(4096, room, 4096)}", material)


def full_register(home: str, material: str, after: str, seed: str) -> None:
    """Register with its write-ahead log and the ledger, and the index beside it: all but the vault."""
    grown = bytes_of(Path(after), Path(after, "vault")) - bytes_of(Path(home), Path(home, "vault"))
    size = f"size=+{Random(seed).randrange(0, max(grown, 8192), 4096)}"
    _on_small_disk(Path(home), size, material, Path(home, "vault"))


def full_scratch(home: str, material: str, _after: str, seed: str) -> None:
    """Where readers put pictures and attachments. The file system has no room for more files, or for more bytes."""
    scratch = Path(f"{home}-scratch")
    scratch.mkdir()
    tempfile.tempdir = os.environ["TMPDIR"] = str(scratch)
    chance = Random(seed)
    few = chance.choice(["nr_inodes=+1", "nr_inodes=+2", "size=+4096"])
    _on_small_disk(scratch, few, material)
    assert list(scratch.iterdir()) == []
    scratch.rmdir()


def _on_small_disk(folder: Path, options: str, material: str, apart: Path | None = None) -> None:
    (apart or folder).mkdir(exist_ok=True)
    with small_disk(folder, options, apart) as enlarge:
        assert _ingest(material) == 1
        enlarge()
        assert _ingest(material) == 0


def jumping_clock(_home: str, material: str, _after: str, seed: str) -> None:
    """Forwards or back, at a moment of the run; for a part of it, or from then on until whoever comes next."""
    chance = Random(seed)
    first, hours, length = chance.randint(1, _ASKED), chance.choice(_HOURS), chance.choice([5, 10_000])
    wrong = list[int]()

    def jumped(asked: int) -> int:
        if first <= asked < first + length:
            wrong.append(asked)
            return hours
        return 0

    with clock(jumped):
        assert _ingest(material) == 0
    assert wrong, "the run never asked the clock again"


@contextmanager
def clock(hours: Any) -> Iterator[None]:
    """The product's clock goes wrong by so many ``hours``, as a function of how often it was asked."""
    asked = 0

    def now() -> datetime:
        nonlocal asked
        asked += 1
        return datetime.now(UTC) + timedelta(hours=hours(asked))

    class Wrong(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Any:
            return now()

    with mock.patch("models.swedish.now", now), mock.patch("models.store.ledger.datetime", Wrong):
        yield


def delivered_at_once(home: str, material: str, _after: str, seed: str) -> None:
    """The same file by as many processes as the seed says, all at the same moment. It is the first of the run: who is
    who follows the order in which documents are finished, which is to be that of the undisturbed one."""
    waits, go = os.pipe()
    children, many = [], int(seed.partition(" ")[0])
    for _ in range(many):
        child = os.fork()
        if child == 0:
            os.close(go)
            os.read(waits, 1)  # until the other end is closed
            os._exit(_ingest(Path(material, "anteckning.txt")))
        children.append(child)
    os.close(go)
    assert {os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children} == {0}
    with opened(home) as store, store.database.read() as connection:
        spans = connection.execute(text("SELECT started, finished FROM runs")).all()
    assert len(spans) == many
    assert any(one.started < other.finished and other.started < one.finished
               for one, other in combinations(spans, 2)), "they came one after the other"  # fmt: skip


def moved_to_later_version(home: str, material: str, _after: str, seed: str) -> None:
    """In the middle of a run another program has changed the tables; then that program goes on, as this one here."""
    from ingest.run import IngestRun, RunOptions
    from models.server_errors import NewerRegisterError
    from search.backends import open_index
    from tests.faults.at_hand import AtHand

    moment, handed_out = Random(seed).randint(1, 4), count(1)

    class Former(AtHand):
        """Of the former version."""

        def submit(self, store: Any, run: Any, document: str, order: str) -> Future[Any]:
            if next(handed_out) == moment:
                revision(store, _LATER)
            return super().submit(store, run, document, order)

    with opened(home) as store, closing(open_index(store.settings)) as index:
        begun, options = _revision(store), RunOptions(workers=Former())
        try:
            IngestRun(store, index, "tillsyn", options, lambda _: None).go([Path(material)])
        except NewerRegisterError:
            pass
        else:
            raise AssertionError("it wrote to tables of another version")
        revision(store, begun)


def _revision(store: Any) -> str:
    with store.database.read() as connection:
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())


def revision(store: Any, number: str) -> None:
    with store.database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :number"), {"number": number})
