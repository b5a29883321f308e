"""The guard that keeps tests from the network is there, in this process and in every Python that one starts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from deploy import alone
from tests.outbound import for_children
from tests.outbound_guard import is_here

ELSEWHERE = "192.0.2.1"  # a network for documentation, RFC 5737: nobody has it
_REACHES = """
import socket, sys
kind = sys.argv[1]
try:
    if kind == "connect":
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    elif kind == "send":
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("192.0.2.1", 53))
    elif kind == "ask":
        socket.getaddrinfo("haystack.example", 443)
    elif kind == "http":
        import urllib.request
        urllib.request.urlopen("http://192.0.2.1/", timeout=1)
    else:
        listening = socket.create_server(("127.0.0.1", 0))
        socket.create_connection(listening.getsockname(), timeout=60)
except AssertionError as error:
    print(error)
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return tmp_path / "reached"


def _child(tmp_path: Path, report: Path, kind: str) -> str:
    """Runs in a child whose guard tells this test alone."""
    told = {**os.environ, "PYTHONPATH": for_children(tmp_path, report).split(os.pathsep)[0]}
    command = [sys.executable, "-c", _REACHES, kind]
    return subprocess.run(command, env=told, capture_output=True, text=True, check=True, timeout=60).stdout


@pytest.mark.parametrize("kind", ["connect", "send", "ask", "http"])
def test_a_child_that_reaches_out_is_stopped_and_told_of(tmp_path: Path, report: Path, kind: str) -> None:
    assert "reached for the network" in _child(tmp_path, report, kind)
    assert report.read_text("utf-8").count("socket.") == 1


def test_this_machine_is_open(tmp_path: Path, report: Path) -> None:
    assert _child(tmp_path, report, "loopback") == ""
    assert not report.exists()


def test_every_child_of_a_run_has_the_guard() -> None:
    command = [sys.executable, "-c", "import sitecustomize; print(sitecustomize.__file__)"]
    found = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    assert "samsyn-outbound-" in found


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "::1", "localhost", "0.0.0.0", b"127.0.0.1", ""])
def test_what_is_this_machine(host: str | bytes) -> None:
    assert is_here(host)


@pytest.mark.parametrize("host", [ELSEWHERE, "example.org", "10.0.0.1", "fe80::1", "2001:db8::1", "localhost.example"])
def test_what_is_not(host: str) -> None:
    assert not is_here(host)


def test_who_looks_for_a_way_out_is_counted() -> None:
    """By the kernel, whatever the program is: here in a namespace of the test's own."""
    spaces = alone._spaces()
    if not spaces:
        pytest.skip("a network namespace cannot be made here")
    tried = "import socket; s = socket.socket(); s.settimeout(1); s.connect_ex(('192.0.2.1', 80))"
    quiet = "import socket; socket.create_server(('127.0.0.1', 0))"
    for program, status, said in ((tried, 1, "NO NETWORK: 1 "), (quiet, 0, "NO NETWORK: 0 ")):
        inside = [sys.executable, "-m", "deploy.alone", "--inside", sys.executable, "-I", "-c", program]
        done = subprocess.run([*spaces, *inside], capture_output=True, text=True, check=False, timeout=60)
        assert (done.returncode, said in done.stderr) == (status, True), done.stderr
