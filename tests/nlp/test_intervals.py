"""Intervals of F1 by drawing sentences again: known cases, the same each time, and narrower with more sentences."""

from __future__ import annotations

import pytest

from nlp.intervals import f1_intervals, with_intervals
from nlp.scoring import Tally


def sentence(gold: str, found: str) -> Tally:
    """A sentence whose words are types of names: right where both have the same type at the same place."""
    keys = [(type, at) for at, type in enumerate(gold.split()) if type != "O"]
    said = [(type, at) for at, type in enumerate(found.split()) if type != "O"]
    tally = Tally()
    tally.add(keys, said, set(keys) & set(said))
    return tally


def test_what_is_always_right_has_no_width() -> None:
    whole, labels = f1_intervals([sentence("PER O", "PER O")] * 20, ["PER", "ORG"])
    assert (whole, labels) == ([1.0, 1.0], {"PER": [1.0, 1.0], "ORG": [0.0, 0.0]})


def test_half_right_lies_about_a_half_as_the_binomial_says() -> None:
    """Of 400 names, each found or missed alike: F1 is 2·r/(1 + r) with r of half ± 0.049, so 0.62 to 0.71."""
    sentences = [sentence("PER", "PER"), sentence("PER", "O")] * 200
    (low, high), _ = f1_intervals(sentences, ["PER"])
    assert low == pytest.approx(0.622, abs=0.01)
    assert high == pytest.approx(0.709, abs=0.01)


def test_the_same_set_has_the_same_interval_and_more_sentences_a_narrower_one() -> None:
    some = [sentence("PER LOC", "PER O"), sentence("ORG", "LOC"), sentence("O", "PER"), sentence("LOC", "LOC")]
    few, many = (f1_intervals(some * times, ["PER", "ORG", "LOC"])[0] for times in (5, 80))
    assert f1_intervals(some * 5, ["PER", "ORG", "LOC"])[0] == few
    assert few[0] < many[0] < many[1] < few[1]


def test_labels_are_drawn_by_themselves() -> None:
    sentences = [sentence("PER LOC", "PER O"), sentence("PER LOC", "PER LOC")] * 10
    whole, labels = f1_intervals(sentences, ["PER", "LOC"])
    assert labels["PER"] == [1.0, 1.0]
    assert labels["LOC"][0] < labels["LOC"][1] <= 1.0
    assert labels["LOC"][0] < whole[0] < whole[1] <= 1.0


def test_the_figure_lies_in_its_interval_and_nothing_else_is_changed() -> None:
    tallies, whole = [sentence("PER LOC", "PER O"), sentence("LOC", "LOC"), sentence("PER", "LOC")], Tally()
    for tally in tallies:
        for label in ("PER", "LOC"):
            whole.gold[label] += tally.gold[label]
            whole.found[label] += tally.found[label]
            whole.right[label] += tally.right[label]
    scores = whole.scores(["PER", "LOC"])
    shown = with_intervals(scores, tallies)
    for before, after in ((scores["micro"], shown["micro"]), *zip(scores["labels"].values(), shown["labels"].values(),
                                                                   strict=True)):  # fmt: skip
        low, high = after["interval"]
        assert before == {name: value for name, value in after.items() if name != "interval"}
        assert low <= after["f1"] <= high


def test_a_set_without_sentences() -> None:
    assert f1_intervals([], ["PER"]) == ([0.0, 0.0], {"PER": [0.0, 0.0]})
