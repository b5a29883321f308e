"""The network's pages: around somebody, pressed on, opened, taken back, carried away; nothing that others may read."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from werkzeug.test import TestResponse

from models.audit import Action
from models.mention import Label
from tests.conftest import viewer_of
from tests.web.archive import ADAM, CAR, KEBNE, MILJO, NUMBER, POLIS, Paper, put
from tests.web.browsing import Browsing, without_ids, words
from tests.web.conftest import Site

OWNED = Paper(MILJO, "ägare.txt", "other", None, ("Adam Provsson (850412-2391) äger Kebnekrogen AB enligt uppgift.",),
              (ADAM, KEBNE, NUMBER), pictures=False)  # fmt: skip


def _id(site: Site, label: Label, name: str, *owners: str) -> str:
    (id,) = site.store.entities.find(viewer_of(*(owners or (MILJO.owner, POLIS.owner))), label.value, name)
    return id


def _press(browsing: Browsing, page: TestResponse | None = None, **fields: object) -> TestResponse:
    """Press a button of a network page, or begin one."""
    held = re.search(r'name="state" value="([0-9a-f]+)"', page.text) if page else None
    sent = browsing.post("/natverk", state=held[1] if held else "", **fields)
    assert sent.status_code == 303
    assert re.fullmatch("/natverk/[0-9a-f]{32}", sent.location)
    return browsing.get(sent.location)


def _drawn(page: TestResponse) -> set[str]:
    found = re.search(r'<div id="drawn" hidden>(.*?)</div>', page.text, re.DOTALL)
    assert found is not None
    return {node["name"] for node in json.loads(unescape(found[1]))["nodes"]}


def test_around_somebody(site: Site) -> None:
    pal = site.sign_in("pal")
    assert "Börja med någon eller något" in words(pal.get("/natverk"))
    page = _press(pal, add=_id(site, *CAR[::2], POLIS.owner))
    assert _drawn(page) == {"PRV01A", "Kebnekrogen AB", "Bertil Exempel"}
    assert "3 namn" in words(page)
    assert "<title>Nätverk – samsyn</title>" in page.text
    assert "Adam" not in page.text


def test_pressing_on_and_taking_back(site: Site) -> None:
    pal, car = site.sign_in("pal"), _id(site, *CAR[::2], POLIS.owner)
    first = _press(pal, add=car)
    bertil = _id(site, Label.PERSON, "Bertil Exempel", POLIS.owner)
    without = _press(pal, first, remove=bertil)
    assert "Bertil Exempel" not in _drawn(without)
    assert "Ta tillbaka" in words(without)
    assert _drawn(_press(pal, without, go="back")) == _drawn(first)
    assert _drawn(_press(pal, _press(pal, without, go="back"), go="forth")) == _drawn(without)
    assert _drawn(_press(pal, without, bring_back=bertil)) == _drawn(first)
    assert _drawn(_press(pal, first, collapse=car)) == {"PRV01A"}
    only = _press(pal, first, filter="1", label="PERSON", within="2", least="1")
    assert _drawn(only) == {"PRV01A", "Bertil Exempel"}
    assert _drawn(_press(pal, first, filter="1", source="finns-inte", within="x", least="-3", since="i går")) == {
        "PRV01A"
    }


def test_somebody_is_found_and_added(site: Site) -> None:
    pal = site.sign_in("pal")
    found = _press(pal, find="kebne")
    assert "Kebnekrogen AB" in words(found)
    assert "Adam" not in words(_press(pal, find="adam"))
    assert "Inget som du får läsa heter så" in words(_press(pal, find="adam"))
    id = re.search(r'name="add" value="([0-9a-f]{32})"', found.text)
    assert id is not None
    assert "Kebnekrogen AB" in _drawn(_press(pal, found, add=id[1]))


def test_a_tie_opens_its_sentences(own_site: Site) -> None:
    put(own_site.store, OWNED)
    ines = own_site.sign_in("ines")
    page = _press(ines, add=_id(own_site, *ADAM[::2], MILJO.owner))
    assert "Adam Provsson äger Kebnekrogen AB" in words(page)
    address = re.search(r'href="(/natverk/[0-9a-f]{32}/samband/[0-9a-f]{32}/[0-9a-f]{32})"', page.text)
    assert address is not None
    tie = ines.get(address[1])
    assert "<mark>Adam Provsson</mark>" in tie.text
    assert "uppgift i andra hand" in words(tie)
    assert "850412-XXXX" in tie.text
    assert "2391" not in without_ids(tie.text)
    assert re.search(r'href="/d/[0-9a-f]{32}/1\?e=', tie.text)
    assert Action.READ_ENTITY in {record.event.action for record in own_site.store.ledger.last(2)}


def test_ways_between_two(site: Site) -> None:
    alva = site.sign_in("alva")
    adam, car = _id(site, *ADAM[::2]), _id(site, *CAR[::2])
    page = _press(alva, _press(alva, add=adam), between="1", one=adam, other=car)
    assert "1 lika kort väg" in words(page)
    way = re.search(r'name="hold" value="([0-9a-f ]+)"', page.text)
    assert way is not None
    assert _drawn(_press(alva, page, hold=way[1])) >= {"Adam Provsson", "Kebnekrogen AB", "PRV01A"}
    pal = site.sign_in("pal")
    refused = _press(pal, _press(pal, add=car), between="1", one=adam, other=car)
    assert "kort väg" not in words(refused)
    assert "Ingen väg" not in words(refused)  # as if nobody had asked


def test_files_of_what_is_shown(site: Site) -> None:
    pal = site.sign_in("pal")
    page = _press(pal, add=_id(site, *CAR[::2], POLIS.owner))
    id = re.search(r"/natverk/([0-9a-f]{32})/fil", page.text)
    assert id is not None
    for name, sign in (("csv", "från id"), ("graphml", "<graphml")):
        answer = pal.post(f"/natverk/{id[1]}/fil", format=name)
        assert answer.headers["Content-Disposition"].startswith(f'attachment; filename="natverk.{name}"')
        assert sign in answer.text
        assert "Bertil Exempel" in answer.text
        assert "Adam" not in answer.text
    assert pal.post(f"/natverk/{id[1]}/fil", format="exe").status_code == 400
    before = site.store.ledger.last(1)[0].sequence
    assert pal.post(f"/natverk/{id[1]}/bild").status_code == 204
    (event,) = [each.event for each in site.store.ledger.last(3) if each.sequence > before]
    assert event.action is Action.EXPORT


@pytest.mark.parametrize("way", ["/natverk/{id}", "/natverk/{id}/samband/{car}/{car}"])
def test_a_network_is_its_makers_own(site: Site, way: str) -> None:
    pal, car = site.sign_in("pal"), _id(site, *CAR[::2], POLIS.owner)
    page = _press(pal, add=car)
    id = re.search(r'name="state" value="([0-9a-f]+)"', page.text)
    assert id is not None
    told = site.sign_in("ines").get(way.format(id=id[1], car=car))
    unknown = site.sign_in("ines").get(way.format(id="0" * 32, car=car))
    assert told.status_code == unknown.status_code == 404
    assert words(told).partition("Referens")[0] == words(unknown).partition("Referens")[0]


def test_a_state_of_another_page_is_none_of_this(site: Site) -> None:
    pal = site.sign_in("pal")
    network = re.search(r'name="state" value="([0-9a-f]+)"', _press(pal, find="x").text)
    searched = re.search(r'name="state" value="([0-9a-f]+)"', pal.search("Kebne").text)
    assert network is not None
    assert searched is not None
    assert pal.get(f"/s/{network[1]}").status_code == 404
    assert pal.get(f"/natverk/{searched[1]}").status_code == 404


def test_whom_one_may_not_know_is_as_one_who_does_not_exist(site: Site) -> None:
    ines, car = site.sign_in("ines"), _id(site, *CAR[::2], POLIS.owner)
    for id in (car, "0" * 32):
        assert "Börja med någon eller något" in words(_press(ines, add=id))


def test_without_the_library_the_tables_are_there(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(site.app.jinja_env.globals, "library", lambda _name: "")
    page = _press(site.sign_in("pal"), add=_id(site, *CAR[::2], POLIS.owner))
    assert "Bilden kan inte ritas" in words(page)
    assert "Bertil Exempel" in words(page)
    assert "cytoscape.js" not in page.text


def test_every_sheet_stands_in_the_head(site: Site) -> None:
    """One in a part that a script puts in place would be refused there: it has the nonce of another answer."""
    ines, adam = site.sign_in("ines"), _id(site, *ADAM[::2], MILJO.owner)
    document = re.search(r'href="(/d/[0-9a-f]{32}/1)[?"]', ines.get(f"/e/{adam}").text)
    assert document is not None
    for page in (ines.get(f"/e/{adam}"), ines.get(document[1]), _press(ines, add=adam)):
        assert page.status_code == 200
        assert "stylesheet" in page.text
        assert "stylesheet" not in page.text.partition("</head>")[2]
