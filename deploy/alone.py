"""``python -m deploy.alone COMMAND…``: runs the command where there is no network but loopback, and counts who tries.

The command and every process it starts (Java and Chromium too) get a network namespace of their own, in which nothing
can be reached. The kernel counts each packet and connection that finds no route; after the run that count must not have
grown. Where no such namespace can be made the command runs all the same, and it is said that this was not shown.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from deploy.opensearch.errors import NodeError
from deploy.opensearch.fetch import fetch
from deploy.opensearch.java import find_java
from deploy.opensearch.release import DEFAULT, NEWEST

_INSIDE: Final = "--inside"
_PROBED: Final = "2001:4860:4860::8888"
"""Chromium asks the kernel for a way to this address to learn whether there is IPv6, and sends nothing there
(net/dns, ``IPv6 probe``): the one address that has a way here, to this machine itself."""


def main(words: list[str]) -> int:
    """The exit status of the command; 1 where it went well but something was reached for."""
    if words[:1] == [_INSIDE]:
        return _inside(words[1:])
    _fetch_nodes()
    spaces = _spaces()
    if not spaces:
        sys.stderr.write("NO NETWORK: not shown in this run, for a network namespace cannot be made here\n")
        return subprocess.run(words, check=False).returncode  # noqa: S603 (the caller's own command)
    inside = [sys.executable, "-m", "deploy.alone", _INSIDE, *words]
    return subprocess.run([*spaces, *inside], check=False).returncode  # noqa: S603


def reached() -> int:
    """How many packets and connections found no route so far, in this process's network namespace."""
    rows = [line.split() for line in Path("/proc/net/snmp").read_text("ascii").splitlines() if line.startswith("Ip:")]
    four = int(dict(zip(*rows, strict=True))["OutNoRoutes"])
    six = Path("/proc/net/snmp6")  # not there where IPv6 is off
    found = re.search(r"^Ip6OutNoRoutes\s+(\d+)", six.read_text("ascii"), re.MULTILINE) if six.exists() else None
    return four + (int(found[1]) if found else 0)


def _inside(words: list[str]) -> int:
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)  # noqa: S607 (of Debian's iproute2)
    dead_end = ["ip", "-6", "route", "add", _PROBED, "dev", "lo"]
    subprocess.run(dead_end, capture_output=True, check=False)  # noqa: S603 (fails where IPv6 is off)
    before = reached()
    status = subprocess.run(words, check=False).returncode  # noqa: S603 (the caller's own command)
    tried = reached() - before
    sys.stderr.write(f"NO NETWORK: {tried} packets and connections of the whole run were for elsewhere\n")
    return status or (1 if tried else 0)


def _spaces() -> list[str]:
    """The command that makes the namespace for this user; nothing where it does not work."""
    if shutil.which("unshare") is None or shutil.which("ip") is None:
        return []
    way = ["unshare", "--net"] if os.geteuid() == 0 else ["unshare", "--user", "--map-current-user", "--net"]
    tried = subprocess.run([*way, "ip", "link", "set", "lo", "up"], capture_output=True, check=False)  # noqa: S603
    return way if tried.returncode == 0 else []


def _fetch_nodes() -> None:
    """The tests' nodes come from Maven Central, once, and cannot be fetched from within. What lacks, its tests tell."""
    for release in (DEFAULT, NEWEST):
        with contextlib.suppress(NodeError):
            find_java(release.java)
            fetch(release.version)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
