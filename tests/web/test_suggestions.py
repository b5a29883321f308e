"""The round of suggestions: what waits, evidence, answers and undo; nothing lost, and nothing told of what is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from models.access import Viewer
from models.judgement import Act
from models.marking import MarkingScope
from tests.conftest import viewer_of
from tests.web.browsing import Browsing, words
from tests.web.conftest import Filled, Site

MILJO = viewer_of("Miljönämnden")


@pytest.fixture
def site(judged_home: Filled, tmp_path: Path) -> Iterator[Site]:
    yield from judged_home.opened(tmp_path / "site")


def _begin(browsing: Browsing, sort: str = "") -> str:
    """Begin a round; its address."""
    browsing.get("/forslag")
    return str(browsing.post("/forslag", sort=sort).location)


def _answer(browsing: Browsing, address: str, decision: str, why: str = "granskat") -> str:
    page = browsing.get(address)
    at = re.search(r'name="n" value="(\d+)"', page.text)
    assert at is not None
    return str(browsing.post(address.partition("?")[0], n=at[1], decision=decision, why=why).location)


def _place(page: TestResponse) -> str:
    found = re.search(r'round-place"><strong>(\d+)</strong> av (\d+)', page.text)
    return f"{found[1]} av {found[2]}" if found else ""


def test_what_waits_is_counted_by_sort_and_only_of_what_may_be_read(site: Site) -> None:
    ines = site.sign_in("ines")
    shown = words(ines.get("/forslag"))
    assert "Namnar 1" in shown
    assert "Osäkra namn 1" in shown
    assert "Namnar 0" in words(site.sign_in("pal").get("/forslag"))
    assert "Osäkra namn 2" in words(site.sign_in("alva").get("/forslag"))
    site.store.markings.set(MILJO, MarkingScope.DOCUMENT, site.ids["besök.pdf"], group="barn", ground="OSL 26:1")
    assert "Inget väntar på att bedömas" in words(ines.get("/forslag"))
    assert "Osäkra namn 1" in words(site.sign_in("alva").get("/forslag"))


def test_a_round_is_gone_through_and_its_last_answer_taken_back(site: Site) -> None:
    ines = site.sign_in("ines")
    first = _begin(ines)
    page = ines.get(first)
    assert _place(page) == "1 av 2"
    assert "Två som heter likadant: är de en?" in words(page)
    assert "spelar musik om natten" in words(page)
    assert "visade lokalen" in words(page)
    assert "De blir en, Johan Andersson, med 2 handlingar." in words(page)
    second = _answer(ines, first, "accept")
    assert _place(ines.get(second)) == _place(ines.get(second)) == "2 av 2"  # as often as it is reloaded
    assert "Är det här ett namn, av rätt typ?" in words(ines.get(second))
    assert len(site.store.entities.find(MILJO, "PERSON", "Johan Andersson")) == 1
    back = ines.post(f"{second}/angra", why="Ångrat direkt").location
    assert back == first
    assert len(site.store.entities.find(MILJO, "PERSON", "Johan Andersson")) == 2
    second = _answer(ines, back, "reject")
    over = _answer(ines, second, "skip")
    assert "Omgången är klar 2 förslag är besvarade. 1 hoppades över." in words(ines.get(over))
    again = ines.post(f"{over}/igen").location
    assert _place(ines.get(again)) == "2 av 2"
    over = _answer(ines, again, "reject", "ingen människa")
    assert "Omgången är klar" in words(ines.get(over))
    acts = [each.act for each in site.store.judgements.all(MILJO) if each.stands]
    assert acts[:2] == [Act.REJECT, Act.DISMISS]
    assert "Inget väntar på att bedömas" in words(ines.get("/forslag"))


def test_a_round_that_was_left_is_gone_on_with(site: Site) -> None:
    ines = site.sign_in("ines")
    _answer(ines, _begin(ines), "skip")
    shown = words(ines.get("/forslag"))
    assert "Påbörjad omgång 1 av 2" in shown


def test_what_somebody_else_has_judged_leaves_the_round(site: Site) -> None:
    ines, alva = site.sign_in("ines"), site.sign_in("alva")
    mine = _begin(ines)
    _answer(alva, _begin(alva, "namesakes"), "accept")
    page = ines.get(mine)
    assert _place(page) == "1 av 1"
    assert "Är det här ett namn" in words(page)
    assert ines.post(mine, n=0, decision="reject", why="x").status_code == 200
    assert [each.by for each in site.store.judgements.all(MILJO)] == ["alva"]


def test_what_is_kept_meanwhile_leaves_it_too(site: Site) -> None:
    ines = site.sign_in("ines")
    mine = _begin(ines)
    site.store.markings.set(MILJO, MarkingScope.DOCUMENT, site.ids["besök.pdf"], group="barn", ground="OSL 26:1")
    shown = ines.get(mine)
    assert "Omgången är klar" in words(shown)
    assert "Diskbänken" not in shown.text
    ines.post(mine, n=0, decision="accept", why="x")
    officer = Viewer("mona", frozenset({"Miljönämnden"}), officer_of=frozenset({"Miljönämnden"}))
    assert site.store.judgements.all(officer) == []


def test_a_round_is_its_users_alone_and_every_answer_has_a_reason(site: Site) -> None:
    ines, alva = site.sign_in("ines"), site.sign_in("alva")
    mine = _begin(ines)
    assert alva.get(mine).status_code == 404
    assert alva.get("/forslag/" + "0" * 32).status_code == 404
    page = ines.get(mine)
    assert ines.post(mine, n=0, decision="accept", why=" ").status_code == 400
    assert ines.post_without_token(mine, n=0, decision="accept", why="x").status_code == 400
    assert ines.post("/forslag", sort="troll").status_code == 400
    assert "Granskat: samma namn" in page.text
    assert site.store.judgements.all(MILJO) == []


def test_the_names_of_a_round_stand_in_no_address(site: Site) -> None:
    ines = site.sign_in("ines")
    first = _begin(ines)
    led = [first, _answer(ines, first, "skip")]
    assert all(re.fullmatch(r"/forslag/[0-9a-f]{32}", each) for each in led)
