"""A masked copy is its acts: what is decided follows from them, and each can be taken back."""

from __future__ import annotations

from datetime import datetime
from random import Random

import pytest

from models.redaction import UNDONE, Act, Mask, Place, Redaction, Verdict, acts_of

SPAN, AREA, PAGE = Place(1, (3, 9)), Place(2, area=(10.0, 20.5, 30.0, 40.0)), Place(3)
DRAFT = Redaction("r", "Nämnden", "d", "eva", datetime(2026, 1, 1), "läsningen")


def acted(*acts: Act) -> Redaction:
    redaction = DRAFT
    for act in acts:
        redaction = redaction.acted(act)
    return redaction


def test_what_was_decided_last_holds() -> None:
    copy = acted(
        Act(Verdict.MASK, (SPAN, AREA), "OSL 21:1"),
        Act(Verdict.LEAVE, (SPAN,)),
        Act(Verdict.MASK, (AREA,), "OSL 26:1"),
    )
    assert copy.masks == (Mask(AREA, "OSL 26:1"),)
    assert copy.left == {SPAN}
    assert copy.undone().masks == (Mask(AREA, "OSL 21:1"),)
    assert copy.acted(Act(Verdict.CLEAR, (SPAN, AREA))).masks == ()


@pytest.mark.parametrize("place", [SPAN, AREA, PAGE])
def test_a_place_is_kept_as_it_is(place: Place) -> None:
    assert Place.of(place.row()) == place
    assert [place.is_span, place.is_area, place.is_page].count(True) == 1


def test_what_is_kept_decides_the_same() -> None:
    copy = acted(Act(Verdict.MASK, (SPAN, PAGE), "OSL 21:1"), Act(Verdict.LEAVE, (AREA,)))
    assert acts_of(copy.kept()) == copy.acts


def test_old_acts_are_put_together_and_decide_the_same() -> None:
    draw, copy, whole = Random(1), DRAFT, list[Act]()
    for number in range(3 * UNDONE):
        verdict = draw.choice(list(Verdict))
        places = tuple(Place(draw.randrange(1, 5), (at, at + 2)) for at in draw.sample(range(20), 3))
        act = Act(verdict, places, f"OSL 21:{number % 3 + 1}" if verdict is Verdict.MASK else "")
        copy, whole = copy.acted(act), [*whole, act]
    assert len(copy.acts) <= UNDONE + 5
    by_all = Redaction("r", "Nämnden", "d", "eva", DRAFT.at, "läsningen", acts=tuple(whole))
    assert (copy.masks, copy.left) == (by_all.masks, by_all.left)
