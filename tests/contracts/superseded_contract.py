"""When a newer version of a file takes the place of the older."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import delete

from models.document import DocumentState
from models.identity import bytes_id
from models.store import schema
from models.store.store import Store
from tests.conftest import viewer_of
from tests.contracts.registered import Registered, put


class SupersededContract(Registered):
    """Versions of a paper at one path."""

    def test_changed_bytes_at_a_known_path_are_a_new_version(self, store: Store) -> None:
        viewer = viewer_of("Nämnden")
        old, new = put(store, "tillsyn", b"ett", name="a.txt"), put(store, "tillsyn", b"tva", name="a.txt")
        assert list(store.documents.ids(viewer, "Nämnden")) == [new]
        assert store.documents.get(viewer, old).superseded
        assert [(row.document, row.operation) for row in store.outbox.take()][-1] == (old, "delete")
        ((_, entity),) = store.documents.mentions(viewer, new)
        assert store.entities.documents(viewer, entity) == [(new, 1)]

    def test_the_older_version_comes_back_with_its_bytes(self, store: Store) -> None:
        viewer = viewer_of("Nämnden")
        old, new = put(store, "tillsyn", b"ett", name="a.txt"), put(store, "tillsyn", b"tva", name="a.txt")
        store.arrivals.arrive(store.sources.get("tillsyn"), bytes_id(b"ett"), 3, path="/in/a.txt", name="a.txt")
        assert list(store.documents.ids(viewer, "Nämnden")) == [old]
        assert store.documents.get(viewer, new).superseded

    def test_a_version_that_lies_elsewhere_too_stays(self, store: Store) -> None:
        put(store, "tillsyn", b"ett", name="a.txt")
        old = put(store, "tillsyn", b"ett", name="kopia.txt")
        new = put(store, "tillsyn", b"tva", name="a.txt")
        assert set(store.documents.ids(viewer_of("Nämnden"), "Nämnden")) == {old, new}

    def test_the_same_path_in_another_source_is_another_path(self, store: Store) -> None:
        put(store, "tillsyn", b"ett", name="a.txt")
        put(store, "pm", b"tva", name="a.txt")
        assert len(list(store.documents.ids(viewer_of("Nämnden"), "Nämnden"))) == 1

    def test_a_version_takes_the_place_of_none_in_another_source(self, store: Store) -> None:
        theirs = put(store, "pm", b"ett", name="a.txt")
        source, sha256 = store.sources.get("pm"), store.vault.put(b"tva")
        locked = store.arrivals.arrive(source, sha256, 3, path="/in/a.txt", name="a.txt").document
        store.registration.claim(locked, "prov")
        store.registration.finish(locked, "prov", DocumentState.QUARANTINED, "encrypted")
        put(store, "tillsyn", b"tre", name="a.txt")
        assert list(store.documents.ids(viewer_of("Polisen"), "Polisen")) == [theirs]
        assert not store.documents.get(viewer_of("Polisen"), theirs).superseded

    def test_the_older_version_stays_until_the_newer_is_read(self, store: Store) -> None:
        old = put(store, "tillsyn", b"ett", name="a.txt")
        source = store.sources.get("tillsyn")
        store.arrivals.arrive(source, store.vault.put(b"tva"), 3, path="/in/a.txt", name="a.txt")
        assert list(store.documents.ids(viewer_of("Nämnden"), "Nämnden")) == [old]

    def test_an_older_mail_takes_its_attachments_along(self, store: Store) -> None:
        viewer, source = viewer_of("Nämnden"), store.sources.get("tillsyn")
        mail = put(store, "tillsyn", b"brev", name="brev.eml")
        store.arrivals.arrive(source, bytes_id(b"bilaga"), 6, path=f"{mail}/1/b", name="b", parent=mail)
        inner = put(store, "tillsyn", b"bilaga", name="tillfallig.txt")
        assert store.arrivals.depth(inner) == 0
        with store.database.write() as connection:  # it came with the mail only
            gone = (schema.occurrences.c.document == inner) & schema.occurrences.c.parent.is_(None)
            connection.execute(delete(schema.occurrences).where(gone))
        assert store.arrivals.depth(inner) == 1
        new = put(store, "tillsyn", b"brev2", name="brev.eml")
        assert list(store.documents.ids(viewer, "Nämnden")) == [new]

    def test_fifty_deliveries_at_once_are_one_document(self, store: Store) -> None:
        source, sha256 = store.sources.get("tillsyn"), store.vault.put(b"samma")

        def deliver(number: int) -> bool:
            return store.arrivals.arrive(source, sha256, 5, path=f"/{number}", name="samma").new

        with ThreadPoolExecutor(8) as pool:
            assert sum(pool.map(deliver, range(50))) == 1
