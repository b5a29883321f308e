"""Vectors in OpenSearch: one index for each owner, a record for each passage and one for each finished document.

They are compared one by one (``knn_score``), behind the wall and the filter: no graph is built, which would guess, and
which a filter would have to be let into. The index is no version: vectors outlive a rebuilding of what is searched.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Any, Final

from search.meaning.passages import Place
from search.meaning.vectors import NOTHING, WHOLE, Allowed, Closest, Matrix, Vector, Withheld
from search.opensearch.border import mapped
from search.opensearch.clauses import Clause
from search.opensearch.purging import purge
from search.opensearch.server import Server
from search.opensearch.terms import USUAL, Terms
from search.opensearch.writing import Action, send
from search.owner_slug import owner_slug

_MADE_BY: Final = "embedder"
_TERMS: Final = 50_000  # ids in one clause: the engine takes 65,536
_IDS: Final = 1_000  # documents in one delete-by-query
_PAGES: Final = 300  # numbers of pages in one question: the engine takes 1,024 clauses
_KEYWORD: Final = {"type": "keyword"}
_INTEGER: Final = {"type": "integer"}


def has_knn(url: str, prefix: str, terms: Terms = USUAL) -> bool:
    """Whether the node has the k-NN plug-in. Raises :class:`IndexUnavailableError` where it cannot be asked."""
    server = Server(url, prefix, terms)
    try:
        with mapped():
            found = server.client.cat.plugins(params={"format": "json"})
        return any("knn" in str(each.get("component", "")).lower() for each in found)
    finally:
        server.close()


class OpenSearchVectors:
    """See :class:`search.meaning.vectors.Vectors`."""

    def __init__(self, url: str, prefix: str, terms: Terms = USUAL) -> None:
        self._server = Server(url, prefix, terms)

    def embedder(self, owner: str) -> str:
        with mapped():
            found = self._server.client.indices.get_mapping(index=self._name(owner), ignore=404)
        if "error" in found:
            return ""
        return str(next(iter(found.values()))["mappings"].get("_meta", {}).get(_MADE_BY, ""))

    def finished(self, owner: str, documents: Collection[str] | None = None) -> Mapping[str, str]:
        if documents is not None and not documents:
            return {}
        hits = self._every(owner, [{"exists": {"field": "whole"}}, *_among(documents)])
        return {hit["_source"]["document"]: hit["_source"]["whole"] for hit in hits}

    def held(self, owner: str, document: str) -> frozenset[Place]:
        hits = self._every(owner, [_of(document), {"exists": {"field": "page"}}])
        return frozenset(_place(hit["_source"]) for hit in hits)

    def begin(self, owner: str, embedder: str, dimensions: int) -> None:
        if self.embedder(owner) == embedder:
            return
        with mapped():
            self._server.client.indices.delete(index=self._name(owner), ignore=404)
        self._server.create(self._name(owner), {**_body(embedder, dimensions), "aliases": {self._alias(owner): {}}})

    def add(self, owner: str, document: str, places: Sequence[Place], vectors: Matrix) -> None:
        records = zip(places, vectors.tolist(), strict=True)
        send(self._server, (self._record(owner, document, *each) for each in records))
        self._server.refresh([self._name(owner)])

    def finish(self, owner: str, document: str, whole: str) -> None:
        record = json.dumps({"document": document, "owner": owner, "whole": whole}).encode()
        send(self._server, [("index", self._alias(owner), document, record)])
        self._server.refresh([self._name(owner)])

    def keep(self, owner: str, document: str, places: Collection[Place], whole: str) -> None:
        if not self.embedder(owner):
            return
        gone = [_id(document, place) for place in self.held(owner, document) if place not in places]
        if self.finished(owner, [document]).get(document, whole) != whole:
            gone.append(document)
        if gone:
            send(self._server, (("delete", self._alias(owner), id, None) for id in gone))
            self._server.refresh([self._name(owner)])

    def delete(self, owner: str, documents: Iterable[str]) -> None:
        wanted = iter(documents)
        while some := list(islice(wanted, _IDS)):
            query = {"query": {"terms": {"document": some}}}
            with mapped():
                self._server.client.delete_by_query(
                    index=self._name(owner),
                    body=query,
                    params={"conflicts": "proceed", "refresh": "true", "ignore_unavailable": "true"},
                )

    def scrub(self, owner: str) -> None:
        purge(self._server, sorted(self._server.aliases(self._name(owner))))

    def nearest(self, query: Vector, allowed: Allowed, limit: int, withheld: Withheld = NOTHING) -> tuple[Closest, ...]:
        if not allowed or limit < 1:
            return ()
        body = _nearest_body(query, allowed, limit, withheld)
        answer = self._server.search([self._name(owner) for owner in sorted(allowed)], body)
        return tuple(map(_closest, answer["hits"]["hits"]))

    def close(self) -> None:
        self._server.close()

    def _name(self, owner: str) -> str:
        return f"{self._server.prefix}-{owner_slug(owner)}-vectors"

    def _alias(self, owner: str) -> str:
        """What is written to: :mod:`search.opensearch.writing` asks for an alias, so that none is made by writing."""
        return f"{self._name(owner)}-in-use"

    def _record(self, owner: str, document: str, place: Place, vector: list[float]) -> Action:
        record = {"document": document, "owner": owner, **place._asdict(), "vector": vector}
        return "index", self._alias(owner), _id(document, place), json.dumps(record).encode()

    def _every(self, owner: str, filters: Sequence[Clause]) -> Iterator[dict[str, Any]]:
        return self._server.every([self._name(owner)], partial(_listing_body, filters))


def _body(embedder: str, dimensions: int) -> dict[str, Any]:
    vector = {"type": "knn_vector", "dimension": dimensions}
    numbers = {"page": _INTEGER, "start": _INTEGER, "end": _INTEGER}
    words = dict.fromkeys(("document", "owner", "digest", "whole"), _KEYWORD)
    return {
        "settings": {"index": {"knn": False}},
        "mappings": {
            "dynamic": "strict",
            "_meta": {_MADE_BY: embedder},
            "_source": {"excludes": ["vector"]},
            "properties": {**words, **numbers, "vector": vector},
        },
    }


def _nearest_body(query: Vector, allowed: Allowed, limit: int, withheld: Withheld) -> dict[str, Any]:
    params = {"field": "vector", "query_value": query.tolist(), "space_type": "l2"}
    filters = [{"exists": {"field": "vector"}}, _within(allowed)]
    scored = {
        "query": {"bool": {"filter": filters, "must_not": _kept(withheld)}},
        "script": {"source": "knn_score", "lang": "knn", "params": params},
    }
    return {
        "query": {"script_score": scored},
        "collapse": {"field": "document"},
        "sort": [{"_score": {"order": "desc"}}, {"document": {"order": "asc"}}, {"page": "asc"}, {"start": "asc"}],
        "size": limit,
        "_source": ["document", "owner", "page", "start", "end", "digest"],
        "track_scores": True,
    }


def _within(allowed: Allowed) -> Clause:
    """Each owner's documents, or those of them that may be found."""
    owners: list[Clause] = []
    for owner, documents in sorted(allowed.items()):
        own: list[Clause] = [{"term": {"owner": owner}}]
        if documents is not None:
            own.append({"bool": {"should": _among(documents), "minimum_should_match": 1}} if documents else _NOTHING)
        owners.append({"bool": {"filter": own}})
    return {"bool": {"should": owners, "minimum_should_match": 1}}


