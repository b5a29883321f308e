"""Documents placed as they come: in the register, over the wall's owners, withdrawn, changed, by the thousand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from random import Random
from unittest import mock

import pytest

from models.access import Viewer
from models.document import PageMethod
from models.likeness import Likeness
from models.limits import Limits
from models.mention import Label
from models.settings import Settings
from models.store.service import service
from models.store.store import Store
from models.withdrawal import Scope
from search.index import Index
from search.indexing import drain, liken
from search.likeness import placing
from search.likeness.identity import likeness_identity
from search.likeness.placing import follow
from search.likeness.verdict import verdict
from tests.search.archive import Paper, everyone, put
from tests.search.brute_force import BruteForceIndex
from tests.search.likeness.papers import DECISION, about_others, edited, misread

CASE = (Label.CASE, "MBN-2024-0266", "MBN-2024-0266")


@pytest.fixture
def index() -> Index:
    return BruteForceIndex()


def taken_in(store: Store, index: Index, *papers: Paper) -> list[str]:
    ids = [put(store, None, paper) for paper in papers]
    drain(store, index)
    return ids


def a_paper(name: str, text: str = DECISION, source: str = "tillsyn", **others: object) -> Paper:
    return replace(Paper(name, source, [text]), **others)  # type: ignore[arg-type]


def groups(store: Store, viewer: Viewer | None = None) -> set[frozenset[str]]:
    """Who stands together, by name."""
    who = viewer or everyone()
    ids = [id for owner in who.owners for id in store.documents.ids(who, owner)]
    names = {id: document.name for id, document in store.documents.many(who, ids).items()}
    return {frozenset(names[member.document] for member in some) for some in store.alike.groups(who, ids).values()}


def between(store: Store, one: str, other: str) -> Likeness | None:
    members = {member.document: member for member in store.alike.groups(everyone(), [one]).get(one, ())}
    return members[one].to(members[other]) if other in members else None


def test_scans_drafts_and_letters_find_their_way(store: Store, index: Index) -> None:
    scan = a_paper("skannad.tif", misread(DECISION, 0.015, Random(1)), method=PageMethod.OCR)
    draft = a_paper("beslut kök utkast.docx", edited(DECISION, 0.1, Random(2)))
    final = a_paper("beslut kök slutlig.docx", DECISION)
    first, second, third, fourth = taken_in(
        store, index, final, scan, draft, a_paper("annan.docx", about_others(DECISION))
    )
    assert between(store, first, second) is Likeness.SAME
    assert between(store, first, third) is Likeness.VERSION
    assert between(store, second, third) is Likeness.VERSION
    assert between(store, first, fourth) is None


def test_one_case_makes_versions_of_what_is_similar(store: Store, index: Index) -> None:
    one, other, apart = taken_in(
        store, index,
        a_paper("Scan_1.pdf", names=[CASE], kind="permit_decision"),
        a_paper("Scan_2.pdf", DECISION.replace("nio grader", "åtta grader"), names=[CASE], kind="permit_decision"),
        a_paper("Scan_3.pdf", edited(DECISION, 0.05, Random(4)), kind="permit_decision"),
    )  # fmt: skip
    assert between(store, one, other) is Likeness.VERSION
    assert between(store, one, apart) is Likeness.SIMILAR


def test_the_order_of_arrival_makes_no_difference(store: Store, index: Index, tmp_path: object) -> None:
    papers = [a_paper(f"{number}.txt", edited(DECISION, 0.03 * number, Random(number))) for number in range(6)]
    papers += [a_paper(f"annan {number}.txt", about_others(papers[number].pages[0])) for number in range(3)]
    found = []
    for seed in range(3):
        home = Settings(home=store.settings.home.parent / f"ordning-{seed}")
        own = Store.open(home, create=True)
        taken_in(own, BruteForceIndex(), *Random(seed).sample(papers, len(papers)))
        found.append(groups(own))
        own.close()
    assert found[0] == found[1] == found[2]
    assert len(found[0]) == 2


def test_never_across_owners(store: Store, index: Index) -> None:
    taken_in(store, index, a_paper("a.txt"), a_paper("b.txt", source="promemorior"), a_paper("c.txt", DECISION + " "))
    assert groups(store) == {frozenset({"a.txt", "c.txt"})}


def test_what_is_withdrawn_leaves_and_comes_back(store: Store, index: Index) -> None:
    one, other = taken_in(store, index, a_paper("a.txt"), a_paper("b.txt", edited(DECISION, 0.05, Random(1))))
    taken, _ = store.withdrawals.take(everyone(), Scope.DOCUMENT, other, "fel")
    drain(store, index)
    assert groups(store) == set()
    assert store.likenesses.print_of(other) is None
    store.withdrawals.undo(everyone(), taken.id)
    drain(store, index)
    assert between(store, one, other) is Likeness.SIMILAR


def test_those_that_only_a_third_held_together_part(store: Store, index: Index) -> None:
    words = DECISION.split()
    texts = {"a": " ".join(words[:-50]), "b": " ".join(words[25:-25]), "c": " ".join(words[50:])}
    ids = taken_in(store, index, *(a_paper(f"{name}.txt", text) for name, text in texts.items()))
    assert between(store, ids[0], ids[2]) is not None
    store.withdrawals.take(everyone(), Scope.DOCUMENT, ids[1], "fel")
    drain(store, index)
    assert between(store, ids[0], ids[2]) is None


def test_short_texts_are_alike_only_when_equal(store: Store, index: Index) -> None:
    taken_in(
        store, index,
        a_paper("a.txt", "Ring mig åter om tillsynen fredag."), a_paper("b.txt", "Ring mig åter om tillsynen fredag!"),
        a_paper("c.txt", "Ring mig åter om tillsynen torsdag."), a_paper("d.txt", "Ja."), a_paper("e.txt", "Ja"),
        a_paper("f.txt", ""), a_paper("g.txt", " "),
    )  # fmt: skip
    assert groups(store) == {frozenset({"a.txt", "b.txt"})}


def test_placing_again_changes_nothing(store: Store, index: Index) -> None:
    ids = taken_in(store, index, a_paper("a.txt"), a_paper("b.txt", edited(DECISION, 0.05, Random(1))))
    before = [store.likenesses.print_of(id) for id in ids]
    with mock.patch.object(store.likenesses, "place", side_effect=AssertionError("placed again")):
        follow(service(store, "prov"), store, ids)
    assert [store.likenesses.print_of(id) for id in ids] == before


def test_documents_from_before_are_placed_when_asked(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = [put(store, None, a_paper("a.txt")), put(store, None, a_paper("b.txt", DECISION + "."))]
    viewer = service(store, "prov")
    assert store.alike.behind(viewer, likeness_identity()) == sorted(ids)
    done: list[int] = []
    assert liken(store, ids, done.append) == sum(done) == 2
    assert groups(store) == {frozenset({"a.txt", "b.txt"})}
    assert store.alike.behind(viewer, likeness_identity()) == []
    monkeypatch.setattr(placing, "likeness_identity", lambda: "likeness-annan")
    liken(store, ids)
    assert groups(store) == {frozenset({"a.txt", "b.txt"})}
    assert store.alike.behind(viewer, "likeness-annan") == []


def test_thousands_of_one_letter_cost_each_the_same(settings: Settings) -> None:
    """Equal letters are found by their content alone; of those nearly equal no more than the limit are looked at."""
    store = Store.open(replace(settings, limits=Limits(similar_members=8, similar_candidates=4)), create=True)
    looked_at: list[int] = []

    def counted(*words: object, **others: object) -> Likeness | None:
        looked_at[-1] += 1
        return verdict(*words, **others)  # type: ignore[arg-type]

    with mock.patch.object(placing, "verdict", counted):
        for paper in _letters(60):
            looked_at.append(0)
            follow(service(store, "prov"), store, [put(store, None, paper)])
    assert max(looked_at) <= 4
    assert {len(some) for some in groups(store)} <= set(range(2, 9))
    assert sum(map(len, groups(store))) >= 55
    store.close()


def _letters(count: int) -> Iterable[Paper]:
    for number in range(count):
        yield a_paper(f"brev {number}.txt", DECISION if number % 2 else f"{DECISION} Sidan {number}.")
