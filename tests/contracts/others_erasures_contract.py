"""What an order to erase lets be, what several orders and processes do to each other, and whom holds follow. To
inherit, with a ``store``."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path

from sqlalchemy import select, update

from models.erasure import Hindrance, ItemState, OrderState
from models.hold import HoldScope
from models.job import JobKind, JobState
from models.judgement import Act
from models.source import Source
from models.store.erasing.leftovers import Sort
from models.store.erasing.stones import erase_again, stones
from models.store.run_reports import RunState
from models.store.runs import FileState, RunFile, Way
from models.store.schema import erasure_items, jobs, tombstones
from models.store.store import Store
from models.watched_folder import Complete, Facts
from tests.contracts.erasures_contract import ASKED, CLERK, OFFICER, OWNER, WHY, carried_out, values_of
from tests.contracts.judgements_contract import judgement, take
from tests.contracts.registered import Registered, put
from tests.contracts.resolution_contract import FIRST, person, told
from tests.contracts.retention_contract import FIVE, OLD, SIV, is_held, place
from tests.contracts.retention_contract import put as put_dated


def erased(store: Store, *documents: str) -> str:
    """The order by which these are."""
    id = store.erasures.order(OFFICER, WHY, documents, ASKED)
    carried_out(store, id)
    return id


class OthersErasuresContract(Registered):
    def test_what_was_handed_in_again_is_not_erased_again_and_what_was_erased_twice_is(self, store: Store) -> None:
        mine = put(store, "tillsyn", b"ett")
        erased(store, mine)
        with store.database.read() as connection:
            known = stones(connection)  # as the home remembers it, from before the file came again
        put(store, "tillsyn", b"ett")
        assert erase_again(store.database, store.key, known) == 0
        assert store.documents.get(OFFICER, mine)
        second = erased(store, mine)
        with store.database.write() as connection:
            known = stones(connection)
            connection.execute(tombstones.delete().where(tombstones.c.order == second))  # the register of before
        put(store, "tillsyn", b"ett")
        assert erase_again(store.database, store.key, known) == 1

    def test_a_file_that_waits_or_is_anothers_is_let_be_whatever_it_is_called(self, store: Store) -> None:
        mine = put(store, "tillsyn", b"ett", name="hemligt brev 7.eml")
        given = {"name": "hemligt brev 7.eml", "source": "pm"}
        waiting, failed, done = (
            store.jobs.add(JobKind.UPLOAD, owner, "pal", {**given, "sha256": store.vault.put(content)})
            for owner, content in ((OWNER, b"a"), ("Polisen", b"b"), (OWNER, b"c"))
        )
        with store.database.write() as connection:
            for id, state in ((failed, JobState.FAILED), (done, JobState.DONE)):
                connection.execute(update(jobs).where(jobs.c.id == id).values(state=state.value))
        erased(store, mine)
        with store.database.read() as connection:
            kept = set(connection.execute(select(jobs.c.id).where(jobs.c.kind == JobKind.UPLOAD.value)).scalars())
        assert kept == {waiting, failed}

    def test_what_another_process_took_meanwhile_is_still_to_be_cleared(self, store: Store) -> None:
        some = [put(store, "tillsyn", content, name=f"{content!r}.txt") for content in (b"ett", b"annat")]
        hashes = {store.documents.get(OFFICER, each).sha256 for each in some}
        id, work = store.erasures.order(OFFICER, WHY, some, ASKED), store.erasure_work
        order, ((first, _), (second, _)) = work.begin(id), work.waiting(id)
        assert work.take(order, first)
        taken = work.taken(id)
        assert work.take(order, second)
        assert work.take(order, second)  # another was first: nothing hindered it
        work.entomb(order, taken)
        assert hashes <= set(work.left(id, Sort.FILE))
        work.entomb(order, work.taken(id))
        assert work.left(id, Sort.FILE) == work.left(id, Sort.WORD) == []
        assert work.end(id) is OrderState.DONE

    def test_a_hold_on_what_is_handed_in_while_it_is_being_erased_stands(self, store: Store) -> None:
        mine = put(store, "tillsyn", b"ett")
        id, work = store.erasures.order(OFFICER, WHY, [mine], ASKED), store.erasure_work
        order, ((unit, _),) = work.begin(id), work.waiting(id)
        work.take(order, unit)
        assert put(store, "tillsyn", b"ett") == mine
        place(store, HoldScope.DOCUMENT, mine)
        work.sweep(work.taken(id))
        assert is_held(store, mine) == {mine}
        assert mine in {row.document for row in store.outbox.all() if row.operation == "put"}

    def test_an_order_forgets_what_another_erased(self, store: Store) -> None:
        mine, other = put(store, "tillsyn", b"ett"), put(store, "tillsyn", b"annat", name="b.txt")
        first, second = (store.erasures.order(OFFICER, WHY, [mine, other], ASKED) for _ in range(2))
        store.holds.place(OFFICER, OWNER, HoldScope.DOCUMENT, other, "RB 38:2", "tvist")
        carried_out(store, first)
        with store.database.read() as connection:
            assert mine not in connection.execute(select(erasure_items.c.document)).scalars().all()
        assert carried_out(store, second) is OrderState.PARTLY
        items = {(each.document, each.state, each.hindrance) for each in store.erasures.items(OFFICER, second)}
        assert items == {
            ("", ItemState.HINDERED, Hindrance.GONE),
            (other, ItemState.HINDERED, Hindrance.HELD),
        }

    def test_manifests_forget_where_it_lay_and_remember_the_others(self, store: Store) -> None:
        mine = put(store, "tillsyn", b"ett", name="hemlig.txt")
        put(store, "tillsyn", b"annat", name="b.txt")
        run = store.runs.begin("tillsyn")
        for name in ("hemlig.txt", "b.txt", "borta.txt"):
            store.runs.note(run, RunFile(f"/in/{name}", FileState.QUARANTINED, None, "unreadable"))
        erased(store, mine)
        assert {each.path for each in store.runs.files(OFFICER, run)} == {"/in/b.txt", "/in/borta.txt"}
        assert "hemlig" not in " ".join(values_of(store))

    def test_a_run_ends_although_one_of_its_files_was_erased_before_the_last_came(self, store: Store) -> None:
        run = store.runs.begin("tillsyn", by=CLERK.name, way=Way.UPLOAD, total=2)
        mine = put(store, "tillsyn", b"ett", name="hemligt brev 7.eml")
        self._handed_in(store, run, "hemligt brev 7.eml")
        erased(store, mine)
        assert store.run_reports.get(CLERK, run).total == 1
        self._handed_in(store, run, "b.txt")
        assert store.run_reports.get(CLERK, run).state is RunState.DONE

    def _handed_in(self, store: Store, run: str, path: str) -> None:
        """The file comes, and its job is done."""
        id = store.uploads.hand_in(CLERK, run, path, store.vault.put(path.encode()), 1)
        job = store.jobs.take("w")
        assert job is not None
        assert job.id == id
        store.jobs.finish(id, "w", {})
        store.runs.settle(run)

    def test_only_a_folder_that_is_watched_for_its_source_hinders(self, store: Store) -> None:
        store.sources.add(Source("arkiv", OWNER))
        mine, copy = put(store, "tillsyn", b"ett"), put(store, "arkiv", b"ett")
        sha256 = store.documents.get(OFFICER, mine).sha256
        id = store.watched.add(Path("/in"), "arkiv")
        store.watched.queue(store.watched.get(id), Complete("rapport.txt", Facts(3, 1), sha256, "/in/rapport.txt"))
        assert store.erasures.reach(OFFICER, [mine]).watched == frozenset()
        assert store.erasures.reach(OFFICER, [copy]).watched == {copy}
        erased(store, mine)
        assert len(store.watched.files(id)) == 1

    def test_tombstones_of_a_year_are_by_swedish_time(self, store: Store) -> None:
        erased(store, put(store, "tillsyn", b"ett"))
        with store.database.write() as connection:
            at = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)  # the next year on a Swedish clock
            connection.execute(update(tombstones).values(at=at))
        found = {year: len(store.erasures.tombstones(OFFICER, year=year)) for year in (0, 2026, 2027, 2028, 99_999)}
        assert found == {0: 0, 2026: 0, 2027: 1, 2028: 0, 99_999: 0}
        assert store.erasures.tombstones(OFFICER, limit=0) == []

    def test_who_has_the_file_learns_nothing_unless_they_are_the_officer(self, store: Store) -> None:
        mine = put(store, "tillsyn", b"ett")
        sha256, source = store.documents.get(OFFICER, mine).sha256, store.sources.get("tillsyn")
        id = erased(store, mine)
        going = store.erasures.order(OFFICER, WHY, [put(store, "tillsyn", b"annat", name="b.txt")], ASKED)
        with store.database.write() as connection:
            connection.execute(update(jobs).values(state=JobState.FAILED.value))
        for viewer, hashes, orders in ((OFFICER, {sha256}, [going]), (CLERK, set(), [])):
            assert store.tombstones.of_files(viewer, source, [sha256]) == hashes
            assert store.tombstones.stalled(viewer) == orders
        assert id != going


class HeldNamesContract(Registered):
    def test_a_hold_on_a_name_follows_it_when_a_fuller_one_is_read(self, store: Store) -> None:
        told(store, b"1", [person("Anna Berg", number=FIRST)])
        (anna,) = store.entities.find(SIV, "PERSON", "Anna Berg")
        place(store, HoldScope.ENTITY, anna)
        fuller = told(store, b"2", [person("Anna Maria Lindqvist", number=FIRST)])
        later = told(store, b"3", [person("Anna Maria Lindqvist", number=FIRST)])
        other = told(store, b"4", [person("Bo Ek")])
        assert anna not in store.entities.find(SIV, "PERSON", "Anna Maria Lindqvist")
        assert is_held(store, fuller, later, other) == {fuller, later}

    def test_a_hold_on_a_name_follows_it_through_several_joinings(self, store: Store) -> None:
        names = ("Eva By", "Eva Byström", "Eva Byqvist")
        held, second, third = (put_dated(store, f"{name}.txt", person=name) for name in names)
        place(store, HoldScope.ENTITY, store.entities.find(SIV, "PERSON", names[0])[0])
        for one, other in pairwise(names):
            ids = (store.entities.find(SIV, "PERSON", name)[0] for name in (other, one))
            take(store, judgement(Act.MERGE, *ids))
        assert is_held(store, held, second, third) == {held, second, third}

    def test_what_is_due_within_a_year_is_told_to_its_last_day(self, store: Store) -> None:
        last = put_dated(store, "a.txt", day=date(2022, 1, 30))  # due on 31 January 2027
        put_dated(store, "b.txt", day=date(2022, 1, 31))
        old = put_dated(store, "c.txt", day=OLD)
        rule = store.retention.add(SIV, OWNER, FIVE)
        found = store.dues.of(SIV, OWNER, [rule], date(2026, 1, 31))
        assert [[each.document for each in lines] for lines in (found.now, found.soon)] == [[old], [last]]
