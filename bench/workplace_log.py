"""What people ask of the search page, as :mod:`bench.workplace` plays it: by seed, from the archive's own words.

Words are drawn from its pages by how many hold them: the 100 commonest, the next 900, and rarer ones; names, numbers
and matters are those that the generator wrote into papers; facets are those that the empty page offers, the first and
the last of each. None is made to be quick.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from random import Random
from typing import Final

from sqlalchemy import text

from models.store.store import Store
from sample.making import Making, queries

Press = tuple[str, dict[str, str]]
"""A class, and the form that is sent."""
TYPES: Final = ("source", "kind", "year", "PERSON", "ORG", "LOC", "CASE")
_COMMON: Final = 100
_MIDDLE: Final = 1_000
_PAGES: Final = 2_000  # pages whose words are counted


@dataclass(frozen=True, slots=True)
class Words:
    """The archive's words, the commonest first, and pages to take phrases from."""

    ranked: Sequence[str]
    pages: Sequence[str]


def words_of(store: Store, random: Random) -> Words:
    """Of pages spread over the whole archive."""
    with store.database.read() as connection:
        ids = connection.execute(text("SELECT document FROM pages WHERE number = 1 ORDER BY document")).scalars().all()
        some = random.sample(ids, min(_PAGES, len(ids)))
        asked = text("SELECT text FROM pages WHERE document = :id AND number = 1")
        pages = [connection.execute(asked, {"id": id}).scalar_one() for id in some]
    held = Counter(word for page in pages for word in set(re.findall(r"[a-zåäöé]{3,}", page.lower())))
    return Words(sorted(held, key=lambda word: (-held[word], word)), [page for page in pages if len(page) > 200])


def log(store: Store, size: int, empty: str, each: int, seed: int) -> list[Press]:
    """The presses, so many of each class, in the order of a working day: mixed. ``empty`` is the empty page."""
    random = Random(seed)
    words, known = words_of(store, random), queries(Making(store.settings.home, seed, size, scans=False))
    named = {name: [query.text for query in known if query.name == name] for name in {query.name for query in known}}
    offered = _offered(empty)
    made = [press for _ in range(each) for press in _some(random, words, named, offered)]
    random.shuffle(made)
    return made


def _offered(empty: str) -> list[str]:
    """The first and the last value that the page shows of each type."""
    values = [unescape(value) for value in re.findall(r'name="toggle" value="([^"]+)" aria-pressed', empty)]
    by_type = {type: [value for value in values if value.startswith(f"{type}:")] for type in TYPES}
    return [value for some in by_type.values() if some for value in (some[0], some[-1])]


def _some(random: Random, words: Words, named: dict[str, list[str]], offered: Sequence[str]) -> Iterator[Press]:
    """One press of each class."""

    def word(first: int, last: int) -> str:
        return random.choice(words.ranked[first:last])

    common, middle, rare = word(0, _COMMON), word(_COMMON, _MIDDLE), word(_MIDDLE, len(words.ranked))
    other, said = word(0, _COMMON), re.findall(r"\w+", random.choice(words.pages))
    at = random.randrange(max(1, len(said) - 4))
    facet, second = random.sample(offered, 2)
    yield "empty", {"q": ""}
    yield "common word", {"q": common}
    yield "middle word", {"q": middle}
    yield "rare word", {"q": rare}
    yield "two words", {"q": f"{common} {middle}"}
    yield "two common words", {"q": f"{common} {other}"}
    yield "or, not", {"q": f"{common} OR {middle} -{rare}"}
    yield "phrase", {"q": f'"{" ".join(said[at : at + 3])}"'}
    yield "beginning", {"q": f"{middle[:4]}*"}
    yield "misspelt", {"q": f"{rare}~"}
    yield "near", {"q": f"{common} NEAR/5 {middle}"}
    yield "tolerant", {"q": middle, "tolerant": "1"}
    yield "name", {"q": random.choice(named["name"])}
    yield "number", {"q": random.choice(named["identifier"])}
    yield "matter", {"q": random.choice(named["topic"])}
    yield "name and sort", {"q": random.choice(named["combination"])}
    yield "facet", {"q": "", "toggle": facet}
    yield "word and facet", {"q": common, "toggle": second}
    yield "dates", {"q": common, "since": f"{random.randint(2018, 2024)}-03-01", "until": "2025-02-28"}
    yield "table", {"q": common, "view": "table"}
    yield "table of all", {"q": "", "view": "table"}
    yield "time line", {"q": middle, "view": "timeline"}
    yield "time line of all", {"q": "", "view": "timeline"}
    yield "newest first", {"q": common, "sort": "date"}
