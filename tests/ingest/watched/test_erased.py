"""A paper of a watched folder that is erased, and the day's run that it came with."""

from __future__ import annotations

from models.store.run_reports import RunState
from tests.contracts.erasures_contract import ASKED, OFFICER, OWNER, WHY
from tests.ingest.watched.conftest import Watching


def test_the_days_run_ends_although_a_paper_of_it_was_erased(watching: Watching) -> None:
    store, file = watching.store, watching.folder / "a.txt"
    file.write_text("Tillsyn hos Provkrog AB")
    watching.look()
    assert watching.work() == 1
    file.unlink()
    watching.look()
    (mine,) = store.documents.of_owner(OFFICER, OWNER)
    store.erasures.order(OFFICER, WHY, [mine.id], ASKED)
    assert watching.work() == 1
    assert list(store.documents.of_owner(OFFICER, OWNER)) == []
    (watching.folder / "b.txt").write_text("Anmälan om matos")
    watching.look()
    assert watching.work() == 1
    (run,) = store.run_reports.newest(OFFICER, 5)
    assert (run.state, run.files) == (RunState.DONE, 1)
