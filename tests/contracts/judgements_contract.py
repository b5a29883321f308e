"""The part of the register's contract that is about what people judged, and what that does to who is who."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from models.document import DocumentKind, DocumentState, Page, PageMethod, Reading
from models.errors import AccessDeniedError, InvalidJudgementError
from models.judgement import Act, Anchor, Judgement
from models.mention import Label, Mention
from models.source import Source
from models.store import judgements as kept
from models.store.judging import resettle, settle, unsettle
from models.store.resolution import references_of
from models.store.store import Store
from tests.conftest import viewer_of

AT = datetime(2024, 5, 19, 8, tzinfo=UTC)
NAMNDEN = viewer_of("Nämnden")
POLISEN = viewer_of("Polisen")
KIND = DocumentKind("tip", 0.9, "prov")


def document(store: Store, source: str, number: int, *names: str) -> str:
    """A document of one page that names these people, one after the other."""
    content = f"{source} {number}".encode()
    sha256 = store.vault.put(content)
    arrival = store.arrivals.arrive(
        store.sources.get(source), sha256, len(content), path=f"/in/{number}", name=f"{number}.txt"
    )
    store.registration.claim(arrival.document, "prov")
    page = Page(1, PageMethod.TEXT, "file_text", ", ".join(names), 1.0)
    store.registration.keep_reading(arrival.document, Reading("text/plain", DocumentState.READ, "", (page,)))
    store.registration.keep_knowledge(arrival.document, mentions_in(page.text), KIND, [], None, named_by="rules-1")
    store.registration.finish(arrival.document, "prov", DocumentState.READ)
    return arrival.document


def mentions_in(text: str) -> list[Mention]:
    found, start = [], 0
    for name in text.split(", "):
        found.append(Mention(Label.PERSON, 1, start, start + len(name), name, name, 0.9, "rule:person"))
        start += len(name) + 2
    return found


def judgement(act: Act, entity: str = "", other: str = "", about: str = "", **said: Any) -> Judgement:
    id = secrets.token_hex(16)
    return Judgement(id, "Nämnden", act, "prov", AT, "därför", entity=entity, other=other, about=about, said=said)


def of_span(document: str, act: Act = Act.REJECT, owner: str = "Nämnden") -> Judgement:
    anchor, said = Anchor(document, 1, 0, 5, "Bo Ek"), {"label": "PERSON", "value": "Bo Ek"}
    return Judgement(secrets.token_hex(16), owner, act, "prov", AT, "därför", anchor=anchor, said=said)


def people(store: Store) -> dict[str, list[str]]:
    """The documents of each person of Nämnden, by the entity's id."""
    found = store.entities.list(NAMNDEN, "PERSON")
    return {each.id: sorted(id for id, _ in store.entities.documents(NAMNDEN, each.id)) for each, _ in found}


def groups(store: Store) -> list[list[str]]:
    return sorted(people(store).values())


def take(store: Store, new: Judgement) -> Judgement:
    with store.database.write() as connection:
        done, _ = settle(connection, store.key, new)
        kept.add(connection, done)
    return done


def undo(store: Store, about: str) -> Judgement:
    """Undo a judgement, or an undo; returns the undo."""
    new = judgement(Act.UNDO, about=about)
    with store.database.write() as connection:
        turned = kept.undo(connection, new)
        if turned.stands:
            resettle(connection, store.key, turned)
        else:
            kept.note(connection, unsettle(connection, store.key, turned)[0])
    return new


def only(store: Store, name: str) -> str:
    """The one who is called so; an entity that nothing names any more keeps its row."""
    (id,) = set(store.entities.find(NAMNDEN, "PERSON", name)) & people(store).keys()
    return id


