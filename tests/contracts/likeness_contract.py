"""What the register keeps of documents alike: found by bands and content, joined, let go, behind the viewer's wall."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import replace
from zlib import crc32

from sqlalchemy import select

from models.access import Viewer
from models.document import DocumentState, Reading
from models.likeness import Likeness, Member, Print
from models.limits import Limits
from models.source import Source
from models.store.likenesses import WHO, Likenesses, member
from models.store.service import service
from models.store.store import Store
from models.withdrawal import Scope

NAMND, POLIS = Source("tillsyn", "Nämnden"), Source("pm", "Polisen")
BOTH = Viewer("alva", frozenset({"Nämnden", "Polisen"}))


def a_print(store: Store, name: str, *bands: int, content: int = 0, source: Source = NAMND) -> Print:
    """The print of a document that is made for it."""
    document = _kept(store, source, name)
    return Print(
        document, source.owner, "prov", content or crc32(name.encode()), 30, array("I", [1, 2]).tobytes(), bands
    )


def put(store: Store, mine: Print, *alike: tuple[Print, Likeness]) -> Print:
    """Place the print beside those that are there."""
    with store.database.read() as connection:
        members = {row.document: member(row) for row in connection.execute(select(*WHO))}
    store.likenesses.place(mine, [(members[other.document], likeness) for other, likeness in alike])
    return mine


def _kept(store: Store, source: Source, name: str) -> str:
    """A document that search finds."""
    store.sources.add(source)
    id = store.arrivals.arrive(source, store.vault.put(name.encode()), 1, path=f"/in/{name}", name=name).document
    store.registration.claim(id, "prov")
    store.registration.keep_reading(id, Reading("text/plain", DocumentState.READ, "", ()))
    store.registration.finish(id, "prov", DocumentState.READ)
    return id


def relations(store: Store, mine: Print, viewer: Viewer = BOTH) -> Mapping[str, Likeness]:
    """What others are to the document, for this viewer."""
    members: Sequence[Member] = store.alike.groups(viewer, [mine.document]).get(mine.document, ())
    me = [member for member in members if member.document == mine.document]
    return {member.document: me[0].to(member) for member in members if member.document != mine.document}


class LikenessContract:
    def test_documents_are_found_by_their_bands_within_one_owner(self, store: Store) -> None:
        one, other = put(store, a_print(store, "a", 1, 2, 3)), put(store, a_print(store, "b", 3, 4, 5))
        put(store, a_print(store, "c", 6, 7, 8))
        put(store, a_print(store, "d", 1, 2, 3, source=POLIS))
        assert [member.document for member, _ in store.likenesses.candidates(one)] == [other.document]
        mine = replace(one, document="-", bands=(2, 3, 4))
        assert [(member.document, kept) for member, kept in store.likenesses.candidates(mine)] == [
            (other.document, other.shingles), (one.document, one.shingles),
        ]  # fmt: skip
        assert store.likenesses.candidates(replace(mine, made_by="annat")) == []
        assert store.likenesses.candidates(replace(mine, bands=())) == []

    def test_the_newest_with_the_same_words_is_the_twin(self, store: Store) -> None:
        put(store, a_print(store, "a", content=7))
        newest = put(store, a_print(store, "b", content=7))
        put(store, a_print(store, "c", content=8))
        put(store, a_print(store, "d", content=7, source=POLIS))
        twin = store.likenesses.twin(replace(newest, document="-"))
        assert twin is not None
        assert twin.document == newest.document

    def test_what_is_alike_is_joined_and_a_viewer_sees_what_they_may(self, store: Store) -> None:
        one = put(store, a_print(store, "a", 1))
        scan = put(store, a_print(store, "b", 1), (one, Likeness.SAME))
        draft = put(store, a_print(store, "c", 1), (scan, Likeness.VERSION))
        letter = put(store, a_print(store, "d", 1), (draft, Likeness.SIMILAR))
        alone = put(store, a_print(store, "e", 9))
        assert relations(store, one) == {
            scan.document: Likeness.SAME, draft.document: Likeness.VERSION, letter.document: Likeness.SIMILAR,
        }  # fmt: skip
        assert relations(store, letter) == dict.fromkeys(
            (one.document, scan.document, draft.document), Likeness.SIMILAR
        )
        assert relations(store, alone) == relations(store, one, Viewer("pål", frozenset({"Polisen"}))) == {}

    def test_what_is_withdrawn_is_not_told_before_it_is_let_go(self, store: Store) -> None:
        one = put(store, a_print(store, "a", 1))
        other = put(store, a_print(store, "b", 1), (one, Likeness.SAME))
        store.withdrawals.take(BOTH, Scope.DOCUMENT, other.document, "fel")
        assert relations(store, one) == {}

    def test_those_left_stand_alone_until_they_are_placed_again(self, store: Store) -> None:
        one = put(store, a_print(store, "a", 1))
        between = put(store, a_print(store, "b", 1, 2), (one, Likeness.SIMILAR))
        other = put(store, a_print(store, "c", 2), (between, Likeness.SIMILAR))
        assert store.likenesses.forget(between.document) == [one.document, other.document]
        assert relations(store, one) == {}
        assert store.likenesses.print_of(between.document) is None
        assert [m.document for m, _ in store.likenesses.candidates(replace(one, document="-", bands=(1, 2)))] == [
            other.document, one.document,
        ]  # fmt: skip
        assert store.likenesses.forget(between.document) == []

    def test_one_with_the_same_words_takes_the_place_of_what_is_let_go(self, store: Store) -> None:
        one = put(store, a_print(store, "a", 1, 2, content=7))
        twin = put(store, a_print(store, "b", content=7), (one, Likeness.SAME))
        letter = put(store, a_print(store, "c", 2), (one, Likeness.SIMILAR))
        assert store.likenesses.forget(one.document) == []
        assert relations(store, twin) == {letter.document: Likeness.SIMILAR}
        assert [member.document for member, _ in store.likenesses.candidates(letter)] == [twin.document]

    def test_a_group_holds_no_more_than_the_limit(self, store: Store) -> None:
        few = Likenesses(store.database, Limits(similar_members=3, similar_candidates=2))
        first = a_print(store, "0", content=7)
        few.place(first, [])
        for number in range(1, 8):
            mine = a_print(store, str(number), content=7)
            twin = few.twin(mine)
            assert twin is not None
            few.place(mine, [(twin, Likeness.SAME)])
        sizes = [len(group) for group in store.alike.groups(BOTH, _ids(store)).values()]
        assert sorted(sizes) == [2, 2, 3, 3, 3, 3, 3, 3]

    def test_only_the_newest_of_a_band_are_looked_at(self, store: Store) -> None:
        few = Likenesses(store.database, Limits(similar_candidates=2))
        made = [a_print(store, str(number), 1, 2) for number in range(5)]
        for each in made:
            few.place(each, [])
        found = [member.document for member, _ in few.candidates(replace(made[0], document="-"))]
        assert found == [made[4].document, made[3].document]

    def test_what_another_making_made_is_behind(self, store: Store) -> None:
        one, other = put(store, a_print(store, "a", 1)), a_print(store, "b", 2, source=POLIS)
        viewer = service(store, "prov")
        assert store.alike.behind(viewer, "prov") == [other.document]
        assert store.alike.behind(viewer, "annat") == sorted([one.document, other.document])
        assert store.alike.behind(viewer, "annat", ["Nämnden"]) == [one.document]


def _ids(store: Store) -> list[str]:
    viewer = service(store, "prov")
    return [id for owner in store.sources.owners() for id in store.documents.ids(viewer, owner)]
