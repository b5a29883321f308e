"""How near two are named, how often, and where; long lists tie none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.limits import LIMITS, Limits
from models.mention import Label, Mention
from models.tie import Near
from search.tie_counts import Counts

Named = list[tuple[Mention, str]]


def mentions(*placed: tuple[str, int, int], label: Label = Label.PERSON) -> Named:
    """(entity, page, start); each three characters long."""
    return [
        (Mention(label, page, start, start + 3, entity, entity, 1.0, "prov"), entity) for entity, page, start in placed
    ]


SENTENCES = {1: [(0, 50), (50, 100)], 2: [(0, 100)]}


def test_the_nearest_is_told_and_each_is_counted() -> None:
    counts = Counts(LIMITS)
    counts.add("d1", mentions(("a", 1, 0), ("b", 1, 10), ("c", 1, 60), ("a", 2, 5), ("d", 2, 20)), SENTENCES)
    counts.add("d2", mentions(("b", 1, 0), ("a", 1, 60)), SENTENCES)
    both = counts.pairs["a", "b"]
    assert (both.sentences, both.pages, both.documents) == (1, 2, 2)
    assert [(id, tie.near, tie.page, tie.start) for id, tie in both.places] == [
        ("d1", Near.SENTENCE, 1, 0),
        ("d2", Near.PAGE, 1, 0),
    ]
    far = counts.pairs["b", "d"]
    assert (far.sentences, far.pages, far.documents) == (0, 0, 1)
    assert [(tie.near, tie.page, tie.start) for _, tie in far.places] == [(Near.DOCUMENT, 1, 10)]


def test_within_leaves_out_what_is_further_apart() -> None:
    counts = Counts(LIMITS, within=Near.SENTENCE)
    counts.add("d1", mentions(("a", 1, 0), ("b", 1, 10), ("c", 1, 60)), SENTENCES)
    assert set(counts.pairs) == {("a", "b")}


def test_only_pairs_with_the_one_that_is_asked_about() -> None:
    named = mentions(("c", 1, 0), ("a", 1, 10), ("b", 1, 20), ("d", 1, 60))
    every, some, two = Counts(LIMITS), Counts(LIMITS, frozenset("b")), Counts(LIMITS, frozenset("bc"))
    for counts in (every, some, two):
        counts.add("d1", named, SENTENCES)
    assert some.pairs == {pair: count for pair, count in every.pairs.items() if "b" in pair}
    assert two.pairs == {pair: count for pair, count in every.pairs.items() if {*pair} & {"b", "c"}}


def test_days_sums_and_laws_tie_nobody() -> None:
    counts = Counts(LIMITS)
    for label in (Label.DATE, Label.TIME, Label.AMOUNT, Label.LAW):
        counts.add("d1", mentions(("a", 1, 0)) + mentions(("x", 1, 10), label=label), SENTENCES)
    assert counts.pairs == {}


@pytest.mark.parametrize(
    ("limit", "near"),
    [("tie_sentence_entities", "sentences"), ("tie_page_entities", "pages"), ("tie_document_entities", "documents")],
)
def test_a_long_list_ties_none(limit: str, near: str) -> None:
    named = mentions(("a", 1, 0), ("b", 1, 10), ("c", 1, 20))
    enough, few = replace(Limits(), **{limit: 3}), replace(Limits(), **{limit: 2})
    all_of_it, none = Counts(enough), Counts(few)
    for counts in (all_of_it, none):
        counts.add("d1", named, SENTENCES)
    assert getattr(all_of_it.pairs["a", "b"], near) == 1
    told = [tie.near for count in none.pairs.values() for _, tie in count.places]
    assert near != "sentences" or Near.SENTENCE not in told
    assert near != "pages" or all(count.pages == 0 for count in none.pairs.values())
    assert sum(count.documents for count in none.pairs.values()) == 3  # they are still named near each other


def test_all_are_counted_and_the_first_told() -> None:
    counts = Counts(replace(Limits(), tie_places=2))
    for number in range(4):
        counts.add(f"d{number}", mentions(("a", 1, 0), ("b", 1, 10)), SENTENCES)
    both = counts.pairs["a", "b"]
    assert both.sentences == both.documents == 4
    assert [id for id, _ in both.places] == ["d0", "d1"]
