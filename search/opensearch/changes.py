"""Documents into an owner's indices and out of them, pages with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from search.index import IndexUnit
from search.opensearch.border import mapped
from search.opensearch.clauses import Clause
from search.opensearch.records import document_record, page_records
from search.opensearch.server import Server
from search.opensearch.writing import Action, send

_IDS = 1_000  # in one delete-by-query


def put(server: Server, docs: str, pages: str, units: Sequence[IndexUnit]) -> None:
    """Add or replace: pages first, then the document, then what an earlier version of it had more of."""
    replaced = send(server, _actions("index", docs, pages, units))
    _delete_pages(server, pages, [_beyond_last(unit) for unit in units if unit.document in replaced])
    server.refresh([docs, pages])


def add_absent(server: Server, docs: str, pages: str, units: Sequence[IndexUnit]) -> None:
    """Add what is not there: what a drain put in meanwhile is newer than what a reindex read."""
    send(server, _actions("create", docs, pages, units))


def delete(server: Server, docs: str, pages: str, documents: Sequence[str]) -> None:
    send(server, (("delete", docs, document, None) for document in documents))
    _delete_pages(server, pages, [_of(document) for document in documents])
    server.refresh([docs, pages])


def _actions(operation: str, docs: str, pages: str, units: Iterable[IndexUnit]) -> Iterator[Action]:
    for unit in units:
        for id, record in page_records(unit):
            yield operation, pages, id, record
        yield operation, docs, unit.document, document_record(unit)


def _of(document: str) -> Clause:
    return {"term": {"document": document}}


def _beyond_last(unit: IndexUnit) -> Clause:
    """The pages that the document had before and has no more."""
    last = max((page.number for page in unit.pages), default=0)
    return {"bool": {"filter": [_of(unit.document), {"range": {"number": {"gt": last}}}]}}


def _delete_pages(server: Server, pages: str, wanted: Sequence[Clause]) -> None:
    """Each put refreshes, so that pages of an earlier one are seen here."""
    for begin in range(0, len(wanted), _IDS):
        query = {"query": {"bool": {"should": wanted[begin : begin + _IDS], "minimum_should_match": 1}}}
        with mapped():
            server.client.delete_by_query(index=pages, body=query, params={"conflicts": "proceed", "refresh": "true"})
