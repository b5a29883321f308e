"""Whole runs over scans and their readings: what is reported, and what a second run does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ingest.existing import reading as existing
from ingest.existing.reading import Candidate, compete, with_existing
from ingest.intake import find_files, keep, take
from ingest.reading import FileReading, settled
from ingest.run import IngestRun, RunOptions
from ingest.survey import Survey
from models.document import READING_TYPES, DocumentState, Page, PageMethod, Reading
from models.rival import PAGE_NUMBERS
from models.source import Source
from models.store.store import Store
from search.backends import open_index
from tests.conftest import viewer_of
from tests.faults.seeds import FULL
from tests.ingest.existing.made import FIRST, PAPER, SECOND, alto, page, save, scan, worn_scan

VIEWER = viewer_of("Nämnden")
UNREAD = Page(1, PageMethod.UNREAD, "ocr_timeout", "", 0.0, *PAPER)


@pytest.fixture
def folder(tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SAMSYN_NLP_PIPELINE", "rules")  # of those who read: a model takes seconds to load
    store.sources.add(Source("arkiv", "Nämnden"))
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def run(store: Store, folder: Path) -> dict[str, object]:
    options = RunOptions(2 if FULL else 1)  # to start processes takes seconds
    report = IngestRun(store, open_index(store.settings), "arkiv", options, lambda _: None).go([folder])
    return {name: report[name] for name in ("files", "documents", "pages", "duplicates", "quarantined", "problems")}


def test_a_run_and_one_that_brings_the_reading_later(folder: Path, store: Store) -> None:
    save(folder / "a.png", worn_scan(FIRST))
    save(folder / "b.png", worn_scan(SECOND))
    (folder / "b.xml").write_text(alto(SECOND), "utf-8")
    expected = {"files": 3, "documents": 3, "pages": 3, "duplicates": 0, "quarantined": 0, "problems": []}
    assert run(store, folder) == expected
    names = {store.documents.get(VIEWER, id).name: id for id in store.documents.ids(VIEWER, "Nämnden")}
    assert set(names) == {"a.png", "b.png"}
    assert store.documents.page(VIEWER, names["b.png"], 1).reason == "existing_reading"

    (folder / "a.xml").write_text(alto(FIRST), "utf-8")
    assert run(store, folder) == {**expected, "files": 4, "documents": 1, "pages": 1, "duplicates": 3}
    assert store.documents.page(VIEWER, names["a.png"], 1).reason == "existing_reading"
    assert set(store.documents.ids(VIEWER, "Nämnden")) == set(names.values())
    assert run(store, folder) == {**expected, "files": 4, "documents": 0, "pages": 0, "duplicates": 4}


def test_a_scan_of_which_no_page_could_be_read_is_read_with_its_reading(folder: Path, store: Store) -> None:
    save(folder / "a.png", scan(FIRST))
    taken = take(store, store.sources.get("arkiv"), keep(store, folder / "a.png"))
    document = store.documents.get(VIEWER, taken.document or "")
    unread = FileReading(Reading("image/png", DocumentState.QUARANTINED, "reader_timeout", (UNREAD,)), {})
    assert with_existing(store, document, unread) == (unread.reading, [])
    (folder / "a.xml").write_text(alto(FIRST), "utf-8")
    take(store, store.sources.get("arkiv"), keep(store, folder / "a.xml"))
    reading, (rival,) = with_existing(store, document, unread)
    assert (reading.state, reading.reason) == (DocumentState.READ, "")
    assert (rival.chosen, rival.reason, rival.whole) == (True, "only_reading", True)
    assert reading.pages[0].words[0].x0 == pytest.approx(72, abs=1)


def test_unread_pages_that_the_reading_has_are_read() -> None:
    ours = (page(FIRST), replace(UNREAD, number=2), replace(UNREAD, number=3))
    found = FileReading(Reading("image/tiff", DocumentState.PARTIAL, "unread_pages", ours), {})
    told = {PAGE_NUMBERS: "1-2"}
    theirs = Reading("application/alto+xml", DocumentState.READ, "", (page(FIRST), page(SECOND, 2)), facts=told)
    best = {each.number: each for each in ours}
    competed = compete(ours, Candidate("0" * 32, theirs), best)
    assert [(rival.page, rival.number, rival.reason) for rival in competed] == [
        (1, 1, "less_to_trust"),
        (2, 2, "only_reading"),
    ]
    assert (settled(found, tuple(best.values())).state, best[3].reason) == (DocumentState.PARTIAL, "ocr_timeout")
    del best[3]
    assert settled(found, tuple(best.values())).state is DocumentState.READ
    lost = replace(found, lost="picture_truncated")
    assert settled(lost, tuple(best.values())).reason == "picture_truncated"


def test_no_more_readings_of_one_scan_compete_than_the_limit(folder: Path, store: Store) -> None:
    few = Store.open(replace(store.settings, limits=replace(store.settings.limits, existing_readings=2)))
    save(folder / "a.png", scan(FIRST))
    for ending in ("a.xml", "a.alto", "a_alto.xml", "a.png.xml"):
        (folder / ending).write_text(alto(FIRST, picture=ending), "utf-8")
    for path in folder.iterdir():
        take(few, few.sources.get("arkiv"), keep(few, path))
    (scanned,) = (each for each in few.documents.of_owner(VIEWER, "Nämnden") if each.name == "a.png")
    read = FileReading(Reading("image/png", DocumentState.READ, "", (page(FIRST),)), {})
    assert len(with_existing(few, scanned, read)[1]) == 2
    few.close()
    hasty = Store.open(replace(store.settings, limits=replace(store.settings.limits, reader_seconds=0.0)))
    assert with_existing(hasty, scanned, read) == (read.reading, [])
    hasty.close()


@pytest.mark.parametrize("fault", ["crash", "leave", "endless_answer", "lie_outside"])
def test_a_reading_that_fells_its_reader_leaves_the_scan_as_it_was(
    fault: str, folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = f"tests.faults.readers.bad_readers:{fault}"
    monkeypatch.setattr(existing, "READERS", dict.fromkeys(READING_TYPES, bad))
    save(folder / "a.png", scan(FIRST))
    (folder / "a.xml").write_text(alto(SECOND), "utf-8")
    for path in folder.iterdir():
        take(store, store.sources.get("arkiv"), keep(store, path))
    (scanned,) = (each for each in store.documents.of_owner(VIEWER, "Nämnden") if each.name == "a.png")
    read = FileReading(Reading("image/png", DocumentState.READ, "", (page(FIRST),)), {})
    reading, competed = with_existing(store, scanned, read)
    assert reading == read.reading
    assert not any(rival.chosen or rival.whole for rival in competed)


def test_readings_are_taken_in_before_what_they_may_be_of(folder: Path) -> None:
    for name in ("a.tif", "a.xml", "b.txt", "c/d.hocr", "c/d.png"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("x")
    survey = Survey([folder])
    walked = list(survey.walk())
    names = [path.name for path in survey.in_reading_order()]
    assert names == ["a.xml", "d.hocr", "a.tif", "b.txt", "d.png"]
    assert sorted(names) == sorted(path.name for path in walked) == sorted(path.name for path in find_files([folder]))


def test_the_reading_of_a_file_that_cannot_be_opened_is_what_search_finds(folder: Path, store: Store) -> None:
    (folder / "a.tif").write_bytes(b"II*\0 trasig")
    (folder / "a.xml").write_text(alto(FIRST), "utf-8")
    report = run(store, folder)
    assert (report["documents"], report["quarantined"]) == (1, 1)
    (reading,) = store.documents.ids(VIEWER, "Nämnden")
    assert store.documents.get(VIEWER, reading).name == "a.xml"
