"""Bulk requests: bounded in size, tried again where the server is busy, and silent about what they carry."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from typing import Any, Final

from models.errors import IndexUnavailableError
from search.opensearch.border import mapped
from search.opensearch.server import Server

Action = tuple[str, str, str, bytes | None]
"""Operation (``index``, ``create`` or ``delete``), alias, id, and the record that goes with it."""

_REQUEST_BYTES: Final = 10_000_000  # large enough to be quick, a tenth of what the server takes
_TRIES: Final = 6  # 0.5 s, doubled each time: 15 s in all
_BUSY: Final = 429
_PASSING: Final = {_BUSY, 503}  # too much at once; a node was lost, and the copy of its shard is not yet in its place
# The same has been done already: put in by a drain (create) or not there any more (delete).
_THERE: Final = 409
_DONE_ALREADY: Final = {("create", _THERE), ("delete", 404)}


def send(server: Server, actions: Iterable[Action]) -> set[str]:
    """Carry out the actions; returns the ids of what was there before and was replaced (index) or stays (create).

    Raises :class:`IndexUnavailableError` where one of them was refused for good.
    """
    replaced: set[str] = set()
    for portion in _portions(actions):
        wait = 0.5
        for attempt in range(_TRIES):
            portion = _refused_as_busy(server, portion, replaced)
            if not portion:
                break
            if attempt + 1 == _TRIES:
                raise IndexUnavailableError("OpenSearch är upptagen")
            time.sleep(wait)
            wait *= 2
    return replaced


def _refused_as_busy(server: Server, actions: list[Action], replaced: set[str]) -> list[Action]:
    with mapped():
        # An alias that is gone must not come back as an index that made up its own mapping.
        answer = server.client.bulk(body=b"".join(map(_lines, actions)), params={"require_alias": "true"}, ignore=_BUSY)
    if "items" not in answer:
        return actions
    busy = []
    for action, item in zip(actions, answer["items"], strict=True):
        result: dict[str, Any] = item[action[0]]
        if result["status"] in _PASSING:
            busy.append(action)
        elif result["status"] >= 400 and (action[0], result["status"]) not in _DONE_ALREADY:
            raise IndexUnavailableError(f"OpenSearch tog inte emot en handling ({result['error']['type']})")
        elif result.get("result") == "updated" or (action[0] == "create" and result["status"] == _THERE):
            replaced.add(action[2])
    return busy


def _lines(action: Action) -> bytes:
    operation, alias, id, record = action
    head = json.dumps({operation: {"_index": alias, "_id": id}}).encode()
    return head + b"\n" + (b"" if record is None else record + b"\n")


def _portions(actions: Iterable[Action]) -> Iterator[list[Action]]:
    portion: list[Action] = []
    size = 0
    for action in actions:
        length = 200 + len(action[3] or b"")
        if portion and size + length > _REQUEST_BYTES:
            yield portion
            portion, size = [], 0
        portion.append(action)
        size += length
    if portion:
        yield portion
