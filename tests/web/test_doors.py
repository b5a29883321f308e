"""Every route is closed to strangers, to those without a purpose, and to forms without a token."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from models.access import EVERYDAY, Deed, Purpose, Role
from models.account import Access, Account, Stage
from models.audit import Action
from models.store.schema_accounts import sessions
from tests.web import archive
from tests.web.browsing import Browsing, words
from tests.web.conftest import Filled, Site
from web.doors import DOORS, MONITORS, Door, door

CHANGING = {"POST", "PUT", "PATCH", "DELETE"}
OF_POLISEN = ("Bertil", "PRV01A", "PRV 01A", "promemorior", "pm-fordon")
"""What stands in Polisen's papers and in no other's."""


@pytest.fixture(scope="module")
def site(filled: Filled, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One with an account of each role, for these tests alone."""
    for site in filled.opened(tmp_path_factory.mktemp("doors") / "home"):
        nothing: frozenset[str] = frozenset()
        for name, roles, owners in (
            ("rolf", {Role.USER}, frozenset({archive.MILJO.owner})),
            ("greta", {Role.REVIEWER}, nothing),
            ("adam", {Role.ADMINISTRATOR}, nothing),
        ):
            site.store.users.create(Account(name, name.title(), Access(frozenset(roles), owners)), archive.PASSWORD)
        yield site


def _address(rule: Rule, site: Site, id: str = "") -> str:
    """An address of the route that would be answered to the right person."""
    filled = re.sub(r"<int\([^)]*\):number>", "1", rule.rule).replace("<path:filename>", "icon.svg")
    return re.sub(r"<opaque:\w+>", id or site.ids["pm-fordon.pdf"], filled)


def _rules(site: Site, wanted: Callable[[Door], bool] = lambda _door: True) -> list[tuple[Rule, str]]:
    """Each route and method whose door is as wanted."""
    return [
        (rule, method)
        for rule in site.app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - {"OPTIONS"})
        if wanted(door(rule.endpoint))
    ]


def _closed(door: Door) -> bool:
    return door.session or door.waiting


def _for_daily_work(door: Door) -> bool:
    return door.deed in (Deed.READ, Deed.ANALYSE, Deed.GIVE_OUT, Deed.ARCHIVE)


def _ask(browsing: Browsing, site: Site, rule: Rule, method: str, id: str = "") -> TestResponse:
    address = _address(rule, site, id)
    return browsing.post(address) if method in CHANGING else browsing._client.open(address, method=method)


def _with_session(site: Site, user: str, stage: Stage = Stage.WHOLE) -> tuple[Browsing, str]:
    """A browser that holds a session of this user's, and its token."""
    browsing, token = Browsing(site.app), site.store.sessions.start(user, stage=stage)
    with browsing._client.session_transaction() as held:
        held["token"] = token
    return browsing, token


def test_every_route_has_its_door_and_every_door_its_route(site: Site) -> None:
    """A new route is listed in web/doors.py, or this fails."""
    assert {rule.endpoint for rule, _method in _rules(site)} == set(DOORS)


def test_every_variable_of_an_address_is_bounded(site: Site) -> None:
    for rule, _method in _rules(site):
        assert "<" not in _address(rule, site), rule


def test_only_these_routes_are_open(site: Site) -> None:
    opened = {rule.endpoint for rule, _method in _rules(site, lambda door: not _closed(door))}
    ours = {"login.form", "login.enter", "static", "libraries.file", "policy_reports.receive", *MONITORS}
    assert opened - {"provider.go", "provider.back"} == ours


def test_no_route_with_case_data_is_without_purpose_and_role(site: Site) -> None:
    for rule, _method in _rules(site, lambda door: door.session and not door.purpose):
        found = door(rule.endpoint)
        assert found.deed in (None, Deed.ADMINISTER)
        assert rule.endpoint.split(".")[0] in {
            "login",
            "purpose",
            "language",
            "shortcuts",
            "about",
            "account",
            "factor",
            "accounts",
            "guide",  # help and glossary; the tour has a door of its own
        }


