"""An older state that was put back is noticed: by the backup, by the notes beside it, by a witness, by the register."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from models.store.notices import RESTORED
from tests.cli.backups import call, doctor, found, more, opened


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
