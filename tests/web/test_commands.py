"""``samsyn user`` and ``samsyn serve``: the password never on the command line, the page never in the open."""

from __future__ import annotations

import json

import pytest

import samsyn
from models.errors import InvalidSettingError
from models.settings import read_settings
from models.source import Source
from models.store.store import Store
from web.commands import SHORTEST_PASSWORD
from web.serving import is_loopback, serve


@pytest.fixture
def home() -> Store:
    """The home that the command line finds, with one source."""
    store = Store.open(read_settings(), create=True)
    store.sources.add(Source("inspektioner", "Miljönämnden"))
    return store


def test_a_user_is_added_with_a_password_from_the_environment(
    home: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SAMSYN_PASSWORD", "ett långt lösenord")
    assert samsyn.main(["user", "add", "ines", "--owner", "Miljönämnden", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"user": "ines", "owners": ["Miljönämnden"]}
    assert home.users.verify("ines", "ett långt lösenord") is not None
    assert samsyn.main(["user", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [
        {"user": "ines", "display": "ines", "owners": ["Miljönämnden"], "disabled": False}
    ]


@pytest.mark.parametrize(
    ("password", "owner", "code"),
    [("x" * (SHORTEST_PASSWORD - 1), "Miljönämnden", "invalid_setting"), ("x" * 20, "Ingen", "unknown_source")],
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


def test_serving_in_the_open_without_tls_is_refused(home: Store) -> None:
    with pytest.raises(InvalidSettingError, match="kryptering"):
        serve(home, None, "0.0.0.0", 8400)  # type: ignore[arg-type]
