"""What OCR does to a text: as much as it should, the same each time, and names stay names."""

from __future__ import annotations

import random

import pytest

from tests.training.names.small import marked, names
from training.names.augment import Change
from training.names.misreading import misread, smudge

LINE = "Vittnet [PERSON|Linnea Dahlström] arbetar i kommunen hos [ORG|Krokfors Åkeri AB] sedan ett år. "
CHANGES = (misread, smudge)


@pytest.mark.parametrize("change", CHANGES)
def test_a_few_letters_of_a_hundred_change_and_every_name_is_left(change: Change) -> None:
    example = marked(LINE * 40)
    for seed in range(20):
        changed = change(example, random.Random(seed))
        assert changed.text != example.text
        assert abs(len(changed.text) - len(example.text)) < 0.08 * len(example.text)
        assert [label for _, label in names(changed)] == [label for _, label in names(example)]
        same = sum(new == old for new, old in zip(names(changed), names(example), strict=True))
        assert same > 8  # of 80: at six of a hundred letters, one name of four


@pytest.mark.parametrize("change", CHANGES)
def test_the_same_chance_gives_the_same_text(change: Change) -> None:
    example = marked(LINE * 3)
    assert change(example, random.Random(5)) == change(example, random.Random(5))


def test_two_letters_are_taken_for_one_and_one_for_two() -> None:
    read = {misread(marked("morn " * 60), random.Random(seed)).text for seed in range(30)}
    words = {word for text in read for word in text.split()}
    assert {"mom", "rnorn"} <= words


def test_a_smudge_never_moves_the_edge_of_a_name() -> None:
    """Its last letter, the space before it and what follows it stay, so that no name grows together with a word."""
    example = marked("hos [ORG|Krokfors] i [LOC|Umeå], " * 60)
    for seed in range(20):
        changed = smudge(example, random.Random(seed))
        for span in changed.spans:
            assert changed.text[span.start - 1] == " "
            assert changed.text[span.end] in " ,"
            assert changed.text[span.end - 1] in "så"
