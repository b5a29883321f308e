"""``samsyn user`` (``account`` by its other name) and ``samsyn serve``: no password in argv, no page in the open."""

from __future__ import annotations

import errno
import json
import socket
from pathlib import Path

import pytest

import samsyn
from models.errors import InvalidSettingError
from models.loopback import is_loopback
from models.passwords import SHORTEST
from models.settings import read_settings
from models.source import Source
from models.store.store import Store
from tests.cli.command import samsyn as run_samsyn
from web import side_by_side
from web.serving import bound

OWN = "gul cykel på taket"


@pytest.fixture
def home() -> Store:
    """The home that the command line finds, with one source."""
    store = Store.open(read_settings(), create=True)
    store.sources.add(Source("inspektioner", "Miljönämnden"))
    return store


def test_a_user_is_added_with_a_password_from_the_environment(
    home: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SAMSYN_PASSWORD", OWN)
    assert samsyn.main(["user", "add", "ines", "--owner", "Miljönämnden", "--json"]) == 0
    added = json.loads(capsys.readouterr().out)
    assert (added["user"], added["owners"], added["roles"]) == ("ines", ["Miljönämnden"], ["user"])
    assert home.users.verify("ines", OWN) is not None
    assert samsyn.main(["user", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [added]


@pytest.mark.parametrize(
    ("password", "owner", "code"),
    [(OWN[: SHORTEST - 1], "Miljönämnden", "weak_password"), (OWN, "Ingen", "unknown_source")],
)
def test_a_short_password_or_unknown_owner_adds_nobody(
    home: Store,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    password: str,
    owner: str,
    code: str,
) -> None:
    monkeypatch.setenv("SAMSYN_PASSWORD", password)
    assert samsyn.main(["user", "add", "ines", "--owner", owner, "--json"]) == 1
    assert json.loads(capsys.readouterr().err.splitlines()[-1])["error"]["code"] == code
    assert home.users.list() == []


def test_loopback() -> None:
    assert all(map(is_loopback, ("127.0.0.1", "::1", "localhost")))
    assert not any(map(is_loopback, ("0.0.0.0", "192.168.1.2", "example.org")))


def test_serving_in_the_open_without_tls_is_refused() -> None:
    with pytest.raises(InvalidSettingError, match="kryptering"):
        bound("0.0.0.0", 8400)


@pytest.mark.parametrize(("name", "value"), [("METRICS", "0.0.0.0:9464"), ("OPENSEARCH_URL", "ftp://tre")])
def test_what_each_of_several_processes_would_fall_over_is_said_once(
    home: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str, value: str
) -> None:
    monkeypatch.setenv(f"SAMSYN_{name}", value)
    monkeypatch.setattr(side_by_side, "run_side_by_side", lambda *_: pytest.fail("started"))
    assert samsyn.main(["serve", "--no-worker", "--processes", "2", "--port", "0"]) == 1
    assert f"SAMSYN_{name}" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.EADDRNOTAVAIL, "datorn har inte den adressen"), (errno.EACCES, "får bara root svara på")],
)
def test_an_address_that_cannot_be_had_is_said(monkeypatch: pytest.MonkeyPatch, number: int, said: str) -> None:
    def refuse(*_: object, **__: object) -> socket.socket:
        raise OSError(number, "")

    monkeypatch.setattr(socket, "create_server", refuse)
    with pytest.raises(InvalidSettingError, match=said):
        bound("127.0.0.1", 80)


def test_a_busy_port_is_said(store: Store) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        answer = run_samsyn(store.settings.home, "serve", "--no-worker", "--port", str(held.getsockname()[1]))
    assert answer.status == 1
    assert "upptagen" in answer.err
    assert "svarar på" not in answer.err


def test_who_may_sign_in_and_who_has_papers_is_said(home: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert samsyn.main(["user", "list"]) == 0
    assert "samsyn account add" in capsys.readouterr().out
    assert samsyn.main(["user", "add", "ines", "--owner", "Nämnden"]) == 1
    assert "'Nämnden'; här finns Miljönämnden" in capsys.readouterr().err
    home.users.add("ines", "Ines", OWN, ["Miljönämnden"])
    home.users.disable("ines")
    assert samsyn.main(["user", "list"]) == 0
    assert capsys.readouterr().out == "ines\tInes\tanalyst, archivist, user\tMiljönämnden\tstängt konto\n"


def test_english_is_there_in_a_home_with_a_relative_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from flask import Flask
    from flask_babel import force_locale, gettext

    from web import language

    monkeypatch.chdir(tmp_path)
    app = Flask("web.app")
    language.set_up(app, Path("hem/cache"))
    with app.test_request_context(), force_locale("en"):
        assert gettext("Logga in") != "Logga in"


def test_a_closed_account_is_out_and_in_the_ledger(store: Store) -> None:
    store.sources.add(Source("tillsyn", "Nämnden"))
    store.users.add("eva", "Eva", OWN, ["Nämnden"])
    answer = run_samsyn(store.settings.home, "user", "disable", "eva", "--json")
    assert (answer.value["user"], answer.value["disabled"]) == ("eva", True)
    assert store.users.verify("eva", OWN) is None
    assert store.ledger.last(1)[0].event.details == {
        "command": "account disable",
        "user": "eva",
        "roles": "analyst, archivist, user",
    }
    assert run_samsyn(store.settings.home, "user", "disable", "ingen", "--json").error["code"] == "unknown_user"
