"""``samsyn status`` counts what whoever asks may read, and asks for no comparison that is never made."""

from __future__ import annotations

from unittest import mock

from click.testing import CliRunner

from ingest import status_commands
from models.access import Purpose, Viewer
from models.marking import MarkingScope
from models.settings import Settings
from models.store.store import Store
from search.backends import open_index
from search.indexing import drain, liken
from tests.search.archive import HEALTH, Paper, put

OFFICER = Viewer("sekretess", frozenset({HEALTH}), officer_of=frozenset({HEALTH}), groups=frozenset({"barn"}))
PLAIN = Viewer("vanlig", frozenset({HEALTH}))


def _said(viewer: Viewer, store: Store) -> str:
    with mock.patch.object(status_commands, "asked", return_value=(store, viewer, Purpose("prov"))):
        done = CliRunner().invoke(status_commands.status, ["--purpose", "prov"])
    assert done.exception is None, done.output
    return done.output


def test_what_is_kept_is_not_counted_nor_missed(store: Store, settings: Settings) -> None:
    index = open_index(settings)
    ids = [put(store, index, Paper(f"{at}.txt", "tillsyn", [f"Kontroll av krogen nummer {at}."])) for at in range(3)]
    store.markings.set(OFFICER, MarkingScope.DOCUMENT, ids[0], group="barn", ground="OSL 26:1")
    drain(store, index)
    liken(store, ids)
    index.close()
    counts = [status_commands.index_state(viewer, store, settings)["documents"] for viewer in (PLAIN, OFFICER)]
    assert counts == [2, 3]
    assert "Snarlika:   alla jämförda" in _said(OFFICER, store)
