"""Pictures of every page of a running demo, to be looked at.

    make demo & python -m tests.e2e.screenshots [FOLDER] [ADDRESS]
    make demo & python -m tests.e2e.screenshots --readme [ADDRESS]      the README's own, in docs/pictures

Desktop and phone width, light and dark. Says where a page is wider than the screen or the browser complains.
"""

from __future__ import annotations

import re
import secrets
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import FilePayload, Page, sync_playwright

from demo import PASSWORD
from tests.e2e import readme_pictures
from tests.e2e.asking import QUERY, search, sign_in
from tests.e2e.conftest import ARGUMENTS, CHROMIUM

ADDRESS = "http://127.0.0.1:8400/"
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
    search(page, address, QUERY)
    shot("sok")
    for view in ("Tabell", "Tidslinje", "Lista"):
        page.get_by_role("button", name=view).click()
        page.locator(f"[aria-pressed=true]:text-is('{view}')").wait_for()
        shot(f"sok-{view.lower()}")
    with page.expect_response(re.compile("/bild")) as picture:
        page.get_by_role("link", name="Förhandsvisa").first.click()
    picture.value.finished()
    shot("forhandsvisning")
    for name, path in (("sokhjalp", "sok/hjalp"), ("tangenter", "tangenter")):
        page.goto(f"{address}{path}")
        shot(name)
    search(page, address, QUERY)
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
    _masked(page, address, shot)
    _corrected(page, shot)
    page.locator(".group .called a").first.click()
    shot("entitet")
    _network(page, address, shot)
    page.goto(f"{address}utforare")
    shot("utforare")
    page.locator(".sums th a").first.click()
    shot("utforaren")
    page.goto(f"{address}lagesbild")
    shot("lagesbild-tom")
    page.get_by_label("Från", exact=True).fill("2024-01-01")
    page.get_by_label("Till", exact=True).fill("2025-06-30")
    page.get_by_role("button", name="Visa", exact=True).click()
    shot("lagesbild")
    page.goto(f"{address}mappar/")
    shot("mappar")
    page.get_by_label("Rubrik").fill("Krogen vid torget")
    page.get_by_role("button", name="Gör mappen").click()
    search(page, address, QUERY)
    page.locator(".collect-hits summary").click()
    page.get_by_role("button", name="Lägg alla").click()
    page.locator(".put-in a").click()
    shot("mapp")
    _hand_in_broken(page, address, shot)
    page.locator(".files a").first.click()
    shot("utan-sidor")
    for name, path in (
        ("sparade", "sparade"),
        ("nytt", "nytt/"),
        ("bevakning", "bevakning"),
        ("jobb", "jobb"),
        ("inlasningar", "arkiv/inlasningar"),
        ("kallor", "arkiv/kallor"),
        ("bevakade-mappar", "arkiv/mappar"),
        ("laget", "arkiv/lage"),
        ("hjalp", "hjalp"),
        ("ordlista", "ordlista"),
        ("rundtur", "rundtur"),
        ("att-se-over", "att-se-over"),
        ("etiketter", "etiketter"),
        ("vem", "vem"),
        ("konto", "konto"),
        ("losenord", "konto/losenord"),
        ("tvasteg", "konto/tvasteg"),
        ("fel", "d/finns-inte/1"),
    ):
        page.goto(f"{address}{path}")
        shot(name)
    search(page, address, "xyzzyfinnsinte")
    shot("tom")
    officer = ("sekretess", "markeringar", "skyddade", "begaran")
    for name, shown in (("sekretess", officer), ("granskare", ("granskning",))):
        sign_in(page, address, name, "Granskning", "KS 2024-0009")
        for path in shown:
            page.goto(f"{address}{path}")
            shot(path)
        if name == "sekretess":
            _try(page, address, shot)
            _retention(page, address, shot)
            _extract(page, address, shot)
    page.locator("main td a").first.click()
    shot("granskning-post")
    page.get_by_role("link", name="Alla poster").click()
    page.get_by_role("link", name="Vem har tittat").click()
    page.get_by_label("Handling, namn eller nummer").fill(QUERY)
    page.get_by_role("button", name="Fråga loggen").click()
    shot("vem-har-tittat")
    sign_in(page, address, "administrator")
    shot("konton")
    page.locator("main td a").nth(1).click()
    shot("konton-ett")


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


