"""``samsyn erase``, and the drill: a backup, an erasure, the backup put back; what was erased is gone again."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from models.settings import Settings
from models.store.backup.noted import read_noted
from models.store.store import Store
from tests.cli.command import Answer, samsyn_here
from tests.cli.schemas import erasing
from tests.cli.test_contract import keeps
from tests.erasure.scanning import files_of, found_in

RULES = {"nlp_pipeline": "rules"}
full = pytest.mark.skipif(not os.environ.get("SAMSYN_TEST_FULL"), reason="SAMSYN_TEST_FULL is not set")
SECRET = {"text": "kvaxindelbjuror", "name": "fjolbrintagel"}


def call(home: Path, *words: str | Path) -> Answer:
    return samsyn_here(home, *words, "--json", **RULES)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """With two papers, of which one is to go."""
    home, papers = tmp_path / "home", tmp_path / "in"
    papers.mkdir()
    (papers / f"{SECRET['name']}.txt").write_text(f"Tillsyn hos {SECRET['text'].capitalize()} AB den 3 maj 2024.")
    (papers / "kvar.txt").write_text("Tillsyn hos Provkrog AB den 4 maj 2024.")
    assert call(home, "source", "add", "tillsyn", "--owner", "Nämnden").status == 0
    assert call(home, "ingest", papers, "--source", "tillsyn", "--workers", "1").status == 0
    return home


def id_of(home: Path, query: str) -> str:
    (hit,) = call(home, "search", query).value["hits"]
    return str(hit["document"])


def erased(home: Path) -> str:
    """Order and carry out; the document's id."""
    document = id_of(home, SECRET["text"])
    shown = call(home, "erase", "preview", document)
    keeps(shown, erasing.PREVIEW)
    assert shown.value["documents"] == [document]
    ordered = call(home, "erase", "order", document, "--provision", "art. 17.1 d", "--reason", "G-1")
    keeps(ordered, erasing.ORDER)
    told = ordered.value
    assert (told["state"], told["documents"], told["erased"]) == ("ordered", 1, 0)
    assert call(home, "worker", "--once").status == 0
    listed = call(home, "erase", "list")
    keeps(listed, erasing.ORDERS)
    (told,) = listed.value
    assert (told["state"], told["erased"]) == ("done", 1)
    return document


def test_a_document_is_erased_and_told(home: Path, tmp_path: Path) -> None:
    refused = call(home, "erase", "order", id_of(home, SECRET["text"]), "--provision", "art. 17")
    assert refused.error["code"] == "erasure_ground"
    document = erased(home)
    assert found_in(files_of(home), SECRET) == {}
    assert call(home, "search", SECRET["text"]).value["total"] == 0
    left = call(home, "erase", "stones")
    keeps(left, erasing.STONES)
    (stone,) = left.value
    assert stone["mark"] != document
    assert stone["provision"] == "art. 17.1 d"
    assert call(home, "verify").value["differences"] == []
    told = call(home, "verify", "--folder", tmp_path / "in", "--source", "tillsyn").value["differences"]
    assert [each["what"] for each in told] == ["file_erased"]
    with closing(Store.open(Settings(home=home))) as store:
        store.users.add("klara", "Klara", "ett långt lösenord", ["Nämnden"])
    other = call(home, "verify", "--folder", tmp_path / "in", "--source", "tillsyn", "--as", "klara").value
    assert [each["what"] for each in other["differences"]] == ["file_not_taken_in"]  # as one that never was here
    assert call(home, "erase", "again", "--as", "klara").error["code"] == "not_found"
    assert call(home, "erase", "resume").value[0]["state"] == "done"
    words = samsyn_here(home, "erase", "stones", **RULES).out
    assert "art. 17.1 d: 1" in words
    again = call(home, "erase", "order", document, "--provision", "art. 17", "--reason", "G-1")
    assert again.error["code"] == "not_found"


def test_what_was_erased_is_erased_again_when_an_older_backup_is_put_back(home: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kopior"
    assert call(home, "backup", "take", kept).status == 0
    document = erased(home)
    noted = read_noted(kept)  # as the order ended
    assert noted is not None
    assert [stone.provision for stone in noted.erased] == ["art. 17.1 d"]
    assert document not in (kept / "noted.json").read_text()
    assert set(found_in(files_of(kept), SECRET)) == set(SECRET)  # an older backup is what it was
    shutil.rmtree(home)
    told = call(home, "restore", kept)
    assert (told.status, told.value["erased_again"], told.value["differences"]) == (0, 1, [])
    assert found_in(files_of(home), SECRET) == {}
    assert call(home, "search", "Provkrog").value["total"] == 1
    assert len(call(home, "erase", "stones").value) == 1
    assert call(home, "verify").value["differences"] == []


@full
def test_without_a_note_it_comes_back_and_with_one_from_elsewhere_it_does_not(home: Path, tmp_path: Path) -> None:
    kept, away, other = tmp_path / "kopior", tmp_path / "borta", tmp_path / "annan"
    assert call(home, "backup", "take", kept).status == 0
    shutil.copytree(kept, away)
    erased(home)
    assert call(home, "restore", away).status != 0  # the home is in use
    assert call(other, "restore", away).value["erased_again"] == 0
    assert call(other, "search", SECRET["text"]).value["total"] == 1
    shutil.rmtree(other)
    assert call(other, "restore", away, "--noted", kept).value["erased_again"] == 1
    assert found_in(files_of(other), SECRET) == {}


@full
def test_a_register_that_was_copied_back_by_hand_is_told_of(home: Path, tmp_path: Path) -> None:
    register = home / "register.sqlite3"
    with_it = tmp_path / "gammalt.sqlite3"
    document = id_of(home, SECRET["text"])
    with closing(sqlite3.connect(register)) as source, closing(sqlite3.connect(with_it)) as copy:
        source.backup(copy)
    erased(home)
    for rest in ("-wal", "-shm"):
        register.with_name(register.name + rest).unlink(missing_ok=True)
    os.replace(with_it, register)
    told = {each["what"]: each["document"] for each in call(home, "verify").value["differences"]}
    assert told["erased_is_back"] == document
    back = call(home, "erase", "again")
    keeps(back, erasing.AGAIN)
    assert back.value == {"erased": 1}
    assert "erased_is_back" not in {each["what"] for each in call(home, "verify").value["differences"]}
    assert found_in(files_of(home), SECRET) == {}
