"""Real ``samsyn serve`` processes, and a browser that goes from one to the other as a proxy would send it."""

from __future__ import annotations

import os
import re
import secrets
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

import requests

from tests.cli.command import ROOT, environment
from tests.processes import wait_until

PURPOSE = {"text": "prov av flera servrar", "case": "PROV-1"}
_GIVEN: Final = Path("/proc/sys/net/ipv4/ip_local_port_range")
"""The first and the last port of those that the kernel gives."""
_LEAST_PORT, _PORTS = 10_000, 65_536


@contextmanager
def served(
    home: Path, *arguments: str, program: Sequence[str] = (str(ROOT / "samsyn.py"),), **settings: str
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """``samsyn serve ARGUMENTS`` by this program on a port of its own; its address, and its process."""
    port = free_port()
    command = [sys.executable, *program, "serve", "--no-worker", "--port", str(port), *arguments]
    told = environment(home, {"second_factor": "own", **settings})  # who signs in has a password and no telephone
    process = subprocess.Popen(command, env=told, cwd=home.parent, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        assert wait_until(lambda: process.poll() is None and _answers(address))
        yield address, process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def free_port() -> int:
    """One that nobody has, and that the kernel gives nobody who asks for any: by the time that it is used, it would be
    somebody else's now and then."""
    first, last = map(int, _GIVEN.read_text("ascii").split())
    while True:
        port = secrets.choice([*range(_LEAST_PORT, first), *range(last + 1, _PORTS)] or range(_LEAST_PORT, _PORTS))
        with socket.socket() as trial, suppress(OSError):
            trial.bind(("127.0.0.1", port))
            return port


def _answers(address: str) -> bool:
    try:
        return requests.get(f"{address}/readyz", timeout=5).ok
    except requests.RequestException:
        return False


def answering(address: str) -> set[int]:
    """The processes that hold the address's port and are not the first of them: by what the kernel says."""
    port = int(address.rpartition(":")[2])
    said = subprocess.run(["ss", "-ltnpH", f"sport = :{port}"], capture_output=True, text=True, check=True).stdout
    return set(map(int, re.findall(r"pid=(\d+)", said)))


class Roaming:
    """A browser whose every request goes to the next server: cookies are of a host, whatever its port."""

    def __init__(self, *addresses: str) -> None:
        self._addresses, self._turn, self._token = addresses, 0, ""
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers["Connection"] = "close"  # else one process answers all, and takes the line with it

    def __enter__(self) -> Roaming:
        return self

    def __exit__(self, *_: object) -> None:
        self._session.close()

    def get(self, path: str) -> requests.Response:
        return self._kept(self._ask("GET", path))

    def post(self, path: str, **fields: Any) -> requests.Response:
        return self._ask("POST", path, data={"csrf_token": self._token, **fields})

    def send(self, path: str, data: Any, **headers: str) -> Any:
        """As a script of ours asks."""
        told = {"Accept": "application/json", "X-CSRFToken": self._token, **headers}
        answer = self._ask("POST", path, data=data, headers=told)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def sign_in(self, name: str, password: str) -> None:
        self.get("/logga-in")
        assert self.post("/logga-in", name=name, password=password).status_code == 303
        self.get("/andamal")
        assert self.post("/andamal", **PURPOSE).status_code == 303
        assert self.get("/").status_code == 200

    def _ask(self, method: str, path: str, **given: Any) -> requests.Response:
        address = self._addresses[self._turn % len(self._addresses)]
        self._turn += 1
        return self._session.request(method, f"{address}{path}", allow_redirects=False, timeout=60, **given)

    def _kept(self, answer: requests.Response) -> requests.Response:
        if found := re.search(r'name="csrf_token" value="([^"]+)"', answer.text):
            self._token = found[1]
        return answer


def is_running(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True
