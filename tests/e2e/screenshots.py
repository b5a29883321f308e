"""Pictures of every page of a running demo, to be looked at.

    make demo & python -m tests.e2e.screenshots [FOLDER] [ADDRESS]

Desktop and phone width, light and dark. Says where a page is wider than the screen or the browser complains.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import FilePayload, Page, sync_playwright

from demo import PASSWORD
from sample.story.cast import cast
from sample.world import World
from tests.e2e.conftest import ARGUMENTS, CHROMIUM

QUERY = cast(World(1)).boss.name
SIZES = [(1440, 900), (390, 844)]


def main(folder: Path, address: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for width, height in SIZES:
            for scheme in ("light", "dark"):
                context = browser.new_context(
                    viewport={"width": width, "height": height}, color_scheme=scheme, locale="sv-SE"
                )
                _walk(context.new_page(), address, folder, f"{width}-{scheme}")
                context.close()
        browser.close()


def _walk(page: Page, address: str, folder: Path, suffix: str) -> None:
    page.on("console", lambda message: print("console:", message.text))

    def shot(name: str) -> None:
        page.wait_for_load_state("networkidle")
        page.screenshot(path=folder / f"{name}-{suffix}.png", full_page=True)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            print(f"{name}-{suffix}: {wide} px too wide")

    def search(query: str) -> None:
        page.goto(address)
        page.get_by_label("Sökord").fill(query)
        with page.expect_navigation():
            page.get_by_role("button", name="Sök", exact=True).click()

    page.goto(address)
    shot("inloggning")
    page.get_by_label("Användarnamn").fill("analytiker")
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in").click()
    shot("andamal")
    page.get_by_label("Ändamål").fill("Tillsyn enligt livsmedelslagen")
    page.get_by_label("Ärende").fill("MBN 2024-0112")
    page.get_by_role("button", name="Fortsätt").click()
    shot("start")
    search(QUERY)
    shot("sok")
    for view in ("Tabell", "Tidslinje", "Lista"):
        page.get_by_role("button", name=view).click()
        page.locator(f"[aria-pressed=true]:text-is('{view}')").wait_for()
        shot(f"sok-{view.lower()}")
    page.get_by_role("link", name="Förhandsvisa").first.click()
    page.locator(".preview-content").wait_for()
    shot("forhandsvisning")
    for name, path in (("sokhjalp", "sok/hjalp"), ("tangenter", "tangenter")):
        page.goto(f"{address}{path}")
        shot(name)
    search(QUERY)
    page.locator("[data-hit]").first.click()
    shot("handling")
    page.get_by_text("Visa namn").click()
    shot("handling-namn")
    page.keyboard.press("t")
    shot("handling-text")
    page.keyboard.press("i")
    page.get_by_label("Vrid ett kvarts varv").click()
    shot("handling-vriden")
    page.keyboard.press("b")
    _corrected(page, shot)
    page.locator(".group li > a").first.click()
    shot("entitet")
    _network(page, address, shot)
    page.goto(f"{address}mappar/")
    shot("mappar")
    page.get_by_label("Rubrik").fill("Krogen vid torget")
    page.get_by_role("button", name="Gör mappen").click()
    search(QUERY)
    page.locator(".collect-hits summary").click()
    page.get_by_role("button", name="Lägg alla").click()
    page.locator(".put-in a").click()
    shot("mapp")
    _hand_in_broken(page, address, shot)
    page.locator(".files a").first.click()
    shot("utan-sidor")
    for name, path in (
        ("jobb", "jobb"),
        ("inlasningar", "arkiv/inlasningar"),
        ("kallor", "arkiv/kallor"),
        ("laget", "arkiv/lage"),
        ("hjalp", "hjalp"),
        ("ordlista", "ordlista"),
        ("rundtur", "rundtur"),
        ("att-se-over", "att-se-over"),
        ("etiketter", "etiketter"),
        ("vem", "vem"),
        ("konto", "konto"),
        ("tvasteg", "konto/tvasteg"),
        ("fel", "d/finns-inte/1"),
    ):
        page.goto(f"{address}{path}")
        shot(name)
    search("xyzzyfinnsinte")
    shot("tom")
    for name, shown in (("sekretess", ("markeringar", "skyddade", "begaran")), ("granskare", ("granskning",))):
        _sign_in_as(page, address, name)
        for path in shown:
            page.goto(f"{address}{path}")
            shot(path)
    page.get_by_role("link", name="Vem har tittat").click()
    page.get_by_label("Handling, namn eller nummer").fill(QUERY)
    page.get_by_role("button", name="Fråga loggen").click()
    shot("vem-har-tittat")


def _sign_in_as(page: Page, address: str, name: str) -> None:
    """Somebody else, with a purpose."""
    page.context.clear_cookies()
    page.goto(f"{address}logga-in")
    page.get_by_label("Användarnamn").fill(name)
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Logga in").click()
    page.get_by_label("Ändamål").fill("Granskning")
    page.get_by_label("Ärende").fill("KS 2024-0009")
    page.get_by_role("button", name="Fortsätt").click()


def _corrected(page: Page, shot: Callable[[str], None]) -> None:
    """The dialog over the text and its page by itself, the round of suggestions, and back."""
    here = page.url
    page.locator(".page-text .mention").first.click()
    page.locator("#correct .correct").wait_for()
    shot("ratta-dialog")
    page.keyboard.press("Escape")
    for name, more in (("ratta", ""), ("ratta-samma", "/samma"), ("ratta-skilj", "/skilj")):
        page.goto(here)
        address = str(page.locator(".page-text .mention").first.get_attribute("href"))
        page.goto(urljoin(here, address.replace("/omnamnande", f"/omnamnande{more}")))
        shot(name)
    page.goto(urljoin(here, "/forslag"))
    shot("forslag")
    page.get_by_role("button", name="Börja med allt").click()
    shot("forslag-ett")
    page.goto(here)


def _network(page: Page, address: str, shot: Callable[[str], None]) -> None:
    """From the entity's page: its network, somebody in it, a tie, ways between two, and the page before anybody."""
    page.get_by_role("button", name="Visa nätverket").click()
    page.locator("#graph[data-ready]").wait_for()
    shot("natverk")
    page.get_by_role("button", name="Visa i bilden").nth(2).click()
    shot("natverk-namn")
    for at, chosen in ((0, 1), (1, 3)):
        page.locator(".network-ways select").nth(at).select_option(index=chosen)
    page.get_by_role("button", name="Sök vägar").click()
    page.locator(".way").first.wait_for()
    shot("natverk-vagar")
    page.get_by_role("link", name="Öppna").first.click()
    shot("natverk-samband")
    page.goto(f"{address}natverk")
    shot("natverk-tomt")


def _hand_in_broken(page: Page, address: str, shot: Callable[[str], None]) -> None:
    """Hand in a file that is no PDF whatever it says, and wait for the worker to set it aside."""
    page.goto(f"{address}arkiv")
    shot("arkiv")
    broken: FilePayload = {"name": "trasig.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 broken"}
    page.locator("input[name=file]").set_input_files(broken)
    page.locator("[data-finished]").wait_for()
    shot("arkiv-inlamnat")
    page.get_by_role("link", name="Visa inläsningen").click()
    page.locator(".state-done").wait_for(timeout=60_000)
    page.reload()
    shot("inlasning")


if __name__ == "__main__":
    given = sys.argv[1:]
    main(Path(given[0] if given else "screenshots"), given[1] if len(given) > 1 else "http://127.0.0.1:8400/")
