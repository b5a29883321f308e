"""Few and large segments for a version that was just built: every search looks into each of them."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

from models.errors import IndexUnavailableError
from search.opensearch.border import mapped
from search.opensearch.server import Server

SEGMENT_DOCUMENTS: Final = 100_000
"""About 3.4 GB where documents have four pages. The engine leaves segments beyond 5 GB alone until half of them is
deleted, so that larger ones would go on holding what was taken out."""
_SECONDS: Final = 3_600  # 22 s for 3.4 GB, one segment at a time


def merge(server: Server, index: str) -> None:
    """Merge the segments of an index, as the bulk of it is written by now.

    At 400,000 pages the p95 of searches asked for the first time fell from 129 to 93 ms by it
    (``bench/search_scale.py``). A version is right without it: where it takes longer or is refused, what the engine
    does by itself must do.
    """
    with suppress(IndexUnavailableError), mapped():
        documents = server.client.count(index=index)["count"]
        most = {"max_num_segments": 1 + documents // SEGMENT_DOCUMENTS, "request_timeout": _SECONDS}
        server.client.indices.forcemerge(index=index, params=most)
