"""Signing in at an identity provider: a real process on loopback, honest and lying."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from flask import Flask

from models.access import Role
from models.account import Access, Account
from models.audit import Action
from models.errors import InvalidSettingError
from models.provider import GroupRule, access_from, parse_rules
from models.store.store import Store
from search.backends import open_index
from tests.web import archive
from tests.web.browsing import Browsing, words
from tests.web.identity_provider import CLIENT, SECRET
from web.app import create_app

ROOT = Path(__file__).parents[2]
RULES = """
Miljö-inspektörer = user @ Miljönämnden
Miljö-sekretess = officer @ Miljönämnden
IT-drift = administrator
Granskning = reviewer
Utredning = group
"""
VERA = {
    "sub": "17",
    "preferred_username": "vera",
    "name": "Vera Vik",
    "groups": ["Miljö-inspektörer", "Utredning", "x"],
}
LIES = [
    "issuer",
    "audience",
    "party",
    "expired",
    "early",
    "nonce",
    "no nonce",
    "subject",
    "access",
    "signature",
    "unsigned",
    "shared secret",
    "answering issuer",
    "denied",
    "no identity",
]


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """Where the provider answers."""
    command = [sys.executable, "-m", "tests.web.identity_provider", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert process.stdout is not None
    yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
    process.terminate()
    process.wait(60)
    process.stdout.close()


@dataclass(frozen=True, slots=True)
class Joined:
    """An installation that trusts the provider."""

    app: Flask
    store: Store
    issuer: str

    def tell(self, lie: str = "", **claims: Any) -> None:
        requests.post(f"{self.issuer}/told", json={"lie": lie, "claims": VERA | claims}, timeout=60)

    def go(self, browsing: Browsing) -> str:
        """To the provider and to its way back; the address there."""
        sent = browsing.get("/logga-in/leverantor")
        assert sent.status_code == 303, words(sent)
        answer = requests.get(str(sent.location), allow_redirects=False, timeout=60)
        parts = urlsplit(answer.headers["Location"])
        return f"{parts.path}?{parts.query}"


@pytest.fixture
def joined(store: Store, issuer: str) -> Iterator[Joined]:
    store.sources.add(archive.MILJO)
    store.settings = replace(
        store.settings,
        oidc_issuer=issuer,
        oidc_client_id=CLIENT,
        oidc_client_secret=SECRET,
        oidc_name="Kommunens inloggning",
        oidc_groups=RULES,
    )
    index = open_index(store.settings)
    yield Joined(create_app(store, index), store, issuer)
    index.close()


def test_who_comes_from_the_provider_is_what_their_groups_say(joined: Joined) -> None:
    joined.tell()
    browsing = Browsing(joined.app)
    assert "Logga in med Kommunens inloggning" in words(browsing.get("/logga-in"))
    page = browsing.get(joined.go(browsing))
    assert page.status_code == 200
    assert 'content="0;url=/andamal"' in page.text
    assert browsing.get("/andamal").status_code == 200
    account = joined.store.users.get("vera")
    assert (account.display, account.issuer, account.subject) == ("Vera Vik", joined.issuer, "17")
    assert account.access == Access(
        frozenset({Role.USER}),
        frozenset({"Miljönämnden"}),
        groups=frozenset({"Miljö-inspektörer", "Utredning"}),
    )
    told = [(record.event.action, record.event.details) for record in joined.store.ledger.last(2)][::-1]
    assert told == [
        (Action.ADMINISTRATION, {"command": "account provider", "user": "vera", "roles": "user"}),
        (Action.LOGIN, {"act": "provider"}),
    ]
    browsing.get("/konto")
    assert browsing.get("/konto/losenord").status_code == 404


def test_roles_follow_the_groups_at_each_sign_in(joined: Joined) -> None:
    joined.tell()
    first = Browsing(joined.app)
    first.get(joined.go(first))
    joined.tell(groups=["Miljö-sekretess"])
    again = Browsing(joined.app)
    again.get(joined.go(again))
    assert joined.store.users.get("vera").access.officer_of == {"Miljönämnden"}
    joined.tell(groups=["annat"])
    last = Browsing(joined.app)
    refused = last.get(joined.go(last))
    assert refused.status_code == 403
    assert "ger ingen behörighet" in words(refused)
    assert joined.store.users.get("vera").owners == frozenset()
    assert first.get("/").location == "/logga-in"


def test_nobody_is_administrator_and_reviewer_by_their_groups(joined: Joined) -> None:
    joined.tell(groups=["IT-drift", "Granskning"])
    browsing = Browsing(joined.app)
    assert browsing.get(joined.go(browsing)).status_code == 403
    assert joined.store.users.list() == []
    assert joined.store.ledger.last(1)[0].event.details == {"act": "provider", "rule": "role_conflict"}
    assert browsing.get("/").location == "/logga-in"


@pytest.mark.parametrize("lie", LIES)
def test_what_does_not_hold_lets_nobody_in(joined: Joined, lie: str) -> None:
    joined.tell(lie)
    browsing = Browsing(joined.app)
    answer = browsing.get(joined.go(browsing))
    assert answer.status_code == 401
    assert "gick inte att lita på" in words(answer)
    assert joined.store.users.list() == []
    assert joined.store.ledger.last(1)[0].event.action is Action.LOGIN_REFUSED
    assert browsing.get("/").location == "/logga-in"
    joined.tell()


def test_how_strongly_the_provider_knew_who_it_is_can_be_asked_for(joined: Joined) -> None:
    """``acr`` of the token, which must be one of the settings' (OpenID Connect Core 1.0, 2)."""
    joined.store.settings = replace(joined.store.settings, oidc_acr="loa3 loa4")
    strict = replace(joined, app=create_app(joined.store, open_index(joined.store.settings)))
    browsing = Browsing(strict.app)
    assert "acr_values=loa3+loa4" in str(browsing.get("/logga-in/leverantor").location)
    for claimed, status in ({}, 401), ({"acr": "loa2"}, 401), ({"acr": ""}, 401), ({"acr": "loa3"}, 200):
        strict.tell(**claimed)
        assert browsing.get(strict.go(browsing)).status_code == status, claimed
    joined.tell()


