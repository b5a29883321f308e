"""What became of each path, run after run, for those who may know."""

from __future__ import annotations

from itertools import islice

import pytest

from models.source import Source
from models.store import runs
from models.store.runs import FileState, RunFile
from models.store.store import Store
from tests.conftest import viewer_of

OURS = viewer_of("Nämnden")


@pytest.fixture(autouse=True)
def _sources(store: Store) -> None:
    store.sources.add(Source("tillsyn", "Nämnden"))
    store.sources.add(Source("pm", "Polisen"))


def run(store: Store, source: str, *files: RunFile) -> str:
    id = store.runs.begin(source)
    for file in files:
        store.runs.note(id, file)
    store.runs.finish(id)
    return id


def lost(path: str, reason: str = "permission_denied") -> RunFile:
    return RunFile(path, FileState.QUARANTINED, None, reason)


def test_a_path_counts_once_however_often_it_failed(store: Store) -> None:
    for _ in range(3):
        run(store, "tillsyn", lost("/a"), lost("/b"))
    assert store.status(OURS)["reasons"] == {"permission_denied": 2}
    run(store, "tillsyn", lost("/a", "read_fault"))
    assert store.status(OURS)["reasons"] == {"permission_denied": 1, "read_fault": 1}


def test_a_path_that_was_had_in_the_end_is_no_failure(store: Store) -> None:
    run(store, "tillsyn", lost("/a"))
    arrival = store.arrivals.arrive(store.sources.get("tillsyn"), store.vault.put(b"x"), 1, path="/a", name="a")
    run(store, "tillsyn", RunFile("/a", FileState.NEW, arrival.document))
    assert "permission_denied" not in store.status(OURS)["reasons"]


def test_the_same_path_in_two_sources_is_two(store: Store) -> None:
    run(store, "tillsyn", lost("/a"))
    run(store, "pm", lost("/a"))
    assert store.status(viewer_of("Nämnden", "Polisen"))["reasons"] == {"permission_denied": 2}


def test_anothers_figures_and_paths_are_not_shown(store: Store) -> None:
    theirs = run(store, "pm", lost("/hemlig"))
    arrival = store.arrivals.arrive(store.sources.get("pm"), store.vault.put(b"x"), 1, path="/a", name="a")
    store.outbox.add(arrival.document, "Polisen", "put")
    assert store.runs.files(OURS, theirs) == []
    assert [file.path for file in store.runs.files(viewer_of("Polisen"), theirs)] == ["/hemlig"]
    assert store.status(OURS) == {"documents": {}, "pages": {}, "reasons": {}, "owners": ["Nämnden"], "outbox": 0}
    assert store.status(viewer_of("Polisen"))["outbox"] == 1


def test_a_long_manifest_is_told_a_part_at_a_time(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """In parts of two, all of it, each file once; and some of them by path."""
    monkeypatch.setattr(runs, "_SOME", 2)
    source, files = store.sources.get("tillsyn"), list[RunFile]()
    for number in range(7):
        path, content = f"/{number}", f"{number}".encode()
        arrived = store.arrivals.arrive(source, store.vault.put(content), 1, path=path, name=path[1:])
        files.append(RunFile(path, FileState.NEW, arrived.document))
    id = run(store, "tillsyn", *reversed(files), lost("/5b"))
    told = store.runs.files(OURS, id)
    assert [file.path for file in told] == ["/0", "/1", "/2", "/3", "/4", "/5", "/5b", "/6"]
    assert [file.document for file in told if file.document] == [file.document for file in files]
    parts = store.runs.each_file(OURS, id)
    assert len(list(islice(parts, 3))) == 3  # the rest is not fetched
