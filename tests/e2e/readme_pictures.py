"""The pictures that the README shows, taken of a running demo: made-up people and papers only.

make demo & python -m tests.e2e.screenshots --readme [ADDRESS]
"""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image
from playwright.sync_api import Browser, Page

from tests.e2e.asking import QUERY, search, sign_in

FOLDER: Final = Path(__file__).parents[2] / "docs" / "pictures"
_SIZE: Final = {"width": 1280, "height": 800}
_SETTLED: Final = 500  # milliseconds in which what came is drawn
_QUALITY: Final = 82  # of WebP: letters stay sharp in less than 150 kB


def take(browser: Browser, address: str, folder: Path = FOLDER) -> None:
    """Each picture as a file of its name."""
    folder.mkdir(parents=True, exist_ok=True)
    context = browser.new_context(viewport=_SIZE, color_scheme="light", locale="sv-SE", reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    sign_in(page, address, "analytiker", "Tillsyn enligt livsmedelslagen", "MBN 2024-0112")
    for name, show in PICTURES.items():
        show(page, address)
        page.wait_for_load_state("networkidle")
        page.mouse.move(0, 0)
        page.wait_for_timeout(_SETTLED)
        with Image.open(BytesIO(page.screenshot())) as picture:
            picture.save(folder / f"{name}.webp", quality=_QUALITY, method=6)
    context.close()


def _search_with_preview(page: Page, address: str) -> None:
    search(page, address, QUERY)
    page.reload()  # the first search after a start reads the index from the disk
    with page.expect_response(re.compile("/bild")) as picture:
        page.get_by_role("link", name="Förhandsvisa").first.click()
    picture.value.finished()


def _hits_on_a_scan(page: Page, address: str) -> None:
    search(page, address, QUERY)
    with page.expect_response(re.compile("/bild")) as picture:
        page.locator("[data-hit]", has_text="FAX").first.click()
    picture.value.finished()


def _network(page: Page, address: str) -> None:
    search(page, address, QUERY)
    page.locator(".facets .value button", has_text=QUERY).first.click()
    page.get_by_role("link", name="Sidan om").click()
    page.get_by_role("button", name="Visa nätverket").click()
    page.get_by_label("I minst så många handlingar").fill("4")
    with page.expect_response(re.compile("/natverk/")):
        page.locator(".network-filter").get_by_role("button", name="Visa", exact=True).click()
    page.get_by_role("button", name="Ordna om").click()
    page.locator("#graph[data-ready]").wait_for()


def _dossier(page: Page, address: str) -> None:
    page.goto(f"{address}mappar/")
    page.get_by_label("Rubrik").fill("Restaurangen vid torget")
    page.get_by_role("button", name="Gör mappen").click()
    page.wait_for_url("**/mappar/*")
    search(page, address, QUERY)
    page.locator(".collect-hits summary").click()
    page.get_by_role("button", name="Lägg alla").click()
    page.locator(".put-in a").click()


PICTURES: Final[dict[str, Callable[[Page, str], None]]] = {
    "search": _search_with_preview,
    "scan": _hits_on_a_scan,
    "network": _network,
    "dossier": _dossier,
}
