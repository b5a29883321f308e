"""While an installation is put back nobody reads in it, what was erased never lies in its files, and what is broken off
is gone on with without bringing it back."""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.restoration import known_missing, settle
from models.access import Purpose
from models.backup_errors import RestoreUnfinishedError
from models.settings import Settings
from models.store.backup.layout import chosen
from models.store.backup.noted import read_noted
from models.store.backup.restoring import put_in_place
from models.store.store import Store
from tests.cli.test_erase import SECRET, call, erased
from tests.cli.test_erase import home as home
from tests.erasure.scanning import files_of, found_in


def test_nobody_reads_in_between_and_a_broken_one_is_gone_on_with(home: Path, tmp_path: Path) -> None:
    kept, settings = tmp_path / "kopior", replace(Settings(home=home), nlp_pipeline="rules")
    assert call(home, "backup", "take", kept).status == 0
    erased(home)
    shutil.rmtree(home)
    backup, noted = chosen(kept, ""), read_noted(kept)
    assert put_in_place(settings, kept, backup, noted) == []
    assert found_in(files_of(home / "vault"), SECRET) == {}, "it was not even copied"
    for command in (("status",), ("worker", "--once"), ("search", "Provkrog")):
        assert call(home, *command).error["code"] == "restore_unfinished"
    with pytest.raises(RestoreUnfinishedError):
        Store.open(settings)
    with closing(Store.open(settings, restoring=True)) as store:  # and killed at the very end
        done = settle(store, Purpose("prov"), backup, noted, known_missing(store, backup, noted, None))
    assert (done.erased, done.differences) == (1, ())
    again = call(home, "restore", kept)
    assert (again.status, again.value["lost"], again.value["differences"]) == (0, [], [])
    assert found_in(files_of(home), SECRET) == {}
    assert call(home, "search", "Provkrog").value["total"] == 1
