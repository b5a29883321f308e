"""The children of all who help with one file, held together so that whoever shared it out can end them."""

from __future__ import annotations

from threading import Lock

from ingest.sandbox import Child


class BrokenOffError(Exception):
    """Nobody wants the rest of the file: who helped with it reads no further."""


class Reins:
    """Held by each who helps, from a thread of its own, while its child is at work; pulled from any thread."""

    def __init__(self) -> None:
        self._lock, self._children, self._over = Lock(), set[Child](), False

    def check(self) -> None:
        """Raises :class:`BrokenOffError` once they were pulled."""
        if self._over:
            raise BrokenOffError

    def take(self, child: Child) -> None:
        """Raises as :meth:`check`: then the child is the caller's to end."""
        with self._lock:
            self.check()
            self._children.add(child)

    def drop(self, child: Child) -> None:
        """Called before the child is waited for: after that its number may be another process's."""
        with self._lock:
            self._children.discard(child)

    def pull(self) -> None:
        """End the children; no other is begun."""
        with self._lock:
            self._over = True
            for child in self._children:
                child.kill()
