"""The peers that run on a real OpenSearch node: its built-in ``swedish`` analyzer, and Haystack's retriever over it.

Both with their defaults: a ``match`` query with any of the words, BM25 with k1 1.2 and b 0.75. Haystack's retriever
comes with ``opensearch-haystack``, which only this bench needs (``pip install --no-deps opensearch-haystack``); without
it the retriever is left out with a word.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any, Final

from bench.search_systems import BATCH, Pairs, System

_INDEX: Final = f"bench-peer-{os.getpid()}"
_SETTINGS: Final = {"number_of_shards": 1, "number_of_replicas": 0}


def servers(url: str, texts: Pairs) -> dict[str, System]:
    """The peers by name over these texts; none where there is no node."""
    if not url:
        return {}
    found: dict[str, System] = {"OpenSearch, swedish": Swedish(url, texts)}
    try:
        found["Haystack, OpenSearchBM25Retriever"] = Haystack(url, texts)
    except ImportError:
        print("left out: opensearch-haystack is not installed", file=sys.stderr)
    return found


class Swedish:
    """A text field with the analyzer ``swedish``, asked by ``match``."""

    def __init__(self, url: str, texts: Pairs) -> None:
        from opensearchpy import OpenSearch, helpers

        self._client = OpenSearch(url, timeout=120)
        self._client.indices.delete(index=f"{_INDEX}-swedish", ignore=404)
        mappings = {"properties": {"text": {"type": "text", "analyzer": "swedish"}}}
        body = {"settings": _SETTINGS, "mappings": mappings}
        self._client.indices.create(index=f"{_INDEX}-swedish", body=body)
        rows = ({"_index": f"{_INDEX}-swedish", "_id": id, "text": text} for id, text in texts)
        helpers.bulk(self._client, rows, chunk_size=BATCH, refresh=True)

    def ranked(self, query: str, limit: int) -> list[str]:
        body: dict[str, Any] = {"query": {"match": {"text": query}}, "_source": False, "size": min(limit, 10_000)}
        answer = self._client.search(index=f"{_INDEX}-swedish", body=body)
        return [hit["_id"] for hit in answer["hits"]["hits"]]


class Haystack:
    """``OpenSearchBM25Retriever`` over an ``OpenSearchDocumentStore``, as their documentation sets them up."""

    def __init__(self, url: str, texts: Pairs) -> None:
        from haystack import Document
        from haystack.document_stores.types import DuplicatePolicy

        parts = import_module("haystack_integrations.components.retrievers.opensearch")
        stores = import_module("haystack_integrations.document_stores.opensearch")
        store = stores.OpenSearchDocumentStore(hosts=url, index=f"{_INDEX}-haystack", embedding_dim=8, timeout=120)
        store._ensure_initialized()
        store._client.indices.delete(index=f"{_INDEX}-haystack", ignore=404)
        store = stores.OpenSearchDocumentStore(hosts=url, index=f"{_INDEX}-haystack", embedding_dim=8, timeout=120)
        for at in range(0, len(texts), BATCH):
            documents = [Document(id=id, content=text) for id, text in texts[at : at + BATCH]]
            store.write_documents(documents, policy=DuplicatePolicy.OVERWRITE, refresh=True)
        self._retriever = parts.OpenSearchBM25Retriever(document_store=store)

    def ranked(self, query: str, limit: int) -> list[str]:
        found = self._retriever.run(query=query, top_k=min(limit, 10_000))
        return [document.id for document in found["documents"]]
