"""One key for one register: a second home on the same database, or a lost key, is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from shutil import copyfile

import pytest

from models.errors import KeyMismatchError
from models.settings import Settings
from models.store.store import Store


def test_a_second_home_on_the_same_register_is_refused(settings: Settings, store: Store, tmp_path: Path) -> None:
    other = replace(settings, home=tmp_path / "annat", database_url=settings.register_url)
    with pytest.raises(KeyMismatchError):
        Store.open(other, create=True)
    assert not (other.home / "secret.key").exists()
    (other.home / "secret.key").write_bytes(store.key)
    with pytest.raises(KeyMismatchError, match="Loggens nyckel"):
        Store.open(other)
    copyfile(settings.home / "ledger.key", other.home / "ledger.key")
    (other.home / "ledger.key").chmod(0o600)
    again = Store.open(other)
    assert again.key == store.key
    again.close()


def test_a_lost_key_is_not_replaced_by_a_new_one(settings: Settings, store: Store) -> None:
    (settings.home / "secret.key").unlink()
    with pytest.raises(KeyMismatchError, match="annan nyckel"):
        Store.open(settings, create=True)


def test_the_register_does_not_hold_the_key_itself(settings: Settings, store: Store) -> None:
    store.close()
    for file in settings.home.glob("register.sqlite3*"):
        assert store.key not in file.read_bytes()
        assert store.key.hex().encode() not in file.read_bytes()


def test_what_a_killed_process_left_of_a_key_is_cleared_away(settings: Settings, store: Store) -> None:
    key = (settings.home / "secret.key").read_bytes()
    for left in ("secret.4711", "ledger.12"):
        (settings.home / left).write_bytes(b"half")
    store.close()
    Store.open(settings).close()
    assert sorted(path.name for path in settings.home.glob("*.key")) == ["ledger.key", "secret.key"]
    assert not [*settings.home.glob("secret.4*"), *settings.home.glob("ledger.1*")]
    assert (settings.home / "secret.key").read_bytes() == key
