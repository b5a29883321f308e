"""What an order to erase does in the register, on either database. To inherit, with a ``store``."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from models.access import EVERYDAY, Purpose, Role, Viewer
from models.erasure import Ground, GroundKind, Hindrance, ItemState, OrderState
from models.erasure_errors import ErasureContainedError, ErasureGroundError, ErasureHeldError
from models.errors import AccessDeniedError, DocumentBusyError
from models.hold import HoldScope
from models.mention import Label, Mention
from models.store.erasing.leftovers import Sort
from models.store.erasing.stones import BY, erase_again, stones
from models.store.schema import documents, entities, metadata, tombstones
from models.store.schema_references import document_references
from models.store.store import Store
from tests.contracts.registered import KIND, Registered, put

OWNER = "Nämnden"
OFFICER = Viewer("chef", frozenset({OWNER}), roles=EVERYDAY | {Role.OFFICER}, officer_of=frozenset({OWNER}))
CLERK = Viewer("ines", frozenset({OWNER}))
WHY = Purpose("gallring", "G-1")
ASKED = Ground(GroundKind.PERSON, "art. 17.1 d", reason="G-1, begäran")


def carried_out(store: Store, id: str) -> OrderState:
    """The order as far as the register goes."""
    work = store.erasure_work
    order = work.begin(id)
    for unit, _ in work.waiting(id):
        work.take(order, unit)
    work.sealed.clear(id, order.owner, work.left(id, Sort.WORD))
    work.entomb(order, work.taken(id))
    return work.end(id)


def named(store: Store, document: str, *names: str) -> None:
    """Read anew, and found to name these."""
    store.registration.claim(document, "prov")
    store.registration.keep_pages_again(document)
    found = [Mention(Label.ORG, 1, 12 + at, 21 + at, each, each, 0.8, "rule:org") for at, each in enumerate(names)]
    store.registration.keep_knowledge(document, found, KIND, [], None)
    store.registration.finish(document, "prov", store.documents.get(OFFICER, document).state)


def values_of(store: Store) -> list[str]:
    """Every text that stands in a row of the register, but for what erasure itself keeps."""
    found: list[str] = []
    with store.database.read() as connection:
        for table in metadata.sorted_tables:
            for row in connection.execute(select(table)):
                found += [str(value) for value in row if value is not None]
    return found


class ErasuresContract(Registered):
    def test_a_document_is_gone_and_a_tombstone_is_left(self, store: Store) -> None:
        gone, stays = put(store, "tillsyn", b"ett", name="hemlig.txt"), put(store, "tillsyn", b"annat", name="b.txt")
        named(store, gone, "Kvaxindel AB", "Åkes Krog")
        id = store.erasures.order(OFFICER, WHY, [gone], ASKED)
        assert store.erasures.get(OFFICER, id).state is OrderState.ORDERED
        assert carried_out(store, id) is OrderState.DONE
        with pytest.raises(AccessDeniedError):
            store.documents.get(OFFICER, gone)
        assert store.documents.get(OFFICER, stays).name == "b.txt"
        (stone,) = store.erasures.tombstones(OFFICER)
        assert (stone.owner, stone.provision, stone.order) == (OWNER, "art. 17.1 d", id)
        assert stone.mark != gone
        (item,) = store.erasures.items(OFFICER, id)
        assert (item.state, item.document, item.mark) == (ItemState.ERASED, "", stone.mark)
        (year,) = store.erased_counts.years(OFFICER)
        assert store.erased_counts.of(OFFICER, year)[0].erased == 1
        left = " ".join(values_of(store))
        assert "Kvaxindel" not in left
        assert "hemlig" not in left
        with store.database.read() as connection:
            held = connection.execute(select(documents.c.id)).scalars().all()
            assert held == [stays]
            names = connection.execute(select(entities.c.name)).scalars().all()
        assert names == ["Åkes Krog"]

    def test_only_the_officer_of_the_owner_orders_and_sees(self, store: Store) -> None:
        mine, theirs = put(store, "tillsyn", b"ett"), put(store, "pm", b"annat")
        for viewer, ids in (
            (CLERK, [mine]),
            (OFFICER, [mine, theirs]),
            (OFFICER, ["0" * 32]),
            (OFFICER, []),
            (replace(OFFICER, shared=frozenset({OWNER})), [mine]),
        ):
            with pytest.raises(AccessDeniedError):
                store.erasures.order(viewer, WHY, ids, ASKED)
            with pytest.raises(AccessDeniedError):
                store.erasures.reach(viewer, ids)
        id = store.erasures.order(OFFICER, WHY, [mine], ASKED)
        carried_out(store, id)
        for listed in (store.erasures.orders, store.erasures.tombstones, store.erased_counts.years):
            assert listed(CLERK) == []
        for ask in (store.erasures.get, store.erasures.items, store.erasures.resume):
            with pytest.raises(AccessDeniedError):
                ask(CLERK, id)

    @pytest.mark.parametrize(
        "ground",
        [
            Ground(GroundKind.PERSON, " ", reason="G-1"),
            Ground(GroundKind.PERSON, "avser 850412-2391", reason="G-1"),  # it would stand in the tombstone
            Ground(GroundKind.PERSON, "art. 17"),
            Ground(GroundKind.RULE, "RA-FS 1991:6"),
            Ground(GroundKind.RULE, "RA-FS 1991:6", rule="r" * 65),
        ],
    )
    def test_an_order_needs_its_ground(self, store: Store, ground: Ground) -> None:
        mine = put(store, "tillsyn", b"ett")
        with pytest.raises(ErasureGroundError):
            store.erasures.order(OFFICER, WHY, [mine], ground)

    def test_what_is_held_is_refused_and_survives_whole_when_the_hold_comes_later(self, store: Store) -> None:
        mine, other = put(store, "tillsyn", b"ett", name="a.txt"), put(store, "tillsyn", b"annat", name="b.txt")
        id = store.erasures.order(OFFICER, WHY, [mine, other], ASKED)
        before = store.documents.get(OFFICER, mine)
        hold = store.holds.place(OFFICER, OWNER, HoldScope.DOCUMENT, mine, "RB 38:2", "tvist")
        with pytest.raises(ErasureHeldError):
            store.erasures.order(OFFICER, WHY, [mine], ASKED)
        assert carried_out(store, id) is OrderState.PARTLY
        assert store.documents.get(OFFICER, mine) == before
        states = {each.document: (each.state, each.hindrance) for each in store.erasures.items(OFFICER, id)}
        assert states == {mine: (ItemState.HINDERED, Hindrance.HELD), "": (ItemState.ERASED, None)}
        assert hold.id

    def test_what_lies_in_it_goes_with_it_and_does_not_go_alone(self, store: Store) -> None:
        mail = put(store, "tillsyn", b"brev", name="brev.eml")
        inside = self._within(store, mail, b"bilaga", "bilaga.txt")
        logo = self._within(store, mail, b"logga", "logga.png")
        other = put(store, "tillsyn", b"brev 2", name="brev2.eml")
        self._within(store, other, b"logga", "logga.png")
        reach = store.erasures.reach(OFFICER, [mail])
        assert (set(reach.documents), reach.contained) == ({mail, inside}, frozenset())
        with pytest.raises(ErasureContainedError):
            store.erasures.order(OFFICER, WHY, [inside], ASKED)
        carried_out(store, store.erasures.order(OFFICER, WHY, [mail], ASKED))
        places = [place.path for place in store.documents.occurrences(OFFICER, logo)]
        assert len(places) == 1
        assert "brev2" in places[0]

    def test_what_is_being_read_waits(self, store: Store) -> None:
        mine = put(store, "tillsyn", b"ett")
        id = store.erasures.order(OFFICER, WHY, [mine], ASKED)
        store.registration.claim(mine, "någon annan:1:1:x")
        order = store.erasure_work.begin(id)
        ((unit, _),) = store.erasure_work.waiting(id)
        with pytest.raises(DocumentBusyError):
            store.erasure_work.take(order, unit)
        assert store.erasure_work.end(id) is OrderState.GOING
        assert store.documents.get(OFFICER, mine)

    def test_done_again_nothing_more_is_done(self, store: Store) -> None:
        mine = put(store, "tillsyn", b"ett")
        id = store.erasures.order(OFFICER, WHY, [mine], ASKED)
        carried_out(store, id)
        before = store.erasures.get(OFFICER, id)
        carried_out(store, id)
        assert store.erasures.get(OFFICER, id).counts == before.counts
        assert len(store.erasures.tombstones(OFFICER)) == 1

    def test_the_same_file_handed_in_again_is_taken_and_told(self, store: Store) -> None:
        mine = put(store, "tillsyn", b"ett")
        carried_out(store, store.erasures.order(OFFICER, WHY, [mine], ASKED))
        assert [each.returned for each in store.erasures.tombstones(OFFICER)] == [None]
        assert put(store, "tillsyn", b"ett") == mine
        (back,) = store.erasures.tombstones(OFFICER)
        assert back.returned is not None
        with store.database.read() as connection:
            assert stones(connection) == ()
        carried_out(store, store.erasures.order(OFFICER, WHY, [mine], ASKED))
        assert len(store.erasures.tombstones(OFFICER)) == 2

    def test_what_is_handed_in_while_it_is_being_erased_stays(self, store: Store) -> None:
        mine = put(store, "tillsyn", b"ett")
        id, work = store.erasures.order(OFFICER, WHY, [mine], ASKED), store.erasure_work
        order = work.begin(id)
        for unit, _ in work.waiting(id):
            work.take(order, unit)
        assert put(store, "tillsyn", b"ett") == mine
        assert work.handed_in_again(work.taken(id)) == {mine}
        work.entomb(order, work.taken(id))
        assert work.end(id) is OrderState.DONE
        assert store.documents.get(OFFICER, mine)
        assert [each.returned is not None for each in store.erasures.tombstones(OFFICER)] == [True]
        assert store.tombstones.back(OFFICER) == []

    def test_what_comes_back_with_an_older_register_goes_at_once(self, store: Store) -> None:
        mine, stays = put(store, "tillsyn", b"ett", name="a.txt"), put(store, "tillsyn", b"annat", name="b.txt")
        carried_out(store, store.erasures.order(OFFICER, WHY, [mine], ASKED))
        with store.database.read() as connection:
            known = stones(connection)
        with store.database.write() as connection:  # the older register
            connection.execute(tombstones.delete())
        put(store, "tillsyn", b"ett", name="a.txt")
        assert erase_again(store.database, store.key, known) == 1
        with pytest.raises(AccessDeniedError):
            store.documents.get(OFFICER, mine)
        assert store.documents.get(OFFICER, stays)
        (order,) = [each for each in store.erasures.orders(OFFICER) if each.by == BY]
        assert order.state is OrderState.GOING
        assert erase_again(store.database, store.key, known) == 0  # put back once more, before it had gone on
        assert carried_out(store, order.id) is OrderState.DONE
        assert len(store.erasures.tombstones(OFFICER)) == 1
        assert erase_again(store.database, store.key, known) == 0

    def test_references_of_others_stand(self, store: Store) -> None:
        mine, other = put(store, "tillsyn", b"ett", name="a.txt"), put(store, "tillsyn", b"annat", name="b.txt")
        carried_out(store, store.erasures.order(OFFICER, WHY, [mine], ASKED))
        with store.database.read() as connection:
            rows = connection.execute(select(document_references.c.document, document_references.c.entity)).all()
        assert {row.document for row in rows} == {other}
        assert all(row.entity for row in rows)

    def _within(self, store: Store, parent: str, content: bytes, name: str) -> str:
        sha256 = store.vault.put(content)
        source = store.sources.get("tillsyn")
        parent_name = store.documents.get(OFFICER, parent).name
        path = f"/in/{parent_name}/{name}"
        arrival = store.arrivals.arrive(source, sha256, len(content), path=path, name=name, parent=parent)
        return arrival.document
