"""What was taken out, out of the engine's files as well: a deleted record stays in its segment until that is merged,
and in the engine's log (*translog*) until it is flushed."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Final

from models.errors import IndexUnavailableError
from search.opensearch.border import mapped
from search.opensearch.server import Server

_SECONDS: Final = 3_600
_TRIES: Final = 8
_PAUSE: Final = 5.0
"""Between two tries: the engine keeps what was deleted for as long as a copy of the index may ask for it, and looks at
that every thirty seconds (``index.soft_deletes``)."""


def purge(server: Server, indices: Sequence[str]) -> None:
    """Leave nothing in the files of these indices that was taken out of them. Raises :class:`IndexUnavailableError`
    where the engine still keeps some of it: done again it goes on."""
    for index in indices:
        for left in range(_TRIES, 0, -1):
            _merge(server, index)
            if not _deleted(server, index):
                break
            if left == 1:
                raise IndexUnavailableError(
                    "OpenSearch har kvar borttaget i sina filer",
                    next="Körs igen av sig självt; samsyn reindex hjälper.",
                )
            time.sleep(_PAUSE)


def _merge(server: Server, index: str) -> None:
    """Into one segment, whatever its size; flushed before, so that what is in memory and in the log is in one too, and
    refreshed after: who searches holds the files of before until then, and of an index that nobody searches the engine
    refreshes nothing by itself."""
    with mapped():
        server.client.indices.flush(index=index, params={"force": "true", "wait_if_ongoing": "true"})
        server.client.indices.forcemerge(index=index, params={"max_num_segments": 1, "request_timeout": _SECONDS})
        server.client.indices.flush(index=index, params={"force": "true", "wait_if_ongoing": "true"})
    server.refresh([index])


def _deleted(server: Server, index: str) -> int:
    """How many records are deleted and still kept, copies of the index counted too."""
    with mapped():
        told = server.client.indices.stats(index=index, metric="docs")
    return int(told["_all"]["total"].get("docs", {}).get("deleted", 0))
