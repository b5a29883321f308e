"""The command line asks as the local operator or as a user, whose wall holds here too; the ledger tells which."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from models.audit import Action, Event
from models.settings import Settings
from models.source import Source
from models.store.store import Store
from samsyn import main
from search.operator import OPERATOR

NAMES = {"tillsyn": "Adam 850412-2391.txt", "pm": "Bo 850412-2391.txt"}


@pytest.fixture
def store(store: Store) -> Iterator[Store]:
    """Two owners with a document each whose original is gone, and Eva who may read one of them."""
    for source, owner in (("tillsyn", "Nämnden"), ("pm", "Polisen")):
        store.sources.add(Source(source, owner))
        name = NAMES[source]
        store.arrivals.arrive(store.sources.get(source), "0" * 64, 1, path=f"/in/{name}", name=name)
    store.users.add("eva", "Eva Ek", "ett långt lösenord 1", ["Nämnden"])
    return store


def asked(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """The exit status and everything that was said."""
    status = main([*arguments, "--json"])
    said = capsys.readouterr()
    return status, said.out + said.err


def last(store: Store) -> Event:
    return store.ledger.last(1)[0].event


def test_verify_masks_and_stands_in_the_ledger(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    status, said = asked(capsys, "verify")
    paths = {found["path"] for found in json.loads(said)["differences"]}
    assert (status, paths) == (3, {"Adam 850412-XXXX.txt", "Bo 850412-XXXX.txt"})
    event = last(store)
    assert (event.action, event.actor, event.owners) == (Action.ADMINISTRATION, OPERATOR, ("Nämnden", "Polisen"))
    assert event.details == {"command": "verify", "repair": 0}


def test_a_user_verifies_and_counts_what_is_theirs(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    _, said = asked(capsys, "verify", "--as", "eva")
    assert json.loads(said)["checked"] == 1
    assert "Adam" in said
    assert "Bo" not in said
    _, said = asked(capsys, "status", "--as", "eva")
    assert json.loads(said)["owners"] == ["Nämnden"]
    assert json.loads(said)["documents"] == {"failed": 1}


def test_the_ledger_tells_eva_from_who_asks_in_her_name(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["search", "x"], ["verify"], ["status"]):
        asked(capsys, *command, "--as", "eva")
        assert last(store).actor == "eva (via lokal operatör)"
    asked(capsys, "search", "x")
    assert last(store).actor == OPERATOR


@pytest.mark.parametrize("command", [["verify"], ["verify", "--repair"], ["status"], ["audit", "last"], ["search", ""]])
def test_without_an_operator_nobody_asks_for_nobody(
    command: list[str], store: Store, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMSYN_OPERATOR", "false")
    status, said = asked(capsys, *command)
    assert (status, json.loads(said)["error"]["code"]) == (1, "not_found")
    for secret in ("Adam", "Bo ", "Nämnden", "Polisen"):
        assert secret not in said


def test_what_the_ledger_shows_is_masked_and_recorded(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    asked(capsys, "search", "x", "--purpose", "om 850412-2391")
    _, said = asked(capsys, "audit", "last", "--limit", "1")
    assert json.loads(said)[0]["purpose"] == "om 850412-XXXX"
    assert last(store).details == {"command": "audit last", "limit": 1}


def test_a_new_source_stands_in_the_ledger_once(
    settings: Settings, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    add = ("source", "add", "utbetalningar", "--owner", "Kassan")
    before = len(store.ledger.last(1000))
    assert [asked(capsys, *add)[0] for _ in range(2)] == [0, 0]
    event = last(store)
    assert len(store.ledger.last(1000)) == before + 1
    assert (event.action, event.actor, event.owners) == (Action.ADMINISTRATION, OPERATOR, ("Kassan",))
    assert event.details == {"command": "source add", "source": "utbetalningar"}
