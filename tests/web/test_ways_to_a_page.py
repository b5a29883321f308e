"""Who is pressed among the filters has a way to their page there; their page has one to what names them."""

from __future__ import annotations

import re

from tests.web.archive import ADAM, MILJO
from tests.web.conftest import Site
from tests.web.dossiers import OFFICER
from web.panels import UNKNOWN, Value


def test_from_the_hits_to_the_page_and_from_there_to_the_documents(site: Site) -> None:
    (adam,) = site.store.entities.find(OFFICER, ADAM[0], ADAM[1])
    ines = site.sign_in("ines")
    way = f'<a class="to-page" href="/e/{adam}">'
    assert way not in ines.search("Kebnekrogen").text
    assert way in ines.search("Kebnekrogen", toggle=f"PERSON:{adam}").text
    page = ines.get(f"/e/{adam}").text
    assert re.search(r'<a href="#handlingar">1 handling</a>', page)
    assert page.count('id="handlingar"') == 1
    assert MILJO.name in page.partition('id="handlingar"')[2]


def test_no_way_leads_to_whom_nobody_knows_or_did_not_choose() -> None:
    id = "0" * 32
    for key, label, chosen, page in (
        (f"PERSON:{id}", "Adam", True, id),
        (f"PERSON:{id}", "Adam", False, ""),
        (f"PERSON:{id}", UNKNOWN, True, ""),
        ("PERSON:Adam", "Adam", True, ""),
        ("kind:tip", "Tips", True, ""),
    ):
        assert Value(key.partition(":")[2], key, label, 1, chosen, False).page == page
