"""On which pages of a document the words of a query stand.

Looked for in the stored tokens of the few documents that are shown: no second full-text index over pages is kept.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Collection, Iterator, Mapping, Sequence
from math import log1p

import apsw

from search.embedded.encoding import PAGE_BREAK, encode
from search.embedded.expression import WEIGHTS
from search.embedded.nearness import near_on
from search.key_counts import Key, KeyCounts
from search.query import ALIGNED, Fuzzy, Leaf, Near, Phrase, Prefix, Term, TokenField

Fields = dict[TokenField, list[str]]
"""The pages of a document by field; each page's tokens with a space around each."""


def best_pages(connection: apsw.Connection, number: int, leaves: Sequence[Leaf]) -> tuple[int, ...]:
    """The numbers of the pages that hold any of the leaves: by how many, then how often, then by number."""
    needed = sorted({field for leaf in leaves for field, _ in _sought(leaf)})
    if not needed:
        return ()
    pages, fields = _read(connection, number, needed)
    ranked = []
    for at, page in enumerate(pages):
        worth = [score for leaf in leaves if (score := _worth(leaf, fields, at)) > 0]
        if worth:
            ranked.append((-len(worth), -sum(worth), page))
    return tuple(page for *_, page in sorted(ranked))


def counted(
    connection: apsw.Connection, number: int, keys: frozenset[Key], wanted: Collection[int]
) -> Iterator[tuple[int, KeyCounts]]:
    """Of the wanted pages of a document, how many words stand there and how often each of the keys."""
    needed = sorted({TokenField.EXACT, *(key.field for key in keys)})
    pages, fields = _read(connection, number, needed)
    sought = [(key, f" {encode((key.text,))}{'' if key.begins else ' '}") for key in keys]
    for at, page in enumerate(pages):
        if page in wanted:
            texts = {field: some[at] for field, some in fields.items()}
            yield page, KeyCounts(len(texts[TokenField.EXACT].split()), dict(_times(texts, sought)))


def _times(texts: Mapping[TokenField, str], sought: Sequence[tuple[Key, str]]) -> Iterator[tuple[Key, int]]:
    """The keys that stand in a page's tokens, and how often: two side by side share no space, so that each is told."""
    doubled = {field: text.replace(" ", "  ") for field, text in texts.items()}
    for key, text in sought:
        if text in texts[key.field]:
            yield key, doubled[key.field].count(text)


def _read(connection: apsw.Connection, number: int, needed: Sequence[TokenField]) -> tuple[Sequence[int], Fields]:
    columns = ", ".join(field.value for field in needed)
    row = connection.execute(f"SELECT pages, {columns} FROM tokens WHERE document = ?", (number,)).fetchone()
    assert row is not None, "a document without tokens"
    texts = [zlib.decompress(blob).decode().split(PAGE_BREAK) for blob in row[1:]]
    padded = [[f" {page} " for page in text] for text in texts]
    return array("i", row[0]), dict(zip(needed, padded, strict=True))


def _sought(leaf: Leaf) -> list[tuple[TokenField, str]]:
    """The field and the text to look for in a page that has a space around each token."""
    match leaf:
        case Term():
            return [(way.field, f" {encode(way.keys)} ") for way in leaf.alternatives if way.keys]
        case Phrase():
            return [(leaf.field, f" {encode(leaf.keys)} ")] if leaf.keys else []
        case Prefix():
            return [(leaf.field, f" {encode((leaf.prefix,))}")] if leaf.prefix else []
        case Near():
            both = (leaf.first, leaf.second)
            return [each for term in both for each in _sought(term) if each[0] in ALIGNED]
        case Fuzzy():
            return []  # spelled out before


def _worth(leaf: Leaf, fields: Fields, at: int) -> float:
    """The best that an alternative of the leaf is worth on this page; 0 where none stands there."""
    if isinstance(leaf, Near) and not near_on({field: pages[at] for field, pages in fields.items()}, leaf):
        return 0.0
    finds = ((field, fields[field][at].count(text)) for field, text in _sought(leaf))
    return max((WEIGHTS[field.value] * log1p(count) for field, count in finds), default=0.0)
