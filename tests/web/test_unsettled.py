"""What search does not find is listed with why and what to do, for those who may read it, and can be brought back."""

from __future__ import annotations

from models.access import Purpose, Viewer
from models.audit import Action
from models.document import DocumentState
from models.marking import MarkingScope
from models.source import Source
from models.split import Part
from models.withdrawal import Scope
from search.indexing import drain
from search.withdrawing import withdraw
from tests.web.archive import MILJO, POLIS
from tests.web.browsing import hits, words
from tests.web.conftest import Site

ADDRESS = "/att-se-over"
TIP, REPORT = "skannad-anmälan.tif", "inspektion-kebnekrogen.pdf"


def set_aside(site: Site, source: Source, name: str, reason: str) -> str:
    """A file that could not be read; its id."""
    store = site.store
    sha256 = store.vault.put(name.encode())
    id = store.arrivals.arrive(source, sha256, len(name), path=f"/in/{name}", name=name).document
    store.registration.claim(id, "prov")
    store.registration.finish(id, "prov", DocumentState.QUARANTINED, reason)
    return id


def test_where_all_is_well_it_says_so(own_site: Site) -> None:
    shown = words(own_site.sign_in("ines").get(ADDRESS))
    for text in ("Allt som har kommit in är läst.", "Inget att dela.", "Inget är taget ur sökningen."):
        assert text in shown


def test_each_reason_with_its_files_and_what_to_do(own_site: Site) -> None:
    set_aside(own_site, MILJO, "låst ett.pdf", "encrypted")
    id = set_aside(own_site, MILJO, "låst två.pdf", "encrypted")
    set_aside(own_site, MILJO, "trasig.pdf", "corrupt")
    page = own_site.sign_in("ines").get(ADDRESS)
    shown = words(page)
    assert "I karantän Filen är skyddad med lösenord. 2 filer Lämna in en kopia utan lösenord" in shown
    assert "I karantän Filen är skadad. 1 fil" in shown
    assert f'href="/d/{id}/"' in page.text


def test_nobody_sees_what_they_may_not_read(own_site: Site) -> None:
    site = own_site
    set_aside(site, POLIS, "hemlig.pdf", "encrypted")
    pal = site.store.users.viewer("pal")
    withdraw(pal, Purpose("prov", ""), site.store, Scope.DOCUMENT, site.ids["pm-fordon.pdf"], "polisens skäl")
    ines = site.sign_in("ines")
    shown = words(ines.get(ADDRESS))
    for text in ("hemlig.pdf", "lösenord", "pm-fordon.pdf", "polisens skäl"):
        assert text not in shown
    taken = site.store.withdrawals.all(pal)[0]
    assert ines.post(f"{ADDRESS}/{taken.id}/aterstall").status_code == 404
    assert "hemlig.pdf" in words(site.sign_in("pal").get(ADDRESS))


def test_what_was_taken_out_is_brought_back_by_a_press(own_site: Site) -> None:
    site = own_site
    ines = site.store.users.viewer("ines")
    withdraw(ines, Purpose("prov", ""), site.store, Scope.SOURCE, MILJO.name, "fel källa, 850412-2391")
    browsing = site.sign_in("ines")
    assert "Källan inspektioner 3 handlingar Fel källa, 850412-XXXX. Ines Inspektör" in words(browsing.get(ADDRESS))
    shown = words(browsing.get(f"/d/{site.ids[TIP]}/"))
    assert "Hela källan är tagen ur sökningen." in shown
    assert "Återställ hela källan" in shown
    taken = site.store.withdrawals.all(ines)[0]
    assert browsing.post(f"{ADDRESS}/{taken.id}/aterstall").location == ADDRESS
    drain(site.store, site.index)
    assert hits(browsing.search("luktar")) == [TIP]
    assert "Inget är taget ur sökningen." in words(browsing.get(ADDRESS))


def test_what_is_kept_from_the_reader_is_not_counted_in_what_was_taken_out(own_site: Site) -> None:
    site, owner = own_site, frozenset({MILJO.owner})
    officer = Viewer("ansvarig", owner, officer_of=owner)
    site.store.markings.set(officer, MarkingScope.DOCUMENT, site.ids[TIP], group="barn", ground="OSL 26:1")
    withdraw(officer, Purpose("prov", ""), site.store, Scope.SOURCE, MILJO.name, "fel källa")
    assert "Källan inspektioner 2 handlingar Fel källa" in words(site.sign_in("ines").get(ADDRESS))


def test_proposed_cuts_are_listed_and_the_look_is_in_the_ledger(own_site: Site) -> None:
    site = own_site
    site.store.splits.propose(
        site.ids[REPORT], [Part(1, 2, "Tillsyn", "beginning"), Part(3, 3, "Beslut", "letterhead")]
    )
    shown = words(site.sign_in("ines").get(ADDRESS))
    assert f"{REPORT} inspektioner 2 handlingar" in shown
    event = site.store.ledger.last(1)[0].event
    assert (event.action, event.actor, event.details) == (Action.SEARCH, "ines", {"list": "unsettled"})
