"""An entity's ties on its page: asked for, counted, with what is said and links to the page; within the wall."""

from __future__ import annotations

from datetime import date

from models.audit import Action
from models.mention import Label
from tests.conftest import viewer_of
from tests.web.archive import ADAM, CAR, KEBNE, MILJO, NUMBER, Paper, put
from tests.web.browsing import without_ids, words
from tests.web.conftest import Site

OWNED = Paper(
    MILJO,
    "ägare.txt",
    "other",
    date(2024, 6, 1),
    ("Adam Provsson (850412-2391) äger Kebnekrogen AB enligt uppgift.",),
    (ADAM, KEBNE, NUMBER),
    pictures=False,
)


def test_what_it_is_tied_to_and_what_is_said(own_site: Site) -> None:
    document = put(own_site.store, OWNED)
    (id,) = own_site.store.entities.find(viewer_of("Miljönämnden"), Label.ORG.value, "Kebnekrogen AB")
    ines = own_site.sign_in("ines")
    page = ines.get(f"/e/{id}")
    assert "Visa vilka den nämns tillsammans med" in words(page)
    assert Action.READ_ENTITY in {record.event.action for record in own_site.store.ledger.last(9)}
    asked = ines.get(f"/e/{id}?samband=1")
    shown = words(asked)
    assert "Adam Provsson äger Kebnekrogen AB" in shown
    assert "uppgift i andra hand" in shown
    assert "850412-XXXX" in shown
    assert "2391" not in without_ids(asked.get_data(as_text=True))
    assert f"/d/{document}/" in asked.get_data(as_text=True)
    assert CAR[1] not in shown  # the police has that
    event = own_site.store.ledger.last(9)
    assert any(record.event.details and "ties" in record.event.details for record in event)


def test_what_is_named_alone_has_none(own_site: Site) -> None:
    paper = Paper(
        MILJO, "ensam.txt", "other", None, ("Ensam AB.",), ((Label.ORG, "Ensam AB", "Ensam AB"),), pictures=False
    )
    put(own_site.store, paper)
    (id,) = own_site.store.entities.find(viewer_of("Miljönämnden"), Label.ORG.value, "Ensam AB")
    assert "Den nämns inte tillsammans med någon annan." in words(own_site.sign_in("ines").get(f"/e/{id}?samband=1"))
