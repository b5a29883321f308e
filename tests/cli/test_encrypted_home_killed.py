"""A plain home on its way into the encrypted folder, killed before and after each step: nothing is lost, nobody takes
the rest for an archive, and the same command goes on to the end."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Final

import pytest

from models import swedish
from models.store.locked_home import MARK, encrypted_beside, files_of
from tests.cli.backups import RULES, contents
from tests.cli.command import ROOT, environment, samsyn_here
from tests.cli.encrypted import closed_after, must, need_mounts, passphrase_in
from tests.faults import stepping
from tests.faults.harness import recorded, was_killed
from tests.faults.stepping import Moment, Plan

FULL: Final = bool(os.environ.get("SAMSYN_TEST_FULL"))
DRAWN: Final = 1
MANY: Final = 4
"""Passages of one step that are told apart with the full count."""
CHANCE: Final = Random(f"{swedish.local(swedish.now()):%Y-%m-%d}")


@pytest.fixture
def home(tmp_path: Path, six_papers: Path) -> Iterator[Path]:
    need_mounts()
    with closed_after(tmp_path / "home") as home:
        yield Path(shutil.copytree(six_papers, home))


def encrypted(home: Path, plan: Plan) -> None:
    """``samsyn home encrypt`` by this plan; a killed one takes what it started with it."""
    told = environment(home, RULES) | {stepping.PLAN: plan.to_json()}
    told["PYTHONPATH"] = os.pathsep.join([str(ROOT / "tests/faults/loaded"), str(ROOT)])
    words = ["home", "encrypt", "--passphrase-file", str(passphrase_in(home.parent))]
    command = [sys.executable, str(ROOT / "samsyn.py"), *words]
    subprocess.run(command, env=told, cwd=ROOT, capture_output=True, start_new_session=True, timeout=120, check=False)


def test_killed_at_each_step_on_the_way_in(home: Path) -> None:
    """One that is drawn each day, all of them with the full count."""
    was, plain, seen = contents(home), home.parent / "as it was", home.parent / "seen"
    shutil.copytree(home, plain)
    encrypted(home, Plan(str(seen)))
    steps = recorded(seen)
    assert {"ingest.encrypted_home.moving:put_aside:rename", "ingest.encrypted_home.gocryptfs:make:rename"} <= {*steps}
    cases = [
        Plan(str(seen), step, moment, passage, group)
        for step, times in steps.items()
        for moment in (Moment.BEFORE, Moment.AFTER)
        for group in (True, False)
        for passage in sorted({1, times, *CHANCE.sample(range(1, times + 1), min(times, MANY))})
    ]
    for plan in cases if FULL else CHANCE.sample(cases, DRAWN):
        for left in (home, encrypted_beside(home)):
            shutil.rmtree(left, ignore_errors=True)
        for file in (seen, seen.with_name("seen.count")):
            file.unlink(missing_ok=True)
        shutil.copytree(plain, home)
        encrypted(home, plan)
        assert was_killed(seen), plan
        _is_whole_or_closed(home, was, plan)
        must(home, "encrypt")
        assert [each.name for each in home.iterdir()] == [MARK], plan
        must(home, "open")
        assert contents(home) == was, plan
        must(home, "close")
        assert b"Provkrog" not in b"".join(path.read_bytes() for path in files_of(home).rglob("*") if path.is_file())


def _is_whole_or_closed(home: Path, was: object, plan: Plan) -> None:
    """Right after the kill: the archive as it was, or the plain word that it is being moved; never a new one."""
    answer = samsyn_here(home, "source", "add", "ny", "--owner", "Nämnden", "--json")
    if answer.status == 0:
        assert contents(home) == was, plan
    else:
        assert answer.error["code"] == "home_locked", (plan, answer.err)
        assert "samsyn home encrypt" in answer.error["next"] or not (home / "secret.key").exists(), plan
