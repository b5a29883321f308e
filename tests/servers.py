"""Real servers that all of a test run shares: each is started when a test first asks for it, and is gone with the run.

The tests run in several processes side by side (pytest-xdist's workers), so a server is kept by the process that they
all come from: a worker may fall and be replaced, and none has to wait for the others. The keeper listens on a Unix
socket; a worker sends it the function that starts a server, and gets the server's URL, or why there is none.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from multiprocessing.connection import Client, Listener
from threading import Thread
from typing import Any, Final

import pytest

Start = Callable[[ExitStack], str]
"""Starts a server and gives its URL; what stops it goes onto the stack. A function of a module, known by its name."""

_ADDRESS: Final = pytest.StashKey[str]()
_KEEPER: Final = pytest.StashKey["Keeper"]()
_SENT: Final = "samsyn_servers"


class MissingServerError(Exception):
    """A server cannot be had here. ``by_luck``: only some machines have what it needs, so its lack is no failure."""

    def __init__(self, message: str, *, by_luck: bool = False) -> None:
        super().__init__(message)
        self.by_luck = by_luck


@dataclass(frozen=True, slots=True)
class Answer:
    """The ``url`` of a server, or the ``problem`` that it could not be had for."""

    url: str = ""
    problem: str = ""
    by_luck: bool = False


class Keeper:
    """Starts servers for whoever asks at ``address``, each once, until it is stopped."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="samsyn-tests-")
        self.address = f"{self._folder.name}/servers"
        self._listener = Listener(self.address, "AF_UNIX", backlog=16)
        self._thread = Thread(target=self._keep, name="servers", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ends every server that was started."""
        ask(self.address, None)
        self._thread.join()
        self._listener.close()
        self._folder.cleanup()

    def _keep(self) -> None:
        """The servers live as long as this thread, which an OpenSearch node asks for (deploy/opensearch/launch.py)."""
        answers: dict[Start | None, Answer] = {}
        going = True
        with ExitStack() as stack:
            while going:
                with self._listener.accept() as connection, suppress(EOFError, OSError):  # who asked may have fallen
                    start: Start | None = connection.recv()
                    going = start is not None
                    if start is not None and start not in answers:
                        answers[start] = _started(start, stack)
                    connection.send(answers.get(start, Answer()))


def _started(start: Start, stack: ExitStack) -> Answer:
    try:
        return Answer(start(stack))
    except MissingServerError as error:
        return Answer(problem=str(error), by_luck=error.by_luck)
    except Exception as error:  # whatever it is, the tests that asked are to tell
        return Answer(problem=repr(error))


def ask(address: str, start: Start | None) -> Answer:
    """What the keeper at ``address`` says of this server; waits while it starts. None asks the keeper to end."""
    with Client(address, "AF_UNIX") as connection:
        connection.send(start)
        answer: Answer = connection.recv()
        return answer


def url_of(config: pytest.Config, start: Start) -> str:
    """The URL of the run's own server. Where there is none the test fails or is skipped, see :func:`missing`."""
    answer = ask(config.stash[_ADDRESS], start)
    if answer.problem:
        missing(answer.problem, by_luck=answer.by_luck)
    return answer.url


def missing(problem: str, *, by_luck: bool = False) -> None:
    """What a test needs is not here: it fails where every test must run, else it is skipped with the reason."""
    if not by_luck and (os.environ.get("CI") or os.environ.get("SAMSYN_TEST_REQUIRE_ALL")):
        pytest.fail(problem)
    pytest.skip(problem)


def pytest_configure(config: pytest.Config) -> None:
    """A worker is told where the keeper is; every other process keeps the servers itself."""
    sent: dict[str, Any] | None = getattr(config, "workerinput", None)
    if sent is None:
        config.stash[_KEEPER] = Keeper()
    config.stash[_ADDRESS] = sent[_SENT] if sent is not None else config.stash[_KEEPER].address


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Called by pytest-xdist before a worker starts."""
    node.workerinput[_SENT] = node.config.stash[_ADDRESS]


def pytest_unconfigure(config: pytest.Config) -> None:
    if keeper := config.stash.get(_KEEPER, None):
        keeper.stop()
