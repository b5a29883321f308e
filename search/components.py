"""The steps of a search by words and by meaning, as Haystack components. What they give each other are ids in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from haystack import Document, component

from search.meaning.vectors import Closest, Vector

Ids = Sequence[str]
ALL_WORDS: Final = "all_words"
FIRST: Final = (3, 1)
"""So many of the first places of a list are told again. The joiner's k is fixed at 60, which makes a place near the top
worth little more than one further down; with these told again they count about as with a k of 5."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How one question is put, behind one viewer's wall and filter: the steps know of neither.

    ``having_all``: the documents with all the words, best first; ``having_most``: those with most. ``near``: those
    whose passages are near a vector, nearest first. ``having_any``: those of these ids that have any of the words, best
    first.
    """

    having_all: Ids
    having_most: Ids
    vector: Callable[[str], Vector]
    near: Callable[[Vector], Sequence[Closest]]
    having_any: Callable[[Ids], Ids]


@component
class AllWords:
    """What an ordinary search finds. It was asked beforehand, with its totals and facets."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked

    @component.output_types(documents=list[Document])
    def run(self) -> dict[str, list[Document]]:
        return {"documents": _documents(self._asked.having_all)}


@component
class QueryVector:
    """The vector of what is asked for, by the embedder that is set."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked

    @component.output_types(embedding=list[float])
    def run(self, text: str) -> dict[str, Any]:
        return {"embedding": self._asked.vector(text).tolist()}


@component
class Nearest:
    """The documents with the nearest passages."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked

    @component.output_types(documents=list[Document])
    def run(self, embedding: list[float]) -> dict[str, list[Document]]:
        import numpy as np

        found = self._asked.near(np.array(embedding, dtype=np.float32))
        return {"documents": [Document(id=each.document, meta={"closest": each}) for each in found]}


@component
class AnyWords:
    """What the others found, those with any of the words in order of how well they answer to them."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked

    @component.output_types(documents=list[Document])
    def run(self, having_all: list[Document], near: list[Document]) -> dict[str, list[Document]]:
        ids = (document.id for document in (*having_all, *near))
        found = list(dict.fromkeys((*ids, *self._asked.having_most)))
        return {"documents": _documents(self._asked.having_any(found)) if found else []}


@component
class Joined:
    """Haystack's joiner, given its lists in a known order: by itself it takes them as the pipeline happens to run, and
    its weights with them."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        from haystack.components.joiners import DocumentJoiner

        self._names = [(name, first) for name in weights for first in (0, *(FIRST if name != ALL_WORDS else ()))]
        self._joiner = DocumentJoiner("reciprocal_rank_fusion", weights=[weights[name] for name, _ in self._names])

    @component.output_types(documents=list[Document])
    def run(
        self, all_words: list[Document], any_words: list[Document], nearest: list[Document]
    ) -> dict[str, list[Document]]:
        lists = {ALL_WORDS: all_words, "any_words": any_words, "nearest": nearest}
        return dict(self._joiner.run(documents=[lists[name][: first or None] for name, first in self._names]))


def _documents(ids: Iterable[str]) -> list[Document]:
    return [Document(id=id) for id in ids]
