"""What nobody may do by their role is not offered to them, and what they may is."""

from __future__ import annotations

import pytest

from models.access import EVERYDAY, Role
from models.account import Access, Account
from models.identity import entity_id
from tests.web import archive
from tests.web.browsing import Browsing
from tests.web.conftest import Site

ANALYSTS = ("/exportera", "/kallas", 'href="/bevakning"')
ARCHIVISTS = ("/las-om", "/dra-tillbaka", "/ladda-upp")
READERS = ("/original", "/arkivkopia")


def _seen(site: Site, browsing: Browsing) -> str:
    """The pages of daily work, one after the other."""
    document = site.ids["inspektion-kebnekrogen.pdf"]
    krog = entity_id(site.store.key, "ORG", "Kebnekrogen AB")
    pages = [browsing.search("Kebnekrogen")]
    pages += [
        browsing.get(address) for address in (f"/d/{document}/1", f"/e/{krog}", "/jobb", "/att-se-over", "/konto")
    ]
    assert [page.status_code for page in pages] == [200] * 6
    return "".join(page.text for page in (*pages, browsing.get("/arkiv")))  # the desk, or that it is not for them


@pytest.mark.parametrize(
    ("roles", "offered"),
    [
        ({Role.USER}, ()),
        ({Role.ANALYST}, ANALYSTS),
        ({Role.ARCHIVIST}, ARCHIVISTS),
        (EVERYDAY, ANALYSTS + ARCHIVISTS),
    ],
)
def test_each_role_is_offered_its_own(own_site: Site, roles: frozenset[Role], offered: tuple[str, ...]) -> None:
    access = Access(frozenset(roles), frozenset({archive.MILJO.owner}))
    own_site.store.users.create(Account("rut", "Rut", access), archive.PASSWORD)
    seen = _seen(own_site, own_site.sign_in("rut"))
    for address in ANALYSTS + ARCHIVISTS:
        assert (address in seen) is (address in offered), address
    assert all(address in seen for address in READERS)
    assert "/konton" not in seen.replace("/konto/", "")


def test_a_reviewer_and_an_administrator_are_offered_no_search(own_site: Site) -> None:
    for name, role in (("greta", Role.REVIEWER), ("adam", Role.ADMINISTRATOR)):
        own_site.store.users.create(Account(name, name, Access(frozenset({role}))), archive.PASSWORD)
        page = own_site.sign_in(name).get("/konto")
        assert 'action="/sok"' not in page.text
        assert ('href="/konton"' in page.text) is (role is Role.ADMINISTRATOR)
