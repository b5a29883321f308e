"""A judgement by somebody from whom a page is kept changes what it is about, and nothing on that page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.access import Purpose, Viewer
from models.errors import AccessDeniedError, DocumentBusyError, InvalidJudgementError
from models.judgement import Act
from models.marking import MarkingScope
from models.mention import Label
from models.store.store import Store
from nlp import judging, judging_all, judging_entities
from tests.search.archive import HEALTH, REPORT, Paper, put

OFFICER = Viewer("ansvarig", frozenset({HEALTH}), officer_of=frozenset({HEALTH}))
CLERK = Viewer("handläggare", frozenset({HEALTH}))
PAPER = replace(REPORT, dated=None)


@pytest.fixture
def document(store: Store) -> str:
    """The report of two pages, the second kept for a group."""
    id = put(store, None, PAPER)
    store.markings.set(OFFICER, MarkingScope.PAGE, id, page=2, group="barn", ground="OSL 26:1")
    return id


def _named(store: Store, viewer: Viewer, id: str) -> list[tuple[int, str]]:
    return [(mention.page, mention.text) for mention, _ in store.documents.mentions(viewer, id)]


def test_what_is_kept_from_the_judge_stays_as_it_was(store: Store, document: str, purpose: Purpose) -> None:
    before = _named(store, OFFICER, document)
    first = next(mention for mention, _ in store.documents.mentions(CLERK, document))
    judging.reject(CLERK, purpose, store, document, f"{first.page}:{first.start}-{first.end}", "inget namn")
    assert _named(store, OFFICER, document) == [each for each in before if each != (first.page, first.text)]
    assert {page for page, _ in before} == {1, 2}
    assert len(store.documents.pages(OFFICER, document)) == 2


def test_a_judgement_on_the_page_is_not_known_to_others(store: Store, document: str, purpose: Purpose) -> None:
    there = next(mention for mention, _ in store.documents.mentions(OFFICER, document, 2))
    span = f"2:{there.start}-{there.end}"
    made = judging.reject(OFFICER, purpose, store, document, span, "inget namn")
    assert [each.id for each in store.judgements.all(OFFICER)] == [made.id]
    assert store.judgements.all(CLERK) == []
    assert store.judgements.of_mentions(CLERK, document) == []
    with pytest.raises(AccessDeniedError):
        store.judgements.get(CLERK, made.id)
    with pytest.raises(InvalidJudgementError):  # as on a page that names nothing
        judging.reject(CLERK, purpose, store, document, span, "inget namn")


def _note(number: int, *names: str) -> Paper:
    return Paper(
        f"anteckning-{number}.txt", "tillsyn", (" och ".join(names),), names=[(Label.PERSON, n, n) for n in names]
    )


@pytest.fixture
def notes(store: Store) -> list[str]:
    """Two notes that name Bo Ek, the first Eva By too, and a third, kept for a group, that names them and Åke Lo."""
    ids = [
        put(store, None, _note(n, "Bo Ek", *more)) for n, more in ((1, ["Eva By"]), (2, []), (3, ["Åke Lo", "Eva By"]))
    ]
    store.markings.set(OFFICER, MarkingScope.DOCUMENT, ids[2], group="barn", ground="OSL 26:1")
    return ids


def _only(store: Store, name: str) -> str:
    (id,) = store.entities.find(OFFICER, "PERSON", name)
    return id


def test_an_entity_that_is_kept_from_the_judge_is_as_one_that_is_not_there(
    store: Store, notes: list[str], purpose: Purpose
) -> None:
    hidden, known = _only(store, "Åke Lo"), _only(store, "Eva By")
    said = []
    for id in (hidden, "0" * 32):
        for act in (judging_entities.merge, judging_entities.dismiss):
            with pytest.raises(AccessDeniedError) as refused:
                act(CLERK, purpose, store, known, id, "därför")
            said.append(str(refused.value))
        with pytest.raises(AccessDeniedError) as refused:
            judging_entities.alias(CLERK, purpose, store, id, "Åkan", "därför")
        said.append(str(refused.value))
    assert len(set(said)) == 1
    assert store.judgements.all(OFFICER) == []
    judging_entities.alias(OFFICER, purpose, store, hidden, "Åkan", "därför")


def test_what_is_said_of_two_is_known_to_those_who_know_both(store: Store, notes: list[str], purpose: Purpose) -> None:
    hidden, known = _only(store, "Åke Lo"), _only(store, "Bo Ek")
    judging_entities.dismiss(OFFICER, purpose, store, known, hidden, "två män")
    judging_entities.split(OFFICER, purpose, store, known, notes[2:], "en annan Bo")
    assert len(store.judgements.all(OFFICER)) == 2
    assert store.judgements.all(CLERK) == store.judgements.all(CLERK, about=known) == []
    judging_entities.dismiss(OFFICER, purpose, store, known, _only(store, "Eva By"), "två människor")
    assert [each.why for each in store.judgements.all(CLERK)] == ["två människor"]


def test_nobody_is_told_that_what_is_kept_from_them_is_being_read(store: Store, purpose: Purpose) -> None:
    """Said of two notes; one is kept from the judge since, and read anew just when it is taken back."""
    notes = [put(store, None, _note(number, "Ulf Ny")) for number in (1, 2)]
    (made,), _ = judging_all.reject_all(CLERK, purpose, store, _only(store, "Ulf Ny"), "inget namn")
    store.markings.set(OFFICER, MarkingScope.DOCUMENT, notes[1], group="barn", ground="OSL 26:1")
    for id in notes:
        store.registration.claim(id, "läsare")
    with pytest.raises(DocumentBusyError, match=f"^1 handlingar.*{notes[0]}"):
        judging_entities.undo(CLERK, purpose, store, made.id, "det var ett namn")
    stands = [[each.stands for each in store.judgements.of_mentions(OFFICER, id)] for id in notes]
    assert stands == [[True], [False]], "of what was not told of, it was turned all the same"


def test_what_made_two_one_is_known_to_those_who_may_read_all_of_both(
    store: Store, notes: list[str], purpose: Purpose
) -> None:
    hidden, known = _only(store, "Åke Lo"), _only(store, "Eva By")
    made, _ = judging_entities.merge(OFFICER, purpose, store, known, hidden, "enligt den hemliga akten")
    judging_entities.alias(OFFICER, purpose, store, _only(store, "Eva By"), "Åkan", "också där")
    assert len(store.judgements.all(OFFICER)) == 2
    assert store.judgements.all(CLERK) == []
    judging_entities.undo(OFFICER, purpose, store, made[0].id, "fel akt")
    assert store.judgements.all(CLERK, act=Act.MERGE) == []


def test_what_was_said_of_somebody_who_went_up_in_another_is_kept_as_that_one_is(
    store: Store, notes: list[str], purpose: Purpose
) -> None:
    hidden, known = _only(store, "Åke Lo"), _only(store, "Eva By")
    judging_entities.alias(OFFICER, purpose, store, hidden, "Åkan", "enligt den hemliga akten")
    judging_entities.merge(OFFICER, purpose, store, hidden, known, "också där")
    assert len(store.judgements.all(OFFICER)) == 2
    assert store.judgements.all(CLERK) == []


def test_that_nothing_names_somebody_is_known_to_those_who_read_it_all(
    store: Store, notes: list[str], purpose: Purpose
) -> None:
    judging_all.reject_all(OFFICER, purpose, store, _only(store, "Åke Lo"), "enligt den hemliga akten")
    put(store, None, _note(4, "Ulf Ny"))
    judging_all.reject_all(OFFICER, purpose, store, _only(store, "Ulf Ny"), "en rubrik")
    assert [each.why for each in store.judgements.all(CLERK, act=Act.REJECT_ALL)] == ["en rubrik"]


def test_what_is_kept_is_not_reckoned_with_where_somebody_is_parted(
    store: Store, notes: list[str], purpose: Purpose
) -> None:
    who = _only(store, "Bo Ek")
    with pytest.raises(InvalidJudgementError, match="Det är alla"):
        judging_entities.split(CLERK, purpose, store, who, notes[:2], "därför")
    with pytest.raises(InvalidJudgementError, match="nämns inte"):
        judging_entities.split(CLERK, purpose, store, who, notes[2:], "därför")
    _, count = judging_entities.split(CLERK, purpose, store, who, notes[:1], "därför")
    assert count == 1


def test_only_documents_that_the_judge_may_read_are_counted(store: Store, purpose: Purpose) -> None:
    """Both are named by the same documents: whose id stays follows from the key, and then makes no difference."""
    ids = [put(store, None, _note(number, "Bo Ek", "Eva By")) for number in (1, 2, 3)]
    store.markings.set(OFFICER, MarkingScope.DOCUMENT, ids[2], group="barn", ground="OSL 26:1")
    both = (_only(store, "Bo Ek"), _only(store, "Eva By"))
    made, count = judging_entities.merge(OFFICER, purpose, store, *both, "därför")
    _, back = judging_entities.undo(OFFICER, purpose, store, made[0].id, "fel")
    made, fewer = judging_entities.merge(CLERK, purpose, store, *both, "därför")
    _, fewer_back = judging_entities.undo(CLERK, purpose, store, made[0].id, "fel")
    assert (count, back, fewer, fewer_back) == (3, 3, 2, 2)
