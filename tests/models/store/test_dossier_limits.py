"""How much a case folder holds: of what each who adds to it may read, so that a full one tells of nothing hidden."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from models.dossier import Dossier, ItemKind, Section, Thing
from models.errors import DossierFullError
from models.limits import Limits
from models.note import Audience
from models.settings import Settings
from models.source import Source
from models.store.store import Store
from tests.contracts.writing import ANNA, CEM, OWNER, mark, put


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    limits = replace(Limits(), dossier_items=3, dossier_sections=2)
    store = Store.open(Settings(home=tmp_path / "hem", limits=limits), create=True)
    store.sources.add(Source("tillsyn", OWNER))
    yield store
    store.close()


def shared(store: Store) -> Dossier:
    """One of anna's, in which all of the owner's staff write."""
    made = store.dossiers.make(ANNA, OWNER, "Krogen")
    store.dossiers.share(ANNA, made.id, Audience.OWNER, writes=True)
    return made


def things(*documents: str) -> list[Thing]:
    return [Thing(ItemKind.DOCUMENT, id) for id in documents]


def test_a_full_folder_takes_no_more_and_tells_of_none_hidden(store: Store) -> None:
    a, b, c, d, e = (put(store, f"{name}.txt") for name in "abcde")
    mark(store, a)
    folder, items = shared(store), store.dossier_items
    items.add(ANNA, folder, things(a, b))
    items.add(CEM, folder, things(c, d))  # who sees b of the two, as if a were not there
    assert len(items.all(CEM, folder)) == 3
    with pytest.raises(DossierFullError):
        items.add(CEM, folder, things(e))
    with pytest.raises(DossierFullError):
        items.add(ANNA, folder, things(e))
    assert items.add(ANNA, folder, things(b)) == 0, "what lies there takes no room"
    assert len(items.all(ANNA, folder)) == 4


def test_all_or_nothing_is_added(store: Store) -> None:
    folder, some = shared(store), things(*(put(store, f"{name}.txt") for name in "abcd"))
    with pytest.raises(DossierFullError):
        store.dossier_items.add(ANNA, folder, some)
    assert store.dossier_items.all(ANNA, folder) == []


def test_what_was_taken_out_comes_back_only_where_there_is_room(store: Store) -> None:
    a, b, c, d = (put(store, f"{name}.txt") for name in "abcd")
    folder, items = shared(store), store.dossier_items
    items.add(ANNA, folder, things(a, b, c))
    first, second, _ = items.all(ANNA, folder)
    items.remove(ANNA, folder, first.id)
    items.add(ANNA, folder, things(d))
    with pytest.raises(DossierFullError):
        items.remove(ANNA, folder, first.id, removed=False)
    items.remove(ANNA, folder, second.id)
    items.remove(ANNA, folder, first.id, removed=False)
    assert len(items.all(ANNA, folder)) == 3


def test_no_more_sections_than_the_limit(store: Store) -> None:
    folder = shared(store)
    some = [Section(letter * 32, letter) for letter in "abc"]
    store.dossiers.arrange(ANNA, folder.id, some[:2])
    with pytest.raises(DossierFullError):
        store.dossiers.arrange(ANNA, folder.id, some)
    store.dossiers.arrange(ANNA, folder.id, some[1::-1])
    assert [each.id for each in store.dossiers.get(ANNA, folder.id).sections] == ["b" * 32, "a" * 32]
