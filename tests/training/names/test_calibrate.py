"""How sure a model may be: points that rise, and that say what share was right."""

from __future__ import annotations

import random
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from training.names import calibrate


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=500))
def test_points_rise_from_nothing_to_one(pairs: list[tuple[float, bool]]) -> None:
    points = calibrate.points(pairs)
    assert points[0] == [0.0, 0.0]
    assert points[-1][0] == 1.0
    for (said, right), (more, righter) in pairwise(points):
        assert said <= more
        assert right <= righter <= 1


def test_a_model_that_says_too_much_is_told_so() -> None:
    """Right half as often as it says, from nothing up: the points give back the half."""
    chance = random.Random(3)
    pairs = [(said, chance.random() < said / 2) for said in (chance.random() for _ in range(20_000))]
    said, right = np.array(calibrate.points(pairs)).T
    for asked in (0.2, 0.5, 0.9):
        assert abs(float(np.interp(asked, said, right)) - asked / 2) < 0.05


def test_a_model_that_is_always_right() -> None:
    assert calibrate.points([(0.7, True)] * 200)[1:] == [[0.7, 1.0], [1.0, 1.0]]


def test_no_mentions_leave_what_is_said_as_it_is() -> None:
    assert calibrate.points([]) == [[0.0, 0.0], [1.0, 1.0]]