def test_a_stranger_is_sent_to_the_login_from_every_other_route(site: Site) -> None:
    tried = 0
    for rule, method in _rules(site, _closed):
        answer = site.app.test_client().open(_address(rule, site), method=method)
        assert (answer.status_code, answer.location) == (303, "/logga-in"), rule
        tried += 1
    assert tried > 50


def test_with_the_password_but_not_the_code_nothing_else_is_open(site: Site) -> None:
    browsing, _token = _with_session(site, "alva", Stage.CODE)
    for rule, method in _rules(site, lambda door: door.session):
        answer = _ask(browsing, site, rule, method)
        assert (answer.status_code, answer.location) == (303, "/logga-in/kod"), rule


@pytest.mark.parametrize("user", ["alva", "adam", "greta"])
@pytest.mark.parametrize(("started", "seen"), [(31, 31), (601, 1)])
def test_a_session_that_has_run_out_is_nobodys(site: Site, user: str, started: int, seen: int) -> None:
    """30 minutes idle, or 10 hours in all."""
    for rule, method in _rules(site, _closed):
        browsing, _token = _with_session(site, user)
        now = datetime.now(UTC)
        with site.store.database.write() as connection:
            times = {"started": now - timedelta(minutes=started), "seen": now - timedelta(minutes=seen)}
            connection.execute(update(sessions).where(sessions.c.user == user).values(**times))
        answer = _ask(browsing, site, rule, method)
        assert (answer.status_code, answer.location) == (303, "/logga-in"), rule


def test_a_page_that_looks_by_itself_does_not_keep_a_session(site: Site) -> None:
    """What goes on is shown anew every few seconds, to an empty chair too."""
    browsing, token = _with_session(site, "alva")
    site.store.sessions.set_purpose(token, Purpose("prov", "PROV-1"))
    mine = update(sessions).where(sessions.c.user == "alva")
    left = datetime.now(UTC) - timedelta(minutes=29)
    with site.store.database.write() as connection:
        connection.execute(mine.values(seen=left))
    for address in ("/arkiv/pagaende", "/jobb?sjalv=1", "/arkiv/pagaende"):
        assert browsing.get(address).status_code == 200
    idle = re.search(r'data-idle="(\d+)"', browsing.get("/jobb?sjalv=1").text)
    assert idle is not None
    assert int(idle[1]) >= 29 * 60
    with site.store.database.write() as connection:
        connection.execute(mine.values(seen=left - timedelta(minutes=2)))
    assert browsing.get("/arkiv/pagaende").location == "/logga-in"


def test_a_page_that_somebody_opens_keeps_it(site: Site) -> None:
    browsing, token = _with_session(site, "alva")
    site.store.sessions.set_purpose(token, Purpose("prov", "PROV-1"))
    with site.store.database.write() as connection:
        connection.execute(update(sessions).values(seen=datetime.now(UTC) - timedelta(minutes=29)))
    assert "data-idle" not in browsing.get("/jobb").text
    found = site.store.sessions.get(token, used=False)
    assert found is not None
    assert datetime.now(UTC) - found.seen < timedelta(minutes=1)


@pytest.mark.parametrize("user", ["alva", "adam"])
def test_a_disabled_account_is_out_at_its_next_request_everywhere(site: Site, user: str) -> None:
    try:
        for at, (rule, method) in enumerate(_rules(site, _closed)):
            site.store.users.enable(user)
            browsing, token = _with_session(site, user)
            assert site.store.sessions.get(token, used=False) is not None
            if at % 20 == 0:  # a whole page before each route would take most of the time
                assert browsing.get("/konto").status_code == 200
            site.store.users.disable(user)
            answer = _ask(browsing, site, rule, method)
            assert (answer.status_code, answer.location) == (303, "/logga-in"), rule
    finally:
        site.store.users.enable(user)


