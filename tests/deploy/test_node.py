"""A node ends with its parent, however that ends, and listens to nobody but this machine."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from deploy.opensearch.errors import JavaMissingError, NodeError
from deploy.opensearch.fetch import fetch
from deploy.opensearch.java import find_java
from tests.processes import process, wait_until

_SLEEPER = "import time; print('up', flush=True); time.sleep(600)"
_LAUNCH = Path(__file__).parents[2] / "deploy" / "opensearch" / "launch.py"
_PARENT = f"""
import os, subprocess, sys, time
child = subprocess.Popen([sys.executable, {str(_LAUNCH)!r}, str(os.getpid()), sys.executable, "-c", {_SLEEPER!r}])
print(child.pid, flush=True)
time.sleep(600)
"""


def test_what_is_launched_dies_with_a_parent_that_was_killed() -> None:
    parent = subprocess.Popen([sys.executable, "-c", _PARENT], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    said = {parent.stdout.readline().strip() for _ in range(2)}  # by either, whichever came first
    (number,) = said - {"up"}
    child = process(int(number))
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    assert wait_until(lambda: not child.alive)


@pytest.mark.opensearch
def test_a_node_listens_on_loopback_only(opensearch_url: str) -> None:
    port = int(opensearch_url.rpartition(":")[2])
    with urllib.request.urlopen(opensearch_url) as answer:
        assert answer.status == 200
    addresses = {entry[4][0] for entry in socket.getaddrinfo(socket.gethostname(), port, socket.AF_INET)}
    bound = subprocess.run(["ss", "-ltnH", f"sport = :{port}"], capture_output=True, text=True, check=True).stdout
    assert addresses
    assert bound
    assert all("127.0.0.1" in line for line in bound.splitlines())


def test_a_java_that_nobody_has_is_named_as_missing() -> None:
    with pytest.raises(JavaMissingError, match="no JDK of 999"):
        find_java(999)


def test_a_version_without_a_recipe_is_refused() -> None:
    with pytest.raises(NodeError, match="no recipe"):
        fetch("0.0.1")
