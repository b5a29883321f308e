"""The OpenSearch back end."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import Any

from search.index import FacetCounts, Filter, IndexAnswer, IndexHit, IndexQuery, IndexUnit, Sort, Sought, Surprise
from search.opensearch import changes, percolator
from search.opensearch.bodies import (
    facet_body,
    facets_bodies,
    hits_body,
    ids_body,
    page_counts_body,
    pages_body,
    readable_body,
    score_body,
    words_like_body,
)
from search.opensearch.facets import counts
from search.opensearch.position import key_of, values_of
from search.opensearch.purging import purge
from search.opensearch.server import PORTION, Server
from search.opensearch.terms import USUAL, Terms
from search.opensearch.version import OpenSearchVersion, ensured, in_use, made_by, widened
from search.query import Node
from search.surprise import by_counts


class OpenSearchIndex:
    """See :class:`search.index.Index`."""

    def __init__(self, url: str, prefix: str, terms: Terms = USUAL) -> None:
        self._server = Server(url, prefix, terms)
        self._widened: set[str] = set()  # owners whose index was looked at
        self._parted = False  # whether an owner was seen whose index has more than one shard

    def put(self, units: Sequence[IndexUnit]) -> None:
        by_owner = sorted(units, key=lambda unit: unit.owner)
        for owner, group in groupby(by_owner, key=lambda unit: unit.owner):
            batch = list(group)
            for docs, pages in self._writable(owner):
                changes.put(self._server, docs, pages, batch)

    def delete(self, owner: str, documents: Iterable[str]) -> None:
        batch = list(documents)
        if self.version(owner) and batch:
            for docs, pages in self._writable(owner):
                changes.delete(self._server, docs, pages, batch)

    def scrub(self, owner: str) -> None:
        found = self._server.aliases(self._server.names(owner).versions)
        purge(self._server, [*sorted(found), *percolator.indices(self._server)])

    def search(self, query: IndexQuery) -> IndexAnswer:
        if not query.filter.owners:
            return IndexAnswer(0, True, (), {kind: FacetCounts(()) for kind in query.facets})
        answer, *counted = self._asked(self._anchored(query))
        aggregations: dict[str, Any] = {}
        for each in counted:
            aggregations |= each.get("aggregations", {})  # none where no owner has an index yet
        found = answer["hits"]
        facets = {kind: counts(query, kind, aggregations) for kind in query.facets}
        return IndexAnswer(
            total=found["total"]["value"],
            exact=found["total"]["relation"] == "eq",
            hits=tuple(map(_hit, found["hits"])),
            facets={**facets, **self._counted_again(query, facets)},
        )

    def pages(self, tree: Node, filter: Filter, documents: Sequence[str]) -> Mapping[str, tuple[int, ...]]:
        if not filter.owners or not documents:
            return {}
        names = [self._server.names(owner) for owner in sorted(filter.owners)]
        docs, pages = [each.docs for each in names], [each.pages for each in names]
        first = pages_body(tree, filter, documents, PORTION, None)
        passed, portion = self._server.searches([(docs, readable_body(filter, documents)), (pages, first)])
        readable = {hit["_source"]["document"] for hit in passed["hits"]["hits"]}
        found: dict[str, list[tuple[int, int]]] = {}
        rest = self._server.every(pages, partial(pages_body, tree, filter, documents), portion)
        for hit in rest:
            page, words = hit["_source"], len(hit.get("matched_queries", ()))
            if page["document"] in readable:
                found.setdefault(page["document"], []).append((-words, page["number"]))
        return {document: _best_first(found[document]) for document in documents if document in found}

    def words_like(self, word: str, filter: Filter) -> frozenset[str]:
        if not filter.owners:
            return frozenset()
        told = self._server.search(self._docs(filter), words_like_body(word)).get("suggest", {})
        return frozenset(way["text"] for some in told.values() for each in some for way in each["options"])

    def surprising(self, tree: Node, filter: Filter, sought: Sought) -> Iterator[Surprise]:
        return by_counts(self, tree, filter, sought)

    def candidates(self, standing: Mapping[str, IndexQuery], units: Sequence[IndexUnit]) -> dict[str, frozenset[str]]:
        return percolator.candidates(self._server, standing, units)

    def documents(self, owner: str) -> frozenset[str]:
        hits = self._server.every([self._server.names(owner).docs], ids_body)
        return frozenset(hit["_source"]["document"] for hit in hits)

    def page_counts(self, owner: str) -> Iterator[tuple[str, int]]:
        last: str | None = None
        while portion := self._counted_after(owner, last):
            yield from portion
            last, _ = portion[-1]

    def new_version(self, owner: str) -> OpenSearchVersion:
        return OpenSearchVersion.begin(self._server, self._server.names(owner))

    def version(self, owner: str) -> int:
        return in_use(self._server, self._server.names(owner))

    def keys(self, owner: str) -> str:
        return made_by(self._server, self._server.names(owner).docs)

    def close(self) -> None:
        self._server.close()

    def _anchored(self, query: IndexQuery) -> IndexQuery:
        """With the last hit's score as it is now: every score changes a little with each document that is put in."""
        if query.after is None or query.sort is not Sort.RELEVANCE:
            return query
        _, document = values_of(query.after, query.sort)
        asked = score_body(query, str(document))
        hits = self._server.search(self._docs(query.filter), asked, copy=_copy(query))["hits"]["hits"]
        return replace(query, after=key_of((hits[0]["_score"], document))) if hits else query

    def _asked(self, query: IndexQuery) -> list[dict[str, Any]]:
        """The hits and each group of facets. Facets are asked for anew where they lie in more shards than was known:
        another process may have built an index again just now."""
        several = self._parted or len(query.filter.owners) > 1
        scripts = bool(query.facets) and self._server.runs_scripts
        bodies = [hits_body(query), *facets_bodies(query, scripts=scripts, several=several)]
        answers = self._server.searches([(self._docs(query.filter), body) for body in bodies], copy=_copy(query))
        if several or all(answer["_shards"]["total"] <= 1 for answer in answers):
            return answers
        self._parted = True
        return self._asked(query)

    def _docs(self, filter: Filter) -> list[str]:
        """The aliases of the documents' indices."""
        return [self._server.names(owner).docs for owner in sorted(filter.owners)]

    def _counted_again(self, query: IndexQuery, facets: Mapping[str, FacetCounts]) -> dict[str, FacetCounts]:
        """The facets whose counts may be off, or with more values than were told and no telling how many: asked for
        once more, each in a question of its own, with every value of every owner."""
        doubtful = [kind for kind, facet in facets.items() if not facet.exact]
        if not doubtful:
            return {}
        docs, several = self._docs(query.filter), self._parted or len(query.filter.owners) > 1
        answers = self._server.searches([(docs, facet_body(query, kind, several=several)) for kind in doubtful])
        return {
            kind: counts(query, kind, answer["aggregations"]) for kind, answer in zip(doubtful, answers, strict=True)
        }

    def _counted_after(self, owner: str, last: str | None) -> list[tuple[str, int]]:
        """The next portion of documents by id, with how many pages each has."""
        answer = self._server.search([self._server.names(owner).pages], page_counts_body(PORTION, last))
        told = answer.get("aggregations", {})  # none where the owner has no index yet
        return [(each["key"]["document"], each["doc_count"]) for part in told.values() for each in part["buckets"]]

    def _writable(self, owner: str) -> list[tuple[str, str]]:
        """The aliases of the version in use, made if there is none, and of one that is being built."""
        names = self._server.names(owner)
        ensured(self._server, names)
        if owner not in self._widened:
            widened(self._server, names)
            self._widened.add(owner)
        aliases = [(names.docs, names.pages)]
        if self._server.aliased(names.docs_building):
            aliases.append((names.docs_building, names.pages_building))
        return aliases


def _copy(query: IndexQuery) -> str:
    """The same for each page of hits of a question, in every process."""
    asked = json.dumps(hits_body(replace(query, after=None)), sort_keys=True)
    return hashlib.sha256(asked.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _best_first(pages: list[tuple[int, int]]) -> tuple[int, ...]:
    """Those with most of the words first; among them as they came, by score."""
    return tuple(number for _, number in sorted(pages, key=lambda page: page[0]))


def _hit(hit: Mapping[str, Any]) -> IndexHit:
    score = hit["_score"]
    found, key = hit["_source"], key_of(hit["sort"])
    return IndexHit(found["document"], found["owner"], 0.0 if score is None else float(score), key)