def test_without_a_purpose_nothing_about_cases_is_shown(site: Site) -> None:
    for user, deeds in (("alva", (Deed.READ, Deed.ANALYSE, Deed.GIVE_OUT, Deed.ARCHIVE)), ("greta", (Deed.REVIEW,))):
        browsing, _token = _with_session(site, user)
        for rule, method in _rules(site, lambda door, deeds=deeds: door.deed in deeds):  # type: ignore[misc]
            answer = _ask(browsing, site, rule, method)
            assert (answer.status_code, answer.location) == (303, "/andamal"), rule


@pytest.mark.parametrize(
    ("user", "roles"), [("rolf", {Role.USER}), ("adam", {Role.ADMINISTRATOR}), ("greta", {Role.REVIEWER})]
)
def test_what_ones_role_is_not_for_is_refused_and_in_the_ledger(site: Site, user: str, roles: set[Role]) -> None:
    own = {
        Role.USER: {Deed.READ},
        Role.ADMINISTRATOR: {Deed.ADMINISTER},
        Role.REVIEWER: {Deed.REVIEW},
    }[next(iter(roles))]
    browsing = site.sign_in(user)
    for rule, method in _rules(site, lambda door: door.deed is not None and door.deed not in own):
        answer = _ask(browsing, site, rule, method)
        if rule.endpoint == "search.start":
            assert answer.status_code == 303
            continue
        assert answer.status_code == 403, rule
        event = site.store.ledger.last(1)[0].event
        assert (event.action, event.actor) == (Action.REFUSED, user)
        assert not any(word in answer.text for word in OF_POLISEN)


def test_anothers_id_is_as_one_that_is_not_there_on_every_route(site: Site) -> None:
    ines = site.sign_in("ines")
    tried = 0
    for rule, method in _rules(site, _for_daily_work):
        if "<opaque:" not in rule.rule:
            answers = [_ask(ines, site, rule, method)]
        else:
            answers = [_ask(ines, site, rule, method, id) for id in (site.ids["pm-fordon.pdf"], "0" * 32)]
            if answers[0].status_code == 303:  # a deed without effect, then the page that is not there
                answers = [ines.get(answer.location) for answer in answers]
            forbidden, absent = answers
            assert forbidden.status_code == absent.status_code, rule
            assert forbidden.status_code in (400, 404), rule
            assert words(forbidden) == words(absent), rule
            tried += 1
        assert not any(word in answers[0].text for word in OF_POLISEN), rule
    assert tried > 20


def test_a_lost_grant_and_role_hold_from_the_next_request(site: Site) -> None:
    site.store.users.create(Account("leo", "Leo", Access(EVERYDAY, frozenset({archive.POLIS.owner}))), archive.PASSWORD)
    leo, address = site.sign_in("leo"), f"/d/{site.ids['pm-fordon.pdf']}/1"
    assert leo.get(address).status_code == 200
    assert leo.get("/bevakning").status_code == 200
    site.store.users.set_access("leo", Access(frozenset({Role.USER}), frozenset({archive.MILJO.owner})))
    assert leo.get(address).status_code == 404
    assert leo.get("/bevakning").status_code == 403
    site.store.users.set_access("leo", Access(frozenset({Role.ADMINISTRATOR})))
    assert leo.get("/jobb").status_code == 403
    assert leo.get("/konton").status_code == 200
    site.store.users.disable("leo")


def test_every_changing_route_asks_for_the_token(site: Site) -> None:
    alva, adam = site.sign_in("alva"), site.sign_in("adam")
    for rule, method in _rules(site, lambda door: not door.waiting and door.deed is not Deed.REVIEW):
        if method in CHANGING and rule.endpoint != "policy_reports.receive":  # a browser sends that by itself
            who = adam if door(rule.endpoint).deed is Deed.ADMINISTER else alva
            answer = who.post_without_token(_address(rule, site))
            assert answer.status_code == 400, rule
            assert "för gammal" in answer.text, rule


@pytest.mark.parametrize(("name", "password"), [("ines", "fel lösenord"), ("finns-inte", archive.PASSWORD), ("", "")])
def test_a_wrong_login_gets_one_answer(site: Site, name: str, password: str) -> None:
    answer = Browsing(site.app).sign_in(name, password)
    assert answer.status_code == 401
    assert "Fel användarnamn eller lösenord." in answer.text


