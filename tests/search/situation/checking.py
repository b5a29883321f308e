"""The rule of a picture: every number is the total of the search that it opens. On whatever back end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from models.access import Purpose, Viewer
from models.store.store import Store
from search.index import Index
from search.saved import SavedSearch
from search.service import search
from search.situation.picture import Narrowing, Number, Picture
from search.situation.scope import Scope
from search.situation.service import opened, situation
from tests.search.archive import everyone
from tests.search.situation.papers import PERIOD

WHY = Purpose("lägesbild", "KS 2024-1")
EVERYONE = everyone()
SCOPES = {
    "all": Scope(PERIOD),
    "a place": Scope(PERIOD, place="Provgatan 3"),
    "a town and a theme": Scope(PERIOD, place='Provstad"', theme='krogen) OR "bil', least=2),
    "one source": Scope(PERIOD, theme="källa:tillsyn", least=2, labels=("PERSON", "ORG", "ADDRESS")),
    "sensitive": Scope(PERIOD, theme="diabetes OR Kebnekrogen", least=2),
    "nothing": Scope(PERIOD, theme="finnsinte"),
}


def numbers(picture: Picture) -> Iterator[tuple[str, Number]]:
    yield "total", picture.total
    yield "undated", picture.undated
    if picture.before:
        yield "before", picture.before
    for section in picture.sections:
        for table in section.tables:
            for row in table.rows:
                yield from ((f"{table.name}: {row.label}", each) for each in row.numbers if each)
                yield from ((f"{table.name}: {row.label}, {name}", each) for name, each in row.parts)


def total(viewer: Viewer, store: Store, index: Index, asked: SavedSearch) -> int:
    return search(viewer, WHY, replace(asked.asks(), limit=0, facets=()), store=store, index=index).total


def check(viewer: Viewer, store: Store, index: Index, scope: Scope) -> Picture:
    """The picture, once each of its numbers was asked for in the search, by what a button sends."""
    picture = situation(viewer, WHY, scope, store=store, index=index)
    told = {name: (each.count, Narrowing.read(each.to.written())) for name, each in numbers(picture)}
    assert all(to is not None for _, to in told.values())
    found = {
        name: total(viewer, store, index, opened(viewer, store, scope, to)) for name, (_, to) in told.items() if to
    }
    assert found == {name: count for name, (count, _) in told.items()}
    return picture
