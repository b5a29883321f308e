"""The set prefilter: which standing questions a document may be an answer to, told by one look-up for each token.

Of each question some keys are known of which a document that it finds must hold one. Turned around (from key to
questions), a document's own tokens name the few questions that are worth a closer look, however many there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from search.index import MISSING, Filter, IndexQuery, IndexUnit
from search.query import And, AtLeast, HasValue, Near, Node, OneOf, Or, Phrase, Term, TokenField

Key = tuple[str, str]
"""A token field or facet type, and a token or value of it."""

_DOCUMENT: Final = "(document)"


def candidates(standing: Mapping[str, IndexQuery], units: Sequence[IndexUnit]) -> dict[str, frozenset[str]]:
    """By question the ids of at least the units that it would find; questions without any are left out."""
    turned: dict[Key, list[str]] = {}
    always: list[str] = []
    for name, query in standing.items():
        keys = required(query)
        if keys is None:
            always.append(name)
        for key in keys or ():
            turned.setdefault(key, []).append(name)
    found: dict[str, set[str]] = {}
    for unit in units:
        keyed = (name for key in _held(unit) if key in turned for name in turned[key])
        for name in dict.fromkeys((*always, *keyed)):
            if unit.owner in standing[name].filter.owners:
                found.setdefault(name, set()).add(unit.document)
    return {name: frozenset(some) for name, some in found.items()}


def required(query: IndexQuery) -> frozenset[Key] | None:
    """Keys of which what the question finds holds at least one; None where there are none such (``NOT``, ``ord*``)."""
    return _fewest([_of_tree(query.tree), *_of_filter(query.filter)])


def _of_tree(node: Node) -> frozenset[Key] | None:
    match node:
        case Term(_, alternatives):
            return frozenset((way.field.value, _longest(way.keys)) for way in alternatives if way.keys)
        case Phrase(_, keys, where):
            return frozenset({(where.value, _longest(keys))}) if keys else frozenset()
        case Near(first, second):
            return _fewest([_of_tree(first), _of_tree(second)])
        case And(nodes):
            return _fewest(map(_of_tree, nodes))
        case Or(nodes):
            return _any_of(map(_of_tree, nodes))
        case AtLeast(nodes, least):
            return _some_of([_of_tree(each) for each in nodes], least)
        case HasValue(kind, ids):
            return frozenset((kind, id) for id in ids)
        case OneOf(documents):
            return frozenset((_DOCUMENT, id) for id in documents)
        case _:  # Not, Everything, Dated, Prefix, Fuzzy: no token is sure to be there
            return None


def _of_filter(filter: Filter) -> Iterator[frozenset[Key] | None]:
    for kind, ids in filter.include.items():
        wanted = ids[:1] if kind in filter.all_of else ids
        yield None if MISSING in wanted else frozenset((kind, id) for id in wanted)


def _some_of(sets: Sequence[frozenset[Key] | None], least: int) -> frozenset[Key] | None:
    """So many of them hold: then one does of any part so large that the rest is too few."""
    if least < 1:
        return None
    known = sorted((each for each in sets if each is not None), key=len)
    size = len(sets) - least + 1
    if size < 1:
        return frozenset()
    return _any_of(known[:size]) if len(known) >= size else None


def _any_of(sets: Iterable[frozenset[Key] | None]) -> frozenset[Key] | None:
    found: frozenset[Key] = frozenset()
    for each in sets:
        if each is None:
            return None
        found |= each
    return found


def _fewest(sets: Iterable[frozenset[Key] | None]) -> frozenset[Key] | None:
    """All of them hold, so that any may stand for the rest: the one that names the fewest documents, as far as it can
    be guessed. No key at all is none that can hold."""
    known = [each for each in sets if each is not None]
    return min(known, key=lambda keys: (len(keys), -sum(len(key) for _, key in keys)), default=None)


def _longest(keys: Sequence[str]) -> str:
    """The longest word is the rarest, mostly."""
    return max(keys, key=len)


def _held(unit: IndexUnit) -> Iterator[Key]:
    """Every key of the document, each once."""
    for where in TokenField:
        tokens = {token for page in unit.pages for token in page.tokens.get(where, ())}
        yield from ((where.value, token) for token in tokens)
    yield from ((TokenField.EXACT.value, token) for token in set(unit.name_tokens))
    yield from ((kind, id) for kind, ids in unit.facets.items() for id in ids)
    yield (_DOCUMENT, unit.document)
