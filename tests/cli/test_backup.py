"""A backup is what the archive was at one moment; put back, it is that again, and says so."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from models.audit import Action
from models.job import JobKind
from models.settings import Settings
from models.source import Source
from models.store.backup import restoring
from models.store.database import Database
from models.store.migrate import is_up_to_date, upgrade_to
from models.store.notices import RESTORED
from models.store.store import Store
from models.store.vault_folder import FolderVault
from tests.cli.backups import OWNER, begin, call, contents, found, more, opened


@pytest.fixture
def home(six_papers: Path, tmp_path: Path) -> Path:
    """A copy of it for each test."""
    return Path(shutil.copytree(six_papers, tmp_path / "home"))


def test_what_is_put_back_is_what_was(home: Path, tmp_path: Path) -> None:
    backups, again = tmp_path / "kopior", tmp_path / "åter"
    with opened(home) as store:
        store.users.add("eva", "Eva Ek", "ett långt lösenord 1", [OWNER])
        token = store.sessions.start("eva")
        job = store.jobs.add(JobKind.EXPORT, OWNER, "eva", {"state": "x"})
        assert store.jobs.take("en:arbetare:som:dör") is not None
    was = contents(home)
    taken = call(home, "backup", backups)
    assert (taken.status, taken.value["missing"], taken.value["documents"]) == (0, [], len(was))
    assert call(home, "backup", "check", backups).value["differences"] == []

    put_back = call(again, "restore", backups)
    assert put_back.status == 0, put_back.err
    assert (put_back.value["differences"], put_back.value["lost"]) == ([], [])
    assert put_back.value["indexed"] == len(was)
    assert contents(again) == was
    assert call(again, "verify").value["differences"] == []
    assert found(again, "tillsyn") == found(home, "tillsyn") == [f"{number}.txt" for number in range(6)]
    assert call(again, "audit", "verify").value["whole"]
    with opened(again) as store:
        assert store.sessions.get(token) is None
        waiting = store.jobs.take("en:annan:efter:det")
        assert waiting is not None
        assert waiting.id == job
        (event,) = [r.event for r in store.ledger.last(20) if (r.event.details or {}).get("command") == "restore"]
        assert event.action is Action.ADMINISTRATION
        assert (event.details or {})["until"] == taken.value["made"]
        assert store.notices.get(RESTORED)["backup"] == taken.value["made"]


def test_the_second_copies_only_what_is_new(home: Path, tmp_path: Path) -> None:
    backups = tmp_path / "kopior"
    first = call(home, "backup", backups).value
    assert first["copied"] == first["files"] > 0
    assert call(home, "backup", backups).value["copied"] == 0
    more(home, "ny")
    assert call(home, "backup", "take", backups).value["copied"] == 1
    assert [row["documents"] for row in call(home, "backup", "list", backups).value] == [7, 6, 6]
    kept = call(home, "backup", backups, "--keep", "1").value
    assert kept["pruned"] == 3
    assert len(call(home, "backup", "list", backups).value) == 1
    assert call(home, "backup", "check", backups).status == 0


def test_only_an_empty_home_takes_one(home: Path, tmp_path: Path) -> None:
    backups, full = tmp_path / "kopior", tmp_path / "full"
    assert call(home, "restore", tmp_path).error["code"] == "no_backup"
    call(home, "backup", backups)
    assert call(home, "restore", backups).error["code"] == "home_in_use"
    full.mkdir()
    (full / "något.txt").write_text("x")
    assert call(full, "restore", backups).error["code"] == "home_in_use"
    assert [path.name for path in full.iterdir()] == ["något.txt"]
    before = contents(home)
    elsewhere = f"sqlite:///{home / 'register.sqlite3'}"
    assert call(tmp_path / "tom", "restore", backups, database_url=elsewhere).error["code"] == "home_in_use"
    assert contents(home) == before
    assert call(home, "backup", home / "kopior").error["code"] == "home_in_use"


def test_what_one_left_that_was_killed_as_it_began_is_in_nobodys_way(home: Path, tmp_path: Path) -> None:
    backups, again = tmp_path / "kopior", tmp_path / "åter"
    call(home, "backup", backups)
    again.mkdir()
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    left = again / f".restoring.json.{socket.gethostname().replace('.', '-')}.{dead.pid}.1.ofärdig"
    left.write_bytes(b"")
    assert call(again, "restore", backups).status == 0
    assert not left.exists()
    assert contents(again) == contents(home)


def test_keys_apart(home: Path, tmp_path: Path) -> None:
    backups, keys = tmp_path / "kopior", tmp_path / "nycklar"
    assert call(home, "backup", backups, "--keys-to", keys).value["keys"] is False
    names = {path.name for path in backups.rglob("*") if path.is_file()}
    assert not names & {"secret.key", "ledger.key"}
    assert all(path.stat().st_mode & 0o077 == 0 for path in keys.iterdir())
    again = tmp_path / "åter"
    assert call(again, "restore", backups).error["code"] == "key_mismatch"
    assert not again.exists()
    shutil.copytree(keys, tmp_path / "fel")
    (tmp_path / "fel" / "secret.key").write_bytes(b"x" * 32)
    assert call(again, "restore", backups, "--keys", tmp_path / "fel").error["code"] == "key_mismatch"
    others = str(tmp_path / "fel" / "secret.key")
    assert call(again, "restore", backups, "--keys", keys, ledger_key=others).error["code"] == "home_in_use"
    assert Path(others).read_bytes() == b"x" * 32
    assert call(again, "restore", backups, "--keys", keys).status == 0
    assert call(home, "backup", backups, "--without-keys").value["keys"] is False


def test_what_somebody_changed_is_found(home: Path, tmp_path: Path) -> None:
    backups = tmp_path / "kopior"
    id = call(home, "backup", backups).value["backup"]
    place = backups / "backups" / id
    original = next(path for path in (backups / "vault").rglob("*") if path.is_file())
    kept = original.read_bytes()
    original.write_bytes(kept + b"x")
    other = next(path for path in (backups / "vault").rglob("*") if path.is_file() and path != original)
    other.unlink()
    register = (place / "register.sqlite3").read_bytes()
    (place / "register.sqlite3").write_bytes(register[:-1] + bytes([register[-1] ^ 1]))
    checked = call(home, "backup", "check", backups)
    assert checked.status == 3
    told = {(each["what"], Path(each["path"]).name) for each in checked.value["differences"]}
    assert told == {
        ("file_damaged", original.name),
        ("file_missing", other.name),
        ("file_damaged", "register.sqlite3"),
    }
    assert call(tmp_path / "åter", "restore", backups).error["code"] == "backup_damaged"
    assert not (tmp_path / "åter").exists()
    (place / "register.sqlite3").write_bytes(register)
    put_back = call(tmp_path / "åter", "restore", backups)
    assert put_back.status == 3
    assert set(put_back.value["lost"]) == {original.name, other.name}
    assert {each["what"] for each in put_back.value["differences"]} <= {"original_missing", "page_image_missing"}
    manifest = place / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace('"named": ', '"named": 1'), "utf-8")
    assert call(home, "backup", "check", backups).error["code"] == "backup_damaged"


def test_a_damaged_original_is_told_of_and_the_rest_is_kept(home: Path, tmp_path: Path) -> None:
    with opened(home) as store:
        assert isinstance(store.vault, FolderVault)
        paths = [path for path in store.vault.folder.rglob("*") if path.is_file()]
        paths[0].write_bytes(b"annat")
        paths[1].unlink()
    taken = call(home, "backup", tmp_path / "kopior")
    assert taken.status == 3
    assert sorted(taken.value["missing"]) == sorted([paths[0].name, paths[1].name])
    told = call(home, "backup", "check", tmp_path / "kopior").value["differences"]
    assert {each["what"] for each in told} == {"missing_when_taken"}


@pytest.mark.postgresql
def test_on_postgresql(tmp_path: Path, postgresql_url: str, empty_postgresql_url: str) -> None:
    home, backups, again = tmp_path / "home", tmp_path / "kopior", tmp_path / "åter"
    url, other = {"database_url": postgresql_url}, {"database_url": empty_postgresql_url}
    begin(home, **url)
    was = contents(home, **url)
    assert len(was) == 6
    taken = call(home, "backup", backups, **url)
    assert taken.status == 0, taken.err
    assert call(home, "backup", "check", backups).value["differences"] == []
    assert call(again, "restore", backups).error["code"] == "invalid_setting"
    assert call(again, "restore", backups, **url).error["code"] == "home_in_use"
    put_back = call(again, "restore", backups, **other)
    assert put_back.status == 0, put_back.err
    assert (put_back.value["differences"], put_back.value["indexed"]) == ([], 6)
    assert contents(again, **other) == was
    more(again, "ny", **other)  # growing keys go on from where they were
    with opened(again, **other) as store:
        assert len(store.outbox.all()) == 1
        assert store.ledger.verify() is None


@pytest.mark.postgresql
def test_an_earlier_one_that_was_broken_off_is_gone_on_with_on_postgresql(
    tmp_path: Path, empty_postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When it was broken off the tables were those of this version already, and some of them refer to the earlier."""
    home, backups, again = tmp_path / "home", tmp_path / "kopior", tmp_path / "åter"
    home.mkdir()
    url = {"database_url": empty_postgresql_url}
    settings = Settings(home=home, database_url=empty_postgresql_url)
    with closing(Database(settings.register_url)) as database:
        upgrade_to(database, "0037")
        with closing(Store.open(settings, create=True, upgrade=False)) as store:
            store.sources.add(Source("tillsyn", OWNER))
        moved = call(home, "upgrade", backups, **url)
        assert (moved.status, moved.value["from"]) == (0, "0037"), moved.err
        with database.write() as connection:
            connection.exec_driver_sql("DROP SCHEMA public CASCADE")
            connection.exec_driver_sql("CREATE SCHEMA public")

    def killed(*_given: object, **_named: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(restoring, "_fill", killed)
        assert call(again, "restore", backups, **url).status != 0
    put_back = call(again, "restore", backups, **url)
    assert put_back.status == 0, put_back.err
    with opened(again, **url) as store:
        assert store.sources.owners() == [OWNER]
        assert is_up_to_date(store.database)
