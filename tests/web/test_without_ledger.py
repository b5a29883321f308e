"""If the ledger cannot be written there is no answer: each page of the front end, with a full disk."""

from __future__ import annotations

import re

import pytest
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from models.audit import Action
from models.errors import LedgerUnavailableError
from tests.faults.unwritable import FAULTS, unwritable, write_on
from tests.web.archive import PASSWORD
from tests.web.browsing import Browsing
from tests.web.conftest import Site
from tests.web.pace import put_clock
from web.doors import FILES

SECRET = re.compile("kebnekrogen|provsson|pm-fordon|PRV 01|skannad-anm|anteckning.txt|luktar", re.IGNORECASE)
"""What the papers say and are called."""


def addresses(site: Site, page: TestResponse) -> list[tuple[str, str]]:
    """Every page that may be fetched, with its endpoint, of a document, an entity and a search that are there."""
    document = site.ids["inspektion-kebnekrogen.pdf"]
    state = re.search(r'name="state" value="([0-9a-f]*)"', page.text)
    entity = re.search(r"/n/([0-9a-f]{32})", site.app.test_client().get("/").text)
    with site.store.database.read() as connection:
        named = connection.exec_driver_sql("SELECT entity FROM mentions WHERE label = 'ORG'").scalar()
    values = {"number": 1, "name": "css/base.css", "filename": "css/base.css", "code": "sv"}
    ids = {"document": document, "decisions": document, "entity": named, "search": state[1] if state else "0" * 32}
    assert entity is None
    return [(rule.endpoint, _built(site, rule, values, ids)) for rule in site.app.url_map.iter_rules() if _is_get(rule)]


def _is_get(rule: Rule) -> bool:
    return "GET" in (rule.methods or ()) and rule.endpoint not in FILES


def _built(site: Site, rule: Rule, values: dict[str, object], ids: dict[str, object]) -> str:
    blueprint = rule.endpoint.split(".")[0]
    wanted = {name: values.get(name, ids.get(blueprint, "0" * 32)) for name in rule.arguments}
    address = site.app.url_map.bind("localhost").build(rule.endpoint, wanted)
    return str(address)


@pytest.mark.parametrize("fault", FAULTS)
def test_no_page_shows_case_data(own_site: Site, fault: str) -> None:
    alva = own_site.sign_in("alva")
    page = alva.search("kebnekrogen")
    assert SECRET.search(page.text)
    visited = addresses(own_site, page)
    unwritable(own_site.store, fault)
    with pytest.raises(LedgerUnavailableError):
        write_on(own_site.store)
    for endpoint, address in visited:
        answer = alva.get(address)
        assert not SECRET.search(answer.text.replace('value="kebnekrogen"', "")), endpoint
    assert alva.get(f"/d/{own_site.ids['pm-fordon.pdf']}/").status_code == 503


def test_a_refusal_that_the_ledger_could_not_take_is_told_when_it_can(
    own_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    alva, ledger = own_site.sign_in("alva"), own_site.store.ledger
    put_clock(monkeypatch)

    def full(_event: object) -> None:
        raise LedgerUnavailableError("full")

    with monkeypatch.context() as patched:
        patched.setattr(ledger, "write", full)
        assert [alva.get("/konton").status_code for _again in range(2)] == [503, 503]
    before = ledger.last(1)[0].sequence
    assert [alva.get("/konton").status_code for _again in range(2)] == [403, 403]
    new = [each.event for each in ledger.last(5) if each.sequence > before]
    assert [(event.action, event.actor) for event in new] == [(Action.REFUSED, "alva")]


def test_nobody_signs_in(own_site: Site) -> None:
    unwritable(own_site.store, "read-only")
    browsing = Browsing(own_site.app)
    assert browsing.sign_in("alva", PASSWORD).status_code == 503
