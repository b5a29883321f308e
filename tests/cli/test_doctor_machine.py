"""What ``samsyn doctor`` says of the machine: disk, memory, clock, rights; each thing is broken for real."""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ingest.doctor import machine
from models.settings import Settings
from models.store import keys, ledger_secret
from models.store.store import Store
from tests.cli.broken_checks import broken
from tests.cli.command import ROOT, environment


def test_a_store_that_is_short_of_room_is_named(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system as small as that cannot be made without rights to mount one."""
    assert "lediga" in machine.disk(settings, counts=True)["found"]
    usage = shutil.disk_usage(settings.home.parent)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=1024**2))
    assert "index mindre än 2 GB" in broken(machine.disk(settings, counts=True))
    moved = Settings(home=settings.home, opensearch_url="http://127.0.0.1:9", vault_url="s3://valv")
    assert broken(machine.disk(moved, counts=True)) == "register mindre än 2 GB, arbetsyta mindre än 1 GB"
    shared = Settings(home=settings.home, vault_url=settings.home.as_uri())
    assert "valv mindre än 2 GB" in broken(machine.disk(shared, counts=True))


def test_how_fast_the_disk_fills_is_told_to_the_operator_alone(settings: Settings) -> None:
    assert machine.disk(settings, counts=False)["found"] == "minst 2 GB lediga"


def test_less_memory_than_readers_may_take(settings: Settings) -> None:
    from dataclasses import replace

    from models.limits import Limits

    assert machine.memory(settings)["ok"]
    greedy = replace(settings, limits=Limits(reader_memory_bytes=2**50))
    check = machine.memory(greedy)
    assert "räcker till 0 läsare" in broken(check)
    assert "--workers 1" in check["next"]


def test_few_files_may_be_open() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, hard))
    try:
        assert broken(machine.files()) == "högst 256"
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert machine.files()["ok"] == (soft >= 1024)


def test_without_time_zones(tmp_path: Path) -> None:
    assert machine.zone()["ok"]
    code = (
        "import sys, zoneinfo; sys.modules['tzdata'] = None; from ingest.doctor import machine;"
        "zoneinfo.reset_tzpath(to=[]); zoneinfo.ZoneInfo.clear_cache(); print(machine.zone()['found'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(tmp_path), cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "Europe/Stockholm finns inte"


def test_a_clock_that_was_put_back(settings: Settings, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from models.audit import Action, Event

    store.ledger.write(Event(Action.SEARCH, "prov", "prov", "PROV-1"))
    assert machine.clock(settings, store)["ok"]

    class Early(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            return datetime.now(tz) - timedelta(hours=2)

    monkeypatch.setattr(machine, "datetime", Early)
    assert "ställts tillbaka" in broken(machine.clock(settings, store))


def test_a_disk_with_another_clock(settings: Settings, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a network share's server has."""
    monkeypatch.setattr(time, "time", lambda: datetime.now(UTC).timestamp() + 90)
    behind = re.search(r"diskens klocka går -(\d+) s", broken(machine.clock(settings, store)))
    assert behind is not None
    assert int(behind[1]) >= 90  # and what the machine was held up between the two looks


def test_who_may_look_into_the_home(settings: Settings, store: Store) -> None:
    assert machine.rights(settings)["ok"]
    for path in (settings.home, keys.path(settings.home), ledger_secret.path(settings)):
        before = path.stat().st_mode
        path.chmod(before | 0o044)
        check = machine.rights(settings)
        assert str(path) in broken(check)
        subprocess.run(["sh", "-c", check["next"].partition(": ")[2]], check=True)  # the advice helps
        assert machine.rights(settings)["ok"]


@pytest.mark.skipif(os.geteuid() != 0, reason="gives files to somebody else")
def test_a_home_that_is_somebody_elses(settings: Settings, store: Store) -> None:
    os.chown(keys.path(settings.home), 65534, 65534)
    assert "secret.key" in broken(machine.rights(settings))
