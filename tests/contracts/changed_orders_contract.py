"""What has changed since an order was given: rules, the documents, what is made of them meanwhile; and how many go at
once. To inherit, with a ``store``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import event, select, update

from models.disclosure import RequestState
from models.due import TRIED
from models.erasure import Ground, GroundKind, Hindrance, ItemState, OrderState
from models.erasure_errors import ErasureTriedError
from models.errors import DocumentBusyError
from models.hold import HoldScope
from models.job import JobKind
from models.retention import Period
from models.rival import Rival
from models.source import Source
from models.store import lookups
from models.store.claims import worker_name
from models.store.erased_counts import MEGABYTE, rounded
from models.store.erasing.stones import erase_again, stones
from models.store.schema import documents, erased_counts, outbox, tombstones
from models.store.store import Store
from models.trial import Decision, Verdict
from tests.contracts.erasures_contract import ASKED, OFFICER, OWNER, WHY, carried_out
from tests.contracts.left_words_contract import PAL, SQUARE
from tests.contracts.registered import Registered
from tests.contracts.registered import put as put_read
from tests.contracts.retention_contract import FIVE, SIV, put

RECENT = date(2026, 1, 2)


def ordered_by(store: Store, period: Period, *some: str) -> tuple[str, str]:
    """An order by a new rule, and the rule."""
    rule = store.retention.add(SIV, OWNER, period)
    return store.erasures.order(OFFICER, WHY, some, Ground(GroundKind.RULE, period.provision, rule.id)), rule.id


def standing(store: Store, order: str) -> set[tuple[str, ItemState, Hindrance | None]]:
    return {(each.document, each.state, each.hindrance) for each in store.erasures.items(OFFICER, order)}


class ChangedOrdersContract(Registered):
    def test_what_a_rule_made_due_goes_while_it_stands(self, store: Store) -> None:
        mail = put(store, "m.eml")
        put(store, f"{mail}/1/b.pdf", mail, day=None)  # of its day
        order, rule = ordered_by(store, FIVE, mail)
        store.retention.replace(SIV, rule, replace(FIVE, months=48), "ny plan")  # shorter: it is due all the same
        assert carried_out(store, order) is OrderState.DONE
        assert {each.rule for each in store.erasures.tombstones(OFFICER)} == {rule}, "as it was when it was ordered"

    @pytest.mark.parametrize("what", ["ended", "lengthened", "another", "kind", "day"])
    def test_what_is_to_be_kept_by_now_leaves_the_order(self, store: Store, what: str) -> None:
        store.sources.add(Source("arkiv", OWNER))
        mine, other = put(store, "a.txt"), put(store, "b.txt", source="arkiv")
        order, rule = ordered_by(store, FIVE, mine, other)
        longer = replace(FIVE, months=600, source="tillsyn")
        if what == "ended":
            store.retention.end(SIV, rule, "upphävd")
            store.retention.add(SIV, OWNER, replace(FIVE, source="arkiv"))
        elif what == "lengthened":
            store.retention.replace(SIV, rule, longer, "ny plan")
            store.retention.add(SIV, OWNER, replace(FIVE, source="arkiv"))
        elif what == "another":
            store.retention.add(SIV, OWNER, longer)
        else:
            change = {"date": RECENT} if what == "day" else {"kind_confidence": 0.1}
            if what == "kind":
                store.retention.add(SIV, OWNER, replace(FIVE, kind="tip"))
            with store.database.write() as connection:
                connection.execute(update(documents).where(documents.c.id == mine).values(**change))
        assert carried_out(store, order) is OrderState.PARTLY
        assert standing(store, order) == {
            (mine, ItemState.HINDERED, Hindrance.NOT_DUE),
            ("", ItemState.ERASED, None),
        }
        assert store.documents.get(OFFICER, mine)

    def test_what_came_to_lie_in_it_and_is_not_due_keeps_it(self, store: Store) -> None:
        mail = put(store, "m.eml")
        order, _ = ordered_by(store, FIVE, mail)
        inside = put(store, f"{mail}/1/b.pdf", mail, day=RECENT)
        assert carried_out(store, order) is OrderState.PARTLY
        assert {id for id, *_ in standing(store, order)} == {mail, inside}

    def test_a_person_s_request_asks_no_rule(self, store: Store) -> None:
        mine = put(store, "a.txt", day=RECENT)
        store.retention.add(SIV, OWNER, FIVE)
        assert carried_out(store, store.erasures.order(OFFICER, WHY, [mine], ASKED)) is OrderState.DONE

    def test_a_reading_beside_a_scan_that_lies_in_a_mail_too_stays_with_the_mail(self, store: Store) -> None:
        """What is due and what an order takes are one answer: the officer sees no choice that always fails."""
        mail, reading = put(store, "m.eml", day=RECENT), put(store, "a.xml")
        source, sha256 = store.sources.get("tillsyn"), store.documents.get(OFFICER, reading).sha256
        again = store.arrivals.arrive(source, sha256, 7, path=f"{mail}/1/a.xml", name="a.xml", parent=mail).document
        scan = put(store, "a.tif", competed=(Rival(1, reading, 1, True, 0.4, 0.9, "more_to_trust", whole=True),))
        assert again == reading
        with store.database.write() as connection:
            connection.execute(update(documents).where(documents.c.id == reading).values(reading_of=scan))
            connection.execute(outbox.delete())
        rule = store.retention.add(SIV, OWNER, FIVE)
        due = store.dues.of(SIV, OWNER, [rule], date(2026, 11, 27))
        assert due.taken(due.chosen(rule.id)) == [scan]
        reach = store.erasures.reach(OFFICER, [scan])
        assert (reach.documents, reach.contained) == ((scan,), frozenset())
        assert carried_out(store, store.erasures.order(OFFICER, WHY, [scan], ASKED)) is OrderState.DONE
        assert store.documents.get(OFFICER, reading).reading_of is None, "it is found by itself"
        assert (reading, "put") in {(row.document, row.operation) for row in store.outbox.all()}

    @pytest.mark.parametrize("end", ["out", "refused", "answered", "come", "closed"])
    def test_what_is_being_tried_for_release_is_answered_first(self, store: Store, end: str) -> None:
        mail = put(store, "m.eml")
        inside = put(store, f"{mail}/1/b.pdf", mail, day=None)
        asked = store.requests.make(PAL, SQUARE, "K-1", "allt om tillsyn")
        store.requests.add(PAL, asked)
        by_rule, rule = ordered_by(store, FIVE, mail)
        (made,) = store.trials.add(OFFICER, asked.id, [inside])
        assert carried_out(store, by_rule) is OrderState.PARTLY, "it came into the request after the order"
        assert {each[1:] for each in standing(store, by_rule)} == {(ItemState.HINDERED, Hindrance.TRIED)}
        due = store.dues.of(SIV, OWNER, store.retention.all(SIV), date(2026, 11, 27))
        assert [(each.document, each.holds) for each in due.held] == [(mail, (TRIED,))]
        assert store.dues.tried(SIV, [mail, inside]) == {inside: asked.id}
        assert store.erasures.reach(OFFICER, [mail]).tried == {inside}
        for ground in (ASKED, Ground(GroundKind.RULE, FIVE.provision, rule)):
            with pytest.raises(ErasureTriedError):
                store.erasures.order(OFFICER, WHY, [mail], ground)
        self._end(store, asked.id, made, end)
        assert store.erasures.reach(OFFICER, [mail]).tried == frozenset()
        assert carried_out(store, store.erasures.order(OFFICER, WHY, [mail], ASKED)) is OrderState.DONE

    @staticmethod
    def _end(store: Store, asked: str, made: str, end: str) -> None:
        """What ends that the document is being tried; after all but the last step it still is."""
        if end == "out":
            store.trials.remove(OFFICER, made)
            return
        if end == "refused":
            store.requests.decide(OFFICER, asked, RequestState.REFUSED, "ingen grund")
            return
        said = Decision(Verdict.REFUSED, ground="OSL 26:1") if end == "answered" else Decision(Verdict.WHOLE)
        given = store.trials.send(OFFICER, asked, [(store.trials.decide(OFFICER, made, said), ())])
        if end == "answered":
            return
        assert store.erasures.reach(OFFICER, [given[0].document]).tried, "its copy is still to be made"
        if end == "come":
            store.releases.finish(given[0].id)
        else:
            store.requests.decide(OFFICER, asked, RequestState.CLOSED, "")

    @pytest.mark.parametrize(
        ("owner", "arguments", "waits"),
        [
            (OWNER, {"owners": OWNER}, True),
            ("Polisen", {"owners": f"Polisen\n{OWNER}"}, True),
            ("Polisen", {"owners": "Polisen"}, False),
            ("Polisen", {}, False),
        ],
    )
    def test_only_what_is_made_of_the_owners_papers_is_waited_for(
        self, store: Store, owner: str, arguments: dict[str, str], waits: bool
    ) -> None:
        mine = put_read(store, "tillsyn", b"ett")
        job = store.jobs.add(JobKind.EXPORT, owner, "pal", {"state": "x", **arguments})
        order = store.erasures.order(OFFICER, WHY, [mine], ASKED)
        worker = worker_name()
        assert (taken := store.jobs.take(worker)) is not None
        assert taken.id == job
        if waits:
            with pytest.raises(DocumentBusyError):
                carried_out(store, order)
            store.jobs.finish(job, worker, {})
        assert carried_out(store, order) is OrderState.DONE

    def test_what_was_asked_for_after_they_left_is_not_waited_for(self, store: Store) -> None:
        mine = put_read(store, "tillsyn", b"ett")
        order, work = store.erasures.order(OFFICER, WHY, [mine], ASKED), store.erasure_work
        begun = work.begin(order)
        work.take(begun, work.waiting(order)[0][0])
        store.jobs.add(JobKind.EXPORT, OWNER, "pal", {"state": "x", "owners": OWNER})
        assert store.jobs.take(worker_name()) is not None
        assert carried_out(store, order) is OrderState.DONE

    def test_what_came_back_is_erased_at_the_moment_it_was_erased_first(self, store: Store) -> None:
        then = datetime(2024, 3, 4, tzinfo=UTC)
        mine = put_read(store, "tillsyn", b"ett")
        carried_out(store, store.erasures.order(OFFICER, WHY, [mine], ASKED))
        with store.database.write() as connection:
            connection.execute(update(tombstones).values(at=then))
            known = stones(connection)
            for table in (tombstones, erased_counts):  # the older register
                connection.execute(table.delete())
        put_read(store, "tillsyn", b"ett")
        hold = store.holds.place(OFFICER, OWNER, HoldScope.DOCUMENT, mine, "RB 38:2", "tvist")
        assert erase_again(store.database, store.key, known) == 1
        (order,) = store.erasures.unfinished(OFFICER)[-1:]
        assert carried_out(store, order) is OrderState.DONE
        assert [each.at for each in store.erasures.tombstones(OFFICER)] == [then]
        assert store.erased_counts.years(OFFICER) == [2024]
        assert hold.id

    def test_so_many_go_at_once_as_a_file_holds(self, store: Store, few_variables: None) -> None:
        """SQLite takes so many values in a query, and no more."""
        whole = put_read(store, "tillsyn", b"arkiv", name="allt.zip")
        source = store.sources.get("tillsyn")
        for at in range(300):
            content = b"%d" % at
            path = f"{whole}/{at}"
            sha256 = store.vault.put(content)
            store.arrivals.arrive(source, sha256, len(content), path=path, name=f"fil {at}.txt", parent=whole)
        assert carried_out(store, store.erasures.order(OFFICER, WHY, [whole], ASKED)) is OrderState.DONE
        with store.database.read() as connection:
            assert connection.execute(select(documents.c.id)).scalars().all() == []
        assert len(store.erasures.tombstones(OFFICER)) == 301

    @pytest.fixture
    def few_variables(self, store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
        monkeypatch.setattr(lookups, "SOME", 40)
        engine = store.database.engine

        def limit(connection: object, *_rest: object) -> None:
            getattr(connection, "setlimit", lambda *_: 0)(9, 120)  # SQLITE_LIMIT_VARIABLE_NUMBER

        engine.dispose()
        event.listen(engine, "connect", limit)
        yield
        event.remove(engine, "connect", limit)


def test_sizes_are_right_together_and_say_nothing_alone() -> None:
    marks = [f"{at * 2654435761 % 2**32:08x}{'0' * 24}" for at in range(20_000)]
    for size in (7, 80_000, 3_412_994):
        told = [rounded(size, mark) for mark in marks]
        assert {each % MEGABYTE for each in told} == {0}
        assert len({*told}) == 2
        assert sum(told) == pytest.approx(size * len(marks), rel=0.02, abs=MEGABYTE)
    assert rounded(2 * MEGABYTE, "f" * 32) == 2 * MEGABYTE
