"""The measure of ``samsyn evaluate search``: an archive's graded searches asked of the home it was taken into."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from models.access import Purpose, Viewer
from models.document import Occurrence
from models.errors import GoldNotFoundError
from models.gold import Gold, GoldQuery
from models.store.store import Store
from search import ranking
from search.index import Index
from search.request import SearchRequest
from search.service import search

SHOWN: Final = 20
TOP: Final = 10
FIRST: Final = 3
_DECIMALS: Final = 4
_Figures = dict[str, float | None]


class Whereabouts:
    """Which document lies at a path of an archive, as far as the viewer may find it.

    The archive may have been taken in from where it lies now, from elsewhere, or by a relative path: a document is
    looked for by its whole path, else by the end of it. An attachment lies at its file's path and its own name.
    """

    def __init__(self, places: Iterable[Occurrence]) -> None:
        self._by_name: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        paths: defaultdict[str, list[str]] = defaultdict(list)
        inside: defaultdict[str, list[Occurrence]] = defaultdict(list)
        for one in places:
            if one.parent is None:
                paths[one.document].append(one.path)
            else:
                inside[one.parent].append(one)
        waiting = list(paths)
        while waiting:
            parent = waiting.pop()
            for one in inside.pop(parent, ()):
                paths[one.document] += [f"{path}/{one.name}" for path in paths[parent]]
                waiting.append(one.document)
        for document, some in paths.items():
            for path in some:
                self._by_name[path.rpartition("/")[2]].append((path, document))

    def document(self, archive: Path, path: str) -> str | None:
        """The id of what lies at this path of the archive, or None."""
        whole, named = str(archive / path), self._by_name.get(path.rpartition("/")[2], [])
        ending = [(place, id) for place, id in named if place == path or place.endswith(f"/{path}")]
        return next((id for place, id in ending if place == whole), ending[0][1] if ending else None)


class Searches:
    """Asks the searches of archives, one at a time, and reports the figures by class."""

    def __init__(self, viewer: Viewer, purpose: Purpose, store: Store, index: Index, *, tolerant: bool = False) -> None:
        self._viewer, self._purpose, self._store, self._index = viewer, purpose, store, index
        self._tolerant = tolerant
        self._whereabouts = Whereabouts(store.documents.places(viewer))
        self._figures: defaultdict[str, list[_Figures]] = defaultdict(list)
        self._answers = self._absent = 0

    def ask(self, archive: Gold, query: GoldQuery) -> None:
        """Ask one and keep its figures. An answer that is not in the home counts as not found."""
        wanted = self._wanted(archive, query.answers)
        request = SearchRequest(query.query, limit=SHOWN, facets=(), tolerant=self._tolerant)
        result = search(self._viewer, self._purpose, request, store=self._store, index=self._index)
        ranked, answers = [wanted.get(hit.document, 0) for hit in result.hits], list(wanted.values())
        self._figures[query.kind].append(
            {
                "ndcg_10": ranking.ndcg(ranked, answers, TOP),
                "recall_20": ranking.recall(ranked, answers, SHOWN),
                "mrr": ranking.reciprocal_rank(ranked, answers),
                "first_3": ranking.found_within(ranked, answers, FIRST),
            }
        )

    def report(self) -> dict[str, Any]:
        """Means over the searches, in all and by class. Raises :class:`GoldNotFoundError` where no answer is here."""
        if self._answers == self._absent:
            raise GoldNotFoundError(
                "Ingen av arkivets handlingar finns i den här installationen",
                next="Läs in arkivet först: samsyn ingest MAPP --source NAMN.",
            )
        every = [figures for some in self._figures.values() for figures in some]
        return {
            "all": _means(every),
            "classes": {kind: _means(self._figures[kind]) for kind in sorted(self._figures)},
            "answers": self._answers,
            "answers_not_here": self._absent,
        }

    def _wanted(self, archive: Gold, answers: Mapping[str, int]) -> dict[str, int]:
        """The best grade by document. Two paths with the same bytes are one; what is not here goes by its path."""
        wanted: dict[str, int] = {}
        for path, grade in answers.items():
            document = self._whereabouts.document(archive.archive, path)
            self._answers += 1
            self._absent += document is None
            known = document or path
            wanted[known] = max(grade, wanted.get(known, 0))
        return wanted


def _means(some: list[_Figures]) -> dict[str, Any]:
    names = list(some[0]) if some else []
    return {"queries": len(some)} | {name: _mean([figures[name] for figures in some]) for name in names}


def _mean(values: list[float | None]) -> float | None:
    """The mean of those that are known, or None."""
    known = [value for value in values if value is not None]
    return round(sum(known) / len(known), _DECIMALS) if known else None
