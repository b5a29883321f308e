"""An older state that was put back is noticed: by the backup, by the notes beside it, by a witness, by the register."""

from __future__ import annotations

import shutil
import sqlite3
from datetime import timedelta
from pathlib import Path
from unittest.mock import ANY

import pytest
from sqlalchemy import update

from models import swedish
from models.store.ledger_kept import kept_heads
from models.store.notices import RESTORED
from models.store.schema import unnamed_files
from models.store.service import service
from tests.cli.backups import begin, call, doctor, found, more, opened


@pytest.fixture
def home(six_papers: Path, tmp_path: Path) -> Path:
    """A copy of it for each test."""
    return Path(shutil.copytree(six_papers, tmp_path / "home"))


def test_an_older_one_is_noticed(home: Path, tmp_path: Path) -> None:
    backups, folder, again = tmp_path / "kopior", tmp_path / "mer", tmp_path / "åter"
    old = call(home, "backup", backups).value
    folder.mkdir()
    (folder / "ny.txt").write_text("Tillsyn nummer ny hos Provkrog AB.", "utf-8")
    more(home, "ny")
    note = next(hit for hit in call(home, "search", "nummer 2").value["hits"])
    assert call(home, "withdraw", "take", "document", note["document"], "--reason", "fel").status == 0
    head = call(home, "audit", "head").value["line"]
    (tmp_path / "vittne.txt").write_text(f"# hos någon annan\n{head}\n")
    assert call(home, "backup", "note", backups).value["withdrawn"] == 1
    assert "2.txt" not in found(home, "tillsyn")

    put_back = call(again, "restore", backups, "--backup", old["backup"], "--witness", tmp_path / "vittne.txt")
    assert put_back.status == 0, put_back.err
    assert put_back.value["events_missing"] >= 3
    assert put_back.value["lacking"] == {"documents": 1, "withdrawn": 1}
    assert put_back.value["withdrawn_again"] == 1
    assert found(again, "tillsyn") == ["0.txt", "1.txt", "3.txt", "4.txt", "5.txt"]
    assert call(again, "verify").value["differences"] == []
    missed = call(again, "verify", "--folder", folder, "--source", "tillsyn").value["differences"]
    assert [(each["what"], Path(each["path"]).name) for each in missed] == [("file_not_taken_in", "ny.txt")]
    assert doctor(again)["ok"] is False
    assert "det som hänt därefter saknas" in doctor(again)["found"]
    assert call(again, "restore", "--accept", " ").error["code"] == "usage"
    assert call(again, "restore", "--accept", "inläst igen, markeringarna genomgångna").status == 0
    assert doctor(again)["ok"] is True
    assert call(home, "restore", "--accept", "x").error["code"] == "not_found"


def test_a_witness_tells_where_nothing_was_noted(home: Path, tmp_path: Path) -> None:
    backups, again = tmp_path / "kopior", tmp_path / "åter"
    old = call(home, "backup", backups).value
    (backups / "noted.json").unlink()
    for word in "abc":
        call(home, "search", word)
    (tmp_path / "vittne.txt").write_text(call(home, "audit", "head").value["line"])
    assert call(again, "restore", backups).value["events_missing"] is None
    put_back = call(tmp_path / "åter2", "restore", backups, "--witness", tmp_path / "vittne.txt")
    assert put_back.value["events_missing"] == 4
    with opened(tmp_path / "åter2") as store:
        assert store.notices.get(RESTORED)["events"] == 4
        assert store.notices.get(RESTORED)["backup"] == old["made"]
    assert call(tmp_path / "åter2", "audit", "witness", tmp_path / "vittne.txt").status == 3


def test_an_older_register_put_back_by_hand_is_noticed(home: Path, tmp_path: Path) -> None:
    with sqlite3.connect(home / "register.sqlite3") as register, sqlite3.connect(tmp_path / "gammal") as copy:
        register.backup(copy)
    call(home, "search", "x")
    call(home, "backup", tmp_path / "kopior")
    home = Path(shutil.copytree(home, tmp_path / "för hand"))
    for name in ("register.sqlite3-wal", "register.sqlite3-shm"):
        (home / name).unlink(missing_ok=True)
    shutil.copyfile(tmp_path / "gammal", home / "register.sqlite3")
    told = call(home, "verify")
    assert told.status == 3
    assert {each["what"] for each in told.value["differences"]} == {"register_older"}
    assert doctor(home)["ok"] is False
    assert not call(home, "audit", "verify").value["whole"]


