"""One's own account in a browser: an app is set up by the page, and a recovery code opens the door once."""

from __future__ import annotations

import pyotp
import pytest

from tests.e2e.conftest import Opener, Visit
from tests.web.archive import PASSWORD

pytestmark = pytest.mark.browser


def _fits(visit: Visit) -> bool:
    wide = visit.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return bool(wide <= 0)


@pytest.mark.parametrize("width", [1440, 390])
def test_an_app_is_set_up_and_a_recovery_code_lets_one_in(visit: Opener, width: int) -> None:
    seen = visit(width=width)
    seen.sign_in("pal")
    page = seen.page
    seen.follow(page.get_by_role("link", name="Mitt konto").last)
    assert _fits(seen)
    seen.follow(page.get_by_role("link", name="Lägg upp tvåstegsinloggning"))
    assert page.locator(".qr svg").is_visible()
    page.get_by_text("Går det inte att läsa av bilden?").click()
    key = page.locator("details code").inner_text().replace(" ", "")
    assert _fits(seen)
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_label("Kod", exact=True).fill(pyotp.TOTP(key).now())
    seen.follow(page.get_by_role("button", name="Ta i bruk"))
    codes = page.locator(".codes code").all_inner_texts()
    assert len(codes) == 10
    assert _fits(seen)
    seen.sign_out()
    page.get_by_label("Användarnamn").fill("pal")
    page.get_by_label("Lösenord").fill(PASSWORD)
    seen.follow(page.get_by_role("button", name="Logga in", exact=True))
    page.get_by_label("Kod för").fill(codes[0])
    seen.follow(page.get_by_role("button", name="Fortsätt"))
    assert page.url.endswith("/andamal")
    page.goto(f"{seen.address}/konto")
    page.get_by_label("Lösenord", exact=True).fill(PASSWORD)
    seen.follow(page.get_by_role("button", name="Stäng av tvåstegsinloggning"))
    assert page.get_by_role("link", name="Lägg upp tvåstegsinloggning").is_visible()
