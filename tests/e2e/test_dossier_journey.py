"""A case is put together in a browser: notes on words, tags, a folder filled from hits and pages, put in order, shared,
taken out; with the keyboard and, where it matters, without scripts."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Opener, Visit
from tests.e2e.working import work

pytestmark = pytest.mark.browser

_SELECT = """([from, to]) => {
  const texts = document.createTreeWalker(document.querySelector(".page-text"), NodeFilter.SHOW_TEXT);
  let all = "", start = null, end = null;
  const whole = document.querySelector(".page-text").textContent;
  const at = whole.indexOf(from), stop = whole.indexOf(to) + to.length;
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    if (start === null && all.length + node.length > at) { start = [node, at - all.length]; }
    if (end === null && all.length + node.length >= stop) { end = [node, stop - all.length]; }
    all += node.data;
  }
  const range = document.createRange();
  range.setStart(...start); range.setEnd(...end);
  getSelection().removeAllRanges(); getSelection().addRange(range);
}"""


def _fits(page: Page) -> bool:
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return bool(wide <= 0)


def _open_report(opened: Visit) -> None:
    opened.search("Kebnekrogen inspektion")
    opened.follow(opened.page.locator("[data-hit]", has_text="inspektion-kebnekrogen.pdf").first)


def _tag(opened: Visit) -> None:
    """A tag on the document, the same on words of the page, taken away and put back; from its own page to the words."""
    page, tags, put = opened.page, opened.page.locator(".tag"), "Sätt etikett"
    page.get_by_label("Ny etikett").fill("följ upp")
    opened.follow(page.get_by_role("button", name=put, exact=True))
    expect(tags).to_have_text(re.compile("följ upp"))
    page.evaluate(_SELECT, ["Vid tillsyn", "Provgatan 3"])
    expect(page.locator("#tags").get_by_label("Orden på sidan:")).to_be_checked()
    page.get_by_label("Ny etikett").fill("följ upp")
    page.keyboard.press("Enter")
    chosen = tags.filter(has_text="Vid tillsyn av")
    expect(chosen).to_be_visible()
    assert page.evaluate("[...CSS.highlights.get('tagged')].map(String)")[0].startswith("Vid tillsyn av")
    expect(page.locator(".tagged-box").first).to_be_visible()
    opened.follow(chosen.get_by_role("button", name="Ta bort etiketten följ upp"))
    expect(tags).to_have_count(1)
    opened.follow(page.locator("#tags").get_by_role("button", name="Ångra"))
    expect(tags).to_have_count(2)
    opened.follow(chosen.get_by_role("link", name="följ upp"))
    opened.follow(page.locator(".tag-places a"))
    expect(page.locator(".page-text mark").first).to_have_text(re.compile("^Vid tillsyn"))
    expect(page.locator(".hit .hit-box").first).to_be_visible()


def test_a_case_is_put_together(visit: Opener) -> None:
    opened = visit()
    page = opened.page
    opened.sign_in("ines")
    _open_report(opened)
    page.evaluate(_SELECT, ["Adam", "Provsson"])
    page.locator("#notes summary", has_text="Ny anteckning").click()
    notes = page.locator("#notes")
    expect(notes.get_by_label("Ord på sidan")).to_have_value("Adam Provsson")
    notes.get_by_label("Anteckning", exact=True).fill("Fråga om vem som äger krogen")
    opened.follow(notes.get_by_role("button", name="Spara"))
    note = page.locator(".note", has_text="Fråga om vem")
    expect(note.locator("blockquote")).to_have_text("Adam Provsson")
    assert page.evaluate("[...CSS.highlights.get('noted')].map(String)") == ["Adam Provsson"]

    _tag(opened)

    opened.search("Kebnekrogen")
    page.locator(".collect-hits summary").click()
    page.get_by_label("Namn på ny mapp").fill("Krogen vid Provgatan")
    opened.follow(page.get_by_role("button", name="Lägg alla"))
    expect(page.locator(".put-in")).to_contain_text("Krogen vid Provgatan")
    _open_report(opened)
    page.evaluate(_SELECT, ["Vid tillsyn", "Provgatan 3"])
    collect = page.locator("#collect")
    expect(collect.get_by_label("Orden på sidan:")).to_be_checked()
    collect.get_by_label("Varför").fill("visar adressen")
    opened.follow(collect.get_by_role("button", name="Lägg i mapp"))
    opened.follow(page.locator(".put-in a"))
    items = page.locator(".dossier-item")
    expect(items).to_have_count(3)
    expect(items.last.locator("blockquote")).to_contain_text("Vid tillsyn av Kebnekrogen AB på Provgatan 3")
    assert _fits(page)

    page.get_by_text("Avsnitt", exact=True).click()
    page.get_by_label("Nytt avsnitt").fill("Besöken")
    opened.follow(page.get_by_role("button", name="Lägg till"))
    up = page.get_by_role("button", name="Flytta upp post 3")
    up.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(items.nth(1)).to_contain_text("visar adressen")
    with page.expect_navigation():
        items.nth(1).locator(".item-number").drag_to(items.first)
    expect(items.first).to_contain_text("visar adressen")
    opened.follow(items.last.get_by_role("button", name="Ta ur mappen"))
    expect(items).to_have_count(2)
    opened.follow(page.get_by_role("button", name="Ångra"))
    expect(items).to_have_count(3)
    page.get_by_text("Dela", exact=True).click()
    page.get_by_label("Visas för").select_option("owner")
    opened.follow(page.locator("details.panel[open] button", has_text="Spara").last)

    reader = visit(width=390, dark=True, javascript=False)
    reader.sign_in("alva")
    reader.page.goto(f"{reader.address}/mappar/")
    reader.follow(reader.page.get_by_role("link", name="Krogen vid Provgatan"))
    expect(reader.page.locator(".dossier-item")).to_have_count(3)
    expect(reader.page.get_by_role("button", name="Ta ur mappen")).to_have_count(0)
    stranger = visit()
    stranger.sign_in("pal")
    stranger.page.goto(f"{stranger.address}/mappar/")
    expect(stranger.page.get_by_text("Krogen vid Provgatan")).to_have_count(0)


def test_a_folder_is_taken_out_with_its_originals(visit: Opener, home: Path, tmp_path: Path) -> None:
    opened = visit(width=390, javascript=False)
    page = opened.page
    opened.sign_in("ines")
    page.goto(f"{opened.address}/mappar/")
    page.get_by_label("Rubrik").fill("Uttag")
    opened.follow(page.get_by_role("button", name="Gör mappen"))
    assert _fits(page)
    _open_report(opened)
    assert _fits(page)
    collect = page.locator("#collect")
    collect.get_by_label("Mapp", exact=True).select_option(label="Uttag")
    collect.get_by_label("Orden på sidan:").check()
    collect.get_by_label("Ord på sidan").fill("möttes inspektören av Adam")
    opened.follow(collect.get_by_role("button", name="Lägg i mapp"))
    opened.follow(page.locator(".put-in a"))
    assert _fits(page)
    opened.follow(page.get_by_role("button", name="ZIP med original"))
    page.get_by_label("Skäl").fill("begärt av åklagaren")
    opened.follow(page.get_by_role("button", name="Ta ut med originalen"))
    work(home)
    page.goto(f"{opened.address}/jobb")
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Hämta").first.click()
    fetched.value.save_as(tmp_path / "mapp.zip")
    with zipfile.ZipFile(tmp_path / "mapp.zip") as package:
        assert {"SHA256SUMS", "manifest.csv", "manifest.json"} < {*package.namelist()}