def test_login_starts_a_new_session_and_logout_ends_it_on_the_server(site: Site) -> None:
    browsing = site.sign_in("ines")
    cookie = browsing._client.get_cookie("samsyn")
    assert cookie is not None
    browsing.post("/logga-ut")
    browsing._client.set_cookie("samsyn", cookie.value)  # somebody kept a copy
    assert browsing.get("/").location == "/logga-in"


def test_a_disabled_user_is_out_at_the_next_request(own_site: Site) -> None:
    browsing = own_site.sign_in("ines")
    assert browsing.get("/").status_code == 200
    own_site.store.users.disable("ines")
    assert browsing.get("/").location == "/logga-in"


def test_a_purpose_needs_both_words_and_a_case(site: Site) -> None:
    browsing = Browsing(site.app)
    browsing.sign_in("ines", archive.PASSWORD)
    assert browsing.post("/andamal", text="tillsyn", case=" ").status_code == 400
    assert browsing.get("/").location == "/andamal"
    browsing.post("/andamal", text="tillsyn", case="MHN 1")
    assert "MHN 1" in browsing.get("/").text


@pytest.mark.parametrize(
    ("text", "case", "said"),
    [
        ("ä" * 1001, "MHN 1", "Ändamålet får ha högst 1000 tecken; det här har 1001."),
        ("tillsyn", "1" * 201, "Ärendet får ha högst 200 tecken; det här har 201."),
    ],
)
def test_a_purpose_too_long_is_refused_in_words_and_not_cut(site: Site, text: str, case: str, said: str) -> None:
    browsing = Browsing(site.app)
    browsing.sign_in("ines", archive.PASSWORD)
    answer = browsing.post("/andamal", text=text, case=case)
    assert answer.status_code == 400
    assert said in words(answer)
    assert text in answer.text
    assert browsing.get("/").location == "/andamal"


def test_a_long_purpose_that_fits_is_kept_whole(site: Site) -> None:
    browsing = Browsing(site.app)
    browsing.sign_in("ines", archive.PASSWORD)
    assert browsing.post("/andamal", text="ä" * 1000, case="1" * 200).status_code == 303
    event = site.store.ledger.last(1)[0].event
    assert (len(event.purpose), len(event.case)) == (1000, 200)


def test_control_signs_are_taken_out_of_what_is_typed(site: Site) -> None:
    browsing = Browsing(site.app)
    browsing.sign_in("ines\0", archive.PASSWORD)
    browsing.post("/andamal", text="till\0syn\n av\u202e krog", case="\x07MHN 1")
    event = site.store.ledger.last(1)[0].event
    assert (event.actor, event.purpose, event.case) == ("ines", "tillsyn av krog", "MHN 1")


def test_after_login_one_comes_to_where_one_was_going(site: Site) -> None:
    browsing = Browsing(site.app)
    wanted = f"/d/{site.ids['pm-fordon.pdf']}/1"
    browsing.get(wanted)
    browsing.sign_in("pal", archive.PASSWORD)
    assert browsing.give_purpose().location == wanted


def test_a_host_that_is_not_ours_is_not_answered(site: Site) -> None:
    answer = site.app.test_client().get("/logga-in", headers={"Host": "evil.example"})
    assert answer.status_code == 400


def test_language_comes_back_to_our_own_paths_only(site: Site) -> None:
    alva = site.sign_in("alva")
    assert alva.post("/sprak", language="en", back="/jobb").location == "/jobb"
    for elsewhere in ("https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example"):
        assert alva.post("/sprak", language="sv", back=elsewhere).location == "/"


def test_the_cookie_holds_no_name(site: Site) -> None:
    answer = Browsing(site.app).sign_in("ines", archive.PASSWORD)
    cookie = answer.headers["Set-Cookie"]
    assert re.search(r"HttpOnly", cookie)
    assert "SameSite=Strict" in cookie
    assert "ines" not in cookie
