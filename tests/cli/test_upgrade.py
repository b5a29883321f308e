"""``samsyn upgrade``: a register of an earlier revision is backed up as it is, then brought up to date."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from models.settings import Settings
from models.store.backup.layout import chosen
from models.store.database import Database
from models.store.migrate import newest, upgrade_to
from models.store.store import Store
from tests.cli.command import samsyn_here

_EARLIER = "0020"


def test_an_earlier_register(tmp_path: Path) -> None:
    home, backups = tmp_path / "home", tmp_path / "kopior"
    home.mkdir()
    database = Database(Settings(home=home).register_url)
    upgrade_to(database, _EARLIER)
    database.close()
    Store.open(Settings(home=home), create=True, upgrade=False).close()

    moved = samsyn_here(home, "upgrade", backups, "--json")
    assert moved.status == 0, moved.err
    assert (moved.value["from"], moved.value["to"], moved.value["reindexed"]) == (_EARLIER, newest(), [])
    assert chosen(backups).revision == _EARLIER
    again = samsyn_here(home, "upgrade", backups, "--json").value
    assert again["from"] == newest()
    back = tmp_path / "åter"
    assert samsyn_here(back, "restore", backups, "--backup", moved.value["backup"], "--json").status == 0
    with closing(Store.open(Settings(home=back))) as store:
        commands = [(record.event.details or {}).get("command") for record in store.ledger.last(9)]
    assert "upgrade" in commands  # written before the backup that it is in
    assert "restore" in commands
