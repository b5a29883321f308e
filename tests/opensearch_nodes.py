"""Real OpenSearch nodes for the tests that ask for one: each started once, on loopback, gone with the session."""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import pytest

from deploy.opensearch.errors import JavaMissingError, NodeError
from deploy.opensearch.node import Node, running
from deploy.opensearch.release import DEFAULT, NEWEST, Release

_ROOM: Final = 2 * 1024**3  # bytes; a session's indices take some tens of MB


def remove_indices(url: str, prefix: str) -> None:
    """Every index of a test, so that a node does not fill up with them."""
    from opensearchpy import OpenSearch

    with OpenSearch(url) as client:
        names = list(client.indices.get(index=f"{prefix}-*"))
        if names:
            client.indices.delete(index=",".join(names))


def _folder(stack: ExitStack) -> Path:
    """Data that goes with the session: in memory where there is room, for making an index waits for the disk often."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > _ROOM
    scratch = tempfile.TemporaryDirectory(
        prefix="samsyn-opensearch-", dir=memory if roomy else None, ignore_cleanup_errors=True
    )
    return Path(stack.enter_context(scratch))


def _must_be_there() -> bool:
    return bool(os.environ.get("CI") or os.environ.get("SAMSYN_TEST_REQUIRE_ALL"))


def _started(release: Release, stack: ExitStack) -> Node:
    """A node. Where it cannot be had the test fails if every test must run, else it is skipped with the reason.

    A JDK that is new enough for the newest release is luck (Debian 12 has 17), so its lack is no failure.
    """
    try:
        return stack.enter_context(running(release, _folder(stack)))
    except JavaMissingError as error:
        if release is DEFAULT and _must_be_there():
            pytest.fail(str(error))
        pytest.skip(f"OpenSearch {release.version}: {error}")
    except NodeError as error:
        if _must_be_there():
            pytest.fail(str(error))
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def opensearch_node() -> Iterator[Node]:
    """The node that every machine can start: 2.19.1."""
    with ExitStack() as stack:
        yield _started(DEFAULT, stack)


@pytest.fixture(scope="session")
def newest_opensearch_node() -> Iterator[Node]:
    """3.8.0, where a JDK of 21 or later is found."""
    with ExitStack() as stack:
        yield _started(NEWEST, stack)


@pytest.fixture(params=["2.19.1", "3.8.0"])
def each_opensearch_url(request: pytest.FixtureRequest) -> str:
    """The address of each node in turn."""
    name = "opensearch_node" if request.param == DEFAULT.version else "newest_opensearch_node"
    node: Node = request.getfixturevalue(name)
    return node.url


@pytest.fixture
def opensearch_url(opensearch_node: Node) -> str:
    return opensearch_node.url


@pytest.fixture
def opensearch_prefix() -> str:
    """A prefix of the test's own: indices of two tests never meet."""
    return f"t{secrets.token_hex(6)}"
