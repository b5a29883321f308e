"""A scan and the reading that came beside it: each is shown with the other, and the page says which text it has."""

from __future__ import annotations

import pytest

from models.document import DocumentState, Page, PageMethod, Reading
from models.rival import Rival
from tests.web.archive import MILJO
from tests.web.browsing import words
from tests.web.conftest import Site


def put(site: Site, name: str, media_type: str, *competed: Rival, parent: str | None = None) -> str:
    store = site.store
    sha256 = store.vault.put(name.encode())
    id = store.arrivals.arrive(MILJO, sha256, len(name), path=f"/in/{name}", name=name, parent=parent).document
    page = Page(1, PageMethod.OCR, "existing_reading" if competed else "alto", "Tillsyn av kök", 0.9, 595.0, 842.0)
    store.registration.claim(id, "prov")
    store.registration.keep_reading(id, Reading(media_type, DocumentState.READ, "", (page,)), competed)
    store.registration.finish(id, "prov", DocumentState.READ)
    return id


@pytest.mark.parametrize(
    ("chosen", "reason", "said"),
    [
        (True, "more_to_trust", "vald, säkerhet 93 % mot vår läsnings 41 % (det finns mer i den att lita på)"),
        (False, "garbled_text", "inte vald, säkerhet 93 % mot vår läsnings 41 % (textlagret är förvanskat)"),
    ],
)
def test_each_is_shown_with_the_other(own_site: Site, chosen: bool, reason: str, said: str) -> None:
    reading = put(own_site, "band.xml", "application/alto+xml")
    scan = put(own_site, "band.tif", "image/tiff", Rival(1, reading, 1, chosen, 0.41, 0.93, reason, True))
    ines = own_site.sign_in("ines")
    shown = words(ines.get(f"/d/{scan}/1"))
    assert "läsning band.xml" in shown
    assert f"Annan läsning band.xml s. 1: {said}" in shown
    assert "texten är en tidigare läsnings, som är bättre än vår" in shown
    shown = words(ines.get(f"/d/{reading}/1"))
    assert "läsning av band.tif" in shown
    assert "Söks med sin bild" in shown
    assert "Annan läsning" not in shown


def test_a_reading_in_a_mail_is_its_attachment(own_site: Site) -> None:
    mail = put(own_site, "brev.eml", "message/rfc822")
    reading = put(own_site, "band.xml", "application/alto+xml", parent=mail)
    ines = own_site.sign_in("ines")
    assert "bilaga till brev.eml" in words(ines.get(f"/d/{reading}/1"))
    assert "bilaga band.xml" in words(ines.get(f"/d/{mail}/1"))
