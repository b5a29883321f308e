"""Made-up documents and questions for an index, by seed: few words and odd ones, so that they meet often."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Final

from search.index import Filter, IndexedPage, IndexQuery, IndexUnit, Sort
from search.query import Alternative, And, Everything, Node, Not, Or, Phrase, Prefix, Term, TokenField

OWNERS: Final = ("Miljönämnden", "Polisen", "polisen", "Kommunstyrelsen/upphandling")
# Tokens hold everything but white space: marks, quotes, operators of both engines, letters that foldings disagree on.
WORDS: Final = (
    *("las", "lås", "läs", "ärendet", "ärende", "tillstånd", "tillståndet", "ort", "ord", "orden", "orm", "tak"),
    *("19850312-2391", "556016-0680", "a.b@example.se", "§", "11§", "6:7", "47b", "and", "or", "not", "near", "*", '"'),
    *("c++", "o'brien", "(", "ord*", "^x", "{a}", "a:b", "a\\b", "straße", "ſ", "s", "µg", "μg", "İ"),
    *("KGT42R", "kgt42r", "𝔰", "e\u0301", "é", "\u00ad", "_", "-", "--", "x" * 300, "x" * 301, "\ue000", "%", "日本"),
)
FACETS: Final[Mapping[str, int]] = {"source": 3, "kind": 4, "year": 5, "method": 3, "PERSON": 40, "ORG": 12, "LOC": 6}
_FIRST_DAY: Final = date(2019, 1, 1)


def made_up_units(random: Random, count: int) -> list[IndexUnit]:
    return [_unit(random, f"{random.getrandbits(128):032x}") for _ in range(count)]


def made_up_query(random: Random, facets: tuple[str, ...] = (*FACETS, "owner")) -> IndexQuery:
    return IndexQuery(
        tree=made_up_tree(random),
        filter=made_up_filter(random),
        sort=random.choice(list(Sort)),
        limit=random.choice([1, 5, 1000]),
        facets=facets,
        facet_limit=random.choice([0, 1, 3, 20]),
    )


def made_up_tree(random: Random, depth: int = 3) -> Node:
    choice = random.random()
    if depth == 0 or choice < 0.45:
        return _leaf(random)
    children = tuple(made_up_tree(random, depth - 1) for _ in range(random.randint(0, 3)))
    if choice < 0.65:
        return And(children)
    if choice < 0.85:
        return Or(children)
    return Not(made_up_tree(random, depth - 1)) if choice < 0.95 else Everything()


def made_up_filter(random: Random) -> Filter:
    def some() -> dict[str, tuple[str, ...]]:
        kinds = random.sample(list(FACETS), random.choice([0, 0, 1, 2]))
        return {kind: tuple(_value(kind, random.randrange(FACETS[kind])) for _ in range(2)) for kind in kinds}

    return Filter(
        owners=frozenset(random.sample(OWNERS, random.randint(0, len(OWNERS)))),
        include=some(),
        exclude=some() if random.random() < 0.3 else {},
        since=_day(random) if random.random() < 0.2 else None,
        until=_day(random) if random.random() < 0.2 else None,
    )


def page(number: int, words: tuple[str, ...]) -> IndexedPage:
    """A page whose other fields follow from the words by plain rules: no language is needed to test an index."""
    return IndexedPage(
        number,
        {
            TokenField.EXACT: words,
            TokenField.LEMMA: tuple(word[:4] for word in words),
            TokenField.STEM: tuple(stem for word in words for stem in (word[:3], word[:2]) if len(word) > 2),
            TokenField.PARTS: tuple(part for word in words if len(word) > 5 for part in (word[:3], word[3:])),
            TokenField.SKELETON: tuple(word.replace("å", "a").replace("ä", "a") for word in words),
        },
    )


def _unit(random: Random, document: str) -> IndexUnit:
    owner = random.choice(OWNERS)
    pages = tuple(page(number, _some_words(random, 12)) for number in range(1, random.randint(1, 5)))
    facets = {
        kind: tuple(dict.fromkeys(_value(kind, int(size * random.random() ** 2)) for _ in range(random.randint(0, 4))))
        for kind, size in FACETS.items()
    }
    day = _day(random) if random.random() < 0.8 else None
    return IndexUnit(document, owner, day, {**facets, "owner": (owner,)}, pages, _some_words(random, 3))


def _leaf(random: Random) -> Node:
    choice = random.random()
    words = random.choices(WORDS, k=random.choice([1, 1, 2, 3]))
    if choice < 0.6:
        known = page(1, (words[0],)).tokens
        return Term(words[0], tuple(Alternative(field, keys) for field, keys in known.items() if random.random() < 0.6))
    if choice < 0.85:
        return Phrase(" ".join(words), tuple(words), random.choice([TokenField.EXACT, TokenField.SKELETON]))
    return Prefix(words[0][: random.randint(1, 3)])


def _some_words(random: Random, most: int) -> tuple[str, ...]:
    return tuple(random.choices(WORDS, k=random.randint(0, most)))


def _value(kind: str, number: int) -> str:
    return str(2019 + number) if kind == "year" else f"{kind.lower()}-{number:02}"


def _day(random: Random) -> date:
    return _FIRST_DAY + timedelta(days=random.randrange(1500))
