"""What belongs together is shown from every side: each parent of an attachment, each member, each part, each name."""

from __future__ import annotations

from models.document import DocumentState, Page, PageMethod, Reading
from models.split import part_path
from models.withdrawal import Scope
from tests.web.archive import MILJO
from tests.web.browsing import words
from tests.web.conftest import Site

MAIL, ZIP, PDF = "message/rfc822", "application/zip", "application/pdf"


def put(site: Site, name: str, media_type: str, *parents: str, part: bool = False) -> str:
    """A document that was found in each of the parents, or by itself; its id."""
    store = site.store
    sha256 = store.vault.put(name.encode())
    id = ""
    for parent in parents or (None,):
        path = part_path(parent or "", "1-2") if part else f"{parent or ''}/{name}"
        id = store.arrivals.arrive(MILJO, sha256, len(name), path=path, name=name, parent=parent).document
    store.registration.claim(id, "prov")
    page = Page(1, PageMethod.TEXT, "file_text", "Tillsyn av kök", 1.0)
    store.registration.keep_reading(id, Reading(media_type, DocumentState.READ, "", (page,)))
    store.registration.finish(id, "prov", DocumentState.READ)
    return id


def test_an_attachment_of_several_mails_names_them_all_and_each_names_it(own_site: Site) -> None:
    first, second = put(own_site, "första.eml", MAIL), put(own_site, "andra.eml", MAIL)
    bill = put(own_site, "faktura.pdf", PDF, first, second)
    ines = own_site.sign_in("ines")
    shown = words(ines.get(f"/d/{bill}/1"))
    assert "bilaga till första.eml" in shown
    assert "bilaga till andra.eml" in shown
    for mail in (first, second):
        assert "bilaga faktura.pdf" in words(ines.get(f"/d/{mail}/1"))


def test_an_archive_holds_its_members(own_site: Site) -> None:
    archive = put(own_site, "paket.zip", ZIP)
    mail = put(own_site, "brev.eml", MAIL, archive)
    ines = own_site.sign_in("ines")
    assert "innehåller brev.eml" in words(ines.get(f"/d/{archive}/1"))
    assert "ligger i paket.zip" in words(ines.get(f"/d/{mail}/1"))


def test_a_part_is_a_part_of_its_file(own_site: Site) -> None:
    box = put(own_site, "kartong.pdf", PDF)
    part = put(own_site, "kartong s. 1-2.pdf", PDF, box, part=True)
    ines = own_site.sign_in("ines")
    assert "del kartong s. 1-2.pdf" in words(ines.get(f"/d/{box}/1"))
    assert "del av kartong.pdf" in words(ines.get(f"/d/{part}/1"))
    own_site.store.withdrawals.take(own_site.store.users.viewer("ines"), Scope.PARTS, box, "delningen ångrad")
    assert "kartong s. 1-2.pdf" not in words(ines.get(f"/d/{box}/1"))


def test_a_name_that_would_turn_its_own_letters_is_written_out(own_site: Site) -> None:
    mail = put(own_site, "brev.eml", MAIL)
    turned = put(own_site, "bild\u202egpj.exe", PDF, mail)
    ines = own_site.sign_in("ines")
    for address in (f"/d/{turned}/1", f"/d/{mail}/1"):
        page = ines.get(address)
        assert "\u202e" not in page.text
        assert "bild\\u202egpj.exe" in words(page)
