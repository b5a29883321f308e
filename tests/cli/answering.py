"""Commands that ask for what is never an argument, answered; and the archive with one paper that they are asked of."""

from __future__ import annotations

import io
from unittest import mock

from models.settings import read_settings
from models.store.store import Store
from tests.cli.command import Answer, samsyn_here
from tests.contracts.protected_contract import PAPER
from tests.web.archive import MILJO, PASSWORD, POLIS, put


def with_paper() -> str:
    """Make the archive; the paper's id."""
    store = Store.open(read_settings(), create=True)
    for source in (MILJO, POLIS):
        store.sources.add(source)
    store.users.add("ines", "Ines", PASSWORD, [MILJO.owner])
    id = put(store, PAPER)
    store.close()
    return id


def ask(*arguments: str, told: str = "") -> Answer:
    with mock.patch("sys.stdin", io.StringIO(told)):
        return samsyn_here(read_settings().home, *arguments)


def said(*arguments: str, told: str = "") -> str:
    answer = ask(*arguments, told=told)
    assert answer.status == 0, answer.err
    return answer.out
