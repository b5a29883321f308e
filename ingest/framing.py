"""Messages over a pipe: a line of JSON, then as many raw bytes as its ``bytes`` says."""

from __future__ import annotations

import json
import os
import select
import time
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

from models.errors import ReaderLiedError

_CHUNK: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class Message:
    """What came over the pipe. ``values`` and ``content`` are untrusted."""

    values: dict[str, Any]
    content: bytes


class DeadlineError(Exception):
    """No whole message came in time."""


class OverflowingError(Exception):
    """More came than all messages together may hold."""


def write_message(out: BinaryIO, values: dict[str, Any], content: bytes = b"") -> None:
    line = json.dumps({**values, "bytes": len(content)}, ensure_ascii=False, allow_nan=False)
    out.write(line.encode("utf-8", "surrogatepass") + b"\n" + content)
    out.flush()


class MessageReader:
    """Reads messages from ``pipe`` and never holds more of them than one message may have.

    ``most_line`` and ``most_content`` bound one message, ``most_total`` all of them, in bytes.
    """

    def __init__(self, pipe: int, *, most_line: int, most_content: int, most_total: int) -> None:
        self._pipe, self._most_line, self._most_content, self._left = pipe, most_line, most_content, most_total
        self._buffer = bytearray()
        self._poll = select.poll()
        self._poll.register(pipe, select.POLLIN | select.POLLHUP)

    @property
    def left(self) -> int:
        """How many bytes may still come."""
        return self._left

    def next(self, seconds: float) -> Message | None:
        """The next message, or None where the pipe ended between two messages.

        Raises :class:`DeadlineError` after ``seconds``, ReaderLiedError for what is no message or too large,
        :class:`OverflowingError`, and EOFError where the pipe ended within one.
        """
        deadline = time.monotonic() + seconds
        line = self._line(deadline)
        if line is None:
            return None
        values = _parsed(line)
        size = values.get("bytes")
        if type(size) is not int or not 0 <= size <= self._most_content:
            raise ReaderLiedError("Läsarens svar har en orimlig längd")
        return Message(values, self._take(size, deadline))

    def _line(self, deadline: float) -> bytes | None:
        searched = 0
        while (end := self._buffer.find(b"\n", searched)) < 0:
            searched = len(self._buffer)
            if searched > self._most_line:
                raise ReaderLiedError("Läsarens svar har en för lång rad")
            if not self._fill(deadline):
                if self._buffer:
                    raise EOFError
                return None
        return self._cut(end + 1)

    def _take(self, size: int, deadline: float) -> bytes:
        while len(self._buffer) < size:
            if not self._fill(deadline):
                raise EOFError
        return self._cut(size)

    def _cut(self, size: int) -> bytes:
        taken = bytes(self._buffer[:size])
        del self._buffer[:size]
        return taken

    def _fill(self, deadline: float) -> bool:
        left = deadline - time.monotonic()
        if left <= 0 or not self._poll.poll(left * 1000):
            raise DeadlineError
        chunk = os.read(self._pipe, _CHUNK)
        self._left -= len(chunk)
        if self._left < 0:
            raise OverflowingError
        self._buffer += chunk
        return bool(chunk)


def _parsed(line: bytes) -> dict[str, Any]:
    try:
        values = json.loads(line, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise ReaderLiedError("Läsarens svar är inte JSON") from error
    if not isinstance(values, dict):
        raise ReaderLiedError("Läsarens svar är inget objekt")
    return values


def _refuse(constant: str) -> float:
    raise ValueError(constant)  # NaN and Infinity are no JSON, and no coordinates