@pytest.mark.parametrize("where", ["description", "keys", "token"])
def test_a_redirect_of_the_providers_is_not_followed(joined: Joined, where: str) -> None:
    """To another server that the provider does not name: it would be believed in the provider's place."""
    joined.tell(f"redirected {where}")
    browsing = Browsing(joined.app)
    if where == "description":
        assert browsing.get("/logga-in/leverantor").status_code in (401, 503)
    else:
        assert browsing.get(joined.go(browsing)).status_code in (401, 503)
    assert browsing.get("/").location == "/logga-in"
    joined.tell()


def test_a_provider_that_says_it_is_another_is_not_gone_to(joined: Joined) -> None:
    joined.tell("described issuer")
    assert Browsing(joined.app).get("/logga-in/leverantor").status_code == 401
    joined.tell()


def test_a_code_and_a_way_back_are_good_once_and_for_one_browser(joined: Joined) -> None:
    joined.tell()
    browsing, other = Browsing(joined.app), Browsing(joined.app)
    back = joined.go(browsing)
    assert browsing.get(back).status_code == 200
    assert browsing.get(back).status_code == 401  # the state is used
    stolen = joined.go(browsing)
    joined.go(other)
    assert other.get(stolen).status_code == 401  # another browser's
    fresh, used = joined.go(other), dict(part.split("=") for part in urlsplit(back).query.split("&"))
    swapped = "&".join(
        f"code={used['code']}" if part.startswith("code=") else part for part in urlsplit(fresh).query.split("&")
    )
    assert other.get(f"/logga-in/svar?{swapped}").status_code == 401  # an old code in a new way back
    assert other.get("/").location == "/logga-in"
    assert Browsing(joined.app).get("/logga-in/svar").status_code == 401


def test_a_code_of_another_sign_in_is_refused_by_its_challenge(joined: Joined) -> None:
    joined.tell()
    mine, theirs = Browsing(joined.app), Browsing(joined.app)
    parts = [dict(part.split("=") for part in urlsplit(joined.go(who)).query.split("&")) for who in (mine, theirs)]
    injected = f"/logga-in/svar?code={parts[1]['code']}&state={parts[0]['state']}"
    assert mine.get(injected).status_code == 401


def test_a_local_account_of_the_same_name_is_not_taken_over(joined: Joined) -> None:
    joined.tell()
    joined.store.users.create(Account("vera", "Vera", Access(frozenset({Role.ADMINISTRATOR}))), archive.PASSWORD)
    browsing = Browsing(joined.app)
    assert browsing.get(joined.go(browsing)).status_code == 403
    assert joined.store.users.get("vera").local


def test_a_closed_account_stays_closed(joined: Joined) -> None:
    joined.tell()
    browsing = Browsing(joined.app)
    browsing.get(joined.go(browsing))
    joined.store.users.disable("vera")
    assert browsing.get("/").location == "/logga-in"
    assert browsing.get(joined.go(browsing)).status_code == 401


def test_a_provider_that_does_not_answer_is_said_and_local_accounts_go_on(joined: Joined, store: Store) -> None:
    store.settings = replace(store.settings, oidc_issuer="http://127.0.0.1:9")
    app = create_app(store, None)  # type: ignore[arg-type]
    answer = Browsing(app).get("/logga-in/leverantor")
    assert answer.status_code == 503
    assert "svarar inte" in words(answer)


@pytest.mark.parametrize("issuer", ["http://idp.example", "ftp://127.0.0.1", "idp.example"])
def test_a_provider_without_tls_is_refused_at_the_start(store: Store, issuer: str) -> None:
    store.settings = replace(store.settings, oidc_issuer=issuer, oidc_client_id=CLIENT)
    with pytest.raises(InvalidSettingError):
        create_app(store, None)  # type: ignore[arg-type]


@pytest.mark.parametrize("rules", ["A", "A = kung", "A = user", "A = administrator @ Miljönämnden", "A = officer"])
def test_a_rule_that_says_nothing_is_refused_at_the_start(rules: str) -> None:
    with pytest.raises(InvalidSettingError):
        parse_rules(rules)


def test_rules_are_read_as_written() -> None:
    assert parse_rules("A B = user @ Bygg- och miljönämnden; # nej; C=group") == (
        GroupRule("A B", Role.USER, "Bygg- och miljönämnden"),
        GroupRule("C", None),
    )
    assert access_from(["annat"], parse_rules(RULES)) == Access()
