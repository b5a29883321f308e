"""A drain that is killed between what it writes and what it strikes: each alert is there, and there once."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from models.errors import IndexUnavailableError
from models.settings import Settings
from models.store.store import Store
from search.backends import open_index
from search.differing import differences
from search.indexing import drain
from search.opensearch.index import OpenSearchIndex
from search.request import SearchRequest
from search.saved import SavedSearch
from tests.cli.command import ROOT, environment
from tests.faults.severed import Line
from tests.opensearch_nodes import remove_indices
from tests.search.archive import HEALTH, POLICE, SOCIAL, fill

_DRAIN = """
import os, signal
from models.settings import read_settings
from models.store.outbox import Outbox
from models.store.alerts import Alerts
from models.store.store import Store
from search.backends import open_index
from search.embedded.index import EmbeddedIndex
from search.indexing import drain

def dies(kind, name, *, done):
    does = getattr(kind, name)
    def then(self, *given):
        if done:
            does(self, *given)
        os.kill(os.getpid(), signal.SIGKILL)
    setattr(kind, name, then)

dies({kind}, "{name}", done={done})
store = Store.open(read_settings())
drain(store, open_index(store.settings), owners=["miljönämnden"])
"""

MOMENTS = [
    ("Alerts", "change", False),  # before the alerts are written
    ("Alerts", "change", True),
    ("Outbox", "told", False),
    ("Outbox", "told", True),
    ("EmbeddedIndex", "put", False),
    ("EmbeddedIndex", "put", True),
    ("Outbox", "done", False),
    ("Outbox", "done", True),
]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "hem"
    store = Store.open(Settings(home=home), create=True)
    fill(store, None)
    store.users.add("anna", "Anna", "hemligt lösenord", frozenset({HEALTH, POLICE, SOCIAL}))
    store.close()
    return home


@pytest.mark.opensearch
def test_a_server_that_is_gone_meanwhile_loses_no_alert(
    home: Path, opensearch_url: str, opensearch_prefix: str
) -> None:
    store = Store.open(Settings(home=home))
    anna = store.users.viewer("anna")
    store.saved.add(anna, "Öst", SavedSearch.asked(SearchRequest("Öst")).kept(), watched=True)
    with Line(opensearch_url) as line:
        index = OpenSearchIndex(line.url, opensearch_prefix)
        line.cut()
        with pytest.raises(IndexUnavailableError):
            drain(store, index)
        assert store.alerts.all(anna) == []
        line.mend()
        drain(store, index)
        assert len(store.alerts.all(anna)) == 2
        index.close()
    store.close()
    remove_indices(opensearch_url, opensearch_prefix)


@pytest.mark.parametrize(("kind", "name", "done"), MOMENTS)
def test_an_alert_is_neither_lost_nor_doubled(home: Path, kind: str, name: str, done: bool) -> None:
    store = Store.open(Settings(home=home))
    anna = store.users.viewer("anna")
    saved = store.saved.add(anna, "Öst", SavedSearch.asked(SearchRequest("Öst")).kept(), watched=True)
    waiting, theirs = store.outbox.count(), store.outbox.owners()[HEALTH]
    script = _DRAIN.format(kind=kind, name=name, done=done)
    killed = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=environment(home), check=False)
    assert killed.returncode == -signal.SIGKILL
    assert store.outbox.count() == waiting - (theirs if (name, done) == ("done", True) else 0)
    store.alerts.see(anna)  # their user looks at those written, before the next drain
    index = open_index(store.settings)
    drain(store, index)
    assert len(store.alerts.all(anna, with_seen=True)) == 2  # the report and the memo name her
    assert {each.saved for each in store.alerts.all(anna, with_seen=True)} == {saved.id}
    # The memo's is new: another owner's. Of the report, seen is seen.
    assert len(store.alerts.all(anna)) == (2 if (kind, done) == ("Alerts", False) else 1)
    assert (store.outbox.count(), differences(store, index)) == (0, [])
    index.close()
    store.close()
