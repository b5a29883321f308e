"""Pages in headless Chromium for :mod:`bench.workplace`: when the largest thing is painted, and what comes over the
wire."""

from __future__ import annotations

from statistics import median
from typing import Any, Final

from playwright.sync_api import Page, Response, sync_playwright

from tests.e2e.conftest import ARGUMENTS, CHROMIUM

TIMES: Final = 3
_WATCH: Final = """
window.__largest = 0;
new PerformanceObserver((list) => {
  for (const each of list.getEntries()) { window.__largest = each.startTime; }
}).observe({ type: "largest-contentful-paint", buffered: true });
"""


def painted(address: str, name: str, password: str, pages: dict[str, str]) -> dict[str, dict[str, Any]]:
    """Of each page: milliseconds to the largest paint and to the end of the answer (the middle of some times, the
    sheets and scripts kept from before), and its kB on the wire when nothing is kept, pictures aside."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.set_default_timeout(120_000)
        page.add_init_script(_WATCH)
        _signed_in(page, address, name, password)
        told = {label: _looked_at(page, f"{address}{place}") for label, place in pages.items()}
        browser.close()
    return told


def _signed_in(page: Page, address: str, name: str, password: str) -> None:
    page.goto(address)
    page.get_by_label("Användarnamn").fill(name)
    page.get_by_label("Lösenord").fill(password)
    page.get_by_role("button", name="Logga in").click()
    page.get_by_label("Ändamål", exact=True).fill("mätning")
    page.get_by_label("Ärende", exact=True).fill("PROV-3")
    page.get_by_role("button", name="Fortsätt").click()


def _looked_at(page: Page, place: str) -> dict[str, Any]:
    paints, answers = list[float](), list[float]()
    for _ in range(TIMES):
        page.goto(place, wait_until="load")
        page.wait_for_timeout(300)  # the observer is told of a paint a moment after it
        paints.append(page.evaluate("window.__largest"))
        answers.append(page.evaluate("performance.getEntriesByType('navigation')[0].responseEnd"))
    return {"paint": round(median(paints)), "answer": round(median(answers)), "kB": round(_bytes(page, place) / 1000)}


def _bytes(page: Page, place: str) -> int:
    """What comes over the wire with an empty cache, pictures aside."""
    came = list[Response]()

    def note(response: Response) -> None:
        came.append(response)

    page.on("response", note)
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.goto(place, wait_until="load")
    devtools.send("Network.setCacheDisabled", {"cacheDisabled": False})
    devtools.detach()
    page.remove_listener("response", note)
    counted = [each.request.sizes() for each in came if each.request.resource_type != "image"]
    return sum(each["responseBodySize"] + each["responseHeadersSize"] for each in counted)
