"""Signing in: a code after the password, waits after failures, a password of one's own, and all of it in the ledger."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import select, update

from models import swedish
from models.access import Role
from models.account import Access, Account
from models.audit import Action, Event
from models.errors import LedgerUnavailableError
from models.lockout import ACCOUNT
from models.settings import Settings
from models.store.schema_accounts import second_factors, sign_in_attempts
from tests.web import archive
from tests.web.browsing import Browsing, words
from tests.web.conftest import Site
from web.app import create_app

NEW = "sju getter åt upp gräset"


def _enter(site: Site, name: str = "ines", password: str = archive.PASSWORD) -> Browsing:
    browsing = Browsing(site.app)
    browsing.sign_in(name, password)
    return browsing


def _set_up(site: Site, browsing: Browsing) -> tuple[pyotp.TOTP, list[str]]:
    """Take the app into use by the page; the app, and the recovery codes that were shown."""
    page = browsing.get("/konto/tvasteg")
    key = re.search(r"<code>([A-Z2-7 ]+)</code>", page.text)
    assert key is not None
    assert "<svg" in page.text
    app = pyotp.TOTP(key[1].replace(" ", ""))
    shown = browsing.post("/konto/tvasteg", password=archive.PASSWORD, code=app.now())
    assert shown.status_code == 200
    return app, re.findall(r"<code>([a-z0-9-]{34})</code>", shown.text)


def _forget_last_code(site: Site) -> None:
    """As if half a minute had passed since the last code."""
    with site.store.database.write() as connection:
        connection.execute(update(second_factors).values(last_step=0))


def _events(site: Site, count: int) -> list[Event]:
    return [record.event for record in site.store.ledger.last(count)][::-1]


def test_after_the_password_a_code_is_asked_for_and_is_good_once(own_site: Site) -> None:
    app, codes = _set_up(own_site, _enter(own_site))
    assert len(codes) == 10
    _forget_last_code(own_site)
    browsing = Browsing(own_site.app)
    browsing.get("/logga-in")
    assert browsing.post("/logga-in", name="ines", password=archive.PASSWORD).location == "/logga-in/kod"
    assert browsing.get("/").location == "/logga-in/kod"
    browsing.get("/logga-in/kod")
    assert browsing.post("/logga-in/kod", code="000000").status_code == 401
    code = app.now()
    assert browsing.post("/logga-in/kod", code=code).location == "/andamal"
    other = Browsing(own_site.app)
    other.sign_in("ines", archive.PASSWORD)
    other.get("/logga-in/kod")
    assert other.post("/logga-in/kod", code=code).status_code == 401
    assert other.post("/logga-in/kod", code=codes[2]).location == "/andamal"
    assert [event.action for event in _events(own_site, 4)] == [
        Action.LOGIN_REFUSED,
        Action.LOGIN,
        Action.LOGIN_REFUSED,
        Action.LOGIN,
    ]
    assert _events(own_site, 1)[0].details == {"act": "recovery"}


def test_the_session_has_a_new_id_after_the_code(own_site: Site) -> None:
    app, _codes = _set_up(own_site, _enter(own_site))
    _forget_last_code(own_site)
    browsing = _enter(own_site)
    with browsing._client.session_transaction() as held:
        before = held["token"]
    browsing.get("/logga-in/kod")
    browsing.post("/logga-in/kod", code=app.now())
    with browsing._client.session_transaction() as held:
        assert held["token"] != before
    assert own_site.store.sessions.get(before) is None


def test_who_fails_again_and_again_waits_and_then_comes_in(own_site: Site) -> None:
    browsing = Browsing(own_site.app)
    browsing.get("/logga-in")
    for _ in range(ACCOUNT.free + 1):
        assert browsing.post("/logga-in", name="ines", password="fel").status_code == 401
    right = browsing.post("/logga-in", name="ines", password=archive.PASSWORD)
    assert right.status_code == 429
    assert 0 < int(right.headers["Retry-After"]) <= ACCOUNT.first.total_seconds()
    assert "För många försök" in words(right)
    assert browsing.post("/logga-in", name="alva", password=archive.PASSWORD).status_code == 303
    _let_time_pass(own_site, ACCOUNT.first)
    assert Browsing(own_site.app).sign_in("ines", archive.PASSWORD).location == "/andamal"
    told = [(event.action, event.details) for event in _events(own_site, 10)]
    assert (Action.LOCKED_OUT, {"act": "begun", "user": "ines"}) in told
    assert (Action.LOCKED_OUT, {"act": "wait", "user": "ines"}) in told


def test_a_name_that_is_nobodys_waits_as_long_and_is_not_kept(own_site: Site) -> None:
    browsing = Browsing(own_site.app)
    browsing.get("/logga-in")
    answers = {}
    for name in ("ines", "mitt lösenord av misstag"):
        answers[name] = [browsing.post("/logga-in", name=name, password="fel") for _ in range(ACCOUNT.free + 2)]
    known, unknown = answers.values()
    assert [answer.status_code for answer in known] == [answer.status_code for answer in unknown]
    assert [words(answer) for answer in known[:6]] == [words(answer) for answer in unknown[:6]]
    assert "misstag" not in str(own_site.store.ledger.last(30))


def test_wrong_codes_are_counted_though_the_password_is_right(own_site: Site) -> None:
    _set_up(own_site, _enter(own_site))
    statuses = []
    for _ in range(ACCOUNT.free):
        browsing = Browsing(own_site.app)
        statuses.append(browsing.sign_in("ines", archive.PASSWORD).status_code)
        browsing.get("/logga-in/kod")
        statuses.append(browsing.post("/logga-in/kod", code="123456").status_code)
    assert 429 in statuses


def _let_time_pass(site: Site, span: timedelta) -> None:
    table = sign_in_attempts
    with site.store.database.write() as connection:
        for row in connection.execute(select(table).where(table.c.until.is_not(None))).all():
            connection.execute(update(table).where(table.c.key_hash == row.key_hash).values(until=row.until - span))


def test_a_password_given_by_another_is_changed_before_anything_else(own_site: Site) -> None:
    own_site.store.users.set_password("ines", archive.PASSWORD, must_change=True)
    browsing = _enter(own_site)
    for address in ("/", "/andamal", "/konto"):
        assert browsing.get(address).location == "/konto/losenord"
    browsing.get("/konto/losenord")
    assert browsing.post("/konto/losenord", current=archive.PASSWORD, new=NEW, again=NEW).location == "/konto"
    assert browsing.get("/konto").status_code == 200
    assert own_site.store.users.verify("ines", archive.PASSWORD) is None


def test_a_new_password_ends_other_sessions_and_keeps_the_purpose(own_site: Site) -> None:
    elsewhere, browsing = own_site.sign_in("ines"), own_site.sign_in("ines")
    browsing.get("/konto/losenord")
    for fields, said in (
        ({"current": "fel", "new": NEW, "again": NEW}, "Lösenordet stämmer inte"),
        ({"current": archive.PASSWORD, "new": NEW, "again": NEW + "!"}, "inte lika"),
        ({"current": archive.PASSWORD, "new": "kort", "again": "kort"}, "minst 12"),
        ({"current": archive.PASSWORD, "new": "lösenord1234", "again": "lösenord1234"}, "först prövas"),
    ):
        answer = browsing.post("/konto/losenord", **fields)
        assert answer.status_code in (400, 401)
        assert said in words(answer)
    assert browsing.post("/konto/losenord", current=archive.PASSWORD, new=NEW, again=NEW).status_code == 303
    assert elsewhere.get("/").location == "/logga-in"
    assert browsing.get("/").status_code == 200
    assert Action.PASSWORD_CHANGED in {event.action for event in _events(own_site, 3)}


def test_ones_sessions_are_listed_and_ended(own_site: Site) -> None:
    here, there, pal = (own_site.sign_in(name) for name in ("ines", "ines", "pal"))
    page = here.get("/konto")
    ids = re.findall(r"/konto/sessioner/([0-9a-f]{32})/avsluta", page.text)
    assert len(ids) == 1
    pal.get("/konto")
    assert pal.post(f"/konto/sessioner/{ids[0]}/avsluta", password=archive.PASSWORD).status_code == 404
    assert here.post(f"/konto/sessioner/{ids[0]}/avsluta", password="fel").status_code == 401
    assert here.post("/konto/logga-ut-overallt").status_code == 401
    assert there.get("/").status_code == 200, "ended without a password"
    here.get("/konto")
    assert here.post(f"/konto/sessioner/{ids[0]}/avsluta", password=archive.PASSWORD).location == "/konto"
    assert there.get("/").location == "/logga-in"
    again = own_site.sign_in("ines")
    here.get("/konto")
    here.post("/konto/logga-ut-overallt", password=archive.PASSWORD)
    for browsing in (here, again):
        assert browsing.get("/").location == "/logga-in"
    assert pal.get("/").status_code == 200


def test_the_second_factor_asks_for_the_password_again(own_site: Site) -> None:
    browsing = own_site.sign_in("ines")
    browsing.get("/konto/tvasteg")
    assert browsing.post("/konto/tvasteg", password="fel", code="123456").status_code == 401
    assert browsing.post("/konto/tvasteg", password=archive.PASSWORD, code="123456").status_code == 400
    _set_up(own_site, browsing)
    browsing.get("/konto")
    for address in ("/konto/tvasteg/ta-bort", "/konto/tvasteg/koder"):
        assert browsing.post(address, password="fel").status_code == 401
    assert len(re.findall(r"<code>", browsing.post("/konto/tvasteg/koder", password=archive.PASSWORD).text)) == 10
    assert browsing.post("/konto/tvasteg/ta-bort", password=archive.PASSWORD).location == "/konto"
    assert not own_site.store.users.get("ines").second_factor


@pytest.mark.parametrize(("role", "sent"), [(Role.REVIEWER, True), (Role.ADMINISTRATOR, True), (Role.USER, False)])
def test_privileged_roles_get_a_second_factor_first(own_site: Site, role: Role, sent: bool) -> None:
    own_site.store.settings = replace(own_site.store.settings, second_factor="privileged")
    app = create_app(own_site.store, own_site.index)  # no demo: the site's rule holds
    own_site.store.users.create(Account("vera", "Vera", Access(frozenset({role}))), archive.PASSWORD)
    browsing = Browsing(app)
    browsing.sign_in("vera", archive.PASSWORD)
    assert (browsing.get("/konto").location == "/konto/tvasteg") is sent


def test_everybody_gets_a_second_factor_by_default(own_site: Site) -> None:
    """ASVS 5.0, 6.3.3: what a site has to choose is to ask for less."""
    own_site.store.settings = replace(own_site.store.settings, second_factor=Settings().second_factor)
    browsing = Browsing(create_app(own_site.store, own_site.index))
    browsing.sign_in("ines", archive.PASSWORD)
    for address in ("/", "/konto", "/andamal", f"/d/{own_site.ids['pm-fordon.pdf']}/1"):
        assert browsing.get(address).location == "/konto/tvasteg", address


def test_nobody_comes_in_where_the_ledger_cannot_be_written(own_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_event: Event) -> int:
        raise LedgerUnavailableError("Loggen kunde inte skrivas")

    monkeypatch.setattr(own_site.store.ledger, "write", full)
    browsing = Browsing(own_site.app)
    assert browsing.sign_in("ines", archive.PASSWORD).status_code == 503
    assert browsing.get("/").location == "/logga-in"
    assert own_site.store.sessions.of_user("ines") == []


def test_a_session_ended_long_ago_leaves_nothing(own_site: Site) -> None:
    browsing = own_site.sign_in("ines")
    browsing.post("/logga-ut")
    assert own_site.store.sessions.of_user("ines") == []
    assert _events(own_site, 1)[0].action is Action.LOGOUT
    assert swedish.now() - own_site.store.ledger.last(1)[0].time < timedelta(minutes=1)


def test_nobody_is_led_to_what_is_no_page(own_site: Site) -> None:
    """What a script asks for, a file, a step of signing in: asked for last, it is not where somebody was going."""
    browsing, wanted, id = Browsing(own_site.app), "/jobb", "0" * 32
    browsing.get(wanted)
    for address in (
        "/arkiv/pagaende",
        f"/arkiv/inlasningar/{id}/filer.csv",
        "/arkiv/gallring/redovisning.csv",
        "/arkiv/gallring/redovisning.pdf",
        f"/maskade/{id}/fil",
        f"/maskade/{id}/foljeblad",
        f"/maskade/{id}/1/bild",
        "/logga-in/kod",
        "/andamal",
    ):
        assert browsing.get(address).location == "/logga-in", address
        with browsing._client.session_transaction() as held:
            assert held["next"] == wanted, address
    browsing.sign_in("ines", archive.PASSWORD)
    assert browsing.give_purpose().location == wanted


def test_where_somebody_was_going_is_nobody_elses(own_site: Site) -> None:
    """A computer that several use: whose session ended comes back to the page, another to their own first one."""
    for name, led in (("ines", "/jobb"), ("pal", "/")):
        browsing = own_site.sign_in("ines")
        own_site.store.sessions.end_all("ines")
        assert browsing.get("/jobb").location == "/logga-in"
        browsing.sign_in(name, archive.PASSWORD)
        assert browsing.give_purpose().location == led


def test_nor_after_signing_out(own_site: Site) -> None:
    """And going back to what was looked at: the browser asks for it again."""
    browsing = own_site.sign_in("ines")
    browsing.post("/logga-ut")
    assert browsing.get("/jobb").location == "/logga-in"
    browsing.sign_in("pal", archive.PASSWORD)
    assert browsing.give_purpose().location == "/"
