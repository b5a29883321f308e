"""A running node: start it, wait until it answers, stop it. ``with running(DEFAULT) as node: node.url``."""

from __future__ import annotations

import json
import os
import re
import secrets
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from deploy.opensearch.errors import NodeError
from deploy.opensearch.fetch import fetch
from deploy.opensearch.java import find_java
from deploy.opensearch.release import ALONE, CONFIGURATION, DEFAULT, Release, command

_START_SECONDS: Final = 240.0  # 5–10 s on an idle machine; the limit is for a busy one
_STOP_SECONDS: Final = 20.0
_BASE_PORT: Final = 9200  # the runner takes the first free port above, and gives up silently at 9300
_PORT: Final = re.compile(r"HTTP Port:\s+(\d+)")


@dataclass(frozen=True, slots=True)
class Node:
    """A node that answers at ``url``. It ends with this process, however that ends."""

    version: str
    url: str
    process: subprocess.Popen[bytes]

    def stop(self) -> None:
        """Ask it to end, and make it."""
        self.process.terminate()
        try:
            self.process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@contextmanager
def running(release: Release = DEFAULT, folder: Path | None = None) -> Iterator[Node]:
    """A node for as long as the block lasts; its data in ``folder``, or in a folder that goes with it."""
    if folder is not None:
        yield from _kept(release, folder)
        return
    with tempfile.TemporaryDirectory(prefix="samsyn-opensearch-", ignore_cleanup_errors=True) as scratch:
        yield from _kept(release, Path(scratch))


def _kept(release: Release, folder: Path) -> Iterator[Node]:
    node = start(release, folder)
    try:
        yield node
    finally:
        node.stop()


def start(release: Release, folder: Path, *, cluster: str = "", place: str = ALONE) -> Node:
    """A node with its data in ``folder``, answering when this returns. ``place``: its settings in the ``cluster`` of
    this name. Raises :class:`NodeError`."""
    jars, java = fetch(release.version), find_java(release.java)
    name = cluster or f"samsyn-{secrets.token_hex(4)}"
    settings = folder / "node_1" / "config" / "opensearch.yml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(CONFIGURATION + place, encoding="utf-8")
    log = folder / "node.log"
    launcher = [sys.executable, str(Path(__file__).with_name("launch.py")), str(os.getpid())]
    with log.open("wb") as out:
        whole = [*launcher, *command(release, java, jars, folder, name, _BASE_PORT)]
        process = subprocess.Popen(  # noqa: S603 (our own words only)
            whole, stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, cwd=folder
        )
    try:
        return Node(release.version, _wait(process, log, name), process)
    except BaseException:
        process.kill()
        process.wait()
        raise


def _wait(process: subprocess.Popen[bytes], log: Path, name: str) -> str:
    """The address, once *our* node (by its name) answers there."""
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        port = _PORT.search(log.read_text(encoding="utf-8", errors="replace"))
        if port and _answers(url := f"http://127.0.0.1:{port.group(1)}", name):
            return url
        time.sleep(0.2)
    tail = log.read_text(encoding="utf-8", errors="replace")[-2000:]
    raise NodeError(f"the OpenSearch node did not come up; the end of its log: {tail}")


def _answers(url: str, name: str) -> bool:
    try:
        question = f"{url}/_cluster/health?wait_for_status=yellow&timeout=1s"
        with urllib.request.urlopen(question, timeout=5) as answer:  # noqa: S310 (always http, on loopback)
            return bool(json.load(answer)["cluster_name"] == name)
    except (OSError, ValueError):
        return False
