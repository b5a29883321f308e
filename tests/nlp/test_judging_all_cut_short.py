"""All mentions judged in one go, and cut short on the way: saying the same again goes on with what was said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from models.errors import InvalidJudgementError
from models.judgement import Act
from models.mention import Label
from models.store.store import Store
from nlp import judging_all, judging_entities
from tests.conftest import viewer_of
from tests.faults.scenes.homes import WHY
from tests.search.archive import HEALTH, Paper, put

CLERK = viewer_of(HEALTH)
NAME = "Åkes Krog AB"


class CutShortError(BaseException):
    """In the place of a kill."""


@pytest.fixture
def archive(store: Store) -> Store:
    for number in range(2):
        put(store, None, Paper(f"{number}.txt", "tillsyn", [f"{NAME} {number}"], names=[(Label.ORG, NAME, NAME)]))
    return store


def _named(store: Store) -> int:
    return sum(len(store.documents.mentions(CLERK, id)) for id in store.documents.ids(CLERK, HEALTH))


def _entity(store: Store) -> str:
    (first, *_) = store.documents.ids(CLERK, HEALTH)
    return store.documents.mentions(CLERK, first)[0][1]


def _cut_short(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """With the first document done, and no other."""

    def one(store: Store, by_document: dict[str, object]) -> list[str]:
        taken(store, dict(list(by_document.items())[:1]))
        raise CutShortError

    taken = judging_all.take_all
    with monkeypatch.context() as patched:
        patched.setattr(judging_all, "take_all", one)
        with pytest.raises(CutShortError):
            act()


def test_saying_it_again_goes_on_with_what_was_said(archive: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    entity = _entity(archive)

    def said() -> object:
        return judging_all.reject_all(CLERK, WHY, archive, entity, "inget namn")

    _cut_short(monkeypatch, said)
    assert _named(archive) == 1
    said()
    (whole,) = archive.judgements.all(CLERK, act=Act.REJECT_ALL)
    assert _named(archive) == 0

    def undone() -> object:
        return judging_entities.undo(CLERK, WHY, archive, whole.id, "fel")

    _cut_short(monkeypatch, undone)
    assert _named(archive) == 1
    undone()
    assert _named(archive) == 2
    (undo,) = (one for one in archive.judgements.all(CLERK, act=Act.UNDO) if one.about == whole.id)
    with pytest.raises(InvalidJudgementError):
        undone()

    def again() -> object:
        return judging_entities.undo(CLERK, WHY, archive, undo.id, "ändå")

    _cut_short(monkeypatch, again)
    again()
    assert _named(archive) == 0
    assert archive.judgements.get(CLERK, whole.id).stands
