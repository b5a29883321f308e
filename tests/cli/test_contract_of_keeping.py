"""Commands that keep the archive print what scripts are promised: one JSON value of the stated shape."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli import schemas
from tests.cli.backups import begin, call
from tests.cli.command import Answer, samsyn_here
from tests.cli.test_contract import keeps


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("löften") / "home"
    begin(home)
    return home


def test_backups(home: Path, tmp_path: Path) -> None:
    backups, again = tmp_path / "kopior", tmp_path / "åter"
    keeps(call(home, "backup", backups, "--keep", "2"), schemas.BACKUP)
    keeps(call(home, "backup", "note", backups), schemas.BACKUP_NOTE)
    keeps(call(home, "upgrade", backups), schemas.UPGRADE)
    (backups / "noted.json").unlink()
    next(path for path in (backups / "vault").rglob("*") if path.is_file()).unlink()
    keeps(call(home, "backup", "check", backups, "--quick"), schemas.BACKUP_CHECK, 3)
    restored = call(again, "restore", backups)
    keeps(restored, schemas.RESTORE, 3)
    assert (restored.value["events_missing"], len(restored.value["lost"])) == (None, 1)
    keeps(call(again, "restore", "--accept", "genomgånget"), schemas.ACCEPTED)
    next((backups / "backups").glob("*/manifest.json")).unlink()
    listed = call(home, "backup", "list", backups)
    keeps(listed, schemas.BACKUP_LIST)
    assert sorted(row["damaged"] for row in listed.value) == [False, True]


def test_a_vault_is_copied(home: Path, tmp_path: Path) -> None:
    (tmp_path / "dit").mkdir()
    copied = call(home, "vault", "copy", "--to", (tmp_path / "dit").as_uri(), "--check")
    keeps(copied, schemas.VAULT_COPY)
    assert copied.value["copied"] > 0


def test_runs(home: Path, tmp_path: Path) -> None:
    (tmp_path / "papper").mkdir()
    (tmp_path / "papper" / "brev.txt").write_text("Hej")
    (tmp_path / "papper" / "tom.txt").touch()
    run = call(home, "ingest", tmp_path / "papper", "--source", "tillsyn", "--workers", "1").value["run"]
    keeps(call(home, "runs", "list"), schemas.RUNS_LIST)
    shown = call(home, "runs", "show", run)
    keeps(shown, schemas.RUNS_SHOW)
    assert [each["reason"] for each in shown.value["troubles"]] == ["empty_file"]
    keeps(call(home, "runs", "export", run, "--csv", tmp_path / "ut.csv"), schemas.RUNS_EXPORT)
    refused: Answer = samsyn_here(home, "runs", "export", run, "--json")
    assert refused.error["code"] == "usage"
