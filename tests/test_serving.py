"""A site that a test serves ends with the test, whoever still holds a connection to it."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.serving import LONGEST, serving


def answer(_environ: Any, start: Callable[..., Any]) -> Iterable[bytes]:
    start("200 OK", [("Content-Length", "2")])
    return [b"ja"]


@pytest.mark.parametrize("kept", [False, True])
def test_it_ends_at_once_and_nobody_is_answered_any_more(kept: bool) -> None:
    with serving(answer) as address:
        place = urlsplit(address)
        line = socket.create_connection((str(place.hostname), int(place.port or 0)), timeout=60)
        line.sendall(b"GET / HTTP/1.1\r\nHost: prov\r\n\r\n")
        assert b" 200 OK" in line.recv(500)
        if not kept:
            line.close()
        began = time.monotonic()
    took = time.monotonic() - began
    line.close()
    assert took < LONGEST / 2  # all of it where a browser's connection is waited for
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((str(place.hostname), int(place.port or 0)), timeout=60)
