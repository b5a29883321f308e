"""The part of the store contract that is about readings that came beside their scans."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import insert

from models.document import DocumentState, Page, PageMethod, Reading
from models.errors import AccessDeniedError
from models.rival import PICTURED_FILE, Rival
from models.source import Source
from models.store.schema import withheld
from models.store.store import Store
from models.withdrawal import Scope
from tests.conftest import viewer_of

VIEWER = viewer_of("Nämnden")
PAGE = Page(1, PageMethod.OCR, "picture", "Tillsyn", 0.9)
CHOSEN = Rival(1, "", 1, True, 0.41, 0.93, "more_to_trust", True)


def put(
    store: Store,
    path: str,
    *competed: Rival,
    pictured: str = "",
    parent: str | None = None,
    media_type: str = "image/tiff",
) -> str:
    """A document of one page, for which these competed; read again if it was there."""
    sha256 = store.vault.put(path.encode())
    arrived = store.arrivals.arrive(store.sources.get("tillsyn"), sha256, 9, path=path, name=path, parent=parent)
    facts = {PICTURED_FILE: pictured} if pictured else {}
    store.registration.claim(arrived.document, "prov")
    reading = Reading(media_type, DocumentState.READ, "", (PAGE,), facts=facts)
    store.registration.keep_reading(arrived.document, reading, competed)
    store.registration.finish(arrived.document, "prov", DocumentState.READ)
    return arrived.document


def findable(store: Store) -> set[str]:
    return set(store.documents.ids(VIEWER, "Nämnden"))


class ExistingReadingsContract:
    """Readings and their scans."""

    @pytest.fixture(autouse=True)
    def _readable(self, store: Store) -> None:
        store.sources.add(Source("tillsyn", "Nämnden"))
        store.sources.add(Source("pm", "Polisen", "police"))

    def test_a_reading_that_its_scan_has_whole_is_left_to_it(self, store: Store) -> None:
        reading = put(store, "/in/a.xml")
        scan = put(store, "/in/a.tif", replace(CHOSEN, reading=reading))
        assert findable(store) == {scan}
        assert store.documents.get(VIEWER, reading).reading_of == scan
        assert [row.operation for row in store.outbox.all() if row.document == reading] == ["put", "delete"]
        assert store.existing.of(VIEWER, scan, 1) == [replace(CHOSEN, reading=reading)]
        assert store.existing.of(VIEWER, scan, 2) == []
        assert store.existing.competed(reading) == {scan}

    def test_one_of_which_something_is_missing_is_not(self, store: Store) -> None:
        reading = put(store, "/in/a.xml")
        scan = put(store, "/in/a.tif", replace(CHOSEN, reading=reading, chosen=False, whole=False))
        assert findable(store) == {scan, reading}

    def test_a_reading_is_back_when_the_scan_no_longer_has_it(self, store: Store) -> None:
        reading = put(store, "/in/a.xml")
        scan = put(store, "/in/a.tif", replace(CHOSEN, reading=reading))
        assert put(store, "/in/a.tif") == scan
        assert findable(store) == {scan, reading}
        assert [row.operation for row in store.outbox.all() if row.document == reading][-1] == "put"
        assert store.existing.of(VIEWER, scan, 1) == []

    def test_a_reading_that_is_finished_after_its_scan_stays_out(self, store: Store) -> None:
        reading = put(store, "/in/a.xml")
        scan = put(store, "/in/a.tif", replace(CHOSEN, reading=reading))
        put(store, "/in/a.xml")
        assert findable(store) == {scan}

    def test_a_worse_reading_of_the_scan_changes_nothing(self, store: Store) -> None:
        reading = put(store, "/in/a.xml")
        scan = put(store, "/in/a.tif", replace(CHOSEN, reading=reading))
        store.registration.claim(scan, "prov")
        store.registration.keep_reading(scan, Reading("image/tiff", DocumentState.PARTIAL, "unread_pages", (PAGE,)))
        assert store.registration.finish(scan, "prov", DocumentState.PARTIAL) is DocumentState.READ
        assert findable(store) == {scan}
        assert store.existing.competed(reading) == {scan}

    def test_what_competed_stays_when_the_pages_are_only_named_anew(self, store: Store) -> None:
        reading = put(store, "/in/a.xml")
        scan = put(store, "/in/a.tif", replace(CHOSEN, reading=reading))
        store.registration.claim(scan, "prov")
        store.registration.keep_pages_again(scan)
        store.registration.finish(scan, "prov", DocumentState.READ)
        assert store.existing.competed(reading) == {scan}
        assert findable(store) == {scan}

    def test_withdrawing_the_scan_does_not_bring_the_reading_back(self, store: Store) -> None:
        reading = put(store, "/in/a.xml")
        scan = put(store, "/in/a.tif", replace(CHOSEN, reading=reading))
        withdrawal, _ = store.withdrawals.take(VIEWER, Scope.DOCUMENT, scan, "fel källa")
        assert findable(store) == set()
        store.withdrawals.undo(VIEWER, withdrawal.id)
        assert findable(store) == {scan}

    def test_they_are_family(self, store: Store) -> None:
        reading = put(store, "/in/a.xml")
        scan = put(store, "/in/a.tif", replace(CHOSEN, reading=reading))
        assert [each.id for each in store.documents.family(VIEWER, scan)] == [reading]
        assert [each.id for each in store.documents.family(VIEWER, reading)] == [scan]

    def test_where_documents_lie(self, store: Store) -> None:
        archive = put(store, "/in/a.zip")
        free, inside = put(store, "/in/a.tif"), put(store, "b.tif", parent=archive)
        lying_at = store.existing.lying_at
        assert lying_at("tillsyn", None, ["/in/a.tif", "/in/x.tif", "b.tif"]) == [free]
        assert lying_at("tillsyn", archive, ["b.tif", "/in/a.tif"]) == [inside]
        assert lying_at("pm", None, ["/in/a.tif"]) == []
        assert lying_at("tillsyn", None, [f"/in/{number}.tif" for number in range(12_000)]) == []
        assert [place.path for place in store.existing.places(free)] == ["/in/a.tif"]

    def test_which_are_readings(self, store: Store) -> None:
        scan, reading = put(store, "/in/a.tif"), put(store, "/in/a.xml", media_type="application/alto+xml")
        assert store.existing.among([scan, reading, "0" * 32]) == [reading]

    def test_a_reading_is_found_by_the_file_it_was_made_from(self, store: Store) -> None:
        reading = put(store, "/in/0001.xml", pictured="band 7.tif")
        assert store.existing.picturing("tillsyn", "band 7") == [reading]
        assert store.existing.picturing("pm", "band 7") == []
        put(store, "/in/0001.xml", pictured="band 8.tif")
        assert store.existing.picturing("tillsyn", "band 7") == []

    def test_what_competed_is_the_owners_own(self, store: Store) -> None:
        scan = put(store, "/in/a.tif", replace(CHOSEN, reading=put(store, "/in/a.xml")))
        for id in (scan, "0" * 32):
            with pytest.raises(AccessDeniedError):
                store.existing.of(viewer_of("Polisen"), id, 1)

    def test_a_reading_that_one_may_not_read_is_not_named(self, store: Store) -> None:
        reading, other = put(store, "/in/a.xml"), put(store, "/in/b.xml")
        scan = put(store, "/in/a.tif", replace(CHOSEN, reading=reading), replace(CHOSEN, reading=other, chosen=False))
        with store.database.write() as connection:  # whatever has not reached the scan
            connection.execute(insert(withheld).values(document=reading, page=0, group="barn"))
        assert [each.reading for each in store.existing.of(VIEWER, scan, 1)] == [other]
