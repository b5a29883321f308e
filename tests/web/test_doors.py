"""Every route is closed to strangers, to those without a purpose, and to forms without a token."""

from __future__ import annotations

import re

import pytest
from werkzeug.routing import Rule

from tests.web import archive
from tests.web.browsing import Browsing, words
from tests.web.conftest import Site
from web.session import OPEN, WITHOUT_PURPOSE

CHANGING = {"POST", "PUT", "PATCH", "DELETE"}


def _address(rule: Rule, site: Site) -> str:
    """An address of the route that would be answered to the right person."""
    filled = re.sub(r"<int\([^)]*\):number>", "1", rule.rule).replace("<path:filename>", "icon.svg")
    return filled.replace("<opaque:id>", site.ids["pm-fordon.pdf"])


def test_every_variable_of_an_address_is_bounded(site: Site) -> None:
    for rule, _method in _rules(site):
        assert "<" not in _address(rule, site), rule


def _rules(site: Site) -> list[tuple[Rule, str]]:
    return [
        (rule, method) for rule in site.app.url_map.iter_rules() for method in (rule.methods or set()) - {"OPTIONS"}
    ]


def test_only_these_routes_are_open(site: Site) -> None:
    assert {rule.endpoint for rule, _ in _rules(site)} >= OPEN | WITHOUT_PURPOSE
    assert {"login.form", "login.enter", "static", "health.check"} == OPEN


def test_a_stranger_is_sent_to_the_login_from_every_other_route(site: Site) -> None:
    tried = 0
    for rule, method in _rules(site):
        if rule.endpoint in OPEN:
            continue
        answer = site.app.test_client().open(_address(rule, site), method=method)
        assert (answer.status_code, answer.location) == (303, "/logga-in"), rule
        tried += 1
    assert tried > 15


def test_without_a_purpose_nothing_about_cases_is_shown(site: Site) -> None:
    browsing = Browsing(site.app)
    browsing.sign_in("alva", archive.PASSWORD)
    for rule, method in _rules(site):
        if rule.endpoint in OPEN | WITHOUT_PURPOSE:
            continue
        address = _address(rule, site)
        answer = browsing.post(address) if method in CHANGING else browsing.get(address)
        assert (answer.status_code, answer.location) == (303, "/andamal"), rule


def test_every_changing_route_asks_for_the_token(site: Site, alva: Browsing) -> None:
    for rule, method in _rules(site):
        if method in CHANGING:
            answer = alva.post_without_token(_address(rule, site))
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


def test_health_says_one_word(site: Site) -> None:
    answer = site.app.test_client().get("/halsa")
    assert answer.get_json() == {"status": "ok"}


def test_a_host_that_is_not_ours_is_not_answered(site: Site) -> None:
    answer = site.app.test_client().get("/logga-in", headers={"Host": "evil.example"})
    assert answer.status_code == 400


def test_language_comes_back_to_our_own_paths_only(alva: Browsing) -> None:
    assert alva.post("/sprak", language="en", back="/jobb").location == "/jobb"
    for elsewhere in ("https://evil.example", "//evil.example", "/\\evil.example"):
        assert alva.post("/sprak", language="sv", back=elsewhere).location == "/"


def test_the_cookie_holds_no_name(site: Site) -> None:
    answer = Browsing(site.app).sign_in("ines", archive.PASSWORD)
    cookie = answer.headers["Set-Cookie"]
    assert re.search(r"HttpOnly", cookie)
    assert "SameSite=Strict" in cookie
    assert "ines" not in cookie
