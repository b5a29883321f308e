"""The part of the store contract that is about retention: rules, what is due, holds, counts of what was erased."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Final

import pytest
from sqlalchemy import select

from models.access import Role, Viewer
from models.document import DocumentKind, DocumentState, Field, Page, PageMethod, Reading
from models.erasure import Ground, GroundKind
from models.errors import AccessDeniedError, SamsynError
from models.hold import HoldAct, HoldScope
from models.judgement import Act
from models.mention import Label, Mention
from models.retention import CountedFrom, Period, Undecided
from models.retention_errors import InvalidRetentionError, SecondPersonError
from models.rival import Rival
from models.source import Source
from models.split import part_path
from models.store.erased_counts import tally
from models.store.holds import forget, held
from models.store.schema import hold_steps, retention_rules
from models.store.store import Store
from tests.contracts.judgements_contract import judgement, take

OWNER: Final = "Nämnden"
_MINE: Final = frozenset({OWNER})
SIV: Final = Viewer("siv", _MINE, officer_of=_MINE)
SAGA: Final = Viewer("saga", _MINE, officer_of=_MINE)
OTHERS: Final = (
    Viewer("arkivarie", _MINE, roles=frozenset({Role.ARCHIVIST})),
    Viewer("granne", frozenset({"Polisen"}), officer_of=frozenset({"Polisen"})),
    Viewer("låntagare", _MINE, officer_of=_MINE, shared=_MINE),
    Viewer("adam", frozenset(), roles=frozenset({Role.ADMINISTRATOR})),
)
FIVE: Final = Period("", "", 60, CountedFrom.DATE, "DHP 4.2", whole_years=False)
OLD: Final = date(2010, 5, 19)
TODAY: Final = date(2026, 11, 27)


def put(
    store: Store,
    path: str,
    parent: str | None = None,
    day: date | None = OLD,
    *,
    person: str = "",
    kind: str = "inspection_report",
    sure: float = 0.9,
    closed: str = "",
    source: str = "tillsyn",
    competed: tuple[Rival, ...] = (),
) -> str:
    """A document that is read, at a path or within a parent."""
    sha256 = store.vault.put(path.encode())
    id = store.arrivals.arrive(store.sources.get(source), sha256, 7, path=path, name=path, parent=parent).document
    store.registration.claim(id, "prov")
    page = Page(1, PageMethod.TEXT, "", f"{person or 'Ingen'} var här", 1.0, 595.0, 842.0)
    store.registration.keep_reading(id, Reading("text/plain", DocumentState.READ, "", (page,)), competed)
    named = [Mention(Label.PERSON, 1, 0, len(person), person, person, 0.9, "prov")] if person else []
    told = [Field("closed", closed, closed)] if closed else []
    store.registration.keep_knowledge(id, named, DocumentKind(kind, sure, "ord"), told, day)
    store.registration.finish(id, "prov", DocumentState.READ)
    return id


def is_held(store: Store, *ids: str, owner: str = OWNER) -> set[str]:
    with store.database.write() as connection:
        return held(connection, owner, ids)


def place(store: Store, scope: HoldScope, target: str) -> str:
    return store.holds.place(SIV, OWNER, scope, target, "TF 2 kap. 15 §", "utlämnande prövas").id


def refused(kind: type[SamsynError], *calls: Callable[[], object]) -> None:
    for call in calls:
        with pytest.raises(kind):
            call()


class RetentionContract:
    """Who decides, what follows, and what a hold keeps."""

    @pytest.fixture(autouse=True)
    def _kept(self, store: Store) -> None:
        store.sources.add(Source("tillsyn", OWNER))
        store.sources.add(Source("pm", "Polisen", "police"))

    def test_a_rule_is_replaced_and_ended_and_never_changed(self, store: Store) -> None:
        first = store.retention.add(SIV, OWNER, FIVE)
        second = store.retention.replace(SAGA, first.id, replace(FIVE, months=120, source="tillsyn"), "ny plan")
        assert [each.id for each in store.retention.all(SIV)] == [second.id]
        assert (second.replaces, second.by, second.period.months) == (first.id, "saga", 120)
        former = store.retention.get(SIV, first.id)
        assert (former.period, former.ended_by, former.reason) == (FIVE, "saga", "ny plan")
        store.retention.end(SIV, second.id, "upphävd")
        assert store.retention.all(SIV) == []
        assert len(store.retention.all(SIV, standing=False)) == 2
        refused(InvalidRetentionError, lambda: store.retention.end(SIV, second.id, "igen"))
        refused(InvalidRetentionError, lambda: store.retention.replace(SIV, first.id, FIVE, "igen"))

    def test_words_are_sealed(self, store: Store) -> None:
        rule = store.retention.add(SIV, OWNER, FIVE)
        store.retention.end(SIV, rule.id, "hemliga ord")
        place(store, HoldScope.SOURCE, "tillsyn")
        with store.database.read() as connection:
            told = [row for table in (retention_rules, hold_steps) for row in connection.execute(select(table))]
        assert not any(words in str(row) for row in told for words in ("hemliga ord", "utlämnande"))

    def test_only_the_owners_officer_decides_or_sees(self, store: Store) -> None:
        document, rule = put(store, "a.txt"), store.retention.add(SIV, OWNER, FIVE)
        hold = place(store, HoldScope.DOCUMENT, document)
        for who in OTHERS:
            refused(
                AccessDeniedError,
                lambda who=who: store.retention.add(who, OWNER, FIVE),
                lambda who=who: store.retention.get(who, rule.id),
                lambda who=who: store.retention.end(who, rule.id, "för att"),
                lambda who=who: store.dues.of(who, OWNER, [rule], TODAY),
                lambda who=who: store.holds.place(who, OWNER, HoldScope.DOCUMENT, document, "TF 2", "för att"),
                lambda who=who: store.holds.propose(who, hold, "för att"),
                lambda who=who: store.holds.get(who, hold),
            )
            assert (store.retention.all(who, standing=False), store.holds.all(who)) == ([], [])
            assert (store.holds.of(who, document), store.erased_counts.of(who, 2026)) == ([], [])

    def test_a_rule_is_about_the_owners_own_sources(self, store: Store) -> None:
        refused(AccessDeniedError, lambda: store.retention.add(SIV, OWNER, replace(FIVE, source="pm")))
        refused(AccessDeniedError, lambda: store.retention.add(SIV, OWNER, replace(FIVE, source="finns inte")))
        refused(InvalidRetentionError, lambda: store.retention.add(SIV, OWNER, replace(FIVE, provision=" ")))

    def test_what_is_due_is_the_owners_alone(self, store: Store) -> None:
        old, _fresh = put(store, "a.txt"), put(store, "b.txt", day=date(2026, 1, 1))
        put(store, "c.txt", source="pm")
        undated = put(store, "d.txt", day=None)
        rule = store.retention.add(SIV, OWNER, FIVE)
        found = store.dues.of(SIV, OWNER, [rule], TODAY)
        assert [(each.document, each.rule, each.due, each.size) for each in found.now] == [
            (old, rule.id, date(2015, 5, 20), 7)
        ]
        assert found.undecided == {undated: (Undecided.NO_DATE, rule.id)}

    def test_time_is_counted_from_the_day_the_archives_list_says_the_case_was_closed(self, store: Store) -> None:
        closed, unknown = put(store, "a.txt", closed="2012-01-02"), put(store, "b.txt")
        odd = put(store, "c.txt", closed="i fjol")
        rule = store.retention.add(SIV, OWNER, replace(FIVE, counted=CountedFrom.CLOSED))
        found = store.dues.of(SIV, OWNER, [rule], TODAY)
        assert [(each.document, each.due) for each in found.now] == [(closed, date(2017, 1, 3))]
        assert found.undecided.keys() == {unknown, odd}

    def test_an_unsure_kind_is_told_apart(self, store: Store) -> None:
        sure, unsure = put(store, "a.txt"), put(store, "b.txt", sure=0.5)
        rule = store.retention.add(SIV, OWNER, replace(FIVE, kind="inspection_report"))
        found = store.dues.of(SIV, OWNER, [rule], TODAY)
        assert [each.document for each in found.now] == [sure]
        assert found.undecided == {unsure: (Undecided.UNSURE_KIND, "")}

    def test_the_same_bytes_elsewhere_are_told_and_are_a_document_of_their_own(self, store: Store) -> None:
        store.sources.add(Source("arkiv", OWNER))
        first, second = put(store, "a.txt"), put(store, "a.txt", source="arkiv")
        put(store, "a.txt", source="pm")
        assert store.dues.copies(SIV, [first, second]) == {first: 1, second: 1}
        assert store.dues.size(SIV, [first, second]) == 14

    def test_a_held_document_keeps_what_it_lies_in_and_what_lies_in_it(self, store: Store) -> None:
        mail = put(store, "m.eml")
        inside = put(store, f"{mail}/1/b.pdf", mail)
        beside, other = put(store, f"{mail}/2/c.pdf", mail), put(store, "d.txt")
        place(store, HoldScope.DOCUMENT, inside)
        assert is_held(store, mail, inside, beside, other) == {mail, inside}
        assert is_held(store, beside, other) == set()
        rule = store.retention.add(SIV, OWNER, FIVE)
        found = store.dues.of(SIV, OWNER, [rule], TODAY)
        assert [each.document for each in found.now] == [other]
        assert [each.document for each in found.held] == [mail]

    def test_parts_and_readings_are_kept_with_their_whole(self, store: Store) -> None:
        whole = put(store, "w.pdf")
        part = put(store, part_path(whole, "1-3"), whole)
        reading = put(store, "a.xml")
        scan = put(store, "a.tif", competed=(Rival(1, reading, 1, True, 0.4, 0.9, "more_to_trust"),))
        place(store, HoldScope.DOCUMENT, part)
        place(store, HoldScope.DOCUMENT, scan)
        assert is_held(store, whole, part, scan, reading) == {whole, part, scan, reading}
        assert {each.scope for each in store.holds.of(SIV, reading)} == {HoldScope.DOCUMENT}

    def test_a_held_source_keeps_what_is_there_and_what_comes(self, store: Store) -> None:
        store.sources.add(Source("arkiv", OWNER))
        first, other = put(store, "a.txt"), put(store, "b.txt", source="arkiv")
        place(store, HoldScope.SOURCE, "tillsyn")
        assert is_held(store, first, put(store, "c.txt"), other) == {first, put(store, "c.txt")}
        refused(AccessDeniedError, lambda: place(store, HoldScope.SOURCE, "pm"))

    def test_a_held_name_keeps_all_that_names_it_also_when_it_is_read_otherwise_since(self, store: Store) -> None:
        first, other = put(store, "a.txt", person="Eva By"), put(store, "b.txt", person="Bo Ek")
        foreign = put(store, "c.txt", person="Eva By", source="pm")
        (eva,) = store.entities.find(SIV, Label.PERSON, "Eva By")
        place(store, HoldScope.ENTITY, eva)
        later = put(store, "d.txt", person="Eva By")
        assert is_held(store, first, later, other) == {first, later}
        store.registration.claim(first, "prov")
        store.registration.keep_knowledge(first, [], DocumentKind("tip", 0.9, ""), [], OLD)
        store.registration.finish(first, "prov", DocumentState.READ)
        assert is_held(store, first) == {first}
        assert is_held(store, foreign, owner="Polisen") == set()
        assert [each.target for each in store.holds.of(SIV, first)] == [eva]

    def test_a_name_that_is_joined_with_another_stays_held(self, store: Store) -> None:
        first, other = put(store, "a.txt", person="Eva By"), put(store, "b.txt", person="Eva Byström")
        (eva,) = store.entities.find(SIV, Label.PERSON, "Eva By")
        (byström,) = store.entities.find(SIV, Label.PERSON, "Eva Byström")
        place(store, HoldScope.ENTITY, eva)
        take(store, judgement(Act.MERGE, byström, eva))
        assert is_held(store, first, other) == {first, other}

    def test_two_people_lift_a_hold_and_all_of_it_is_kept(self, store: Store) -> None:
        document = put(store, "a.txt")
        hold = place(store, HoldScope.DOCUMENT, document)
        refused(InvalidRetentionError, lambda: store.holds.approve(SAGA, hold))
        store.holds.propose(SIV, hold, "prövat")
        refused(InvalidRetentionError, lambda: store.holds.propose(SAGA, hold, "prövat"))
        for same in (SIV, replace(SIV, via="lokal operatör"), replace(SAGA, via="lokal operatör")):
            refused(SecondPersonError, lambda same=same: store.holds.approve(same, hold))
        store.holds.decline(SAGA, hold, "inte klart")
        assert is_held(store, document) == {document}
        store.holds.propose(replace(SAGA, via="lokal operatör"), hold, "klart nu")
        refused(SecondPersonError, lambda: store.holds.approve(SAGA, hold))
        assert is_held(store, document) == {document}
        lifted = store.holds.approve(SIV, hold)
        assert is_held(store, document) == set()
        assert [(each.act, each.by, each.reason) for each in lifted.steps] == [
            (HoldAct.PLACED, "siv", "utlämnande prövas"),
            (HoldAct.PROPOSED, "siv", "prövat"),
            (HoldAct.DECLINED, "saga", "inte klart"),
            (HoldAct.PROPOSED, "saga (via lokal operatör)", "klart nu"),
            (HoldAct.LIFTED, "siv", ""),
        ]
        refused(InvalidRetentionError, lambda: store.holds.propose(SIV, hold, "igen"))

    def test_a_hold_stands_on_something(self, store: Store) -> None:
        document = put(store, "a.txt")
        for provision, reason in (("", "skäl"), ("TF 2", " "), ("avser 850412-2391", "skäl"), ("TF 2", "x" * 1001)):
            refused(
                InvalidRetentionError,
                lambda provision=provision, reason=reason: store.holds.place(
                    SIV, OWNER, HoldScope.DOCUMENT, document, provision, reason
                ),
            )

    def test_of_what_is_erased_the_words_of_lifted_holds_go(self, store: Store) -> None:
        document = put(store, "a.txt", person="Eva By")
        hold = place(store, HoldScope.DOCUMENT, document)
        store.holds.propose(SIV, hold, "om Eva")
        store.holds.approve(SAGA, hold)
        with store.database.write() as connection:
            forget(connection, [document])
        assert [each.reason for each in store.holds.get(SIV, hold).steps] == ["", "", ""]

    def test_counts_of_what_was_erased(self, store: Store) -> None:
        ground = Ground(GroundKind.RULE, "DHP 4.2", "r" * 32)
        moment = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)  # the next year on a Swedish clock
        days = (date(2010, 1, 2), None, date(2008, 3, 4), OLD, OLD)
        with store.database.write() as connection:
            for day in days[:-1]:
                tally(connection, OWNER, ground, source="tillsyn", kind="email", day=day, size=10, at=moment)
            tally(connection, "Polisen", ground, source="pm", kind="tip", day=OLD, size=1, at=moment)
        (few,) = store.erased_counts.of(SIV, 2027)
        assert (few.erased, few.size, few.undated, few.earliest, few.latest) == (4, None, None, None, None)
        with store.database.write() as connection:
            tally(connection, OWNER, ground, source="tillsyn", kind="email", day=days[-1], size=10, at=moment)
        (only,) = store.erased_counts.of(SIV, 2027)
        assert (only.erased, only.size, only.undated) == (5, 50, 1)
        assert (only.earliest, only.latest) == (2008, 2010)
        assert (store.erased_counts.years(SIV), store.erased_counts.of(SIV, 2026)) == ([2027], [])
