"""Names of nobody in particular, in place of the lists of ``../shared``."""

from __future__ import annotations

import pytest

from training.names import renaming


@pytest.fixture(autouse=True)
def name_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    lists = {
        "_first_names": ("Siv", "Bosse", "Linnea", "Torvald", "Ebba", "Per-Olov"),
        "_surnames": ("Kvarnström", "Ek", "Myrholm", "Hägg", "Dalvik", "Norrbäck"),
        "_places": ("Vindeln", "Åsele", "Torsby", "Sala"),
    }
    for name, found in lists.items():
        monkeypatch.setattr(renaming, name, lambda found=found: found)
