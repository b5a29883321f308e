"""Made-up documents and questions for an index, by seed: few words and odd ones, so that they meet often."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Final

from search.index import MISSING, Counting, Filter, IndexedPage, IndexQuery, IndexUnit, Sort
from search.query import (
    Alternative,
    And,
    AtLeast,
    Dated,
    Everything,
    Fuzzy,
    HasValue,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Term,
    TokenField,
)

OWNERS: Final = ("Miljönämnden", "Polisen", "polisen", "Kommunstyrelsen/upphandling")
# Tokens hold everything but white space: marks, quotes, operators of both engines, letters that foldings disagree on.
WORDS: Final = (
    *("las", "lås", "läs", "ärendet", "ärende", "tillstånd", "tillståndet", "ort", "ord", "orden", "orm", "tak"),
    *("19850312-2391", "556016-0680", "a.b@example.se", "§", "11§", "6:7", "47b", "and", "or", "not", "near", "*", '"'),
    *("c++", "o'brien", "(", "ord*", "^x", "{a}", "a:b", "a\\b", "straße", "ſ", "s", "µg", "μg", "İ"),
    *("KGT42R", "kgt42r", "𝔰", "e\u0301", "é", "\u00ad", "_", "-", "--", "x" * 300, "x" * 301, "\ue000", "%", "日本"),
)
FACETS: Final[Mapping[str, int]] = {
    "source": 3,
    "kind": 4,
    "year": 5,
    "month": 30,
    "method": 3,
    "quality": 3,
    "outcome": 6,
    "PERSON": 40,
    "ORG": 12,
    "LOC": 6,
}
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
        counting={kind: _counting(random) for kind in facets if random.random() < 0.2},
    )


def made_up_tree(random: Random, depth: int = 3) -> Node:
    choice = random.random()
    if depth == 0 or choice < 0.45:
        return _leaf(random)
    children = tuple(made_up_tree(random, depth - 1) for _ in range(random.randint(0, 3)))
    if choice < 0.6:
        return And(children)
    if choice < 0.65:
        return _most_words(random)
    if choice < 0.82:
        return Or(children)
    if choice < 0.85:
        twice = children[:2] if random.random() < 0.5 else ()
        return AtLeast((*children, *twice), random.randint(1, 4))
    return Not(made_up_tree(random, depth - 1)) if choice < 0.95 else Everything()


def made_up_filter(random: Random) -> Filter:
    def some() -> dict[str, tuple[str, ...]]:
        kinds = random.sample(list(FACETS), random.choice([0, 0, 1, 2]))
        return {kind: tuple(_choice(random, kind) for _ in range(2)) for kind in kinds}

    return Filter(
        owners=frozenset(random.sample(OWNERS, random.randint(0, len(OWNERS)))),
        include=some(),
        exclude=some() if random.random() < 0.3 else {},
        since=_day(random) if random.random() < 0.2 else None,
        until=_day(random) if random.random() < 0.2 else None,
        all_of=frozenset(kind for kind in FACETS if random.random() < 0.25),
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
            TokenField.SOUND: tuple(word[1:].lower() for word in words if word[0].isupper() and len(word) > 1),
            TokenField.NAMED: tuple(token for word in words if len(word) > 3 for token in (f"org:{word}", "|")),
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


def _most_words(random: Random) -> Node:
    """As ``search/tiers.py`` asks for what has most of the words: not all of them, rarer ones counted twice."""
    words = tuple(_term(random, word) for word in random.choices(WORDS[:16], k=random.randint(3, 6)))
    weighed = tuple(word for word in words for _ in range(random.randint(1, 2)))
    return And((AtLeast(weighed, len(weighed) // 2 + 1), Not(And(words))))


def _leaf(random: Random) -> Node:
    choice = random.random()
    words = random.choices(WORDS, k=random.choice([1, 1, 2, 3]))
    if choice < 0.4:
        return _term(random, words[0])
    if choice < 0.55:
        return Phrase(" ".join(words), tuple(words), random.choice([TokenField.EXACT, TokenField.SKELETON]))
    if choice < 0.65:
        named = random.random() < 0.3
        beginning = words[0][: random.randint(1, 3)]
        return Prefix(f"org:{beginning}", TokenField.NAMED) if named else Prefix(beginning)
    if choice < 0.75:
        return _fuzzy(random, words[0])
    if choice < 0.9:
        return Near(_term(random, words[0]), _term(random, random.choice(WORDS)), random.choice([0, 1, 2, 5, 99]))
    if choice < 0.95:
        kind = random.choice(list(FACETS))
        return HasValue(kind, tuple(_value(kind, random.randrange(FACETS[kind] + 1)) for _ in range(2)))
    return Dated(_day(random) if random.random() < 0.7 else None, _day(random) if random.random() < 0.7 else None)


def _term(random: Random, word: str) -> Term:
    known = page(1, (word,)).tokens
    ways = [Alternative(field, keys) for field, keys in known.items() if random.random() < 0.6]
    return Term(word, tuple(way for way in ways if way.keys))


def _fuzzy(random: Random, word: str) -> Fuzzy:
    """A word of the pages with up to two letters otherwise, turned around, left out or put in."""
    letters = list(word[:30])
    for _ in range(random.randint(0, 2)):
        at = random.randrange(len(letters)) if letters else 0
        match random.randrange(4):
            case 0:
                letters[at : at + 1] = []
            case 1:
                letters[at : at + 1] = random.choice("aåts𝔰K")
            case 2:
                letters[at : at + 2] = reversed(letters[at : at + 2])
            case _:
                letters[at:at] = random.choice("aåts𝔰K")
    changed, distance = "".join(letters), random.randint(1, 2)
    if len(changed) < distance + 2:
        changed += "tak"
    if random.random() < 0.3:
        return Fuzzy(f"org:{changed}", distance, TokenField.NAMED, kept=4)
    return Fuzzy(changed, distance)


def _some_words(random: Random, most: int) -> tuple[str, ...]:
    return tuple(random.choices(WORDS, k=random.randint(0, most)))


def _choice(random: Random, kind: str) -> str:
    return MISSING if random.random() < 0.15 else _value(kind, random.randrange(FACETS[kind]))


def _counting(random: Random) -> Counting:
    """Another way to count a type of any kind; of the values asked for some are of other types, or of none."""
    only = frozenset(_choice(random, kind) for kind in FACETS for _ in range(4)) if random.random() < 0.3 else None
    return Counting(random.random() < 0.5, only, random.choice([1, 1, 2, 4]), random.random() < 0.5)


def _value(kind: str, number: int) -> str:
    if kind == "source":  # in Swedish order, which no engine has of itself
        return ("Ärenden", "Åtgärder", "zonplan", "é")[number]
    if kind == "month":
        return f"{2019 + number // 12}-{number % 12 + 1:02}"
    return str(2019 + number) if kind == "year" else f"{kind.lower()}-{number:02}"


def _day(random: Random) -> date:
    return _FIRST_DAY + timedelta(days=random.randrange(1500))
