"""Paths of one run of which one lies in another: each file under them comes once."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from ingest.run import IngestRun, RunOptions
from ingest.survey import Survey
from models.source import Source
from models.store.runs import FileState
from models.store.store import Store
from models.withdrawal import Scope
from search.backends import open_index
from tests.conftest import viewer_of

VIEWER = viewer_of("Nämnden")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with another in it, and a link that is not followed unless it is given itself."""
    folder, inner, elsewhere = (tmp_path / name for name in ("arkiv", "arkiv/2024", "annan"))
    for each in (inner, elsewhere):
        each.mkdir(parents=True)
    (folder / "a.txt").write_text("Tillsyn hos Provkrog AB.")
    (inner / "b.txt").write_text("Beslut om tillsyn.")
    (elsewhere / "d.txt").write_text("Anmälan om matos.")
    return folder


def test_each_file_comes_once_however_its_paths_are_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "2024/b.xml").write_text("<alto/>")
    (folder / "2024/c.pdf").write_bytes(b"x" * 2 * 1024 * 1024)
    (folder / "länk").symlink_to(folder.parent / "annan")
    monkeypatch.chdir(folder.parent)
    survey = Survey([folder, Path("arkiv/2024"), Path("arkiv/a.txt"), folder / "länk"])
    walked = list(survey.walk())
    names = sorted(str(path.relative_to(folder)) for path in walked)
    assert names == ["2024/b.txt", "2024/b.xml", "2024/c.pdf", "a.txt", "länk", "länk/d.txt"]
    assert survey.files == len(walked)
    assert sorted(survey.in_reading_order()) == sorted(walked)


def test_a_run_over_a_folder_and_one_that_lies_in_it_is_withdrawn_whole(folder: Path, store: Store) -> None:
    store.sources.add(Source("arkiv", "Nämnden"))
    with closing(open_index(store.settings)) as index:
        report = IngestRun(store, index, "arkiv", RunOptions(1), lambda _: None).go([folder, folder / "2024"])
    assert (report["files"], report["documents"], report["duplicates"]) == (2, 2, 0)
    assert {file.state for file in store.runs.files(VIEWER, report["run"])} == {FileState.NEW}
    _, taken = store.withdrawals.take(VIEWER, Scope.RUN, report["run"], "fel mapp")
    assert taken == 2
    assert set(store.documents.ids(VIEWER, "Nämnden")) == set()
