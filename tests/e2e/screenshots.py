"""Pictures of every page of a running demo, to be looked at.

    make demo & python -m tests.e2e.screenshots [FOLDER] [ADDRESS]

Desktop and phone width, light and dark. Says where a page is wider than the screen or the browser complains.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import FilePayload, Page, sync_playwright

from demo import PASSWORD
from sample.story.cast import cast
from sample.world import World
from tests.e2e.conftest import _ARGUMENTS, CHROMIUM

QUERY = cast(World(1)).boss.name
SIZES = [(1440, 900), (390, 844)]


def main(folder: Path, address: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
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
    page.locator("[data-hit]").first.click()
    shot("handling")
    page.get_by_text("Visa namn").click()
    shot("handling-namn")
    page.locator(".group li > a").first.click()
    shot("entitet")
    _hand_in_broken(page, address)
    shot("jobb")
    page.get_by_role("link", name="Öppna handlingen").first.click()
    shot("utan-sidor")
    for name, path in (
        ("att-se-over", "att-se-over"),
        ("vem", "vem"),
        ("konto", "konto"),
        ("tvasteg", "konto/tvasteg"),
        ("fel", "d/finns-inte/1"),
    ):
        page.goto(f"{address}{path}")
        shot(name)
    search("xyzzyfinnsinte")
    shot("tom")


def _hand_in_broken(page: Page, address: str) -> None:
    """Upload a file that is no PDF whatever it says, and wait for the worker to set it aside."""
    page.goto(f"{address}jobb")
    broken: FilePayload = {"name": "trasig.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 broken"}
    page.get_by_label("Fil").set_input_files(broken)
    page.get_by_role("button", name="Ladda upp").click()
    for _attempt in range(60):
        if page.locator(".state-failed", has_text="I karantän").count() and not page.locator(".state-waiting").count():
            break
        page.wait_for_timeout(1000)
        page.goto(f"{address}jobb")


if __name__ == "__main__":
    given = sys.argv[1:]
    main(Path(given[0] if given else "screenshots"), given[1] if len(given) > 1 else "http://127.0.0.1:8400/")