def test_a_home_put_back_whole_by_hand_is_noticed_where_backups_are_noted(home: Path, tmp_path: Path) -> None:
    """As with a snapshot of the machine: what the home remembers is as old as its register."""
    backups = tmp_path / "kopior"
    call(home, "backup", backups)
    snapshot = Path(shutil.copytree(home, tmp_path / "ögonblicksbild"))
    note = next(hit for hit in call(home, "search", "nummer 2").value["hits"])
    assert call(home, "withdraw", "take", "document", note["document"], "--reason", "fel").status == 0
    was = call(home, "backup", "note", backups).value
    assert doctor(snapshot)["ok"] is True
    for _ in range(2):
        assert call(snapshot, "backup", "note", backups).value == {**was, "at": ANY}
    assert (doctor(snapshot)["ok"], "äldre" in doctor(snapshot)["found"]) == (False, True)
    assert "register_older" in {each["what"] for each in call(snapshot, "verify").value["differences"]}
    again = call(tmp_path / "åter", "restore", backups)
    assert again.value["withdrawn_again"] == 1
    assert call(tmp_path / "åter", "backup", "note", backups).status == 0
    assert "återställd från" in doctor(tmp_path / "åter")["found"]


def test_what_came_in_after_the_backup_is_not_taken_from_a_vault_that_has_it(tmp_path: Path) -> None:
    home, backups, again = tmp_path / "home", tmp_path / "kopior", tmp_path / "åter"
    elsewhere = {"vault_url": f"file://{tmp_path / 'valv'}"}
    (tmp_path / "valv").mkdir()
    begin(home, **elsewhere)
    with opened(home, **elsewhere) as store:
        store.vault.put(b"Tillsyn nummer ny hos Provkrog AB.")  # on its way in
    call(home, "verify", **elsewhere)
    _a_day_on(home, **elsewhere)
    assert call(home, "backup", backups, **elsewhere).status == 0
    late = more(home, "ny", **elsewhere)
    with opened(home, **elsewhere) as store:
        sha256 = store.documents.get(service(store, "prov"), late).sha256
    put_back = call(again, "restore", backups, **elsewhere)
    assert (put_back.status, put_back.value["differences"]) == (0, []), "it has not been seen so for a day here"
    _a_day_on(again, **elsewhere)
    for accepted in (False, True):
        if accepted:
            assert call(again, "restore", "--accept", "finns i papper", **elsewhere).status == 0
        told = call(again, "verify", "--repair", **elsewhere).value["differences"]
        assert [(each["what"], each["path"], each["mended"]) for each in told] == [
            ("unnamed_in_vault", sha256, accepted)
        ]
        with opened(again, **elsewhere) as store:
            assert store.vault.exists(sha256) == (not accepted)


def test_nothing_is_taken_from_the_vault_of_a_register_put_back_by_hand(home: Path, tmp_path: Path) -> None:
    with sqlite3.connect(home / "register.sqlite3") as register, sqlite3.connect(tmp_path / "gammal") as copy:
        register.backup(copy)
    late = more(home, "ny")
    with opened(home) as store:
        sha256 = store.documents.get(service(store, "prov"), late).sha256
    call(home, "backup", tmp_path / "kopior")
    home = Path(shutil.copytree(home, tmp_path / "för hand"))
    for name in ("register.sqlite3-wal", "register.sqlite3-shm"):
        (home / name).unlink(missing_ok=True)
    shutil.copyfile(tmp_path / "gammal", home / "register.sqlite3")
    with opened(home) as store:
        kept = max(head.sequence for head in kept_heads(store))
    for _ in range(kept):  # it is used, and its ledger becomes longer than the one that it lost
        call(home, "search", "x")
    call(home, "verify")
    _a_day_on(home)
    told = call(home, "verify", "--repair").value["differences"]
    assert [(each["what"], each["path"], each["mended"]) for each in told] == [("unnamed_in_vault", sha256, False)]


def _a_day_on(home: Path, **settings: str) -> None:
    """What nothing names in the vault has been seen so a day ago."""
    with opened(home, **settings) as store, store.database.write() as connection:
        connection.execute(update(unnamed_files).values(noticed=swedish.now() - timedelta(hours=25)))
