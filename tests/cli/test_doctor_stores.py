"""What ``samsyn doctor`` says of register, index, synonyms and saved searches; each thing is broken for real."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import update

from ingest.doctor import stores
from ingest.doctor.check import said
from ingest.doctor_command import checks
from models.access import Viewer
from models.server_errors import RegisterMissingError
from models.settings import Settings
from models.store.schema_saved import saved_searches
from models.store.store import Store
from tests.cli.broken_checks import broken, refused


def test_the_databases_are_told_with_their_versions(settings: Settings, store: Store) -> None:
    assert sqlite3.sqlite_version in stores.register(settings)["found"]
    assert stores.sqlite()["ok"]


def test_a_database_that_is_none_or_away(settings: Settings, store: Store) -> None:
    store.close()
    (settings.home / "register.sqlite3").write_bytes(b"nothing of a database" * 1000)
    for leftover in settings.home.glob("register.sqlite3-*"):
        leftover.unlink()
    refused("register", lambda: stores.register(settings))
    away = Settings(home=settings.home, database_url="postgresql://prov@127.0.0.1:9/prov")
    refused("register", lambda: stores.register(away))
    assert [check["name"] for check in checks(away)][-1] == "watched"  # what needs it is left out, the rest is told


def test_a_database_that_the_register_is_not_in(settings: Settings, store: Store) -> None:
    """Such as when a command is not given the address that its service has: nothing new is made in its place."""
    store.close()
    (settings.home / "register.sqlite3").unlink()
    for leftover in settings.home.glob("register.sqlite3-*"):
        leftover.unlink()
    assert "inget register" in broken(stores.register(settings))
    with pytest.raises(RegisterMissingError):
        Store.open(settings)
    Store.open(settings, create=True).close()  # asked for by name: samsyn source add
    assert stores.register(settings)["ok"]


@pytest.mark.parametrize("url", [False, True])
def test_a_vault_that_can_only_be_read(
    settings: Settings, store: Store, monkeypatch: pytest.MonkeyPatch, url: bool
) -> None:
    """Nobody is kept from writing who is root, as a test may be."""
    folder = settings.home / "vault"
    folder.mkdir(exist_ok=True)
    mine = replace(settings, vault_url=folder.as_uri()) if url else settings
    assert stores.vault(mine)["ok"]
    monkeypatch.setattr(os, "access", lambda path, mode: (Path(path), mode) != (folder, os.W_OK))
    assert "går inte att skriva" in broken(stores.vault(mine))


@pytest.mark.parametrize("revision", ["0001", "9999"])
def test_tables_of_another_version_are_told_and_left_alone(settings: Settings, store: Store, revision: str) -> None:
    store.close()
    with sqlite3.connect(settings.home / "register.sqlite3") as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    connection.close()
    refused("register", lambda: stores.register(settings))
    with sqlite3.connect(settings.home / "register.sqlite3") as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (revision,)
    connection.close()


def test_an_opensearch_that_is_not_there(settings: Settings) -> None:
    away = Settings(home=settings.home, opensearch_url="http://127.0.0.1:9")
    refused("index", lambda: stores.index(away))


@pytest.mark.opensearch
def test_opensearch_with_its_versions_and_what_its_settings_lack(settings: Settings, opensearch_url: str) -> None:
    from search.opensearch.node_facts import NodeFacts, node_facts

    there = Settings(home=settings.home, opensearch_url=opensearch_url)
    facts = node_facts(there)
    assert (facts.faults, facts.nodes, facts.clauses) == ((), 1, 8192)
    assert facts.java is not None
    assert f"JDK {facts.java}" in stores.index(there)["found"]
    ill = NodeFacts((2, 11, 0), 1, "red", java=11, clauses=1024)
    assert [fault for fault, _ in ill.faults] == [
        "för gammal", "för gammal JDK", "delar av indexet saknas", "högst 1024 satser",
    ]  # fmt: skip


def test_a_line_of_the_sites_synonyms_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    assert stores.synonyms(settings)["ok"]
    own = tmp_path / "synonyms.txt"
    own.write_text("PM = promemoria\ntfn telefon\n", "utf-8")
    assert "synonyms.txt, rad 2" in refused("synonyms", lambda: stores.synonyms(settings))
    own.write_bytes("å = ä".encode("latin-1"))
    assert "UTF-8" in refused("synonyms", lambda: stores.synonyms(settings))
    own.unlink()
    own.mkdir()
    refused("synonyms", lambda: stores.synonyms(settings))


def test_the_sites_synonyms_are_told_where_they_lie(tmp_path: Path) -> None:
    (tmp_path / "synonyms.txt").write_text("MHN = miljö- och hälsoskyddsnämnden\n", "utf-8")
    assert stores.synonyms(Settings(home=tmp_path)) == said("synonyms", True, str(tmp_path / "synonyms.txt"))


def test_a_saved_search_that_was_changed_is_told(store: Store) -> None:
    assert stores.saved(store, counts=True)["ok"]
    id = store.saved.add(Viewer("anna", frozenset()), "krog", {"query": "krog"}).id
    with store.database.write() as connection:
        connection.execute(update(saved_searches).values(search={"sealed": "AAAA"}))
    assert id in broken(stores.saved(store, counts=True))
    assert id not in stores.saved(store, counts=False)["found"]


def test_how_many_documents_there_are_is_told_to_the_operator_alone(
    settings: Settings, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a worker finds is shown to every archivist (``ingest/checking.py``)."""
    state = {"embedder": "prov-1", "documents": 4711, "lacking": 17, "outdated": ["Polisen"]}
    monkeypatch.setattr("search.meaning.state.meaning_state", lambda *_: state)
    assert "4711 handlingar, 17 saknar" in stores.meaning(settings, store, counts=True)["found"]
    told = stores.meaning(settings, store, counts=False)
    assert (told["ok"], told["found"]) == (False, "prov-1")
