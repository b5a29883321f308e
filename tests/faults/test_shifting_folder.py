"""The folder changes while it is taken in: what lay there whole is kept whole, and what could not be had is named."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import closing
from itertools import count
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest
from sqlalchemy import select

from ingest import run
from models.document import DocumentState
from models.settings import Settings
from models.store.schema import documents, occurrences
from models.store.service import service
from models.store.store import Store
from tests.cli.command import Answer, samsyn_here
from tests.faults.seeds import SEEDS
from tests.ingest.written_to import write_meanwhile

FILES: Final = 8
CHANGES: Final = 10


class Folder:
    """Somebody is at work in it. ``lain`` are the hashes of all that lay there at some time."""

    def __init__(self, path: Path, chance: Random) -> None:
        self.path, self._chance, self._new = path, chance, count()
        path.mkdir()
        self.lain, self.changes = set[str](), 0
        for number in range(FILES):
            self._write(path / f"{number}.txt", f"Tillsyn {number} hos Provkrog {number} AB den 3 maj 2024.")

    @property
    def files(self) -> list[Path]:
        return sorted(self.path.rglob("*.txt"))

    def change(self) -> None:
        ways: list[Callable[[Path], object]] = [self._grow, self._vanish, self._replace, self._rename, self._add]
        before = {path: path.read_bytes() for path in self.files}
        self._chance.choice(ways)(self._chance.choice(self.files))
        self.changes += before != {path: path.read_bytes() for path in self.files}

    def _write(self, path: Path, words: str) -> None:
        path.write_text(words, "utf-8")
        self.lain.add(sha256(path))

    def _grow(self, path: Path) -> None:
        """At its end and at one stroke: the next files are read meanwhile, and one that is written anew is empty for a
        moment."""
        with path.open("a", encoding="utf-8") as file:
            file.write(f" Tillagt {next(self._new)} om Eva By.")
        self.lain.add(sha256(path))

    def _vanish(self, path: Path) -> None:
        if len(self.files) > 3:
            path.unlink()

    def _replace(self, path: Path) -> None:
        """As programs save: another file takes its place."""
        beside = path.with_suffix(".tmp")
        self._write(beside, f"Beslut {next(self._new)} om Provkrog AB.")
        beside.replace(path)

    def _rename(self, path: Path) -> None:
        (self.path / "flyttat").mkdir(exist_ok=True)
        path.rename(self.path / "flyttat" / f"n{next(self._new)}.txt")

    def _add(self, path: Path) -> None:
        self._write(path.with_name(f"till{next(self._new)}.txt"), f"Nytt {next(self._new)} om Eva By.")


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def homes(tmp_path: Path) -> tuple[Path, Path]:
    made = (tmp_path / "hem", tmp_path / "lugnt")
    for home in made:
        assert samsyn_here(home, "source", "add", "tillsyn", "--owner", "Nämnden").status == 0
    return made


@pytest.mark.parametrize("seed", SEEDS)
def test_what_lies_there_in_the_end_is_found_as_it_lies_there(
    homes: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: str
) -> None:
    home, calm = homes
    chance = Random(seed)
    folder, take = Folder(tmp_path / "papper", chance), run.take
    moments = [chance.randrange(FILES) for _ in range(CHANGES)]
    turns = count()

    def changing(*given: Any) -> Any:
        turn, before = next(turns), chance.random() < 0.5
        taken = None if before else take(*given)
        for _ in range(moments.count(turn)):
            folder.change()
        return taken or take(*given)

    monkeypatch.setattr(run, "take", changing)
    first = ingest(home, folder.path)
    monkeypatch.undo()
    assert folder.changes > CHANGES // 2, "it hardly changed"
    assert first.status == 0, first.err
    assert {problem["reason"] for problem in first.value["problems"]} <= {"missing_path", "read_fault", "file_changing"}
    again, undisturbed = ingest(home, folder.path), ingest(calm, folder.path)
    assert (again.status, again.value["problems"]) == (undisturbed.status, []) == (0, [])

    expected, found = at_paths(calm), at_paths(home)
    assert {path: found[path] for path in expected} == expected
    assert {path: known[0] for path, known in expected.items()} == {str(path): sha256(path) for path in folder.files}
    with closing(Store.open(Settings(home=home))) as store:
        kept = list(store.documents.of_owner(service(store, "prov"), "Nämnden"))
        assert {each.sha256 for each in kept} <= folder.lain
        assert {each.state for each in kept} == {DocumentState.READ}
    told = samsyn_here(home, "verify", "--folder", folder.path, "--source", "tillsyn", "--json").value["differences"]
    gone = {each["path"] for each in told if each["what"] == "file_gone"}
    assert len(gone) == len(told)  # what was taken in and lies there no more is named, and nothing else is wrong
    assert not {Path(path) for path in gone} & set(folder.files)


def test_a_file_that_is_being_written_waits_for_the_next_run(
    homes: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Piece by piece, as a scan is copied into the folder: its last comes when the run is over."""
    home, papers = homes[0], tmp_path / "papper"
    growing, pieces = papers / "växer.txt", [f"Tillsyn {number} hos Provkrog AB. " for number in range(12)]
    papers.mkdir()
    (papers / "granne.txt").write_text("Beslut om Eva By.", "utf-8")
    left = pieces.copy()

    def write(until: int = 1) -> None:
        if len(left) > until:
            with growing.open("a", encoding="utf-8") as file:
                file.write(left.pop(0))

    write()
    write_meanwhile(monkeypatch, growing, write)
    first = ingest(home, papers)
    monkeypatch.undo()
    assert (first.status, first.value["documents"]) == (0, 1), first.err
    waits = {"path": str(growing), "state": "quarantined", "reason": "file_changing"}
    assert first.value["problems"] == [waits]
    with closing(Store.open(Settings(home=home))) as store:
        assert sha256(papers / "granne.txt") in (kept := set(store.vault.ids()))
        assert not kept & {hashlib.sha256("".join(pieces[:some]).encode()).hexdigest() for some in range(1, 12)}

    write(until=0)
    second = ingest(home, papers)
    assert (second.status, second.value["documents"], second.value["problems"]) == (0, 1, [])
    found = at_paths(home)
    assert {path: known[0] for path, known in found.items()} == {str(path): sha256(path) for path in papers.iterdir()}


def ingest(home: Path, papers: Path) -> Answer:
    words = ("ingest", papers, "--source", "tillsyn", "--workers", "1", "--json")
    return samsyn_here(home, *words, nlp_pipeline="rules")


def at_paths(home: Path) -> dict[str, tuple[str, str, list[str], list[tuple[str, str]]]]:
    """What lies at each path now: its hash, whether it counts, its text and whom it names."""
    with closing(Store.open(Settings(home=home))) as store:
        query = select(occurrences.c.path, documents).join(documents, documents.c.id == occurrences.c.document)
        with store.database.read() as connection:
            rows = connection.execute(query.where(occurrences.c.current)).all()
        viewer, found = service(store, "prov"), {}
        for row in rows:
            text = [page.text for page in store.documents.pages(viewer, row.id)]
            names = sorted((m.label, m.value) for m, _ in store.documents.mentions(viewer, row.id))
            found[row.path] = (row.sha256, f"{row.state} {row.superseded}", text, names)
    return found
