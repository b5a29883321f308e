"""Killed with -9 before or after each step, and started again: the end is that of an undisturbed intake.

The steps are every call that changes vault or register on a file's way in, found by watching an undisturbed intake.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from models import swedish
from models.settings import Settings
from models.store.database import Database
from models.store.service import service
from models.store.store import Store
from models.store.vault_folder import FolderVault
from search.backends import open_index
from tests.ingest.watched.intake import prepared, settings, take_in
from tests.papers import mail_with_attachment, pdf

FULL = bool(os.environ.get("SAMSYN_TEST_FULL"))
EVERY = 1 if FULL else 41  # of the steps, each is killed at; each run begins at another
SECONDS = 240  # for what never ends
Step = Callable[[], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("Tillsyn hos Provkrog AB den 3 maj 2024.")
    (folder / "brev.eml").write_bytes(mail_with_attachment("Se bilagan", "b.pdf", pdf(["Hyra för lokal"])))
    (folder / "trasig.pdf").write_bytes(b"%PDF-1.7 trasig")
    (folder / "länk.pdf").symlink_to("a.txt")
    return folder


def in_a_process(ahead: timedelta, run: Callable[..., None], *given: object) -> int:
    """In a process of its own, forked from one that has imported everything and has no threads; its clock goes ahead as
    the test's own does."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.ingest.watched.warm"])
    child = context.Process(target=by_clock, args=(ahead, run, *given), daemon=True)
    child.start()
    child.join(SECONDS)
    assert child.exitcode is not None, "it hangs"
    return child.exitcode


def by_clock(ahead: timedelta, run: Callable[..., None], *given: object) -> None:
    real = swedish.now
    swedish.now = lambda: real() + ahead
    run(*given)


def steps(step: Step) -> None:
    """Call ``step`` before and after each change of the vault and the register, in this process."""
    write, settle = Database.write, FolderVault._settle

    class Written:
        def __init__(self, database: Database) -> None:
            self._inner = write(database)

        def __enter__(self) -> Any:
            step()
            return self._inner.__enter__()

        def __exit__(self, *error: Any) -> Any:
            ended = self._inner.__exit__(*error)
            step()
            return ended

    def settled(*given: Any) -> None:
        step()
        settle(*given)
        step()

    Database.write = lambda database: Written(database)  # type: ignore[method-assign,assignment,return-value]
    FolderVault._settle = settled  # type: ignore[assignment,method-assign]


def contents(home: Path, folder: Path) -> Any:
    store = Store.open(settings(home))
    viewer, found = service(store, "prov"), {}
    for document in store.documents.of_owner(viewer, "Nämnden"):
        pages = [(page.method, page.text) for page in store.documents.pages(viewer, document.id)]
        places = sorted((each.path, each.parent) for each in store.documents.occurrences(viewer, document.id))
        names = sorted((m.label, m.page, m.start, m.value) for m, _ in store.documents.mentions(viewer, document.id))
        found[document.id] = (document.name, document.state, document.reason, pages, places, names)
    runs = [store.runs.files(viewer, run.id) for run in store.run_reports.newest(viewer, 9)]
    states = [run.state for run in store.run_reports.newest(viewer, 9)]
    index = open_index(store.settings)
    searched = sorted(index.documents("Nämnden"))
    report = store.watched_reports.all(viewer)[0]
    index.close()
    store.close()
    return found, runs, states, searched, (report.today, report.waiting, report.troubled, report.reason)


def counting(chosen: Settings, told: str) -> None:
    with Path(told).open("wb", buffering=0) as file:
        steps(lambda: file.write(b".") and None)
        take_in(chosen)


def killed(chosen: Settings, at: int) -> None:
    """Goes on for so many steps, and is killed then."""
    left = count(at, -1)

    def step() -> None:
        if next(left) == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    steps(step)
    take_in(chosen)


@pytest.mark.timeout(1_800)
def test_killed_at_each_step_and_started_again(tmp_path: Path, folder: Path, ahead: timedelta) -> None:
    undisturbed, told = tmp_path / "ostörd", tmp_path / "steg"
    assert in_a_process(ahead, counting, prepared(undisturbed, folder), str(told)) == 0
    wanted, number = contents(undisturbed, folder), told.stat().st_size
    assert (len(wanted[0]), wanted[4]) == (4, (4, 0, 1, "")), "three files, an attachment and a link"
    assert number > 40
    for at in range(number % EVERY, number, EVERY):
        home = tmp_path / f"dödad{at}"
        chosen = prepared(home, folder)
        assert in_a_process(ahead, killed, chosen, at) == -signal.SIGKILL, at
        assert in_a_process(ahead, take_in, chosen) == 0, at
        assert contents(home, folder) == wanted, f"killed at step {at} of {number}"
