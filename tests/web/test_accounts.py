"""Accounts as an administrator keeps them: on the pages and on the command line, each change in the ledger."""

from __future__ import annotations

import json
import re

import pytest
from sqlalchemy import update
from werkzeug.test import TestResponse

import samsyn
from models import swedish
from models.access import Role, Viewer, has_grant
from models.account import Access, Account
from models.audit import Action
from models.errors import RoleConflictError
from models.settings import read_settings
from models.source import Source
from models.store.schema_accounts import account_roles, second_factors
from models.store.store import Store
from tests.cli.command import samsyn as run_samsyn
from tests.web import archive
from tests.web.browsing import Browsing, words
from tests.web.conftest import Site

OWN = "gul cykel på taket"


@pytest.fixture
def adam(own_site: Site) -> Browsing:
    """An administrator, at their page."""
    own_site.store.users.create(Account("adam", "Adam", Access(frozenset({Role.ADMINISTRATOR}))), archive.PASSWORD)
    browsing = Browsing(own_site.app)
    assert browsing.sign_in("adam", archive.PASSWORD).location == "/konton"
    browsing.get("/konton")
    return browsing


def _address(page: str, display: str) -> str:
    found = re.search(rf'href="(/konton/[0-9a-f]{{32}})">{display}<', page)
    assert found is not None
    return found[1]


def test_an_account_is_added_with_a_password_shown_once(own_site: Site, adam: Browsing) -> None:
    page = adam.post("/konton", name="bo", display="Bo Berg", role="user", owner="Polisen", groups="span, utredning")
    password = re.search(r'<code class="password">([^<]+)<', page.text)
    assert password is not None
    assert page.headers["Cache-Control"] == "no-store"
    account = own_site.store.users.get("bo")
    assert account.access == Access(
        frozenset({Role.USER}), frozenset({"Polisen"}), groups=frozenset({"span", "utredning"})
    )
    event = own_site.store.ledger.last(1)[0].event
    assert (event.action, event.actor, event.owners) == (Action.ADMINISTRATION, "adam", ("Polisen",))
    assert event.details == {"command": "account add", "user": "bo", "roles": "user"}
    browsing = Browsing(own_site.app)
    browsing.sign_in("bo", password[1])
    assert browsing.get("/").location == "/konto/losenord"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"role": ["administrator", "reviewer"]}, "både administratör och granskare"),
        ({"role": "administrator", "owner": "Polisen"}, "En administratör ser inga handlingar"),
        ({"role": ["administrator", "user"]}, "En administratör ser inga handlingar"),
        ({}, "Kontot har ingen roll"),
        ({"role": "user", "owner": "Ingen"}, "Det finns ingen ägare"),
        ({"role": "kung"}, "Det finns ingen roll"),
        ({"role": "user", "name": "ines"}, "finns redan"),
        ({"role": "user", "name": ""}, "Kontonamnet"),
    ],
)
def test_what_may_not_be_is_not_added(own_site: Site, adam: Browsing, fields: dict[str, object], said: str) -> None:
    before = [account.name for account in own_site.store.users.list()]
    page = adam.post("/konton", **{"name": "bo", **fields})
    assert page.status_code == 400
    assert said in words(page)
    assert [account.name for account in own_site.store.users.list()] == before


def _ticked(page: TestResponse) -> dict[str, list[str]]:
    """What is ticked in the form, by the name of the box."""
    found = re.findall(r'name="(role|owner|officer)" value="([^"]+)" checked', page.text)
    return {name: [value for box, value in found if box == name] for name in ("role", "owner", "officer")}


def test_a_form_that_is_refused_comes_back_as_it_was_sent(own_site: Site, adam: Browsing) -> None:
    """Else a second press gives what was ticked before: access that was to be taken away."""
    address = _address(adam.get("/konton").text, "Pål Polis")
    assert _ticked(adam.get(address)) == {"role": ["user", "analyst", "archivist"], "owner": ["Polisen"], "officer": []}
    refused = adam.post(address, owner="Miljönämnden", groups="span", display="Pål P")
    assert refused.status_code == 400
    assert _ticked(refused) == {"role": [], "owner": ["Miljönämnden"], "officer": []}
    assert 'name="display" value="Pål P"' in refused.text
    assert 'name="groups" value="span"' in refused.text
    refused = adam.post("/konton", name="ines", role="archivist", officer="Polisen", display="Ny")
    assert refused.status_code == 400
    assert _ticked(refused) == {"role": ["archivist"], "owner": [], "officer": ["Polisen"]}
    assert own_site.store.users.get("pal").owners == {"Polisen"}


def test_an_account_is_changed_closed_and_opened(own_site: Site, adam: Browsing) -> None:
    pal = own_site.sign_in("pal")
    address = _address(adam.get("/konton").text, "Pål Polis")
    adam.get(address)
    assert adam.post(address, role="archivist", officer="Miljönämnden", display="Pål P").location == address
    changed = own_site.store.users.get("pal")
    assert changed.display == "Pål P"
    assert changed.access.roles == {Role.ARCHIVIST, Role.OFFICER}
    assert changed.owners == changed.access.officer_of == {"Miljönämnden"}
    assert pal.get(f"/d/{own_site.ids['pm-fordon.pdf']}/1").status_code == 404
    adam.post(f"{address}/gor", act="disable")
    assert pal.get("/").location == "/logga-in"
    adam.post(f"{address}/gor", act="enable")
    shown = adam.post(f"{address}/gor", act="password")
    password = re.search(r'<code class="password">([^<]+)<', shown.text)
    assert password is not None
    assert own_site.store.users.verify("pal", password[1]) is not None
    assert own_site.store.users.get("pal").must_change
    assert adam.post(f"{address}/gor", act="dance").status_code == 400
    told = [record.event.details for record in own_site.store.ledger.last(20)]
    for command in ("change", "disable", "enable", "password"):
        assert any(details and details.get("command") == f"account {command}" for details in told), command


