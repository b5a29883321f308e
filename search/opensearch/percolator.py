"""Standing questions kept in OpenSearch, and documents that are not in it yet held against them (*percolation*).

The questions lie in an index of their own, each under a hash of itself, so that it never falls behind what is asked:
before documents are held against them, those that lack are put in and those that nobody asks any more taken out. The
tokens, fields and clauses are the same as in a search. Words of a question are kept as the engine's own bytes only,
and never given back.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final

from models.errors import IndexUnavailableError
from search.index import IndexQuery, IndexUnit
from search.opensearch.bodies import Body
from search.opensearch.border import mapped
from search.opensearch.clauses import Clause, tree_clause
from search.opensearch.mappings import docs_body
from search.opensearch.narrowing import always, choices
from search.opensearch.records import document_record
from search.opensearch.server import PORTION, Server

_QUERY: Final = "query"
_ID: Final = "question"
_DOCUMENTS_BYTES: Final = 10_000_000  # in one request, as when documents are put in
_SLOTS: Final = "_percolator_document_slot"
_BUSY: Final = 429


def candidates(
    server: Server, standing: Mapping[str, IndexQuery], units: Sequence[IndexUnit]
) -> dict[str, frozenset[str]]:
    """By question the ids of the units that it would find. One that the engine cannot take finds none."""
    alias = _ensured(server)
    asked = {name: _record(query) for name, query in standing.items()}
    ids = {name: _identity(record) for name, record in asked.items()}
    _bring_up_to_date(server, alias, {ids[name]: record for name, record in asked.items()})
    found: dict[str, set[str]] = {}
    for documents, records in _portions(units):
        for id, slots in _percolated(server, alias, records):
            found.setdefault(id, set()).update(documents[slot] for slot in slots)
    return {name: frozenset(found[id]) for name, id in ids.items() if id in found}


def indices(server: Server) -> list[str]:
    """Where the questions lie; none where nobody has asked any."""
    return server.aliased(_alias(server))


def _alias(server: Server) -> str:
    return f"{server.prefix}-standing"


def _record(query: IndexQuery) -> bytes:
    """The question as it is kept: what a search asks, but for ranks."""
    filters: list[Clause] = [*always(query.filter), choices(query.filter), tree_clause(query.tree)]
    return json.dumps({"bool": {"filter": filters}}, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")


def _identity(record: bytes) -> str:
    return hashlib.sha256(record).hexdigest()[:32]


def _body(version: tuple[int, ...]) -> Body:
    """Mapped as documents are, with the questions beside."""
    body = docs_body(version)
    properties = {**body["mappings"]["properties"], _QUERY: {"type": "percolator"}, _ID: {"type": "keyword"}}
    mappings = {**body["mappings"], "_source": {"includes": [_ID]}, "properties": properties}
    return {**body, "mappings": mappings}


def _ensured(server: Server) -> str:
    """The alias of the index of questions, made where there is none, or one that is mapped otherwise."""
    body, alias = _body(server.version), _alias(server)
    wanted = f"{alias}-{_identity(json.dumps(body, sort_keys=True).encode())}"
    there = server.aliased(alias)
    if there != [wanted]:
        server.create(wanted, body)
        actions: list[Body] = [{"add": {"index": wanted, "alias": alias}}]
        actions += [{"remove_index": {"index": other}} for other in there if other != wanted]
        with mapped():
            server.client.indices.update_aliases(body={"actions": actions})
    return alias


def _bring_up_to_date(server: Server, alias: str, wanted: Mapping[str, bytes]) -> None:
    """Put in the questions that lack, take out those that nobody asks. One that the engine refuses stays out."""
    held = {hit["_source"][_ID] for hit in server.every([alias], partial(_listing_body, {"match_all": {}}))}
    lines = [_line("delete", id) for id in sorted(held - wanted.keys())]
    lines += [
        _line("index", id) + b'{"%s":"%s","%s":%s}\n' % (_ID.encode(), id.encode(), _QUERY.encode(), wanted[id])
        for id in sorted(wanted.keys() - held)
    ]
    for at in range(0, len(lines), PORTION):
        with mapped():
            answer = server.client.bulk(
                body=b"".join(lines[at : at + PORTION]), index=alias, params={"require_alias": "true"}
            )
        if any(
            result["status"] == _BUSY or result["status"] >= 500 for item in answer["items"] for result in item.values()
        ):
            raise IndexUnavailableError("OpenSearch är upptagen")
    if lines:
        server.refresh([alias])


def _line(operation: str, id: str) -> bytes:
    return json.dumps({operation: {"_id": id}}).encode() + b"\n"


def _listing_body(query: Clause, size: int, after: Sequence[Any] | None) -> Body:
    """The questions among ``query``, a portion at a time."""
    body: Body = {"query": query, "sort": [{_ID: "asc"}], "size": size, "_source": [_ID]}
    return body if after is None else {**body, "search_after": list(after)}


def _portions(units: Sequence[IndexUnit]) -> Iterator[tuple[list[str], list[bytes]]]:
    """The units' ids and records, as many at a time as a request takes."""
    ids: list[str] = []
    records: list[bytes] = []
    for unit in units:
        record = document_record(unit)
        if records and sum(map(len, records)) + len(record) > _DOCUMENTS_BYTES:
            yield ids, records
            ids, records = [], []
        ids.append(unit.document)
        records.append(record)
    if records:
        yield ids, records


def _percolated(server: Server, alias: str, records: Sequence[bytes]) -> Iterator[tuple[str, list[int]]]:
    """The questions that find any of the documents, with which of them."""
    held: Clause = {"percolate": {"field": _QUERY, "documents": list(map(json.loads, records))}}
    for hit in server.every([alias], partial(_listing_body, {"constant_score": {"filter": held}})):
        yield hit["_source"][_ID], hit["fields"][_SLOTS]
