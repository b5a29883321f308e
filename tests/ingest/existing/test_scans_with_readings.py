"""Scans that came with a reading, through the whole of reading: what search finds, where it is drawn, what is kept."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from ingest.existing.finding import scans_without
from ingest.intake import Again, keep, take
from ingest.survey import Survey
from ingest.task import Task, run_family
from models.access import Purpose, Viewer
from models.document import Document, DocumentState, PageMethod
from models.rival import Rival
from models.source import Source
from models.store.store import Store
from search.backends import open_index
from search.indexing import drain
from search.marking import boxes
from search.request import SearchRequest
from search.service import search
from tests.conftest import viewer_of
from tests.ingest.existing.made import FIRST, SECOND, THIRD, alto, garbled, hocr, save, scan, words_of, worn_scan
from tests.ingest.readers.made import paper

VIEWER: Viewer = viewer_of("Nämnden")
# Torn: the lower lines are only in the reading. A worn scan would do too, but takes OCR many looks.
TORN_FIRST, TORN_SECOND = scan(FIRST[:3]), scan(SECOND[:3])


@pytest.fixture
def folder(tmp_path: Path, store: Store) -> Path:
    store.sources.add(Source("arkiv", "Nämnden"))
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def taken_in(store: Store, folder: Path, *, force_ocr: bool = False) -> dict[str, Document]:
    """What is known after everything in the folder was read: documents by name."""
    source, home, survey = store.sources.get("arkiv"), str(store.settings.home), Survey([folder])
    assert list(survey.walk())
    waiting = [take(store, source, keep(store, path), Again(force_ocr)) for path in survey.in_reading_order()]
    tasks = [Task(each.document, force_ocr) for each in waiting if each.read and each.document]
    ended = [outcome.document for task in tasks for outcome in run_family(home, task)]
    if not force_ocr:
        for late in scans_without(store, ended):
            run_family(home, Task(late))
    return {document.name: document for document in store.documents.of_owner(VIEWER, "Nämnden")}


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def rival(store: Store, scan: Document, page: int = 1) -> Rival:
    (found,) = store.existing.of(VIEWER, scan.id, page)
    return found


def found_by(store: Store, purpose: Purpose, query: str) -> list[str]:
    """The names of the documents that a search finds."""
    index = open_index(store.settings)
    drain(store, index)
    result = search(VIEWER, purpose, SearchRequest(query), store=store, index=index)
    index.close()
    return sorted(hit.name for hit in result.hits)


def box_of(store: Store, document: Document, word: str, page: int = 1) -> tuple[float, float, float, float]:
    """Where a hit on the word is drawn."""
    read = store.documents.page(VIEWER, document.id, page)
    start = read.text.index(word)
    (box,) = boxes(read, [(start, start + len(word))])
    return box


PLACES = {word: box for line in words_of(FIRST) for word, *box in line}
READINGS = {
    "pixels of the scan": ("worn.xml", alto(FIRST)),
    "tenths of millimetres": ("worn.xml", alto(FIRST, unit="mm10", per_point=254 / 72)),
    "inches": ("worn.alto.xml", alto(FIRST, unit="inch1200", per_point=1200 / 72)),
    "another resolution": ("worn.tif.xml", alto(FIRST, per_point=400 / 72)),
    "hOCR": ("worn.hocr", hocr(FIRST)),
    "hOCR in HTML": ("worn.html", hocr(FIRST)),
    "in a folder below": ("alto/worn.xml", alto(FIRST)),
    "by the name in it": ("0001.xml", alto(FIRST, picture="D:\\skanning\\worn.jp2")),
}


@pytest.mark.parametrize("name", READINGS)
def test_a_better_reading_is_what_search_finds_on_the_scan(
    name: str, folder: Path, store: Store, purpose: Purpose
) -> None:
    where, text = READINGS[name]
    save(folder / "worn.tif", TORN_FIRST)
    write(folder / where, text)
    found = taken_in(store, folder)
    scanned, reading = found["worn.tif"], found[where.rpartition("/")[2]]
    page = store.documents.page(VIEWER, scanned.id, 1)
    assert (page.method, page.reason, scanned.state) == (PageMethod.OCR, "existing_reading", DocumentState.READ)
    assert page.text.split() == " ".join(FIRST).split()
    assert page.image is not None
    kept = rival(store, scanned)
    assert (kept.reading, kept.number, kept.chosen, kept.reason) == (reading.id, 1, True, "more_to_trust")
    assert kept.ours <= kept.theirs
    assert found_by(store, purpose, "länsstyrelsen") == ["worn.tif"]
    assert box_of(store, scanned, "länsstyrelsen") == pytest.approx(PLACES["länsstyrelsen"], abs=2.5)
    assert (reading.state, reading.reading_of) == (DocumentState.READ, scanned.id)
    assert store.vault.path(reading.sha256).read_text("utf-8") == text
    assert [each.id for each in store.documents.family(VIEWER, scanned.id)] == [reading.id]
    assert [each.id for each in store.documents.family(VIEWER, reading.id)] == [scanned.id]


def test_a_garbled_reading_loses_and_is_not_searched(folder: Path, store: Store, purpose: Purpose) -> None:
    save(folder / "a.png", scan(FIRST))
    write(folder / "a.xml", alto(garbled(FIRST)))
    found = taken_in(store, folder)
    page = store.documents.page(VIEWER, found["a.png"].id, 1)
    assert (page.method, page.reason) == (PageMethod.OCR, "picture")
    assert "förelägga bolaget om åtgärder" in page.text
    kept = rival(store, found["a.png"])
    assert (kept.chosen, kept.reason) == (False, "garbled_text")
    assert kept.theirs < 0.45 < kept.ours
    assert found["a.xml"].reading_of == found["a.png"].id
    assert found_by(store, purpose, "länsstyrelsen") == ["a.png"]
    assert found_by(store, purpose, garbled(FIRST)[0].split()[2]) == []
    assert [line.number for line in store.documents.lines(VIEWER, found["a.xml"].id)] == [1]


def test_a_reading_of_something_else_stays_a_document_of_its_own(folder: Path, store: Store, purpose: Purpose) -> None:
    save(folder / "a.png", scan(FIRST))
    write(folder / "a.xml", alto(SECOND))
    found = taken_in(store, folder)
    assert rival(store, found["a.png"]).reason == "another_text"
    assert found["a.xml"].reading_of is None
    assert found_by(store, purpose, "Rönnvägen") == ["a.xml"]
    assert found_by(store, purpose, "länsstyrelsen") == ["a.png"]


def test_page_by_page(folder: Path, store: Store, purpose: Purpose) -> None:
    """The first page of the reading is the better one, ours is of the second; the third it lacks."""
    save(folder / "a.tif", worn_scan(FIRST), scan(SECOND), scan(THIRD))
    write(folder / "a.xml", alto(FIRST, garbled(SECOND), numbers=(0, 1)))
    scanned = taken_in(store, folder)["a.tif"]
    reasons = [store.documents.page(VIEWER, scanned.id, number).reason for number in (1, 2, 3)]
    assert reasons == ["existing_reading", "picture", "picture"]
    assert [rival(store, scanned, number).chosen for number in (1, 2)] == [True, False]
    assert store.existing.of(VIEWER, scanned.id, 3) == []
    for word in ("länsstyrelsen", "Rönnvägen", "förundersökning"):
        assert found_by(store, purpose, word) == ["a.tif"]
    assert box_of(store, scanned, "länsstyrelsen") == pytest.approx(PLACES["länsstyrelsen"], abs=2.5)


def test_a_page_that_the_reading_lacks_moves_no_other(folder: Path, store: Store) -> None:
    save(folder / "a.tif", scan(SECOND), paper(), TORN_FIRST)
    write(folder / "a.xml", alto(SECOND, FIRST))
    scanned = taken_in(store, folder)["a.tif"]
    pages = store.documents.pages(VIEWER, scanned.id)
    assert [page.method for page in pages] == [PageMethod.OCR, PageMethod.BLANK, PageMethod.OCR]
    assert "Rönnvägen" in pages[0].text
    assert store.existing.of(VIEWER, scanned.id, 2) == []


def test_a_reading_with_more_pages_than_the_scan_is_searched_too(folder: Path, store: Store, purpose: Purpose) -> None:
    save(folder / "a.png", TORN_FIRST)
    write(folder / "a.xml", alto(FIRST, SECOND))
    found = taken_in(store, folder)
    assert rival(store, found["a.png"]).chosen
    assert found["a.xml"].reading_of is None
    assert found_by(store, purpose, "Rönnvägen") == ["a.xml"]


def test_folders_of_pictures_and_readings(folder: Path, store: Store, purpose: Purpose) -> None:
    for number, (picture, texts) in enumerate(((TORN_FIRST, FIRST), (TORN_SECOND, SECOND)), start=1):
        save(folder / "images" / f"{number:04}.tif", picture)
        write(folder / "alto" / f"{number:04}.xml", alto(texts, numbers=(number,)))
    found = taken_in(store, folder)
    assert found["0001.xml"].reading_of == found["0001.tif"].id
    assert found["0002.xml"].reading_of == found["0002.tif"].id
    assert found_by(store, purpose, "länsstyrelsen") == ["0001.tif"]
    assert found_by(store, purpose, "Rönnvägen") == ["0002.tif"]


def test_members_of_an_archive(folder: Path, store: Store, purpose: Purpose, tmp_path: Path) -> None:
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        archive.write(save(tmp_path / "one.tif", TORN_FIRST), "images/0001.tif")
        archive.writestr("alto/0001.xml", alto(FIRST))
        archive.write(save(tmp_path / "two.tif", TORN_SECOND), "lista.tif")
        archive.writestr("x.xml", alto(SECOND, picture="lista.tif"))
    found = taken_in(store, folder)
    assert found["alto/0001.xml"].reading_of == found["images/0001.tif"].id
    assert found["x.xml"].reading_of == found["lista.tif"].id
    assert found_by(store, purpose, "länsstyrelsen") == ["images/0001.tif"]
    assert found_by(store, purpose, "Rönnvägen") == ["lista.tif"]


def test_a_reading_for_each_page_of_one_scan(folder: Path, store: Store, purpose: Purpose) -> None:
    save(folder / "band.tif", TORN_FIRST, TORN_SECOND)
    for number, texts in enumerate((FIRST, SECOND), start=1):
        write(folder / f"{number:04}.xml", alto(texts, picture="band.tif", numbers=(number,)))
    found = taken_in(store, folder)
    assert [page.reason for page in store.documents.pages(VIEWER, found["band.tif"].id)] == ["existing_reading"] * 2
    assert found_by(store, purpose, "Rönnvägen") == found_by(store, purpose, "länsstyrelsen") == ["band.tif"]


def test_a_reading_that_comes_later_competes(folder: Path, store: Store, purpose: Purpose) -> None:
    save(folder / "a.png", TORN_FIRST)
    scanned = taken_in(store, folder)["a.png"]
    assert store.documents.page(VIEWER, scanned.id, 1).reason != "existing_reading"
    write(folder / "a.xml", alto(FIRST))
    found = taken_in(store, folder)
    assert store.documents.page(VIEWER, scanned.id, 1).reason == "existing_reading"
    assert found["a.xml"].reading_of == scanned.id
    assert found_by(store, purpose, "länsstyrelsen") == ["a.png"]
    assert scans_without(store, [found["a.xml"].id]) == []


def test_a_changed_reading_takes_the_place_of_the_former(folder: Path, store: Store) -> None:
    save(folder / "a.png", TORN_FIRST)
    write(folder / "a.xml", alto(FIRST[:3]))
    former = taken_in(store, folder)["a.xml"]
    write(folder / "a.xml", alto(FIRST))
    taken_in(store, folder)
    (scanned,) = store.documents.ids(VIEWER, "Nämnden")
    assert "länsstyrelsen" in store.documents.page(VIEWER, scanned, 1).text
    assert store.documents.get(VIEWER, former.id).superseded
    assert former.id not in {rival.reading for rival in store.existing.of(VIEWER, scanned, 1)}


def test_force_ocr_overrules_and_reading_again_brings_it_back(folder: Path, store: Store) -> None:
    save(folder / "a.png", TORN_FIRST)
    write(folder / "a.xml", alto(FIRST))
    scanned = taken_in(store, folder, force_ocr=True)["a.png"]
    assert store.documents.page(VIEWER, scanned.id, 1).reason != "existing_reading"
    assert rival(store, scanned).reason == "forced"
    run_family(str(store.settings.home), Task(scanned.id))
    assert store.documents.page(VIEWER, scanned.id, 1).reason == "existing_reading"
    run_family(str(store.settings.home), Task(scanned.id, read=False))  # named anew only
    assert rival(store, scanned).chosen


@pytest.mark.parametrize(
    "content",
    [
        "<!DOCTYPE alto [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><alto>&a;</alto>",
        "<alto",
        "<html><p>Hej</p></html>",
        "",
    ],
)
def test_a_file_beside_that_is_no_reading_does_no_harm(content: str, folder: Path, store: Store) -> None:
    save(folder / "a.png", scan(FIRST))
    write(folder / "a.xml", content)
    scanned = taken_in(store, folder)["a.png"]
    assert scanned.state is DocumentState.READ
    assert store.existing.of(VIEWER, scanned.id, 1) == []


def test_another_sources_reading_does_not_compete(folder: Path, store: Store) -> None:
    store.sources.add(Source("annan", "Polisen"))
    write(folder / "a.xml", alto(FIRST))
    taken = take(store, store.sources.get("annan"), keep(store, folder / "a.xml"))
    run_family(str(store.settings.home), Task(taken.document or ""))
    (folder / "a.xml").unlink()
    save(folder / "a.png", TORN_FIRST)
    scanned = taken_in(store, folder)["a.png"]
    assert store.existing.of(VIEWER, scanned.id, 1) == []


def test_a_withdrawn_reading_does_not_compete(folder: Path, store: Store) -> None:
    from models.withdrawal import Scope

    write(folder / "a.xml", alto(FIRST))
    reading = taken_in(store, folder)["a.xml"]
    store.withdrawals.take(VIEWER, Scope.DOCUMENT, reading.id, "fel källa")
    save(folder / "a.png", TORN_FIRST)
    scanned = taken_in(store, folder)["a.png"]
    assert store.existing.of(VIEWER, scanned.id, 1) == []
