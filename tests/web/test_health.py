"""``/healthz`` and ``/readyz``: one word to anybody, and the right one."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from flask import Flask

from models.errors import DatabaseUnavailableError, IndexUnavailableError
from models.store import migrate
from tests.faults.unwritable import unwritable
from tests.web.conftest import Site
from web import health


def asked(app: Flask, address: str) -> tuple[int, Any]:
    answer = app.test_client().get(address)
    return answer.status_code, answer.get_json()


@pytest.fixture(autouse=True)
def _tried_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_KEPT_SECONDS", 0.0)


def test_alive_and_ready_in_one_word(site: Site) -> None:
    for address in ("/healthz", "/readyz"):
        assert asked(site.app, address) == (200, {"status": "ok"})


def test_alive_asks_nothing_of_the_register(own_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even for somebody who is signed in: else a database that is away would have the process killed."""
    browsing = own_site.sign_in("ines")

    def away(*_: object) -> None:
        raise DatabaseUnavailableError("borta")

    monkeypatch.setattr(own_site.store.database, "read", away)
    monkeypatch.setattr(own_site.store.database, "write", away)
    assert browsing.get("/healthz").get_json() == {"status": "ok"}
    assert asked(own_site.app, "/readyz") == (503, {"status": "unavailable"})


def test_without_an_index_people_are_let_in(own_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def down(_owner: str) -> int:
        raise IndexUnavailableError("nere")

    monkeypatch.setattr(own_site.index, "version", down)
    assert asked(own_site.app, "/readyz") == (200, {"status": "degraded"})


def test_a_ledger_that_cannot_be_written_lets_nobody_in(own_site: Site) -> None:
    unwritable(own_site.store, "read-only")
    assert asked(own_site.app, "/readyz") == (503, {"status": "unavailable"})


@pytest.mark.parametrize("newest", ["9999", "0001"])
def test_tables_of_another_version_let_nobody_in(own_site: Site, monkeypatch: pytest.MonkeyPatch, newest: str) -> None:
    """Older than the program's, and newer: another version was started on the same register."""
    monkeypatch.setattr(migrate, "newest", lambda: newest)
    assert asked(own_site.app, "/readyz") == (503, {"status": "unavailable"})


def test_whoever_asks_often_costs_one_write(own_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_KEPT_SECONDS", 60.0)
    tried, put = [], own_site.store.notices.put
    monkeypatch.setattr(own_site.store.notices, "put", lambda *told: tried.append(1) or put(*told))
    for _ in range(50):
        assert asked(own_site.app, "/readyz")[0] == 200
    assert len(tried) == 1


@pytest.mark.parametrize(("hangs", "told"), [("register", "unavailable"), ("index", "degraded")])
def test_what_hangs_keeps_one_request_and_no_more(
    own_site: Site, monkeypatch: pytest.MonkeyPatch, hangs: str, told: str
) -> None:
    """Anybody may ask, and there are six threads: none of the others may wait for a server that does not answer."""
    assert asked(own_site.app, "/readyz") == (200, {"status": "ok"})
    over, began = threading.Event(), threading.Event()

    def hang(*_: object) -> int:
        began.set()
        over.wait(240)
        return 0

    on, name = (own_site.store.notices, "put") if hangs == "register" else (own_site.index, "version")
    monkeypatch.setattr(on, name, hang)
    monkeypatch.setattr(health, "_SLOW_SECONDS", float("inf"))
    first = threading.Thread(target=asked, args=(own_site.app, "/readyz"))
    first.start()
    try:
        assert began.wait(60)
        assert asked(own_site.app, "/readyz") == (200, {"status": "ok"})  # a moment is no fault
        monkeypatch.setattr(health, "_SLOW_SECONDS", 0.0)
        assert asked(own_site.app, "/readyz")[1] == {"status": told}
        assert asked(own_site.app, "/healthz") == (200, {"status": "ok"})
    finally:
        over.set()
        first.join(60)
