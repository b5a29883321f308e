"""How often somebody may ask: refused in words, told once in the ledger, and never in the way of who only reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from flask import Flask
from limits.storage import MemoryStorage
from sqlalchemy import delete
from werkzeug.test import TestResponse

from models.audit import Action, Event
from models.limits import LIMITS, Limits
from models.settings import Settings
from models.store.schema_rates import rate_counts
from search import reading
from tests.web import archive
from tests.web.browsing import Browsing
from tests.web.conftest import Filled, Site
from tests.web.pace import NOON, UNHURRIED, put_clock
from web.app import create_app
from web.doors import DOORS, FILES, MONITORS
from web.rates import RATES, Rate, Rates, rate_of

Make = Callable[[Limits], Site]


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine takes a minute for what is tried here."""
    put_clock(monkeypatch)


@pytest.fixture(scope="module")
def home(filled: Filled, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    yield from filled.opened(tmp_path_factory.mktemp("rates") / "home")


@pytest.fixture
def made(home: Site) -> Iterator[Make]:
    """The same archive behind an app with other limits."""
    usual = home.store.settings

    def make(given: Limits, **other: object) -> Site:
        home.store.settings = replace(usual, limits=given, **other)  # type: ignore[arg-type]
        with home.store.database.write() as connection:
            connection.execute(delete(rate_counts))
        https = bool(other)
        return replace(home, app=create_app(home.store, home.index, https=https))

    yield make
    home.store.settings = usual


def _events(site: Site, action: Action) -> list[Event]:
    return [record.event for record in site.store.ledger.last(50) if record.event.action is action]


def _many(site: Site, ask: Callable[[Browsing], TestResponse], times: int) -> list[TestResponse]:
    browsing = site.sign_in("alva")
    return [ask(browsing) for _time in range(times)]


@pytest.mark.parametrize(
    ("limit", "address", "rate"),
    [
        ("rate_searches", "/", "search"),
        ("rate_searches", "/natverk/{id}", "search"),
        ("rate_pages", "/d/{id}/1/bild", "page"),
        ("rate_pages", "/vem", "page"),
        ("rate_thumbnails", "/d/{id}/1/miniatyr", "thumbnail"),
        ("rate_downloads", "/d/{id}/original", "download"),
        ("rate_exports", "POST /s/{id}/exportera", "export"),
        ("rate_exports", "POST /bevakning", "export"),
        ("rate_pieces", "POST /arkiv/lamna-in/bit/{id}", "piece"),
    ],
)
def test_too_many_of_a_sort_are_refused_in_words(made: Make, limit: str, address: str, rate: str) -> None:
    site = made(replace(UNHURRIED, **{limit: 6}))  # type: ignore[arg-type]  # signing in shows a page or two
    before = len(_events(site, Action.REFUSED))
    way = address.format(id=site.ids["pm-fordon.pdf"])
    method, _, posted = way.partition(" ")
    answers = _many(site, (lambda b: b.post(posted)) if method == "POST" else (lambda b: b.get(way)), 8)
    last = answers[-1]
    assert answers[0].status_code != 429
    assert last.status_code == 429
    assert "Det blev för många förfrågningar" in last.text
    assert 1 <= int(last.headers["Retry-After"]) <= 3600
    assert last.headers["Cache-Control"] == "no-store"
    told = _events(site, Action.REFUSED)[: len(_events(site, Action.REFUSED)) - before]
    assert len(told) == 1  # not one for each
    assert told[0].actor == "alva"
    assert told[0].details is not None
    assert told[0].details["act"] == f"rate {rate}"


def test_one_sort_is_in_nobody_elses_way(made: Make) -> None:
    site = made(replace(UNHURRIED, rate_searches=4))
    alva = site.sign_in("alva")
    assert [alva.get("/").status_code for _time in range(6)][-1] == 429
    assert alva.get(f"/d/{site.ids['pm-fordon.pdf']}/1").status_code == 200
    assert site.sign_in("ines").get("/").status_code == 200


@pytest.mark.parametrize("address", ["/konton", "/finns-inte"])
def test_what_is_refused_at_the_door_is_counted_too(made: Make, address: str) -> None:
    site = made(replace(UNHURRIED, rate_pages=6))
    before = len(_events(site, Action.REFUSED))
    answers = _many(site, lambda b: b.get(address), 12)
    assert answers[0].status_code in (403, 404)
    assert answers[-1].status_code == 429
    assert len(_events(site, Action.REFUSED)) - before <= 7  # one of them says that it was too often


def test_signing_in_is_counted_by_address(made: Make) -> None:
    """Whatever name is typed, and before the password is looked at."""
    site = made(replace(UNHURRIED, rate_sign_ins=5))
    before = len(_events(site, Action.LOCKED_OUT))
    answers = [Browsing(site.app).sign_in(f"finns-inte-{number}", "fel lösenord") for number in range(7)]
    assert [answer.status_code for answer in answers] == [401] * 5 + [429] * 2
    assert len(_events(site, Action.LOCKED_OUT)) == before + 1
    assert Browsing(site.app).sign_in("alva", archive.PASSWORD).status_code == 429


@pytest.mark.parametrize("way", ["/logga-in/leverantor", "/logga-in/svar?code=x&state=y"])
def test_the_providers_way_in_is_counted_too(made: Make, way: str) -> None:
    site = made(replace(UNHURRIED, rate_sign_ins=3))
    assert [Browsing(site.app).get(way).status_code for _time in range(4)] == [404, 404, 404, 429]


def test_a_proxys_address_is_nobodys(made: Make) -> None:
    """Behind a proxy that is not named everybody would have its address: one could keep all the others out."""
    site = made(replace(UNHURRIED, rate_sign_ins=2), ledger_key="")
    counted = made(replace(UNHURRIED, rate_sign_ins=2), trusted_proxy="127.0.0.1")
    assert [_signs_in(site.app, number) for number in range(4)] == [401] * 4
    assert [_signs_in(counted.app, number) for number in range(4)] == [401, 401, 429, 429]


def _signs_in(app: Flask, number: int) -> int:
    client = app.test_client()
    page = client.get("/logga-in", base_url="https://samsyn.example")
    token = page.text.split('name="csrf_token" value="')[1].split('"')[0]
    fields = {"csrf_token": token, "name": f"finns-inte-{number}", "password": "fel"}
    return client.post("/logga-in", data=fields, base_url="https://samsyn.example").status_code


def test_to_ask_for_numbers_is_counted_by_itself(made: Make) -> None:
    site = made(replace(UNHURRIED, rate_unmasks=2))
    alva = site.sign_in("alva")
    assert [alva.post("/bevakning", unmask=" ").status_code for _time in range(4)] == [400] * 4
    asked = [alva.post("/bevakning", unmask="Behövs för ärendet") for _time in range(4)]
    assert [answer.status_code for answer in asked] == [400, 400, 429, 429]


def test_an_address_is_counted_as_many_accounts() -> None:
    rates = Rates(replace(LIMITS, rate_pages=2, rate_address_times=3), MemoryStorage())
    tried = [rates.count(Rate.PAGE, f"konto-{number}", "192.0.2.1") for number in range(8)]
    assert [refused is None for refused in tried] == [True] * 6 + [False] * 2
    assert tried[6] is not None
    assert tried[7] is not None
    assert (tried[6].first, tried[7].first) == (True, True), "the ledger has neither yet"
    rates.told(Rate.PAGE, tried[7])
    later = rates.count(Rate.PAGE, "konto-8", "192.0.2.1")
    assert later is not None
    assert not later.first
    assert rates.count(Rate.PAGE, "konto-9", "192.0.2.2") is None
    assert rates.count(Rate.PAGE, "konto-9", "") is None


def test_whoever_waits_may_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    rates = Rates(replace(LIMITS, rate_pages=2), MemoryStorage())
    assert [rates.count(Rate.PAGE, "alva", "") is None for _time in range(3)] == [True, True, False]
    refused = rates.count(Rate.PAGE, "alva", "")
    assert refused is not None
    put_clock(monkeypatch, NOON + refused.wait + 60)
    assert rates.count(Rate.PAGE, "alva", "") is None


def test_who_reads_quickly_is_never_in_its_way(made: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """A minute of an eager reader with the limits of every day: a search every second and six pages with pictures.

    The picture itself is made once: what is tried is who may ask for it."""
    site = made(LIMITS)
    alva, id = site.sign_in("alva"), site.ids["inspektion-kebnekrogen.pdf"]
    assert {alva.get("/").status_code for _time in range(60)} == {200}
    picture = alva.get(f"/d/{id}/1/bild")
    assert picture.status_code == 200
    monkeypatch.setattr(reading, "page_image", lambda *_, **__: picture.data)
    assert {alva.get(f"/d/{id}/1/bild").status_code for _time in range(399)} == {200}
    assert alva.get(f"/d/{site.ids['pm-fordon.pdf']}/original").status_code == 200


def test_what_is_open_to_all_is_counted_or_costs_nothing() -> None:
    """Every route has a rate but files of ours and whether we are well; only routes that are there have one."""
    assert {endpoint for endpoint in DOORS if rate_of(endpoint) is None} == FILES | MONITORS
    assert set(RATES) <= set(DOORS)
    assert rate_of("document.show", unmasks=True) is Rate.UNMASK


def test_the_defaults_are_settings() -> None:
    usual = Settings().limits
    assert usual.rate_pages >= 10 * 60  # leafing: never in the way
    assert usual.rate_unmasks < usual.rate_downloads < usual.rate_searches * 60
