"""A line to a real server that a test cuts and mends: what goes over it stops in the middle."""

from __future__ import annotations

import selectors
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

_PIECE = 65_536


class Line:
    """Forwards connections to the server of ``url``; ``url`` of its own is where clients connect."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._server = (parts.hostname or "127.0.0.1", parts.port or 80)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._open: set[socket.socket] = set()
        self._whole = True
        self._then: tuple[int, Callable[[], object]] | None = None
        self._counting = threading.Lock()
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """End what is under way, and let nobody through."""
        self._whole = False
        for each in list(self._open):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        self._whole = True

    def after(self, bytes: int, do: Callable[[], object]) -> None:
        """Do it once, when so many bytes more have gone to the server."""
        self._then = (bytes, do)

    def _count(self, sent: int) -> None:
        with self._counting:  # several connections are counted together, and it is done once
            if self._then is None:
                return
            left, do = self._then
            self._then = (left - sent, do) if left > sent else None
            if self._then is not None:
                return
        do()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.cut()
        self._listening.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                threading.Thread(target=self._forward, args=(client,), daemon=True).start()

    def _forward(self, client: socket.socket) -> None:
        with client, suppress(OSError):
            if not self._whole:
                return
            with socket.create_connection(self._server) as server, selectors.DefaultSelector() as ready:
                ends = {client: server, server: client}
                self._open |= ends.keys()
                for end in ends:
                    ready.register(end, selectors.EVENT_READ)
                while self._whole:
                    for key, _ in ready.select(timeout=0.2):
                        end = client if key.fileobj is client else server
                        piece = end.recv(_PIECE)
                        if not piece:
                            return
                        ends[end].sendall(piece)
                        if end is client:
                            self._count(len(piece))
                self._open -= ends.keys()
