"""Nothing from a file runs in a browser: forty payloads, in every field from a file, on every page that shows it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from playwright.sync_api import Browser

from models.document import DocumentKind, DocumentState, Field, Page, PageMethod, Reading
from models.mention import Label, Mention
from models.settings import Settings
from models.source import Source
from models.split import Part
from models.store.store import Store
from search.backends import open_index
from search.index import Index
from search.indexing import drain
from search.saved import SavedSearch
from tests.secrecy.installation import PASSWORD
from tests.secrecy.payloads import PAYLOADS, SIGN
from tests.secrecy.serving import Watched, served, signed_in
from tests.web.pace import UNHURRIED

TRIED = PAYLOADS if os.environ.get("SAMSYN_TEST_FULL") else PAYLOADS[::10]
_LABELS = (Label.PERSON, Label.ORG, Label.CASE, Label.VEHICLE, Label.ADDRESS, Label.EMAIL)
_FIELDS = ("from", "to", "subject", "case_number", "complainant", "outcome", "document_date", "subject_of_case")


@dataclass(frozen=True, slots=True)
class Hostile:
    """What each payload became: ids of its document, of an attachment, of an entity."""

    document: str
    attachment: str
    entity: str


def _put(store: Store, source: Source, payload: str, parent: str | None) -> str:
    content = f"{payload} {parent}".encode()
    name = f"{payload}.pdf" if parent is None else f"bilaga {payload}"
    path = f"{parent or '/in'}/{payload}"
    sha256 = store.vault.put(content)
    id = store.arrivals.arrive(source, sha256, len(content), path=path, name=name, parent=parent).document
    store.registration.claim(id, "prov")
    text = "\n".join(f"ondord {label.value} {payload} slut" for label in _LABELS)
    page = Page(1, PageMethod.TEXT, payload, text, 1.0)
    store.registration.keep_reading(
        id, Reading("application/pdf", DocumentState.READ, payload, (page, Page(2, PageMethod.TEXT, "", text, 1.0)))
    )
    places = [(label, text.index(f"{label.value} {payload}") + len(label.value) + 1) for label in _LABELS]
    found = [Mention(label, 1, at, at + len(payload), payload, payload, 1.0, payload) for label, at in places]
    fields = [Field(each, payload, payload) for each in _FIELDS]
    store.registration.keep_knowledge(id, found, DocumentKind("tip", 1.0, payload), fields, date(2024, 1, 1))
    store.registration.finish(id, "prov", DocumentState.READ)
    store.splits.propose(id, [Part(1, 1, payload, payload), Part(2, 2, payload, payload)])
    store.given.keep(id, {"title": payload})
    return id


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Index, dict[str, Hostile]]]:
    """An archive in which every field of every document is a payload, the source's name and the account's too."""
    settings = Settings(home=tmp_path_factory.mktemp("payloads") / "home", limits=UNHURRIED)
    store = Store.open(settings, create=True)
    source = Source(TRIED[0], TRIED[0])
    store.sources.add(source)
    store.users.add("ines", TRIED[0], PASSWORD, [source.owner])
    viewer, made = store.users.viewer("ines"), dict[str, Hostile]()
    store.saved.add(viewer, TRIED[0], SavedSearch(TRIED[0]).kept(), watched=True)
    store.saved.add(viewer, "allt", SavedSearch("").kept(), watched=True)
    for payload in TRIED:
        id = _put(store, source, payload, None)
        entity = store.documents.mentions(viewer, id)[0][1]
        made[payload] = Hostile(id, _put(store, source, payload, id), entity)
    store.arrivals.arrive(source, store.vault.put(b"olast"), 5, path=f"/in/{TRIED[-1]}", name=TRIED[-1])
    index = open_index(settings)
    drain(store, index)
    yield store, index, made
    index.close()
    store.close()


def _pages(made: Hostile) -> list[str]:
    document, other, entity = made.document, made.attachment, made.entity
    own = [f"/d/{document}/", f"/d/{document}/1?names=1&e={entity}", f"/d/{other}/1?names=1"]
    own += [f"/d/{document}/skillnader/{other}", f"/e/{entity}?samband=1&forslag=1"]
    return own


_COMMON = ("/", "/nytt/?alla=1", "/sparade", "/att-se-over", "/jobb", "/bevakning", "/vem", "/konto", "/finns-inte",
           "/arkiv", "/arkiv/inlasningar", "/arkiv/kallor", "/arkiv/mappar")  # fmt: skip


def _search(watched: Watched, address: str, query: str) -> None:
    watched.page.goto(address)
    watched.page.get_by_label("Sökord").fill(query)
    with watched.page.expect_navigation():
        watched.page.get_by_role("button", name="Sök", exact=True).click()


def test_nothing_from_a_file_runs(
    browser: Browser,
    hostile: tuple[Store, Index, dict[str, Hostile]],
) -> None:
    store, index, made = hostile
    with served(store, index) as site, signed_in(browser, site.address, "ines") as watched:
        for payload, each in made.items():
            for path in _pages(each):
                answer = watched.page.goto(f"{site.address}{path}")
                assert answer is not None
                assert answer.status == 200, (path, payload)
            assert payload in watched.page.inner_text("body")  # the entity's page: shown, as text
            _search(watched, site.address, payload)
        for path in _COMMON:
            watched.page.goto(f"{site.address}{path}")
        _search(watched, site.address, "ondord")
        assert watched.page.locator("[data-hit]").count() > 0
        watched.page.wait_for_timeout(300)  # what runs late
    complaints = [each for each in watched.complaints if "404" not in each]
    assert watched.dialogs == []
    assert complaints == []
    assert not [line for line in site.requests if "csp-rapport" in line or "evil" in line]
    assert SIGN not in "".join(site.application)