def test_a_new_password_leaves_the_second_factor(own_site: Site, adam: Browsing) -> None:
    """Who forgot a password gets one to change; the code is asked for all the same (ASVS 5.0, 6.4.3)."""
    own_site.store.factors.offer("ines")
    with own_site.store.database.write() as connection:
        connection.execute(update(second_factors).values(confirmed=swedish.now(), last_step=0))
    address = _address(adam.get("/konton").text, "Ines Inspektör")
    adam.get(address)
    shown = adam.post(f"{address}/gor", act="password")
    given = re.search(r'<code class="password">([^<]+)<', shown.text)
    assert given is not None
    assert Browsing(own_site.app).sign_in("ines", given[1]).location == "/logga-in/kod"


def test_nobody_changes_their_own_account(own_site: Site, adam: Browsing) -> None:
    address = _address(adam.get("/konton").text, "Adam")
    for rest, fields in (("", {"role": "reviewer"}), ("/gor", {"act": "disable"}), ("/gor", {"act": "totp"})):
        answer = adam.post(f"{address}{rest}", **fields)
        assert answer.status_code == 400
        assert own_site.store.users.get("adam").access.roles == {Role.ADMINISTRATOR}


def test_an_administrator_sees_no_case_data_whatever_the_register_says(own_site: Site, adam: Browsing) -> None:
    with own_site.store.database.write() as connection:  # nothing of ours writes this
        connection.execute(account_roles.insert().values(user="alva", role="administrator"))
        connection.execute(account_roles.insert().values(user="adam", role="reviewer"))
    for name in ("alva", "adam"):
        viewer = own_site.store.users.viewer(name)
        assert (viewer.owners, viewer.roles) == (frozenset(), {Role.ADMINISTRATOR})
        assert not any(has_grant(viewer, owner) for owner in own_site.store.sources.owners())
    assert adam.get("/jobb").status_code == 403


def test_no_page_of_accounts_has_a_name_in_its_address(own_site: Site, adam: Browsing) -> None:
    assert not re.search(r'href="[^"]*(ines|pal|alva|adam)', adam.get("/konton").text)


# --- the command line ------------------------------------------------------------------------------------------------


@pytest.fixture
def home() -> Store:
    """The home that the command line finds, with two owners."""
    store = Store.open(read_settings(), create=True)
    store.sources.add(Source("inspektioner", "Miljönämnden"))
    store.sources.add(Source("pm", "Polisen"))
    return store


def test_an_account_is_added_on_the_command_line(home: Store) -> None:
    given = ["account", "add", "eva", "--role", "analyst", "--owner", "Polisen", "--officer", "Miljönämnden", "--json"]
    answer = run_samsyn(home.settings.home, *given, "--password-stdin", input=f"{OWN}\n")
    assert answer.value == {
        "user": "eva",
        "display": "eva",
        "roles": ["analyst", "officer"],
        "owners": ["Miljönämnden", "Polisen"],
        "officer_of": ["Miljönämnden"],
        "groups": [],
        "disabled": False,
        "second_factor": False,
        "issuer": "",
    }
    viewer = home.users.verify("eva", OWN)
    assert isinstance(viewer, Viewer)
    assert viewer.officer_of == {"Miljönämnden"}
    assert home.ledger.last(1)[0].event.details == {
        "command": "account add",
        "user": "eva",
        "roles": "analyst, officer",
    }


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--role", "administrator", "--role", "reviewer"], "role_conflict"),
        (["--role", "administrator", "--owner", "Polisen"], "role_conflict"),
        (["--owner", "Ingen"], "unknown_source"),
        (["--role", "kung"], "usage"),
        (["--password", OWN], "usage"),
    ],
)
def test_what_may_not_be_is_refused_on_the_command_line(
    home: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], code: str
) -> None:
    monkeypatch.setenv("SAMSYN_PASSWORD", OWN)
    assert samsyn.main(["account", "add", "eva", *arguments, "--json"]) in (1, 2)
    assert json.loads(capsys.readouterr().err.splitlines()[-1])["error"]["code"] == code
    assert home.users.list() == []
    assert home.ledger.last() == []


def test_accounts_are_administered_on_the_command_line(
    home: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home.users.add("eva", "Eva", OWN, ["Polisen"])
    token = home.sessions.start("eva")
    for arguments in (
        ["change", "eva", "--role", "user", "--owner", "Miljönämnden"],
        ["disable", "eva"],
        ["enable", "eva"],
    ):
        assert samsyn.main(["account", *arguments]) == 0
    assert home.sessions.get(token) is None
    assert home.users.viewer("eva").owners == {"Miljönämnden"}
    monkeypatch.setenv("SAMSYN_PASSWORD", "lösenord1234")
    assert samsyn.main(["account", "password", "eva", "--json"]) == 1
    assert json.loads(capsys.readouterr().err.splitlines()[-1])["error"]["code"] == "weak_password"
    assert home.users.verify("eva", OWN) is not None
    for arguments in (["totp-reset", "eva"], ["sign-out", "eva"]):
        assert samsyn.main(["account", *arguments]) == 0
    commands = [str((record.event.details or {})["command"]) for record in home.ledger.last()][::-1]
    assert commands == [f"account {what}" for what in ("change", "disable", "enable", "totp", "sessions")]
    with pytest.raises(RoleConflictError):
        home.users.set_access("eva", Access(frozenset({Role.ADMINISTRATOR, Role.REVIEWER})))
