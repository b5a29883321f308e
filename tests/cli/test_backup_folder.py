"""What a folder of backups may be, what is let go of in it, and what is put right from it."""

from __future__ import annotations

import errno
import io
import shutil
import stat
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any, BinaryIO
from unittest import mock

import pytest

from models.store.backup import restoring, taking
from models.store.backup.layout import ids, place_of
from models.store.vault_folder import FolderVault
from tests.cli.backups import begin, call, contents, more, opened


class KilledError(BaseException):
    pass


@pytest.fixture
def home(six_papers: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(six_papers, tmp_path / "home"))


@pytest.fixture
def share(home: Path, tmp_path: Path) -> str:
    """The vault of the home moved to where backups are to lie; its address."""
    (tmp_path / "kopior").mkdir()
    return (home / "vault").rename(tmp_path / "kopior" / "vault").as_uri()


def test_the_vault_itself_is_no_place_for_backups(home: Path, share: str, tmp_path: Path) -> None:
    backups, vault = tmp_path / "kopior", FolderVault(tmp_path / "kopior" / "vault")
    kept = set(vault.ids())
    assert call(home, "backup", backups, "--keep", "1", vault_url=share).error["code"] == "home_in_use"
    assert set(vault.ids()) == kept != set()
    elsewhere = tmp_path / "annanstans"
    assert call(home, "backup", elsewhere, vault_url=share).status == 0
    inside = (elsewhere / "vault").as_uri()
    assert call(tmp_path / "åter", "restore", elsewhere, vault_url=inside).error["code"] == "home_in_use"


def test_what_is_damaged_in_a_vault_that_is_there_still_is_put_right(home: Path, share: str, tmp_path: Path) -> None:
    backups, vault = tmp_path / "andra", FolderVault(tmp_path / "kopior" / "vault")
    assert call(home, "backup", backups, vault_url=share).status == 0
    one, other = list(vault.ids())[:2]
    vault.path(one).write_bytes(b"skadad")
    vault.path(other).unlink()
    put_back = call(tmp_path / "åter", "restore", backups, vault_url=share)
    assert (put_back.status, put_back.value["lost"], put_back.value["differences"]) == (0, [], [])
    assert all(map(vault.intact, vault.ids()))
    assert vault.exists(other)


def test_each_installation_has_its_own(home: Path, tmp_path: Path) -> None:
    backups, others = tmp_path / "kopior", tmp_path / "övning" / "home"
    first = call(home, "backup", backups).value["backup"]
    begin(others)
    assert call(others, "backup", backups, "--keep", "1").error["code"] == "home_in_use"
    assert call(others, "backup", "note", backups).error["code"] == "home_in_use"
    assert ids(backups) == [first]


def test_nothing_goes_while_one_that_stays_does_not_say_what_it_names(home: Path, tmp_path: Path) -> None:
    backups, vault = tmp_path / "kopior", FolderVault(tmp_path / "kopior" / "vault")
    first = call(home, "backup", backups).value["backup"]
    second = call(home, "backup", backups).value["backup"]
    names, kept = place_of(backups, second) / "vault.txt", set(vault.ids())
    names.write_bytes(b"\xff" + names.read_bytes()[66:])
    checked = call(home, "backup", "check", backups)
    assert (checked.status, [each["what"] for each in checked.value["differences"]]) == (3, ["file_damaged"])
    assert call(home, "backup", backups, "--keep", "2").error["code"] == "backup_damaged"
    assert first in ids(backups)
    assert set(vault.ids()) == kept
    (place_of(backups, second) / "manifest.json").write_text("5")
    told = call(home, "backup", "list", backups).value
    assert [row["damaged"] for row in told] == [False, True, False]
    assert told[1]["backup"] == second
    assert call(home, "backup", "check", backups, "--backup", second).error["code"] == "backup_damaged"
    shutil.move(place_of(backups, second), tmp_path / "undan")
    assert call(home, "backup", backups, "--keep", "1").value["pruned"] == 2


def test_the_newest_is_the_newest_though_the_clock_was_set_back(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Ahead(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Ahead:
            return cls(2099, 1, 1, tzinfo=tz)

    backups = tmp_path / "kopior"
    with monkeypatch.context() as patched:
        patched.setattr(taking, "datetime", Ahead)
        assert call(home, "backup", backups).value["backup"].startswith("2099")
    more(home, "ny")
    taken = call(home, "backup", backups, "--keep", "1").value
    assert [row["documents"] for row in call(home, "backup", "list", backups).value] == [7]
    assert taken["backup"].startswith("2099")
    assert not taken["made"].startswith("2099")


def test_what_was_begun_in_one_database_is_not_gone_on_with_in_another(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backups, again, empty = tmp_path / "kopior", tmp_path / "åter", f"sqlite:///{tmp_path / 'tom.sqlite3'}"
    call(home, "backup", backups)
    live = home / "register.sqlite3"
    more(home, "kommen efteråt")
    was = contents(home)
    with monkeypatch.context() as patched:
        patched.setattr(restoring, "wake", mock.Mock(side_effect=KilledError))
        with pytest.raises(KilledError):
            call(again, "restore", backups, database_url=empty)
    wrong = call(again, "restore", backups, database_url=f"sqlite:///{live}")
    assert wrong.error["code"] == "home_in_use"
    assert contents(home) == was
    unreadable = call(again, "restore", backups, database_url="skräp hemligt")
    assert unreadable.error["code"] == "invalid_setting"
    assert "hemligt" not in unreadable.err
    assert call(again, "restore", backups, database_url=empty).status == 0


def test_one_bad_place_on_the_disk_stops_no_backup(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Bad(io.BytesIO):
        def read(self, _size: int | None = -1, /) -> bytes:
            raise OSError(errno.EIO, "Input/output error")

    def opened_badly(vault: FolderVault, sha256: str) -> BinaryIO:
        return Bad() if sha256 == bad else reading(vault, sha256)

    with opened(home) as store:
        bad = next(iter(store.vault.ids()))
    reading = FolderVault.open
    with monkeypatch.context() as patched:
        patched.setattr(FolderVault, "open", opened_badly)
        taken = call(home, "backup", tmp_path / "kopior")
    assert (taken.status, taken.value["missing"], taken.value["copied"]) == (3, [bad], taken.value["files"] - 1)
    moved = call(home, "upgrade", tmp_path / "kopior", "--without-keys")
    assert (moved.status, moved.value["missing"]) == (0, [])
    assert call(home, "upgrade", tmp_path / "kopior", "--without-keys", "--keys-to", tmp_path).error["code"] == "usage"
    assert [row["keys"] for row in call(home, "backup", "list", tmp_path / "kopior").value] == [False, True]


def test_what_is_written_is_for_its_user_alone(home: Path, tmp_path: Path) -> None:
    backups = tmp_path / "kopior nr#1 50%25 ?x"
    assert call(home, "backup", backups).status == 0
    lies = [backups, *backups.rglob("*")]
    assert {stat.S_IMODE(each.stat().st_mode) for each in lies if each.is_file() and each.name != "lock"} == {0o600}
    shut = (backups, *backups.glob("*/"), *backups.glob("backups/*/"))
    assert {stat.S_IMODE(each.stat().st_mode) for each in shut} == {0o700}
    assert call(home, "backup", "check", backups).status == 0
    assert contents_of(tmp_path / "åter", backups) == contents(home)


def contents_of(home: Path, backups: Path) -> dict[str, Any]:
    assert call(home, "restore", backups).status == 0
    return contents(home)
