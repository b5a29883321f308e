"""A watched folder is looked at, and its files read, while a batch run goes on in a process of its own."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from ingest.run import IngestRun, RunOptions
from ingest.tally import Tally
from models.store.runs import Way
from models.store.service import service
from search.backends import open_index
from tests.ingest.watched.conftest import Watching


def test_a_complete_file_is_read_in_the_middle_of_a_run(watching: Watching, tmp_path: Path) -> None:
    store, batch = watching.store, tmp_path / "parti"
    batch.mkdir()
    for number in range(12):
        (batch / f"{number:02}.txt").write_text(f"Tillsyn nummer {number} den 3 maj 2024.")
    seen, held = list[int](), list[bool]()

    def watch(tally: Tally) -> None:
        """Called after each file: in the middle of the run, a file comes into the folder and is read to its end."""
        seen.append(tally.files)
        if tally.files != 5 or held:
            return
        (watching.folder / "bevakad.txt").write_text("Anmälan om matos.")
        watching.look()
        watching.work()
        held.append(watching.papers().get("bevakad.txt") == "read")

    index = open_index(store.settings)
    report = IngestRun(store, index, "tillsyn", RunOptions(workers=1), watch).go([batch])
    assert (held, max(seen)) == ([True], 12)
    assert (report["files"], report["documents"], report["problems"]) == (12, 12, [])
    states = {place.removeprefix(f"{batch}/"): state for place, state in watching.papers().items()}
    assert states == {"bevakad.txt": "read", **{f"{number:02}.txt": "read" for number in range(12)}}
    ways = {run.way: run.files for run in store.run_reports.newest(service(store, "prov"), 10)}
    assert ways == {Way.SERVER: 12, Way.WATCHED: 1}  # each file in the run that it came by
    index.close()


def test_the_worker_beside_takes_what_a_run_has_not(watching: Watching, tmp_path: Path) -> None:
    """The same bytes by both ways at once are one document with two places, read once."""
    store, batch = watching.store, tmp_path / "parti"
    batch.mkdir()
    for number in range(6):
        (batch / f"{number}.txt").write_text(f"Lika {number}")
        (watching.folder / f"{number}.txt").write_text(f"Lika {number}")
    watching.look()
    index = open_index(store.settings)
    with ThreadPoolExecutor(1) as beside:
        run = beside.submit(IngestRun(store, index, "tillsyn", RunOptions(workers=1), lambda _: None).go, [batch])
        while not run.done():
            watching.work()
            time.sleep(0.05)
    watching.work()
    viewer = service(store, "prov")
    found = store.documents.of_owner(viewer, "Nämnden")
    assert [document.state.value for document in found] == ["read"] * 6
    assert {len(store.documents.occurrences(viewer, document.id)) for document in found} == {2}
    # What the worker had in hand just then is told by the run as being read elsewhere, which it was.
    assert {problem["reason"] for problem in run.result()["problems"]} <= {"being_read"}
    index.close()
