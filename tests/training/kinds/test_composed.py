"""Whole papers written by hand for the classifier of kinds: each kind has some, and a paper is drawn in many ways."""

from __future__ import annotations

import re
from collections import defaultdict

from nlp.kinds.names import KINDS
from training.kinds.composed import examples
from training.kinds.example import Example


def _by_group() -> dict[str, list[Example]]:
    found = defaultdict[str, list[Example]](list)
    for example in examples():
        found[example.group].append(example)
    return found


def test_each_kind_has_papers_and_nothing_is_left_to_fill_in() -> None:
    groups = _by_group()
    for kind in KINDS:
        assert sum(group.startswith(f"whole/{kind}/") for group in groups) >= 9
    for example in examples():
        assert example.kind in KINDS
        assert len(example.text.split()) >= 10
        assert not re.search(r"<\w+>|\[[^\]]*\||^==", example.text)


def test_some_papers_have_no_heading() -> None:
    assert len({one.group for one in examples() if not one.title}) >= 10


def test_draws_of_a_paper_differ_and_are_the_same_each_time() -> None:
    groups = _by_group()
    varied = [len({one.text for one in drawn}) > 1 for drawn in groups.values()]
    assert sum(varied) >= 0.9 * len(varied)
    assert examples() == examples()
    assert examples(seed=1) != examples(seed=2)