def _kept(withheld: Withheld) -> list[Clause]:
    """What finds the passages that are withheld: by number of page all its documents, since the engine takes few
    clauses and many values. Of documents with pages beyond those it takes nothing is found."""
    by_page: dict[int, set[str]] = {WHOLE: set()}
    for document, pages in withheld.items():
        within = WHOLE not in pages and len(by_page.keys() | pages) <= _PAGES + 1  # WHOLE is one of the keys
        for page in pages if within else (WHOLE,):
            by_page.setdefault(page, set()).add(document)
    clauses = _among(by_page.pop(WHOLE))
    for page, documents in by_page.items():
        clauses += [{"bool": {"filter": [{"term": {"page": page}}, some]}} for some in _among(documents)]
    return clauses


def _among(documents: Collection[str] | None) -> list[Clause]:
    """The documents, in clauses of as many as the engine takes; nothing where all are meant."""
    if documents is None:
        return []
    ids = sorted(documents)
    return [{"terms": {"document": ids[at : at + _TERMS]}} for at in range(0, len(ids), _TERMS)]


_NOTHING: Final[Clause] = {"match_none": {}}


def _listing_body(filters: Sequence[Clause], size: int, after: Sequence[Any] | None) -> dict[str, Any]:
    order = [{"document": "asc"}, {"page": {"order": "asc", "missing": "_last"}}, {"start": "asc"}]
    body = {"query": {"bool": {"filter": list(filters)}}, "sort": order, "size": size}
    return body if after is None else {**body, "search_after": list(after)}


def _of(document: str) -> Clause:
    return {"term": {"document": document}}


def _id(document: str, place: Place) -> str:
    return f"{document}:{place.page}:{place.start}:{place.end}"


def _place(source: Mapping[str, Any]) -> Place:
    return Place(source["page"], source["start"], source["end"], source["digest"])


def _closest(hit: Mapping[str, Any]) -> Closest:
    """The script's score is 1 / (1 + d²); of vectors of length 1, d² is 2 − 2 cos. (Its scores of cosines have been
    reckoned in more than one way.)"""
    source = hit["_source"]
    likeness = 1 - (1 / float(hit["sort"][0]) - 1) / 2
    return Closest(source["document"], source["owner"], _place(source), round(likeness, 6))
