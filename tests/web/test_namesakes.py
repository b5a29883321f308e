"""Who are called alike are told apart where one may go from one to the other, as far as the viewer may read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.marking import MarkingScope
from models.mention import Entity, Label
from models.outline import Naming
from tests.conftest import viewer_of
from tests.web import archive, judged_papers
from tests.web.browsing import words
from tests.web.conftest import Filled, Site
from web import entity
from web.groups import grouped
from web.panels import UNKNOWN, Chip

MILJO = viewer_of("Miljönämnden")
NAME, NILS = "Johan Andersson", "Nils Sjölund"
ID = "a" * 32


@pytest.fixture
def site(judged_home: Filled, tmp_path: Path) -> Iterator[Site]:
    yield from judged_home.opened(tmp_path / "site")


def test_a_page_leads_to_others_of_its_name_that_may_be_read(site: Site) -> None:
    one, other = site.store.entities.find(MILJO, "PERSON", NAME)
    ines = site.sign_in("ines")
    page = ines.get(f"/e/{one}")
    assert f'<a href="/e/{other}">{NAME}</a>' in page.text
    assert "Fler med samma namn" in words(page)
    site.store.markings.set(MILJO, MarkingScope.DOCUMENT, site.ids["besök.pdf"], group="barn", ground="OSL 26:1")
    left = [each for each in (one, other) if ines.get(f"/e/{each}").status_code == 200]
    assert len(left) == 1
    assert "Fler med samma namn" not in words(ines.get(f"/e/{left[0]}"))


def test_of_many_namesakes_the_page_tells_some_and_how_many_are_left(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = site.store.entities.find(MILJO, "PERSON", NAME)
    ines = site.sign_in("ines")
    monkeypatch.setattr(entity, "_NAMESAKES", 0)
    page = ines.get(f"/e/{one}")
    assert f'href="/e/{other}">{NAME}' not in page.text
    assert f'<a href="/e/{one}?namnar=1">och 1 till</a>' in page.text
    assert f'<a href="/e/{other}">{NAME}</a>' in ines.get(f"/e/{one}?namnar=1").text


def test_who_has_the_same_day_of_birth_at_another_owner_may_be_the_same(site: Site) -> None:
    nils = (Label.PERSON, NILS, NILS)
    for source in (archive.MILJO, archive.POLIS):
        for number, born in (("850412-2391", "1985"), ("860412-2393", "1986")):
            text = f"Närvarande\n{NILS}, {number}, på plats."
            named = (nils, (Label.PERSONNUMMER, number, f"19{number.replace('-', '')}"))
            paper = archive.Paper(source, f"{source.name}-{born}.pdf", "other", None, (text,), named)
            judged_papers.name(site.store, archive.put(site.store, paper))
    both, mine = viewer_of(archive.MILJO.owner, archive.POLIS.owner), viewer_of(archive.MILJO.owner)
    pages = {id: words(site.sign_in("alva").get(f"/e/{id}")) for id in site.store.entities.find(both, "PERSON", NILS)}
    told = {id: page.split("Kan vara samma:")[1] for id, page in pages.items() if "Kan vara samma:" in page}
    assert len(told) == 2, "of the first of his name both owners have one, by the name alone"
    for page in told.values():
        perhaps, others = page.split("Fler med samma namn:")
        assert re.findall(r"född (19\d\d)", perhaps) == ["1986"]
        assert re.findall(r"född (19\d\d)", others) == ["1985"]
    (here,) = set(told) & {*site.store.entities.find(mine, "PERSON", NILS)}
    assert "Kan vara samma:" not in words(site.sign_in("ines").get(f"/e/{here}")), "nothing of an owner one has not"


def test_a_document_tells_those_apart_whom_it_calls_alike() -> None:
    namings = [Naming(Label.PERSON, "a", 1, 1), Naming(Label.PERSON, "b", 2, 1)]
    names = {id: Entity(id, "Miljönämnden", Label.PERSON, NAME, NAME) for id in ("a", "b")}
    (group,) = grouped(namings, names, {"a": "född 1972-11-19", "b": "född 1954-09-30"})
    assert [(each.entity, each.note) for each in group.members] == [("a", "född 1972-11-19"), ("b", "född 1954-09-30")]


def test_a_chosen_name_leads_to_its_page() -> None:
    assert Chip("Personer", NAME, "toggle", f"PERSON:{ID}").entity == ID
    assert not Chip("Personer", NAME, "exclude", f"PERSON:{ID}").entity
    assert not Chip("Personer", UNKNOWN, "toggle", f"PERSON:{ID}").entity, "whom one may not know has no page"
    assert not Chip("Personer", UNKNOWN, "toggle", f"PERSON:{NAME}").entity, "a name stands in no address"
    assert not Chip("Källa", "tillsyn", "toggle", "source:tillsyn").entity
    assert not Chip("Urval", "3 handlingar", "drop", "among").entity