def _masked(page: Page, address: str, shot: Callable[[str], None]) -> None:
    """A masked copy: what is proposed, what is masked, the page as it becomes, the last look, the list; and back."""
    here = page.url
    page.goto(f"{address}maskade")
    shot("maskade-tom")
    page.goto(here)
    page.get_by_role("button", name="Maskad kopia").click()
    shot("maska-forslag")
    page.get_by_label("Bestämmelse för det som maskas").fill("OSL 21:1")
    page.get_by_label("Ord som ska maskas överallt").fill("källaren")
    page.get_by_role("button", name="Maska orden").click()
    page.get_by_role("button", name="Maska allt som föreslås på sidan").click()
    shot("maska")
    page.get_by_role("link", name="Så blir den").click()
    shot("maska-blir")
    page.get_by_role("link", name="Gå igenom och gör kopian").click()
    shot("maska-granska")
    page.goto(f"{address}maskade")
    shot("maskade")
    page.get_by_role("button", name="Ta bort").first.click()
    page.goto(here)


def _retention(page: Page, address: str, shot: Callable[[str], None]) -> None:
    """A rule, what is due by it, the page where it would be confirmed, a hold on a source, and the lists beside."""
    page.goto(f"{address}arkiv/gallring")
    shot("gallring-tom")
    ruled = page.locator(".due th a").first.is_visible()  # the same rule once more would have nothing due by it
    page.goto(f"{address}arkiv/gallring/regler")
    if not ruled:
        page.get_by_label("År", exact=True).fill("1")
        page.get_by_label("Stöd").fill("DHP 2025 punkt 4.2")
        page.get_by_role("button", name="Lägg till regeln").click()
    shot("gallring-regler")
    page.goto(f"{address}arkiv/gallring/sparrar")
    if page.get_by_text("Inget är spärrat").is_visible():  # else, at the last look, there would be nothing to erase
        page.get_by_label("Stöd").fill("TF 2 kap. 15 §")
        page.get_by_label("Skäl").fill("utlämnande prövas")
        page.get_by_role("button", name="Spärra källan").click()
    shot("gallring-sparrar")
    for name in ("beslut", "bevis", "redovisning"):
        page.goto(f"{address}arkiv/gallring/{name}")
        shot(f"gallring-{name}")
    page.goto(f"{address}arkiv/gallring")
    shot("gallring")
    page.locator(".due th a").first.click()
    shot("gallring-regel")
    page.get_by_role("button", name=re.compile("^Välj alla")).click()
    shot("gallring-bekrafta")


def _extract(page: Page, address: str, shot: Callable[[str], None]) -> None:
    """The form of a register extract, and one that waits for the worker and then for its officer."""
    page.goto(f"{address}registerutdrag")
    shot("registerutdrag")
    if not page.get_by_label("Förnamn").is_visible():
        page.locator("summary", has_text="Nytt utdrag").click()
    for name, value in (("Ert ärendenummer", "KS 2026-0114"), ("Varför uppgifterna", "tillsyn av livsmedel"),
                        ("Förnamn", "Anna"), ("Efternamn", "Andersson; Johansson")):  # fmt: skip
        page.get_by_label(name).fill(value)
    page.get_by_role("button", name="Samla fynden").click()
    for _ in range(60):
        if not page.get_by_role("heading", name="Fynden samlas").is_visible():
            break
        page.wait_for_timeout(1_000)
        page.reload()
    shot("registerutdrag-ett")


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


def _try(page: Page, address: str, shot: Callable[[str], None]) -> None:
    """A request as its owner's officer tries it: a search beside it, a document in it, its test, and the register."""
    page.locator("main td a").first.click()
    page.get_by_label("Sök handlingar att pröva").fill("inspektionsrapport")
    page.locator(".finding button").click()
    shot("begaran-en")
    page.locator(".found input[type=checkbox]").first.check()
    page.get_by_role("button", name="Lägg till de valda").click()
    page.get_by_role("link", name="Pröva i följd").click()
    shot("provning")
    page.get_by_role("button", name="Ta bort ur begäran").click()
    page.goto(f"{address}utlamnanden")
    shot("utlamnanden")
    page.goto(f"{address}begaran")


def _hand_in_broken(page: Page, address: str, shot: Callable[[str], None]) -> None:
    """Hand in a file that is no PDF whatever it says, and wait for the worker to set it aside."""
    page.goto(f"{address}arkiv")
    shot("arkiv")
    content = b"%PDF-1.7 " + secrets.token_hex(4).encode()  # one that was there before would be no news
    broken: FilePayload = {"name": "trasig.pdf", "mimeType": "application/pdf", "buffer": content}
    page.locator("input[name=file]").set_input_files(broken)
    page.locator("[data-finished]").wait_for()
    shot("arkiv-inlamnat")
    page.get_by_role("link", name="Visa inläsningen").click()
    page.locator(".state-done").wait_for(timeout=60_000)
    page.reload()
    shot("inlasning")


def for_readme(address: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        readme_pictures.take(browser, address)
        browser.close()


if __name__ == "__main__":
    given = [each for each in sys.argv[1:] if each != "--readme"]
    if "--readme" in sys.argv:
        for_readme(given[0] if given else ADDRESS)
    else:
        main(Path(given[0] if given else "screenshots"), given[1] if len(given) > 1 else ADDRESS)
