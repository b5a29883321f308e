"""Single keys as shortcuts can be turned off, for the account, in every session and on every page."""

from __future__ import annotations

from tests.web.conftest import Site

OFF = 'data-shortcuts="off"'


def test_they_are_turned_off_and_on_for_the_account(own_site: Site) -> None:
    alva = own_site.sign_in("alva")
    assert OFF not in alva.get("/").text
    assert alva.post("/tangenter", shortcuts="off", back="/tangenter").location == "/tangenter"
    page = alva.get("/tangenter").text
    assert OFF in page
    assert "Slå på tangenterna" in page
    alva.post("/logga-ut")
    again = own_site.sign_in("alva")
    assert OFF in again.get("/jobb").text
    assert OFF not in own_site.sign_in("ines").get("/").text
    assert again.post("/tangenter", shortcuts="on", back="https://example.com/").location == "/konto"
    page = again.get("/konto").text
    assert OFF not in page
    assert "Stäng av tangenterna" in page
