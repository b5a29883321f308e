"""The part of the store contract that is about secrecy markings: set, inherited, lowered, over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import pytest
from sqlalchemy import update

from models import swedish
from models.access import Viewer
from models.document import DocumentState, Page, PageMethod, Reading
from models.errors import AccessDeniedError, InvalidMarkingError, ProvisionError
from models.marking import Marking, MarkingScope, Needs
from models.rival import Rival
from models.source import Source
from models.split import Part, SplitState, part_path
from models.store.schema import markings
from models.store.store import Store
from models.withdrawal import Scope

OWNER: Final = "Nämnden"
CLERK: Final = Viewer("handläggare", frozenset({OWNER}), groups=frozenset({"barn"}))
OUTSIDER: Final = Viewer("annan", frozenset({OWNER}))
OFFICER: Final = Viewer("ansvarig", frozenset({OWNER}), officer_of=frozenset({OWNER}))
BORROWER: Final = Viewer("granne", frozenset({OWNER}), shared=frozenset({OWNER}), groups=frozenset({"barn"}))
TOMORROW: Final = date.today() + timedelta(days=2)


def put(
    store: Store,
    path: str,
    parent: str | None = None,
    pages: int = 3,
    content: str = "",
    competed: Sequence[Rival] = (),
) -> str:
    """A document that is read, at a path or within a parent."""
    sha256 = store.vault.put((content or path).encode())
    source = store.sources.get("tillsyn")
    id = store.arrivals.arrive(source, sha256, 1, path=path, name=path, parent=parent).document
    store.registration.claim(id, "prov")
    read = (
        Page(number, PageMethod.TEXT, "", f"sida {number}", 1.0, 595.0, 842.0, ()) for number in range(1, pages + 1)
    )
    store.registration.keep_reading(id, Reading("text/plain", DocumentState.READ, "", tuple(read)), competed)
    store.registration.finish(id, "prov", DocumentState.READ)
    return id


def mark(store: Store, target: str, page: int = 0, viewer: Viewer = CLERK, group: str = "barn") -> Marking:
    scope = MarkingScope.PAGE if page else MarkingScope.DOCUMENT
    return store.markings.set(viewer, scope, target, group=group, ground="OSL 26:1", page=page)[0]


def emptied(store: Store) -> None:
    store.outbox.done([row.sequence for row in store.outbox.all()])


def waiting(store: Store) -> set[str]:
    return {row.document for row in store.outbox.all() if row.operation == "put"}


BARN: Final = frozenset({"barn"})


class MarkingsContract:
    """Who may mark and lower, what follows from it, and when it is over."""

    @pytest.fixture(autouse=True)
    def _markable(self, store: Store) -> None:
        store.sources.add(Source("tillsyn", OWNER))
        store.sources.add(Source("pm", "Polisen", "police"))

    def test_a_marked_document_is_kept_for_its_group(self, store: Store) -> None:
        id, other = put(store, "a.pdf"), put(store, "b.pdf")
        emptied(store)
        marking = mark(store, id)
        assert (marking.provision, marking.by, marking.group) == ("OSL 26:1", "handläggare", "barn")
        assert store.markings.needs(id) == Needs(BARN)
        assert store.markings.many([id, other]) == {id: Needs(BARN)}
        assert waiting(store) == {id}

    def test_a_page_is_kept_by_itself_and_says_nothing_that_the_document_says(self, store: Store) -> None:
        id = put(store, "a.pdf")
        mark(store, id, page=2)
        assert store.markings.needs(id) == Needs(frozenset(), {2: BARN})
        mark(store, id)
        assert store.markings.needs(id) == Needs(BARN)

    def test_several_markings_ask_for_every_group(self, store: Store) -> None:
        id = put(store, "a.pdf")
        mark(store, id)
        mark(store, id, group="hälsa", viewer=OFFICER)
        assert store.markings.needs(id).document == {"barn", "hälsa"}

    def test_a_source_gives_its_documents_and_those_to_come(self, store: Store) -> None:
        first = put(store, "a.pdf")
        _, touched = store.markings.set(OUTSIDER, MarkingScope.SOURCE, "tillsyn", group="barn", ground="OSL 26:1")
        second = put(store, "b.pdf")
        assert touched == 1
        assert store.markings.many([first, second]) == {first: Needs(BARN), second: Needs(BARN)}

    def test_an_attachment_has_what_its_mail_has_but_not_what_a_page_of_it_has(self, store: Store) -> None:
        mail = put(store, "m.eml")
        before = put(store, f"{mail}/1/b.pdf", mail)
        mark(store, mail, page=1, group="sida", viewer=OFFICER)
        mark(store, mail)
        after = put(store, f"{mail}/2/c.pdf", mail)
        within = put(store, f"{before}/1/d.pdf", before)
        assert store.markings.many([before, after, within]) == dict.fromkeys((before, after, within), Needs(BARN))

    def test_a_part_has_the_pages_of_the_whole(self, store: Store) -> None:
        whole = put(store, "w.pdf", pages=6)
        mark(store, whole, page=5)
        inside = put(store, part_path(whole, "4-6"), whole)
        outside = put(store, part_path(whole, "1-3"), whole)
        assert store.markings.needs(inside) == Needs(frozenset(), {2: BARN})
        assert store.markings.needs(outside) == Needs()
        assert [(each.page, each.inherited) for each in store.markings.of(CLERK, inside)] == [(2, True)]

    def test_the_whole_has_what_is_set_on_its_parts_and_keeps_its_other_pages(self, store: Store) -> None:
        whole = put(store, "w.pdf", pages=6)
        second, first = put(store, part_path(whole, "4-6"), whole), put(store, part_path(whole, "1-3"), whole)
        marking = mark(store, second, page=2)
        assert store.markings.needs(whole) == Needs(frozenset(), {5: BARN})
        mark(store, second, group="hälsa", viewer=OFFICER)
        assert store.markings.needs(whole).pages.keys() == {4, 5, 6}
        assert store.markings.needs(second).document == {"hälsa"}
        assert store.markings.needs(first) == Needs()
        told = [page.number for page in store.documents.pages(OUTSIDER, whole)]
        assert told == [1, 2, 3]
        assert [(each.page, each.inherited) for each in store.markings.of(OFFICER, second)] == [(0, False), (2, False)]
        store.markings.lower(OFFICER, marking.id, "prövad")
        assert store.markings.needs(whole).pages[5] == {"hälsa"}

    def test_a_part_whose_pages_are_unknown_keeps_the_whole(self, store: Store) -> None:
        whole = put(store, "w.pdf")
        part = put(store, part_path(whole, "del"), whole)
        mark(store, part, page=1)
        assert store.markings.many([whole, part]) == {whole: Needs(BARN), part: Needs(BARN)}

    def test_a_scan_and_its_reading_have_each_others(self, store: Store) -> None:
        reading = put(store, "a.xml")
        beside = Rival(2, reading, 1, True, 0.4, 0.9, "more_to_trust")
        scan = put(store, "a.tif", competed=[beside])
        on_scan = mark(store, scan, page=2)
        assert store.markings.needs(reading) == Needs(frozenset(), {1: BARN})
        store.markings.lower(OFFICER, on_scan.id, "prövad")
        mark(store, reading, page=1)
        assert store.markings.needs(scan) == Needs(frozenset(), {2: BARN})
        mark(store, reading)
        assert store.markings.needs(scan) == Needs(BARN)

    def test_a_reading_that_is_marked_keeps_the_scan_that_comes_and_no_longer_when_it_has_it_not(
        self, store: Store
    ) -> None:
        reading = put(store, "a.xml")
        mark(store, reading)
        scan = put(store, "a.tif", competed=[Rival(1, reading, 1, True, 0.4, 0.9, "more_to_trust")])
        assert store.markings.needs(scan) == Needs(BARN)
        assert put(store, "a.tif") == scan
        assert store.markings.many([scan, reading]) == {reading: Needs(BARN)}

    def test_how_many_were_touched_tells_of_none_that_was_kept_before(self, store: Store) -> None:
        some = [put(store, f"{number}.pdf") for number in range(5)]
        for id in some[:3]:
            mark(store, id)
        on_source = (MarkingScope.SOURCE, "tillsyn")
        assert store.markings.set(OUTSIDER, *on_source, group="x", ground="OSL 26:1")[1] == 2
        assert store.markings.set(OFFICER, *on_source, group="y", ground="OSL 26:1")[1] == 5

    def test_taking_out_what_one_does_not_read_is_not_counted(self, store: Store) -> None:
        mail = put(store, "m.eml")
        hidden, _ = put(store, f"{mail}/1/b.pdf", mail), put(store, f"{mail}/2/c.pdf", mail)
        mark(store, hidden)
        withdrawal, count = store.withdrawals.take(OUTSIDER, Scope.DOCUMENT, mail, "fel")
        assert count == 2
        assert store.withdrawals.undo(OUTSIDER, withdrawal.id)[1] == 2
        assert set(store.documents.ids(CLERK, OWNER)) >= {mail, hidden}
        assert store.withdrawals.take(OUTSIDER, Scope.SOURCE, "tillsyn", "gallras")[1] == 2

    def test_of_a_file_that_one_reads_in_part_one_decides_nothing(self, store: Store) -> None:
        id = put(store, "w.pdf")
        store.splits.propose(id, [Part(1, 1, "ett", "start"), Part(2, 3, "två", "heading")])
        mark(store, id, page=2)
        for state in (SplitState.REJECTED, SplitState.ACCEPTED):
            with pytest.raises(AccessDeniedError):
                store.splits.decide(OUTSIDER, id, state)
        with pytest.raises(AccessDeniedError):
            store.splits.check(OUTSIDER, id)
        assert store.splits.get(CLERK, id).state is SplitState.PROPOSED
        assert store.splits.decide(CLERK, id, SplitState.REJECTED).state is SplitState.REJECTED

    def test_a_new_version_is_kept_as_the_one_before_it(self, store: Store) -> None:
        old = put(store, "a.pdf", content="first")
        mark(store, old, page=2)
        new = put(store, "a.pdf", content="second")
        assert store.markings.needs(new) == Needs(BARN)

    def test_the_officer_lowers_and_says_why(self, store: Store) -> None:
        id = put(store, "a.pdf")
        marking = mark(store, id)
        emptied(store)
        lowered, touched = store.markings.lower(OFFICER, marking.id, "prövad, inget skadligt")
        assert (touched, lowered.lowered_by, store.markings.needs(id)) == (1, "ansvarig", Needs())
        assert waiting(store) == {id}
        assert store.markings.lower(OFFICER, marking.id, "igen")[1] == 0
        assert store.markings.all(OFFICER) == []
        assert [each.lowered_reason for each in store.markings.all(OFFICER, standing=False)] == [
            "prövad, inget skadligt"
        ]

    def test_what_two_markings_keep_stays_when_one_is_lowered(self, store: Store) -> None:
        mail = put(store, "m.eml")
        attachment = put(store, f"{mail}/1/b.pdf", mail)
        on_mail, _ = mark(store, mail), mark(store, attachment)
        assert store.markings.lower(OFFICER, on_mail.id, "prövad")[1] == 1
        assert store.markings.many([mail, attachment]) == {attachment: Needs(BARN)}

    @pytest.mark.parametrize("viewer", [CLERK, OUTSIDER, replace(OFFICER, shared=frozenset({OWNER}))])
    def test_nobody_else_lowers(self, store: Store, viewer: Viewer) -> None:
        marking = mark(store, put(store, "a.pdf"))
        with pytest.raises(AccessDeniedError):
            store.markings.lower(viewer, marking.id, "jag vill")
        with pytest.raises(AccessDeniedError):
            store.markings.lower(OFFICER, "finns-inte", "jag vill")
        with pytest.raises(InvalidMarkingError):
            store.markings.lower(OFFICER, marking.id, "  ")

    def test_what_one_may_not_read_one_does_not_mark(self, store: Store) -> None:
        id = put(store, "a.pdf")
        mark(store, id, page=2)
        for viewer, page in ((BORROWER, 0), (BORROWER, 1), (OUTSIDER, 2), (CLERK, 9), (Viewer("x", frozenset()), 0)):
            with pytest.raises(AccessDeniedError):
                mark(store, id, page=page, viewer=viewer)
        mark(store, id, viewer=OFFICER)
        with pytest.raises(AccessDeniedError):
            mark(store, id, page=1, viewer=OUTSIDER)
        for target in ("pm", "ingen sådan"):
            with pytest.raises(AccessDeniedError):
                store.markings.set(CLERK, MarkingScope.SOURCE, target, group="barn", ground="OSL 26:1")

    def test_a_marking_says_whom_it_is_for_by_which_provision_and_no_day_that_has_passed(self, store: Store) -> None:
        id = put(store, "a.pdf")
        on = (CLERK, MarkingScope.DOCUMENT, id)
        with pytest.raises(ProvisionError):
            store.markings.set(*on, group="barn", ground="hemligt")
        with pytest.raises(InvalidMarkingError):
            store.markings.set(*on, group=" ", ground="OSL 26:1")
        with pytest.raises(InvalidMarkingError):
            store.markings.set(*on, group="barn", ground="OSL 26:1", until=date(2020, 1, 1))
        assert store.markings.needs(id) == Needs()

    def test_it_is_over_when_its_last_day_has_passed_and_somebody_has_looked(self, store: Store) -> None:
        id = put(store, "a.pdf")
        marking, _ = store.markings.set(
            CLERK, MarkingScope.DOCUMENT, id, group="barn", ground="OSL 26:1", until=TOMORROW
        )
        assert store.markings.settle() == 0
        emptied(store)
        with store.database.write() as connection:
            connection.execute(update(markings).values(until=swedish.today() - timedelta(days=1)))
        assert store.markings.needs(id) == Needs(BARN)  # hidden until the sweep
        assert store.markings.settle() == 1
        assert (store.markings.needs(id), waiting(store), store.markings.settle()) == (Needs(), {id}, 0)
        [kept] = store.markings.all(OFFICER, standing=False)
        assert (kept.id, kept.lowered is not None, kept.lowered_by) == (marking.id, True, "")

    def test_of_a_document_one_sees_the_markings_of_the_pages_one_reads(self, store: Store) -> None:
        id = put(store, "a.pdf")
        mark(store, id, page=2)
        store.markings.set(OUTSIDER, MarkingScope.SOURCE, "tillsyn", group="barn", ground="OSL 26:1")
        mark(store, id, page=3, group="hälsa", viewer=OFFICER)
        told = {viewer.name: [each.page for each in store.markings.of(viewer, id)] for viewer in (CLERK, OFFICER)}
        assert told == {"handläggare": [0, 2], "ansvarig": [0, 2, 3]}
        assert [store.markings.hides(viewer, id) for viewer in (CLERK, OFFICER)] == [True, False]
        with pytest.raises(AccessDeniedError):
            store.markings.of(OUTSIDER, id)
        known = {viewer.name: len(store.markings.all(viewer)) for viewer in (CLERK, OUTSIDER, OFFICER, BORROWER)}
        assert known == {"handläggare": 2, "annan": 1, "ansvarig": 3, "granne": 0}

    def test_of_several_at_once_is_told_what_is_told_of_each(self, store: Store) -> None:
        mail = put(store, "a.eml")
        ids = [mail, put(store, f"{mail}/1/b.pdf", mail), put(store, "c.pdf")]
        mark(store, ids[1], page=2)
        store.markings.set(OFFICER, MarkingScope.DOCUMENT, ids[2], group="hälsa", ground="OSL 25:1")
        told = [store.markings.grounds(viewer, ids) for viewer in (CLERK, OUTSIDER, OFFICER)]
        assert told == [{"OSL 26:1"}, frozenset(), {"OSL 26:1", "OSL 25:1"}]
        opened = [[store.markings.opens(each, some) for each in (CLERK, OUTSIDER, OFFICER)] for some in (ids[:2], ids)]
        assert opened == [[True, False, True], [False, False, True]]
