"""``samsyn doctor`` of an installation that cannot be opened says why and what to do, and looks at all the rest."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from models.backup_errors import RestoreUnfinishedError
from models.settings import Settings
from models.store import ledger_secret
from models.store.notices import RESTORING
from models.store.store import Store
from tests.cli.broken_checks import broken
from tests.cli.command import samsyn_here


def _without_its_key(store: Store) -> None:
    ledger_secret.path(store.settings).rename(store.settings.home.parent / "undan")


def _with_an_open_key(store: Store) -> None:
    ledger_secret.path(store.settings).chmod(0o644)


def _half_put_back(store: Store) -> None:
    store.notices.put(RESTORING, {"backup": "2026-05-04"})


@pytest.mark.parametrize(
    ("ail", "found", "next"),
    [
        (_without_its_key, "Loggens nyckel saknas", "Lägg tillbaka den ledger.key"),
        (_with_an_open_key, "Loggens nyckel kan läsas av andra", "chmod 600"),
        (_half_put_back, "håller på att läggas tillbaka", RestoreUnfinishedError.next),
    ],
)
def test_what_is_wrong_is_a_check(
    settings: Settings, store: Store, ail: Callable[[Store], None], found: str, next: str
) -> None:
    ail(store)
    answer = samsyn_here(settings.home, "doctor", "--json")
    assert (answer.status, answer.value["ok"]) == (1, False), answer.err
    checks = {check["name"]: check for check in answer.value["checks"]}
    assert found in broken(checks["register"])
    assert next in checks["register"]["next"]
    assert {"ocr", "rights", "vault", "index", "watched"} <= set(checks), "and the rest is told"
    assert checks["index"]["ok"]
