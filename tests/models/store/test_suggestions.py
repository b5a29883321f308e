"""Who may be the same is suggested to those who read whole what it follows from, with nothing of it covered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import insert

from models.access import Viewer
from models.marking import MarkingScope
from models.protected import PROTECTED
from models.reference import Key
from models.source import Source
from models.store.schema import protected_spans
from models.store.store import Store
from models.store.suggestion_keys import MOST_HOLDERS
from models.store.suggestions import suggestions, suggestions_of
from tests.contracts.resolution_contract import FIRST, OWNER, SECOND, entity_of, person, rare, told
from tests.nlp.resolution.papers import said

CLERK = Viewer("handläggare", frozenset({OWNER}))
MEMBER = replace(CLERK, groups=frozenset({"barn"}))
OFFICER = replace(CLERK, officer_of=frozenset({OWNER}))
PAGES = ("[PERSON Maggan Provsköld]", "[PERSON Margareta Provsköld]")


@pytest.fixture
def ids(store: Store) -> list[str]:
    """Of two documents, each with one of two who may be the same."""
    store.sources.add(Source("tillsyn", OWNER))
    return [told(store, page.encode(), said(page)) for page in PAGES]


def _suggested(store: Store, viewer: Viewer) -> bool:
    with store.database.read() as connection:
        return bool(suggestions(connection, OWNER, viewer=viewer))


def test_a_page_that_is_kept_takes_what_follows_from_its_document_away(store: Store, ids: list[str]) -> None:
    assert _suggested(store, CLERK)
    (marking, *_) = store.markings.set(OFFICER, MarkingScope.PAGE, ids[0], page=1, group="barn", ground="OSL 26:1")
    assert [_suggested(store, each) for each in (CLERK, MEMBER, OFFICER)] == [False, True, True]
    store.markings.lower(OFFICER, marking.id, "prövad")
    assert _suggested(store, CLERK)


def test_what_is_covered_in_a_document_takes_it_away_too(store: Store, ids: list[str]) -> None:
    span = {"document": ids[1], "page": 1, "start": 50, "end": 60, "person": "", "way": "name"}
    with store.database.write() as connection:  # as of a name on a protected list
        connection.execute(insert(protected_spans).values(**span))
    cleared = replace(CLERK, groups=frozenset({PROTECTED}))
    assert [_suggested(store, each) for each in (CLERK, cleared, OFFICER)] == [False, True, True]


def test_whoever_reads_no_document_of_theirs_is_suggested_nobody(store: Store, ids: list[str]) -> None:
    with store.database.read() as connection:
        left = min(entity_of(store, id) for id in ids)
        for about in ("", left):
            assert suggestions(connection, OWNER, viewer=CLERK, about=about)
            assert not suggestions(connection, OWNER, viewer=Viewer("annan", frozenset({"Polisen"})), about=about)


WEAK = Key("nickname or double name", "weak:x", 0.5)


def _confidence(store: Store, viewer: Viewer, left: str, right: str) -> float | None:
    """How sure it is that the two are one: the same among all suggestions as among those about one of them."""
    with store.database.read() as connection:
        of_all, about = (suggestions(connection, OWNER, 100, viewer, each) for each in ("", left))
    found = [next((each.confidence for each in some if {left, right} == {*each[:2]}), None) for some in (of_all, about)]
    assert found[0] == found[1]
    return found[0]


def _keep(store: Store, *documents: str) -> None:
    for id in documents:
        store.markings.set(OFFICER, MarkingScope.DOCUMENT, id, group="barn", ground="OSL 26:1")


def _pair(store: Store) -> tuple[str, str]:
    """Two who may be the same, of a document each."""
    store.sources.add(Source("tillsyn", OWNER))
    one, other = (told(store, name.encode(), [person(name, rare(name), WEAK)]) for name in ("Anna Berg", "Anki Berg"))
    return entity_of(store, one), entity_of(store, other)


def test_others_who_hold_the_key_in_kept_documents_are_not_counted(store: Store) -> None:
    pair = _pair(store)
    before = _confidence(store, CLERK, *pair)
    _keep(store, *(told(store, f"{at}".encode(), [person(f"Anneli Berg {at}", WEAK)]) for at in range(MOST_HOLDERS)))
    assert before
    assert [_confidence(store, each, *pair) for each in (CLERK, MEMBER, OFFICER)] == [before, None, None]


def test_what_parts_the_two_in_a_kept_document_does_not_part_them(store: Store) -> None:
    pair = _pair(store)
    before = _confidence(store, CLERK, *pair)
    for name, number in (("Anna Berg", FIRST), ("Anki Berg", SECOND)):
        _keep(store, told(store, number.encode(), [person(name, rare(name), number=number)]))
    assert [_confidence(store, each, *pair) for each in (CLERK, MEMBER, OFFICER)] == [before, None, None]


def test_a_name_that_two_are_known_to_have_in_kept_documents_alone_is_worth_as_much_as_before(store: Store) -> None:
    store.sources.add(Source("tillsyn", OWNER))
    name, same = "Anna Berg", rare("Anna Berg")
    kept = [told(store, each.encode(), [person(name, same, number=each)]) for each in (FIRST, SECOND)]
    pair = [entity_of(store, told(store, each, [person(name, same)])) for each in (b"1", b"2")]
    open_to_all = _confidence(store, CLERK, *pair)
    _keep(store, *kept)
    mine, members = _confidence(store, CLERK, *pair), _confidence(store, MEMBER, *pair)
    assert open_to_all == members
    assert mine
    assert members
    assert mine > members


def test_for_whom_nothing_of_the_owners_is_kept_it_is_as_for_whom_nothing_is_kept_at_all(store: Store) -> None:
    store.sources.add(Source("pm", "Polisen"))
    pair = _pair(store)
    before = _confidence(store, CLERK, *pair)
    elsewhere = told(store, b"pm", [person("Bo Ek")], source="pm")
    police = Viewer("pål", frozenset({"Polisen"}), officer_of=frozenset({"Polisen"}))
    store.markings.set(police, MarkingScope.DOCUMENT, elsewhere, group="barn", ground="OSL 26:1")
    assert _confidence(store, CLERK, *pair) == before


def test_several_owners_are_told_of_at_once_as_each_by_itself(store: Store) -> None:
    pair = _pair(store)
    store.sources.add(Source("pm", "Polisen"))
    others = [
        told(store, f"pm {name}".encode(), [person(name, rare(name), WEAK)], source="pm")
        for name in ("Anna Berg", "Anki Berg")
    ]
    both = Viewer("samordnare", frozenset({OWNER, "Polisen"}))
    _keep(store, told(store, b"dolt", [person("Anneli Berg", WEAK)]))
    with store.database.read() as connection:
        found = suggestions_of(connection, ["Polisen", OWNER], 100, both)
        alone = {owner: suggestions(connection, owner, 100, both) for owner in ("Polisen", OWNER)}
    assert found == alone
    assert [{*each[:2]} for each in found[OWNER]] == [{*pair}]
    assert [{*each[:2]} for each in found["Polisen"]] == [{entity_of(store, id) for id in others}]