class JudgementsContract:
    """Each test gets an empty ``store``."""

    @pytest.fixture(autouse=True)
    def _sources_to_judge(self, store: Store) -> None:
        store.sources.add(Source("tillsyn", "Nämnden"))
        store.sources.add(Source("pm", "Polisen", "police"))

    def test_a_judgement_comes_back_as_it_was_given(self, store: Store) -> None:
        id = document(store, "tillsyn", 1, "Bo Ek")
        first, second = of_span(id), judgement(Act.MERGE, "a" * 32, "b" * 32)
        for each in (first, second):
            store.judgements.add(each)
        assert store.judgements.get(NAMNDEN, first.id) == first
        assert store.judgements.all(NAMNDEN) == [second, first]
        assert store.judgements.all(NAMNDEN, about=id) == [first]
        assert store.judgements.all(NAMNDEN, about="b" * 32) == [second]
        assert store.judgements.all(NAMNDEN, about="b" * 32, act=Act.SPLIT) == []
        assert store.judgements.of_mentions(NAMNDEN, id) == [first]
        assert store.judgements.standing(NAMNDEN, Act.MERGE) == [second]

    def test_another_owners_are_not_there(self, store: Store) -> None:
        secret = of_span(document(store, "pm", 1, "Bo Ek"), owner="Polisen")
        store.judgements.add(secret)
        assert store.judgements.get(POLISEN, secret.id) == secret
        assert store.judgements.all(NAMNDEN) == store.judgements.of_mentions(NAMNDEN) == []
        assert store.judgements.standing(NAMNDEN, Act.REJECT) == []
        for id in (secret.id, "finns inte"):
            with pytest.raises(AccessDeniedError):
                store.judgements.get(NAMNDEN, id)

    def test_undoing_and_undoing_that(self, store: Store) -> None:
        said = judgement(Act.DISMISS, "a" * 32, "b" * 32)
        store.judgements.add(said)
        first = undo(store, said.id)
        fallen = store.judgements.get(NAMNDEN, said.id)
        assert (fallen.stands, fallen.undone_by, fallen.undone_at) == (False, "prov", AT)
        second = undo(store, first.id)
        assert store.judgements.get(NAMNDEN, said.id).stands
        assert not store.judgements.get(NAMNDEN, first.id).stands
        third = undo(store, second.id)
        assert not store.judgements.get(NAMNDEN, said.id).stands
        assert store.judgements.root(NAMNDEN, third.id).id == said.id
        for gone in (said, second):
            with pytest.raises(InvalidJudgementError):
                undo(store, gone.id)
        assert len(store.judgements.all(NAMNDEN)) == 4

    def test_a_document_of_which_something_is_judged_is_to_be_named_until_it_has_been(self, store: Store) -> None:
        id = document(store, "tillsyn", 1, "Bo Ek")
        assert store.naming.pipeline(NAMNDEN, id) == "rules-1"
        assert store.naming.pipeline(POLISEN, id) == ""
        store.judgements.add(of_span(id))
        assert store.naming.behind(NAMNDEN, "rules-1", [], []) == [id]

    def test_what_was_found_is_kept_with_the_draft_that_it_belongs_to(self, store: Store) -> None:
        id = document(store, "tillsyn", 1, "Bo Ek", "Åke Lo")
        found = mentions_in("Bo Ek, Åke Lo")
        assert store.unjudged.of(NAMNDEN, id) is None
        store.registration.claim(id, "prov")
        store.registration.keep_pages_again(id)
        store.registration.keep_knowledge(id, found[1:], KIND, [], None, named_by="rules-1")
        store.unjudged.keep(id, found)
        assert store.unjudged.of(NAMNDEN, id) is None
        store.registration.finish(id, "prov", DocumentState.READ)
        assert store.unjudged.of(NAMNDEN, id) == found
        assert store.unjudged.of(POLISEN, id) is None
        assert [mention for mention, _ in store.documents.mentions(NAMNDEN, id)] == found[1:]

    def test_two_are_one_until_that_is_undone(self, store: Store) -> None:
        first, second = document(store, "tillsyn", 1, "Bo Ek"), document(store, "tillsyn", 2, "Bosse Ek")
        before = people(store)
        merge = take(store, judgement(Act.MERGE, only(store, "Bo Ek"), only(store, "Bosse Ek")))
        assert groups(store) == [sorted([first, second])]
        assert only(store, "Bosse Ek") in before  # found by either name, under an id that was
        undone = undo(store, merge.id)
        assert people(store) == before
        assert {each.name for each, _ in store.entities.list(NAMNDEN, "PERSON")} == {"Bo Ek", "Bosse Ek"}
        for name, id in (("Bo Ek", first), ("Bosse Ek", second)):
            assert people(store)[only(store, name)] == [id]
        undo(store, undone.id)
        assert groups(store) == [sorted([first, second])]

    def test_a_merge_stands_when_documents_are_read_again_or_lose_the_name(self, store: Store) -> None:
        some = [document(store, "tillsyn", number, "Bo Ek") for number in (1, 2, 3)]
        other = document(store, "tillsyn", 4, "Bosse Ek")
        take(store, judgement(Act.MERGE, only(store, "Bo Ek"), only(store, "Bosse Ek")))
        for id, names in ((some[0], ["Bo Ek"]), (some[1], []), (other, ["Bosse Ek"]), (some[0], [])):
            name_again(store, id, names)
        assert groups(store) == [sorted([some[2], other])]

    def test_some_are_another_until_that_is_undone(self, store: Store) -> None:
        some = [document(store, "tillsyn", number, "Bo Ek") for number in (1, 2, 3)]
        entity = only(store, "Bo Ek")
        with store.database.read() as connection:
            apart = [each.id for each in references_of(connection, "Nämnden", entity) if each.document == some[2]]
        split = take(store, judgement(Act.SPLIT, entity, references=apart))
        assert groups(store) == sorted([sorted(some[:2]), some[2:]])
        assert people(store)[split.other] == some[2:]
        fourth = document(store, "tillsyn", 4, "Bo Ek")  # what comes goes with the rest
        name_again(store, some[2], ["Bo Ek"])
        assert groups(store) == sorted([sorted([*some[:2], fourth]), some[2:]])
        undone = undo(store, split.id)
        assert groups(store) == [sorted([*some, fourth])]
        undo(store, undone.id)
        assert groups(store) == sorted([sorted([*some[:2], fourth]), some[2:]])

    def test_the_index_is_asked_to_follow(self, store: Store) -> None:
        first, second = document(store, "tillsyn", 1, "Bo Ek"), document(store, "tillsyn", 2, "Bosse Ek")
        store.outbox.done([row.sequence for row in store.outbox.all()])
        take(store, judgement(Act.MERGE, only(store, "Bo Ek"), only(store, "Bosse Ek")))
        changed = {row.document for row in store.outbox.all()}
        assert changed
        assert changed <= {first, second}

    def test_a_name_that_it_is_also_called(self, store: Store) -> None:
        first = document(store, "tillsyn", 1, "Bo Ek")
        alias = take(store, judgement(Act.ALIAS, only(store, "Bo Ek"), alias="Bettan"))
        assert only(store, "Bettan") == only(store, "Bo Ek")
        undone = undo(store, alias.id)
        assert list(store.entities.find(NAMNDEN, "PERSON", "Bettan")) == []
        undo(store, undone.id)
        assert groups(store) == [[first]]
        assert only(store, "Bettan") == only(store, "Bo Ek")

    def test_later_documents_that_say_the_other_name_go_with_it(self, store: Store) -> None:
        known, first = document(store, "tillsyn", 1, "Bosse"), document(store, "tillsyn", 2, "Bo Ek")
        alias = take(store, judgement(Act.ALIAS, only(store, "Bo Ek"), alias="Bosse"))
        later = document(store, "tillsyn", 3, "Bosse")
        fuller = document(store, "tillsyn", 4, "Bosse By")
        together = [sorted([known, first, later]), [fuller]]
        assert groups(store) == sorted(together)
        undone = undo(store, alias.id)
        last = document(store, "tillsyn", 5, "Bosse")
        assert groups(store) == sorted([[first], sorted([known, later, last]), [fuller]])
        undo(store, undone.id)
        assert groups(store) == sorted([sorted([known, first, later, last]), [fuller]])

    def test_a_name_of_several_others_ties_none_of_them(self, store: Store) -> None:
        some = [document(store, "tillsyn", number, "Bosse") for number in (1, 2)]
        with store.database.read() as connection:
            apart = [each.id for each in references_of(connection, "Nämnden", only(store, "Bosse"))][:1]
        take(store, judgement(Act.SPLIT, only(store, "Bosse"), references=apart))
        mine = document(store, "tillsyn", 3, "Bo Ek")
        take(store, judgement(Act.ALIAS, only(store, "Bo Ek"), alias="Bosse"))
        assert groups(store) == sorted([[each] for each in [*some, mine]])
        assert len(store.entities.find(NAMNDEN, "PERSON", "Bosse")) == 3

    def test_what_cannot_be_changes_nothing(self, store: Store) -> None:
        document(store, "tillsyn", 1, "Bo Ek")
        entity = only(store, "Bo Ek")
        with store.database.read() as connection:
            every = [each.id for each in references_of(connection, "Nämnden", entity)]
        for new in (judgement(Act.MERGE, entity, "f" * 32), judgement(Act.SPLIT, entity, references=every)):
            with pytest.raises((ValueError, AccessDeniedError)):
                take(store, new)
        assert store.judgements.all(NAMNDEN) == []


def name_again(store: Store, id: str, names: Sequence[str]) -> None:
    """The document names these now, as if it had been read anew."""
    text = ", ".join(names)
    store.registration.claim(id, "prov")
    page = Page(1, PageMethod.TEXT, "file_text", text, 1.0)
    store.registration.keep_reading(id, Reading("text/plain", DocumentState.READ, "", (page,)))
    found = mentions_in(text) if names else []
    store.registration.keep_knowledge(id, found, KIND, [], None, named_by="rules-1")
    store.registration.finish(id, "prov", DocumentState.READ)
