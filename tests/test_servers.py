"""What the tests stand on: a server is started once for all who ask, whatever process they are in, and is stopped."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from multiprocessing.connection import Client
from pathlib import Path

import pytest

from tests.servers import Answer, Keeper, MissingServerError, ask
from tests.timing import seconds

ROOT = Path(__file__).parents[1]
_ASK = """
import sys
from tests.servers import ask
from tests.test_servers import folder
print(ask(sys.argv[1], folder).url)
"""


def folder(stack: ExitStack) -> str:
    """A server of sorts: it is there while its folder is."""
    return stack.enter_context(tempfile.TemporaryDirectory(prefix="samsyn-server-"))


def lacking(_: ExitStack) -> str:
    raise MissingServerError("Java fattas", by_luck=True)


def broken(_: ExitStack) -> str:
    raise OSError("disken är full")


@pytest.fixture
def keeper() -> Iterator[Keeper]:
    keeper = Keeper()
    yield keeper
    keeper.stop()


def test_a_server_is_started_once_for_all_processes(keeper: Keeper) -> None:
    mine = ask(keeper.address, folder).url
    command = [sys.executable, "-c", _ASK, keeper.address]
    asked = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    assert {process.communicate()[0].strip() for process in asked} == {mine}
    assert Path(mine).is_dir()


def test_it_is_gone_with_the_keeper() -> None:
    keeper = Keeper()
    server, address = Path(ask(keeper.address, folder).url), Path(keeper.address)
    keeper.stop()
    assert not server.exists()
    assert not address.parent.exists()


def test_why_there_is_none_is_told_each_time(keeper: Keeper) -> None:
    assert [ask(keeper.address, lacking) for _ in range(2)] == [Answer(problem="Java fattas", by_luck=True)] * 2
    assert ask(keeper.address, broken) == Answer(problem="OSError('disken är full')")
    assert ask(keeper.address, folder).url


def test_one_who_falls_while_asking_takes_nobody_along(keeper: Keeper) -> None:
    with Client(keeper.address, "AF_UNIX"):
        pass
    with Client(keeper.address, "AF_UNIX") as connection:
        connection.send(folder)
    assert Path(ask(keeper.address, folder).url).is_dir()


def test_the_least_of_some_tries_counts() -> None:
    calls: list[int] = []
    assert seconds(lambda: calls.append(sum(range(2_000_000 if not calls else 1)))) < 0.005
    assert len(calls) == 3
    assert seconds(lambda: calls.append(1), below=1.0) < 1.0
    assert len(calls) == 4
