"""Real OpenSearch nodes for the tests that ask for one: each started once a run, on loopback, gone with the run."""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Final

import pytest

from deploy.opensearch.errors import JavaMissingError, NodeError
from deploy.opensearch.node import running
from deploy.opensearch.release import DEFAULT, NEWEST, Release
from tests.servers import MissingServerError, url_of

if TYPE_CHECKING:
    from opensearchpy import OpenSearch

_AT_ONCE: Final = 20  # indices named in one address: the server takes 4,096 bytes
_QUICK: Final = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")  # a short life is not worth a second compiler's work
_CLIENTS: Final = dict[str, "OpenSearch"]()  # by the address of their node
QUICK: Final = replace(DEFAULT, options=(*DEFAULT.options, *_QUICK))
_ROOM: Final = 2 * 1024**3  # bytes; a session's indices take some tens of MB
SECONDS: Final = 120
"""A test's own client waits so long for an answer: of itself it waits ten, and a node may stand still for some."""


def remove_indices(url: str, prefix: str) -> None:
    """Every index of a test, so that a node does not fill up with them."""
    indices = _client(url).indices
    names = list(indices.get_alias(index=f"{prefix}-*"))  # an index without one is told of too, and none in full
    for begin in range(0, len(names), _AT_ONCE):
        indices.delete(index=",".join(names[begin : begin + _AT_ONCE]))


def _client(url: str) -> OpenSearch:
    """One for all that this process takes away."""
    from opensearchpy import OpenSearch

    if url not in _CLIENTS:
        _CLIENTS[url] = OpenSearch(url, timeout=SECONDS)
    return _CLIENTS[url]


def pytest_unconfigure() -> None:
    while _CLIENTS:
        _CLIENTS.popitem()[1].close()


def in_a_hurry(patched: pytest.MonkeyPatch, url: str, prefix: str) -> None:
    """Whoever purges (``search/opensearch/purging.py``) and is to wait has the test's indices opened anew instead.

    The engine looks every thirty seconds, counted from when an index was opened, whether it may let go of what was
    deleted; one opened anew has not yet noted what to keep. ``tests/erasure/test_bytes.py`` waits for real, and with
    the full count all do.
    """
    from opensearchpy import OpenSearch

    def opened_anew(_seconds: float) -> None:
        with OpenSearch(url, timeout=SECONDS) as client:
            names = ",".join(client.indices.get(index=f"{prefix}-*"))
            client.indices.close(index=names)
            client.indices.open(index=names)

    if not os.environ.get("SAMSYN_TEST_FULL"):
        patched.setattr("search.opensearch.purging.time", SimpleNamespace(sleep=opened_anew))


def default_node(stack: ExitStack) -> str:
    """Starts the node that every machine can start: 2.19.1."""
    return _started(DEFAULT, stack)


def newest_node(stack: ExitStack) -> str:
    """Starts 3.8.0, where a JDK of 21 or later is found."""
    return _started(NEWEST, stack)


def _started(release: Release, stack: ExitStack) -> str:
    """A JDK that is new enough for the newest release is luck (Debian 12 has 17), so its lack is no failure."""
    try:
        quick = replace(release, options=(*release.options, *_QUICK))
        return stack.enter_context(running(quick, _folder(stack))).url
    except JavaMissingError as error:
        raise MissingServerError(f"OpenSearch {release.version}: {error}", by_luck=release is not DEFAULT) from error
    except NodeError as error:
        raise MissingServerError(str(error)) from error


def _folder(stack: ExitStack) -> Path:
    """Data that goes with the session: in memory where there is room, for making an index waits for the disk often."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > _ROOM
    scratch = tempfile.TemporaryDirectory(
        prefix="samsyn-opensearch-", dir=memory if roomy else None, ignore_cleanup_errors=True
    )
    return Path(stack.enter_context(scratch))


_STARTS: Final = {DEFAULT.version: default_node, NEWEST.version: newest_node}


@pytest.fixture(params=list(_STARTS))
def each_opensearch_url(request: pytest.FixtureRequest) -> str:
    """The address of each node in turn."""
    return url_of(request.config, _STARTS[request.param])


@pytest.fixture
def opensearch_url(pytestconfig: pytest.Config) -> str:
    """The address of the node that every machine can start."""
    return url_of(pytestconfig, default_node)


@pytest.fixture
def opensearch_prefix() -> str:
    """A prefix of the test's own: indices of two tests never meet."""
    return f"t{secrets.token_hex(6)}"
