"""Documents into an owner's indices and out of them, pages with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from search.index import IndexUnit
from search.opensearch.border import mapped
from search.opensearch.clauses import Clause
from search.opensearch.records import document_record, page_records
from search.opensearch.server import Server
from search.opensearch.writing import Action, send

_IDS = 300  # in one delete-by-query: of each there are up to three clauses, and the engine takes 1,024


def put(server: Server, docs: str, pages: str, units: Sequence[IndexUnit]) -> None:
    """Add or replace: pages first, then the document, then away with what lies there of it besides.

    That is asked of new documents too: what was killed on the way may have left pages without a document."""
    send(server, _actions("index", docs, pages, units))
    _delete_pages(server, pages, [_besides(unit) for unit in units])
    server.refresh([docs, pages])


def add_absent(server: Server, docs: str, pages: str, units: Sequence[IndexUnit]) -> None:
    """Add what is not there: what a drain put in meanwhile is newer than what a reindex read, and has the pages that it
    is to have. A page that it has no more would be found by those whom it is withheld from."""
    there = send(server, _actions("create", docs, pages, units))
    newer = [unit for unit in units if unit.document in there]
    put_back = [id for unit in newer for id, _ in page_records(unit) if id not in there]
    send(server, (("delete", pages, id, None) for id in put_back))
    _delete_pages(server, pages, [_besides(unit) for unit in units if unit.document not in there])


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


def _besides(unit: IndexUnit) -> Clause:
    """Pages of the document that are not the unit's. They may stand between those that are: a page that is withheld
    leaves a gap."""
    own = sorted({page.number for page in unit.pages})
    return {"bool": {"filter": [_of(unit.document)], "must_not": [{"terms": {"number": own}}] if own else []}}


def _delete_pages(server: Server, pages: str, wanted: Sequence[Clause]) -> None:
    """Each put refreshes, so that pages of an earlier one are seen here; what is taken out is gone with the next."""
    for begin in range(0, len(wanted), _IDS):
        query = {"query": {"bool": {"should": wanted[begin : begin + _IDS], "minimum_should_match": 1}}}
        with mapped():
            server.client.delete_by_query(index=pages, body=query, params={"conflicts": "proceed"})
