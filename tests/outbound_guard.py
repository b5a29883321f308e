"""What each Python of a test run does first: it refuses to reach beyond this machine. Children run it: few imports."""

from __future__ import annotations

import ipaddress
import os
import socket
import sys
from pathlib import Path
from typing import Any, Final

_CONNECTING: Final = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})
_ASKING: Final = frozenset({"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"})
_HERE: Final = frozenset({"localhost", "localhost.localdomain", "ip6-localhost", "", socket.gethostname()})


class ReachedError(AssertionError):
    """A test, or what it started, reached for the network."""


def guard(report: Path) -> None:
    """Refuse whatever goes beyond this machine, from now on in this process, and note it in the report."""

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event in _CONNECTING:
            held, address = arguments[0], arguments[-1]
            host = address[0] if isinstance(address, tuple) and held.family != socket.AF_UNIX else None
        elif event in _ASKING:
            host = arguments[0]
        else:
            return
        if host is not None and not is_here(host):
            with report.open("a", encoding="utf-8") as file:
                file.write(f"{os.getpid()} {sys.argv[:2]} {event} {host!r}\n")
            raise ReachedError(f"a test reached for the network: {host!r}")

    sys.addaudithook(hook)


def is_here(host: str | bytes) -> bool:
    """Whether it is this machine that is meant."""
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else host
    try:
        address = ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return name.lower() in _HERE or name.lower().endswith(".localhost")
    return address.is_loopback or address.is_unspecified
