"""``samsyn watch FOLDER`` and what is done with watched folders; a file is still a list to search for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from ingest.watched.doctoring import watched_said
from models.settings import Settings
from models.store.store import Store
from tests.cli import schemas
from tests.cli.command import Answer, samsyn_here


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "skanner"
    folder.mkdir()
    return folder


def told(answer: Answer) -> Any:
    assert answer.status == 0, answer.err
    return answer.value


def test_a_folder_from_being_added_to_being_removed(folder: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert samsyn_here(home, "watch", folder, "--source", "tillsyn").status == 1, "no installation yet"
    added = told(samsyn_here(home, "watch", folder, "--source", "tillsyn", "--owner", "Nämnden", "--json"))
    assert (added["path"], added["owner"]) == (str(folder), "Nämnden")
    again = told(samsyn_here(home, "watch", "--json", "--source=tillsyn", folder))
    assert again["id"] == added["id"]
    (row,) = told(samsyn_here(home, "watch", "list", "--json"))
    Draft202012Validator(schemas.WATCHED_FOLDER).validate(row)
    assert (row["state"], row["looked"]) == ("untended", None)
    assert watched_said(Settings(home=home), names=True).found == f"1 av 1 mappar kan inte ses: {folder} (untended)"
    assert str(folder) not in watched_said(Settings(home=home), names=False).found
    for command, state in (("pause", "paused"), ("resume", "untended")):
        changed = told(samsyn_here(home, "watch", command, added["id"][:8], "--json"))
        assert changed["state"] == state
        with_path = told(samsyn_here(home, "watch", command, folder, "--json"))
        assert with_path["state"] == state
        assert watched_said(Settings(home=home), names=True).ok is (state == "paused")
    (state,) = told(samsyn_here(home, "status", "--json"))["watched"]
    assert (state["path"], state["state"]) == (str(folder), "untended")
    assert str(folder) in samsyn_here(home, "status").out
    assert "ingen arbetare tittar" in samsyn_here(home, "watch", "list").out
    told(samsyn_here(home, "watch", "remove", folder, "--json"))
    assert told(samsyn_here(home, "watch", "list", "--json")) == []
    gone = samsyn_here(home, "watch", "pause", folder, "--json")
    assert (gone.status, gone.error["code"]) == (1, "not_found")
    store = Store.open(Settings(home=home))
    events = [(record.event.details or {}).get("command") for record in store.ledger.last(9)]
    store.close()
    assert {"watch add", "watch pause", "watch resume", "watch remove"} <= set(events)


def test_what_may_not_be_watched(folder: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    told(samsyn_here(home, "watch", folder, "--source", "tillsyn", "--owner", "Nämnden", "--json"))
    (folder / "inre").mkdir()
    cases = ((home, "folder_refused"), (tmp_path, "folder_refused"), (folder / "inre", "folder_refused"))
    for path, code in (*cases, (tmp_path / "borta", "missing_path")):
        answer = samsyn_here(home, "watch", path, "--source", "tillsyn", "--json")
        assert (answer.status, answer.error["code"]) == (1, code), path
    wrong = samsyn_here(home, "watch", folder, "--source", "okänd", "--json")
    assert (wrong.status, wrong.error["code"]) == (1, "unknown_source")


def test_only_ones_own_owners_folders(folder: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    added = told(samsyn_here(home, "watch", folder, "--source", "tillsyn", "--owner", "Nämnden", "--json"))
    store = Store.open(Settings(home=home))
    store.users.add("pal", "Pål", "ett långt lösenord", ["Polisen"])
    store.close()
    assert told(samsyn_here(home, "watch", "list", "--as", "pal", "--json")) == []
    answer = samsyn_here(home, "watch", "pause", added["id"], "--as", "pal", "--json")
    assert answer.error["code"] == "not_found"
    assert told(samsyn_here(home, "status", "--as", "pal", "--json"))["watched"] == []
