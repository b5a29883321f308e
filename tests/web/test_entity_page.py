"""An entity's page: what documents say of it and where, over time, what it shares with another, alerts at a press."""

from __future__ import annotations

import re

from models.audit import Action, Event
from models.mention import Label
from tests.conftest import viewer_of
from tests.web.archive import ADAM, KEBNE, MILJO, Paper, put
from tests.web.browsing import hits, without_ids, words
from tests.web.conftest import Site

HOME = (Label.ADDRESS, "Provgatan 3, 903 26 Umeå", "Provgatan 3, 903 26 Umeå")
NUMBER = (Label.PERSONNUMMER, "850412-2391", "198504122391")
PAPER = Paper(MILJO, "intyg.txt", "other", None, ("Adam Provsson, 850412-2391, Provgatan 3, 903 26 Umeå.",),
              (ADAM, NUMBER, HOME), pictures=False)  # fmt: skip


def _id(site: Site, label: Label, name: str) -> str:
    (id,) = site.store.entities.find(viewer_of(MILJO.owner), label.value, name)
    return id


def _refused(site: Site) -> list[Event]:
    """From the first to the last."""
    return [record.event for record in reversed(site.store.ledger.last(500)) if record.event.action is Action.REFUSED]


def test_what_is_said_and_where(own_site: Site) -> None:
    put(own_site.store, PAPER)
    page = own_site.sign_in("ines").get(f"/e/{_id(own_site, *ADAM[::2])}")
    shown = words(page)
    assert "Namn och nummer Adam Provsson 2" in shown
    assert "850412-XXXX" in shown
    assert "2391" not in without_ids(page.text)
    assert "Umeå Provgatan 3, 903 26 Umeå" in shown
    assert "inspektioner 2 handlingar" in shown
    assert "2024-03-05" in shown
    assert "1 handling utan datum" in shown


def test_the_documents_that_name_both(site: Site) -> None:
    ines, kebne, adam = site.sign_in("ines"), _id(site, *KEBNE[::2]), _id(site, *ADAM[::2])
    page = ines.get(f"/e/{kebne}")
    assert f'name="other" value="{adam}"' in page.text
    sent = ines.post(f"/e/{kebne}/gemensamma", other=adam)
    assert re.fullmatch("/s/[0-9a-f]{32}", sent.location)
    assert hits(ines.get(sent.location)) == ["inspektion-kebnekrogen.pdf"]
    before = len(_refused(site))
    assert ines.post(f"/e/{kebne}/gemensamma", other="0" * 32).status_code == 404
    assert [event.target for event in _refused(site)[before:]] == ["0" * 32]
    assert ines.post(f"/e/{kebne}/gemensamma", other="Adam Provsson").status_code == 400


def test_alerts_at_a_press_and_no_more(own_site: Site) -> None:
    ines, kebne = own_site.sign_in("ines"), _id(own_site, *KEBNE[::2])
    assert "Bevakas" not in words(ines.get(f"/e/{kebne}"))
    for watched in (False, True, True, False, True):  # a press in another window of before undoes nothing
        assert ines.post(f"/e/{kebne}/bevaka", on="1" if watched else "0").location == f"/e/{kebne}"
        assert ("Bevakas" in words(ines.get(f"/e/{kebne}"))) is watched
    assert len(own_site.store.saved.all(own_site.store.users.find("ines").viewer())) == 1  # type: ignore[union-attr]
    assert ines.post(f"/e/{'0' * 32}/bevaka", on="1").status_code == 404
