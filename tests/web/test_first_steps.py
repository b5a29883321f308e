"""The first steps: what an empty installation says, help, the glossary, and the demo's tour."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from models.access import EVERYDAY, Role
from models.account import Access, Account
from models.settings import Settings
from models.source import Source
from models.store.notices import TOUR
from models.store.store import Store
from search.backends import open_index
from tests.web import sharing_site
from tests.web.archive import MILJO, PASSWORD
from tests.web.browsing import Browsing, words
from tests.web.conftest import Filled, Site
from tests.web.pace import UNHURRIED
from web.app import create_app

STORY = {"man": "Bo Påhitt", "warehouse": "Lager AB", "carer": "Hem AB", "plate": "PRV 01A", "words": "källare"}


@pytest.mark.parametrize(
    ("roles", "owners", "source", "said", "leads"),
    [
        (EVERYDAY, (), False, "Be den som sköter kontona om tillgång", "/vem"),
        (EVERYDAY, ("Nämnden",), False, "Lägg till den första källan", "/arkiv/kallor"),
        ({Role.USER}, ("Nämnden",), False, "Be en arkivarie lägga till en", "/hjalp"),
        (EVERYDAY, ("Nämnden",), True, "Lämna in den första filen", "/arkiv"),
        ({Role.USER}, ("Nämnden",), True, "Be en arkivarie lämna in filer", "/hjalp"),
    ],
)
def test_an_empty_installation_says_what_to_do(
    settings: Settings, roles: set[Role], owners: tuple[str, ...], source: bool, said: str, leads: str
) -> None:
    settings = replace(settings, limits=UNHURRIED)
    store, index = Store.open(settings, create=True), open_index(settings)
    if source:
        store.sources.add(Source("tillsyn", "Nämnden"))
    store.users.add("eva", "Eva", PASSWORD, owners, roles)
    browsing = Browsing(create_app(store, index))
    browsing.sign_in("eva", PASSWORD)
    browsing.give_purpose()
    page = browsing.get("/")
    assert said in words(page)
    assert f'href="{leads}"' in page.text
    index.close()
    store.close()


def test_whoever_is_lent_papers_and_has_none_is_told_to_add_a_source(filled: Filled, tmp_path: Path) -> None:
    """There is something to read, and nothing to hand files in to."""
    access = Access(EVERYDAY, frozenset({"Nya nämnden"}))
    for site in sharing_site.shared(filled, tmp_path / "site", replace(sharing_site.LENT, reader="Nya nämnden")):
        site.store.users.create(Account("nils", "Nils", access), PASSWORD)
        nils = sharing_site.sign_in(site, "nils", sharing_site.LENT.purpose)
        assert "Så kommer du i gång" not in words(nils.get("/"))
        assert "Lägg till den första källan" in words(nils.get("/arkiv"))


def test_the_first_account_is_told_to_add_the_next(settings: Settings) -> None:
    store, index = Store.open(replace(settings, limits=UNHURRIED), create=True), open_index(settings)
    store.users.add("adam", "Adam", PASSWORD, [], {Role.ADMINISTRATOR})
    browsing = Browsing(create_app(store, index, demo=True))
    browsing.sign_in("adam", PASSWORD)
    assert "Bara ditt eget konto finns än" in words(browsing.get("/konton"))
    index.close()
    store.close()


def test_where_there_is_something_to_read_nothing_is_in_the_way(ines: Browsing) -> None:
    assert "Så kommer du i gång" not in words(ines.get("/"))


def test_help_and_glossary_are_there_for_everybody_who_is_signed_in(ines: Browsing) -> None:
    told = words(ines.get("/hjalp"))
    for topic in ("Söka", "Läsa en handling", "Rätta namn", "Följa samband", "Lämna in filer", "Sekretess"):
        assert topic in told
    terms = words(ines.get("/ordlista"))
    assert terms.index("Arkiv ") < terms.index("Träff ") < terms.index("Ägare ")


def test_the_tour_is_the_demos_alone(own_site: Site) -> None:
    assert own_site.sign_in("alva").get("/rundtur").status_code == 404
    documents = {"visit": own_site.ids["anteckning.txt"], "memo": own_site.ids["pm-fordon.pdf"]}
    own_site.store.notices.put(TOUR, {**STORY, "documents": documents})
    page = own_site.sign_in("alva").get("/rundtur")
    assert f'href="/d/{documents["memo"]}/"' in page.text
    assert 'name="q" value="Lager AB"' in page.text
    assert "tryck på Hem AB bland utförarna." in words(page)
    other = own_site.sign_in("ines").get("/rundtur")
    assert documents["memo"] not in other.text
    assert "Du ser inte alla källor" in words(other)
    plain = replace(own_site, app=create_app(own_site.store, own_site.index)).sign_in("alva")
    assert plain.get("/rundtur").status_code == 404
    assert MILJO.owner not in page.text
