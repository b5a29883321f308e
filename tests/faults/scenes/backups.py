"""A backup is taken beside what goes on, and put back in an empty home."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.faults.scenes import papers
from tests.faults.scenes.homes import must, must_restore, opened, with_read


def with_papers(home: str, material: str) -> None:
    with_read(Path(home), Path(material), papers.text)


def emptied(home: str, material: str) -> None:
    """A home that is gone, of which there is a backup. What was withdrawn since, and a key destroyed, is noted."""
    from models.withdrawal import Scope
    from tests.faults.scenes.homes import CLERK, OWNER, documents

    with_papers(home, material)
    kept = Path(material).with_suffix(".kopia")
    must("backup", "take", kept, "--json")
    with opened(home) as store:
        store.withdrawals.take(CLERK, Scope.DOCUMENT, documents(store)["anteckning.txt"], "fel")
        store.ledger.keys.destroy(OWNER, "2100-01")
    must("backup", "note", kept, "--json")
    shutil.rmtree(home)
    Path(home).mkdir()


def back_up(home: str, _material: str) -> None:
    """Twice, of which the newest is kept."""
    folder = Path(f"{home}.out")
    for _ in range(2):
        must("backup", "take", folder, "--keep", "1", "--json")
    must("backup", "note", folder, "--json")


def restore(home: str, material: str) -> None:
    must_restore(home, Path(material).with_suffix(".kopia"))
