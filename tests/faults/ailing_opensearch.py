"""A line to a real OpenSearch node that ails as it is told: away, slow, busy, carrying out half of a bulk request."""

from __future__ import annotations

import json
import threading
import time
from contextlib import suppress
from enum import StrEnum
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from types import TracebackType
from typing import Any, Final, Self
from urllib.parse import urlsplit

SECRET_WORDS: Final = "Adam Provsson och vad servern annars citerar"
"""What stands in its refusals and must not be told on."""
SLOW_SECONDS: Final = 8.0
_REJECTED: Final = "es_rejected_execution_exception"


class Ailment(StrEnum):
    AWAY = "away"  # nothing arrives
    LOST = "lost"  # it is done, and the answer does not come
    SLOW = "slow"  # the answer comes when nobody waits for it any longer
    BUSY = "busy"  # 429
    REFUSED = "refused"  # 503
    HALF = "half"  # of a bulk; of anything else nothing


class AilingOpenSearch:
    """``ailments``: so many of the requests that come meet one, drawn by chance among the ``kinds``."""

    def __init__(self, url: str, chance: Random, ailments: int, kinds: tuple[Ailment, ...] = tuple(Ailment)) -> None:
        self.met: list[Ailment] = []
        self._chance, self._left, self._kinds = chance, ailments, kinds
        parts = urlsplit(url)
        self._node = (parts.hostname or "127.0.0.1", parts.port or 9200)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"ailing": self}))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def draw(self) -> Ailment | None:
        if not self._left or self._chance.random() < 0.4:
            return None
        self._left -= 1
        self.met.append(self._chance.choice(self._kinds))
        return self.met[-1]

    def forward(self, method: str, path: str, kind: str, body: bytes) -> tuple[int, bytes]:
        connection = HTTPConnection(*self._node, timeout=60)
        try:
            connection.request(method, path, body or None, {"Content-Type": kind} if body else {})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def half(self, path: str, kind: str, body: bytes) -> tuple[int, bytes]:
        """Some actions are carried out, the others told to have been refused."""
        actions = _actions(body)
        done = [self._chance.random() < 0.5 for _ in actions]
        items: list[dict[str, Any]] = []
        if any(done):
            wanted = b"".join(b"".join(each) for each, yes in zip(actions, done, strict=True) if yes)
            items = json.loads(self.forward("POST", path, kind, wanted)[1])["items"]
        told = [items.pop(0) if yes else _refusal(each[0]) for each, yes in zip(actions, done, strict=True)]
        return 200, json.dumps({"took": 1, "errors": not all(done), "items": told}).encode()


def _actions(body: bytes) -> list[list[bytes]]:
    lines, found = iter(body.splitlines(keepends=True)), list[list[bytes]]()
    for head in lines:
        found.append([head] if "delete" in json.loads(head) else [head, next(lines)])
    return found


def _refusal(head: bytes) -> dict[str, Any]:
    ((operation, named),) = json.loads(head).items()
    error = {"type": _REJECTED, "reason": SECRET_WORDS}
    return {operation: {"_index": named.get("_index"), "_id": named["_id"], "status": 429, "error": error}}


class _Handler(BaseHTTPRequestHandler):
    ailing: AilingOpenSearch
    protocol_version = "HTTP/1.1"

    def _do(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        kind, ailment = self.headers.get("Content-Type", "application/json"), self.ailing.draw()
        if ailment is Ailment.HALF and self.command == "POST" and "_bulk" in self.path:
            self._answer(*self.ailing.half(self.path, kind, body))
        elif ailment in (Ailment.BUSY, Ailment.REFUSED, Ailment.HALF):
            self._answer(503 if ailment is Ailment.REFUSED else 429, _said(ailment))
        elif ailment is Ailment.AWAY:
            self.close_connection = True
        else:
            status, answer = self.ailing.forward(self.command, self.path, kind, body)
            if ailment is Ailment.SLOW:
                time.sleep(SLOW_SECONDS)
            if ailment is Ailment.LOST:
                self.close_connection = True
            else:
                self._answer(status, answer)

    def __getattr__(self, name: str) -> Any:
        """Each method is done in the same way."""
        if name.startswith("do_"):
            return self._do
        raise AttributeError(name)

    def _answer(self, status: int, body: bytes) -> None:
        with suppress(OSError):  # who asked may have gone
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


def _said(ailment: Ailment) -> bytes:
    kind = "cluster_block_exception" if ailment is Ailment.REFUSED else _REJECTED
    error = {"type": kind, "reason": SECRET_WORDS}
    return json.dumps({"error": {**error, "root_cause": [error]}, "status": 0}).encode()
