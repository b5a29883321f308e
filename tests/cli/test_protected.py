"""``samsyn protected``: asked for, never an argument; told by label; covered in what other commands say."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import delete, update

from models.audit import Action
from models.settings import Settings, read_settings
from models.store.schema import protected, protected_spans
from models.store.store import Store
from tests.cli.answering import ask, said, with_paper
from tests.cli.command import samsyn_here
from tests.web.archive import MILJO

ADD = ["protected", "add", "--owner", MILJO.owner, "--label", "P 1", "--reason", "beslut 1", "--json"]
WHO = "Vilma Sofia\nHemligsson\n850412-2391\n"


@pytest.fixture
def filled() -> str:
    return with_paper()


def test_a_line_is_added_listed_and_lifted(filled: str) -> None:
    line = json.loads(said(*ADD, told=WHO))
    assert (line["label"], line["documents"], line["lifted"]) == ("P 1", 1, False)
    assert "Hemligsson" not in said("protected", "list")
    hits = json.loads(said("search", "ringde", "--as", "ines", "--json"))
    assert [hit["name"] for hit in hits["hits"]] == ["anmälan ████████████████.pdf"]
    absent, hidden = (
        json.loads(said("search", each, "--as", "ines", "--json")) for each in ("Någotnamn", "Hemligsson")
    )
    assert absent["total"] == hidden["total"] == 0
    assert json.loads(said("search", "Hemligsson", "--json"))["total"] == 1
    lifted = json.loads(said("protected", "lift", line["line"], "--reason", "hävd", "--json"))
    assert (lifted["lifted"], lifted["documents"]) == (True, 1)
    assert json.loads(said("search", "Hemligsson", "--as", "ines", "--json"))["total"] == 1
    assert said("protected", "sweep").strip() == "0 handlingar ändrades."


def test_others_are_refused_and_it_is_logged(filled: str) -> None:
    assert ask(*ADD, "--as", "ines", told=WHO).status == 1
    store = Store.open(read_settings())
    assert store.ledger.last(1)[0].event.action is Action.REFUSED
    assert "Hemligsson" not in str(store.ledger.last(50))
    store.close()


def test_a_new_version_and_a_backup_put_back_go_through_what_is_not_gone_through(filled: str, tmp_path: Path) -> None:
    said(*ADD, told=WHO)
    with closing(Store.open(read_settings())) as store, store.database.write() as connection:
        connection.execute(delete(protected_spans))  # as if less had been found then
        connection.execute(update(protected).values(swept=None))
    said("upgrade", str(tmp_path / "kopior"), "--json")
    put_back = samsyn_here(tmp_path / "åter", "restore", tmp_path / "kopior", "--json")
    assert put_back.status == 0, put_back.err
    for home in (read_settings().home, tmp_path / "åter"):
        with closing(Store.open(Settings(home=home))) as store:
            assert (store.protected.waiting(), store.outbox.all()) == ([], [])
            assert store.protected.spans(filled)
