"""Naming anew that is killed loses nothing: the next call ends where an undisturbed one would have."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from ingest import follower, headway, redo
from ingest.redo import behind, redo_names
from models.settings import Settings
from models.store.store import Store
from search.backends import open_index
from search.turns import alone
from tests.cli.aging import OLD, grow_old, named_by
from tests.cli.command import ROOT, environment, samsyn, samsyn_here
from tests.faults.at_hand import tasks_at_hand
from tests.faults.tasks import POISON
from tests.faults.test_run_faults import contents
from tests.processes import descendants, wait_until
from tests.search.archive import Paper, put

FULL = bool(os.environ.get("SAMSYN_TEST_FULL"))
COUNT = 120 if FULL else 16
RULES = {"nlp_pipeline": "rules"}
# The command, which never comes to its end: a quick one would have, before a busy machine lets us look at it.
_ENDLESS = """
import sys
from functools import partial
from ingest import redo
from tests.faults.tasks import waits_at_poison
redo.run_tasks = partial(redo.run_tasks, run=waits_at_poison)
from samsyn import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that an older pipeline named."""
    store = Store.open(Settings(home=tmp_path_factory.mktemp("fel") / "hem"), create=True)
    names = [f"{number:03}.txt" for number in range(COUNT)]
    for number, name in enumerate(names):
        poison = POISON.decode() if number == COUNT // 2 else ""
        words = f"Tillsyn nummer {number} hos Provkrog {number} AB den 3 maj 2024. "
        put(store, None, Paper(name, "tillsyn", [words * 40 + poison]))
    store.close()
    grow_old(store.settings.home, *names)
    return store.settings.home


@pytest.mark.parametrize("after", [0, 0.02, 0.1, 0.3] if FULL else [0.05])
def test_a_killed_call_goes_on_where_it_was(made: Path, tmp_path: Path, after: float) -> None:
    home, undisturbed = (Path(shutil.copytree(made, tmp_path / name)) for name in ("hem", "ostört"))
    whole = samsyn_here(undisturbed, "redo", "names", "--workers", "1", "--json", **RULES).value
    assert (whole["documents"], whole["changed"]) == (COUNT, COUNT)

    command = [sys.executable, "-c", _ENDLESS, "redo", "names", "--workers", "2"]
    told = environment(home, RULES)
    run = subprocess.Popen(command, env=told, cwd=ROOT, stderr=subprocess.DEVNULL, start_new_session=True)
    _wait_until_something_is_named(home)
    time.sleep(after)
    below = descendants(run.pid, "")
    os.killpg(run.pid, signal.SIGKILL)
    run.wait()
    assert wait_until(lambda: not any(each.alive for each in below))  # a worker may be at its last write still
    left = named_by(home).get(OLD, 0)

    words = ("redo", "names", "--json", "--workers")
    again = samsyn(home, *words, "2", **RULES) if FULL else samsyn_here(home, *words, "1", **RULES)
    rest = again.value
    assert rest["documents"] == left
    assert 0 < left < COUNT  # it was killed in the middle
    assert rest["problems"] == []
    assert contents(home) == contents(undisturbed)
    assert named_by(home) == {whole["pipeline"]: COUNT}
    assert samsyn_here(home, "verify", "--json").value["differences"] == []
    for query in ("", "Provkrog"):
        first, second = (samsyn_here(each, "search", query, "--json").value for each in (home, undisturbed))
        assert first["facets"]["ORG"] == second["facets"]["ORG"]
        assert first["facets"].get("LOC", []) == []


def test_one_that_is_killed_before_the_index_has_followed_is_gone_on_with(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No worker runs. All are named: the next call has none to name, and what waits for the index all the same."""
    home = Path(shutil.copytree(made, tmp_path / "hem"))

    def killed(*_: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, suppress(KeyboardInterrupt):
        patch.setattr(redo.Follower, "follow", lambda _: 0)
        patch.setattr(redo.Follower, "finish", killed)
        patch.setattr(redo, "run_tasks", tasks_at_hand)
        samsyn_here(home, "redo", "names", "--workers", "1", **RULES)
    waiting = outbox(home)
    assert waiting >= COUNT

    with monkeypatch.context() as patch, closing(Store.open(Settings(home=home))) as store:
        patch.setattr(headway, "_LOST_SECONDS", 0.0)
        patch.setattr(follower, "_TURN_SECONDS", 0.0)
        with alone(store, next(iter(store.outbox.owners()))):
            said = samsyn_here(home, "redo", "names", "--workers", "1", **RULES)
    assert said.status == 0
    assert f"{waiting} ändringar väntar på sökindexet" in said.out

    value = samsyn_here(home, "redo", "names", "--workers", "1", "--json", **RULES).value
    assert (value["documents"], value["waiting"], outbox(home)) == (0, 0, 0)
    assert samsyn_here(home, "verify", "--json").value["differences"] == []


def outbox(home: Path) -> int:
    with closing(Store.open(Settings(home=home))) as store:
        return store.outbox.count()


def test_a_document_that_another_process_has_is_named_and_tried_again(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMSYN_NLP_PIPELINE", RULES["nlp_pipeline"])  # what the workers read
    settings = Settings(home=Path(shutil.copytree(made, tmp_path / "hem")), nlp_pipeline="rules")
    store, index = Store.open(settings), open_index(settings)
    first, second = behind(store)[:2]
    store.registration.claim(first, "annan-maskin:1:1")
    redone = redo_names(store, index, [first, second], workers=1)
    assert (redone.documents, redone.changed) == (1, 1)
    assert [(problem.document, problem.reason) for problem in redone.problems] == [(first, "being_read")]
    assert first in behind(store)
    assert second not in behind(store)
    index.close()
    store.close()


def _wait_until_something_is_named(home: Path) -> None:
    assert wait_until(lambda: len(named_by(home)) == 2), "nothing was named"
