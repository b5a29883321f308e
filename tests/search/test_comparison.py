"""What differs between two texts, and what is shown of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.access import Purpose, Viewer
from models.audit import Action
from models.errors import AccessDeniedError
from models.limits import Limits
from models.settings import Settings
from models.store.store import Store
from search.comparison import Side, compare, passages
from tests.search.archive import HEALTH, POLICE, Paper, everyone, put
from tests.search.likeness.papers import DECISION

TEXTS = st.lists(st.sampled_from(["a", "b", "ett ord", "två\n", "  ", "tre."]), max_size=30).map(" ".join)


def told(one: str, other: str) -> list[tuple[str, str]]:
    return [(passage.side.value, passage.text.rstrip()) for passage in passages(one, other, 1000)[0]]


def test_what_is_otherwise_is_told_with_what_stands_around_it() -> None:
    assert told("Golvet läcker i köket.", "Golvet är torrt i köket.") == [
        ("both", "Golvet"), ("one", "läcker"), ("other", "är torrt"), ("both", "i köket."),
    ]  # fmt: skip
    assert told("ett  två\ntre", "ett två tre") == [("both", "ett  två\ntre")]


@given(TEXTS, TEXTS)
def test_both_texts_can_be_put_together_again(one: str, other: str) -> None:
    found, cut = passages(one, other, 1000)
    assert not cut
    for side, text in ((Side.ONE, one), (Side.OTHER, other)):
        mine = [passage.text for passage in found if passage.side in (Side.BOTH, side)]
        assert " ".join(mine).split() == text.split() or any(p.side is Side.LEFT_OUT for p in found)


def test_long_stretches_of_both_are_left_out() -> None:
    words = " ".join(f"ord{number}" for number in range(500))
    found, _ = passages(f"början {words} slut", f"inledning {words} avslut", 1000)
    assert [passage.side.value for passage in found] == ["one", "other", "both", "left_out", "both", "one", "other"]
    assert sum(passage.words for passage in found if passage.side in (Side.BOTH, Side.LEFT_OUT)) == 500


def test_no_more_words_are_compared_than_the_limit(settings: Settings, purpose: Purpose) -> None:
    store = Store.open(replace(settings, limits=Limits(compared_words=10)), create=True)
    one, other = (put(store, None, Paper(name, "tillsyn", [f"{DECISION} {name}"])) for name in ("a", "b"))
    comparison = compare(everyone(), purpose, store, one, other)
    assert (comparison.cut, comparison.changes) == (True, 0)
    store.close()


def test_both_are_read_and_masked(store: Store, purpose: Purpose) -> None:
    one = put(store, None, Paper("a.txt", "tillsyn", ["Ansvarig är Öst, 850312-2391, sedan 2019."]))
    other = put(store, None, Paper("b.txt", "tillsyn", ["Ansvarig är Öst, 850312-2391, sedan 2021."]))
    comparison = compare(everyone(), purpose, store, one, other)
    assert [(each.side.value, each.text.strip()) for each in comparison.passages][1:] == [
        ("one", "2019."),
        ("other", "2021."),
    ]
    assert "2391" not in repr(comparison)
    assert [(record.event.action, record.event.target) for record in store.ledger.last(2)] == [
        (Action.READ_DOCUMENT, other), (Action.READ_DOCUMENT, one),
    ]  # fmt: skip


@pytest.mark.parametrize("swapped", [False, True])
def test_what_may_not_be_read_is_not_compared(store: Store, purpose: Purpose, swapped: bool) -> None:
    one = put(store, None, Paper("a.txt", "tillsyn", [DECISION]))
    other = put(store, None, Paper("b.txt", "promemorior", [DECISION]))
    viewer = Viewer("prov", frozenset({POLICE if swapped else HEALTH}))
    with pytest.raises(AccessDeniedError):
        compare(viewer, purpose, store, one, other)
