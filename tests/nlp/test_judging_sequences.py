"""Any sequence of judgements and undos ends where the ones that survive it would have ended alone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from random import Random

import pytest

from models.access import Purpose
from models.errors import InvalidJudgementError
from models.judgement import Act, Judgement
from models.mention import Label
from models.settings import Settings
from models.source import Source
from models.store.store import Store
from nlp import judging, judging_entities
from nlp.anchoring import spelled
from nlp.judged import with_judgements
from tests.contracts.judgements_contract import KIND, NAMNDEN, document, groups, mentions_in, people, undo

SEEDS = range(40 if os.environ.get("SAMSYN_TEST_FULL") else 2)
NAMES = ("Bo Ek", "Bosse Ek", "Åke Lo", "Eva By")
WHY = Purpose("prov")
_EVERY = 10_000


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    store = Store.open(settings, create=True)
    store.sources.add(Source("tillsyn", "Nämnden"))
    yield store
    store.close()


@pytest.mark.parametrize("seed", SEEDS)
def test_of_mentions(store: Store, seed: int) -> None:
    random = Random(seed)
    id = document(store, "tillsyn", 1, *NAMES)
    found, texts = mentions_in(", ".join(NAMES)), {1: ", ".join(NAMES)}
    for _ in range(12):
        try:
            _say_something_of_a_mention(random, store, id)
        except InvalidJudgementError:
            continue  # what cannot be said now
        made = store.judgements.of_mentions(NAMNDEN, id)
        survivors = [each for each in made if each.stands]
        known = [mention for mention, _ in store.documents.mentions(NAMNDEN, id)]
        assert known == list(with_judgements(found, texts, survivors).mentions)
        assert store.unjudged.of(NAMNDEN, id) == found
    for each in reversed(store.judgements.all(NAMNDEN, limit=_EVERY)):
        if each.act is not Act.UNDO and store.judgements.get(NAMNDEN, each.id).stands:
            judging_entities.undo(NAMNDEN, WHY, store, each.id, "prov")
    assert [mention for mention, _ in store.documents.mentions(NAMNDEN, id)] == found
    assert store.documents.get(NAMNDEN, id).kind == KIND.name


def _say_something_of_a_mention(random: Random, store: Store, id: str) -> Judgement:
    fallen_or_not = store.judgements.all(NAMNDEN, limit=_EVERY)
    if fallen_or_not and random.random() < 0.35:
        return judging_entities.undo(NAMNDEN, WHY, store, random.choice(fallen_or_not).id, "prov")[0][0]
    named = [mention for mention, _ in store.documents.mentions(NAMNDEN, id)]
    begin = random.randrange(20)
    words = spelled(1, begin, begin + random.randint(2, 9))
    if not named or random.random() < 0.3:
        return judging.mark(NAMNDEN, WHY, store, id, words, Label.LOC, "prov")
    one = random.choice(named)
    span = spelled(1, one.start, one.end)
    if random.random() < 0.4:
        return judging.reject(NAMNDEN, WHY, store, id, span, "prov")
    if random.random() < 0.5:
        return judging.relabel(NAMNDEN, WHY, store, id, span, random.choice([Label.ORG, Label.LOC]), "prov")
    return judging.boundary(NAMNDEN, WHY, store, id, span, f"{one.start}-{one.end + random.randint(-2, 2)}", "prov")


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("contradicting", [False, True])
def test_of_entities(store: Store, seed: int, contradicting: bool) -> None:
    """They say the same whatever came when, where they contradict each other too; undoing them leaves no trace."""
    random = Random(seed)
    for number in range(8):
        document(store, "tillsyn", number, *random.sample(NAMES, random.randint(1, 2)))
    before = groups(store)
    for _ in range(12):
        try:
            _say_something_of_an_entity(random, store, merges=0.6 if contradicting else 1.0)
        except InvalidJudgementError:
            continue
        if not contradicting or random.random() < 0.5:
            _assert_it_follows_from_what_stands(random, store)
    for each in store.judgements.all(NAMNDEN, limit=_EVERY):
        if each.act is not Act.UNDO and store.judgements.get(NAMNDEN, each.id).stands:
            undo(store, each.id)
    assert groups(store) == before


def _say_something_of_an_entity(random: Random, store: Store, merges: float) -> None:
    made, known = store.judgements.all(NAMNDEN, limit=_EVERY), people(store)
    if made and random.random() < 0.35:
        judging_entities.undo(NAMNDEN, WHY, store, random.choice(made).id, "prov")
    elif random.random() < merges:
        left, right = random.choices(sorted(known), k=2)
        judging_entities.merge(NAMNDEN, WHY, store, left, right, "prov")
    else:
        one = random.choice(sorted(known))
        some = random.sample(known[one], random.randint(1, len(known[one])))
        judging_entities.split(NAMNDEN, WHY, store, one, some, "prov")


def _assert_it_follows_from_what_stands(random: Random, store: Store) -> None:
    """Taking all that stands back, the last first, and saying it again in order makes the same of it."""
    now = groups(store)
    standing = [each for act in (Act.MERGE, Act.SPLIT) for each in store.judgements.standing(NAMNDEN, act)]
    random.shuffle(standing)
    undone = [undo(store, each.id) for each in standing]
    random.shuffle(undone)
    for each in undone:
        undo(store, each.id)
    assert groups(store) == now


def test_only_merges_are_the_closure_of_their_pairs(store: Store) -> None:
    random = Random(7)
    for number, name in enumerate(NAMES * 2):
        document(store, "tillsyn", number, name)
    ids = {name: set(store.entities.find(NAMNDEN, "PERSON", name)).pop() for name in NAMES}
    first, _ = judging_entities.merge(NAMNDEN, WHY, store, ids["Bo Ek"], ids["Bosse Ek"], "prov")
    (one,) = (id for id, some in people(store).items() if len(some) == 4)
    judging_entities.merge(NAMNDEN, WHY, store, one, ids["Åke Lo"], "prov")
    assert sorted(map(len, groups(store))) == [2, 6]
    judging_entities.undo(NAMNDEN, WHY, store, first[0].id, "fel")
    assert sorted(map(len, groups(store))) == [2, 2, 4]  # the second merge was of the one who kept the id
    _assert_it_follows_from_what_stands(random, store)
