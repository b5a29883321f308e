"""What one owner lends another directly: read for that purpose, and never changed, taken out or told of otherwise."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest

from models.access import Purpose, Viewer
from models.errors import AccessDeniedError, InvalidJudgementError
from models.job import JobKind
from models.marking import MarkingScope
from models.mention import Label
from models.sharing import lend
from models.split import Part, SplitState
from models.store.ledger_lookups import LedgerLookups
from models.store.store import Store
from models.withdrawal import Scope
from nlp import judging, judging_entities
from nlp.anchoring import spelled
from search.indexing import drain
from search.withdrawing import restore, withdraw
from tests.conftest import viewer_of
from tests.web.browsing import hits, words
from tests.web.conftest import Filled, Site
from tests.web.sharing_site import LENT, MILJO, POLIS, shared, sign_in

REPORT, TIP, MEMO = "inspektion-kebnekrogen.pdf", "skannad-anmälan.tif", "pm-fordon.pdf"
WHY = Purpose(LENT.purpose, "PROV-1")


@pytest.fixture
def site(filled: Filled, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    yield from shared(filled, tmp_path_factory.mktemp("shared") / "home")


@pytest.fixture
def arne(site: Site) -> Viewer:
    """Of Polisen's, archivist and analyst, while Miljönämnden's papers are lent to him."""
    viewer = lend(site.store.users.viewer("arne"), WHY, site.store.settings.sharing)
    assert (viewer.own, viewer.shared) == (frozenset({POLIS}), frozenset({MILJO}))
    return viewer


def test_read_for_the_purpose_of_the_agreement_and_no_other(site: Site) -> None:
    for purpose, found in ((LENT.purpose, {REPORT, TIP, MEMO}), ("gemensam  TILLSYN", {REPORT, TIP, MEMO})):
        assert set(hits(sign_in(site, "pal", purpose).search("Kebnekrogen"))) == found
    pal = sign_in(site, "pal", "Utredning av bidragsbrott")
    assert hits(pal.search("Kebnekrogen")) == [MEMO]
    assert pal.get(f"/d/{site.ids[REPORT]}/").status_code == 404
    pal = sign_in(site, "pal", LENT.purpose)
    assert pal.get(f"/d/{site.ids[REPORT]}/").status_code == 200
    assert f'<option value="{LENT.purpose}">' in pal.get("/andamal").text
    pal.post("/andamal", text="Något annat", case="PROV-2")
    assert pal.get(f"/d/{site.ids[REPORT]}/").status_code == 404, "lent for the purpose, not for the session"


def test_lent_one_way(site: Site) -> None:
    ines = sign_in(site, "ines", LENT.purpose)
    assert set(hits(ines.search("Kebnekrogen"))) == {REPORT, TIP}
    assert LENT.purpose not in ines.get("/vem").text.split("</header>")[1]
    assert f'<option value="{LENT.purpose}">' not in ines.get("/andamal").text


def test_what_is_marked_is_not_lent_whatever_the_groups(site: Site) -> None:
    site.store.markings.set(
        viewer_of(MILJO), MarkingScope.DOCUMENT, site.ids[TIP], group="ledning", ground="OSL 30:1", reason="prov"
    )
    drain(site.store, site.index)
    pal = sign_in(site, "pal", LENT.purpose)
    assert set(hits(pal.search("Kebnekrogen"))) == {REPORT, MEMO}
    assert pal.get(f"/d/{site.ids[TIP]}/").status_code == 404


def test_nothing_of_what_is_lent_is_changed(site: Site, arne: Viewer) -> None:
    store, id = site.store, site.ids[REPORT]
    withdrawal, _ = store.withdrawals.take(viewer_of(MILJO), Scope.DOCUMENT, site.ids[TIP], "prov")
    store.splits.propose(id, [Part(1, 2, "Tillsyn", "beginning"), Part(3, 3, "Beslut", "separator_sheet")])
    (entity,) = {entity for mention, entity in store.documents.mentions(arne, id, 1) if mention.label is Label.ORG}
    with pytest.raises(AccessDeniedError):
        withdraw(arne, WHY, store, Scope.DOCUMENT, id, "prov")
    with pytest.raises(AccessDeniedError):
        withdraw(arne, WHY, store, Scope.SOURCE, "inspektioner", "prov")
    with pytest.raises(AccessDeniedError):
        restore(arne, WHY, store, withdrawal.id)
    with pytest.raises(AccessDeniedError):
        store.splits.decide(arne, id, SplitState.REJECTED)
    with pytest.raises(AccessDeniedError):
        judging.reject(arne, WHY, store, id, _span(store, arne, id), "prov")
    with pytest.raises((AccessDeniedError, InvalidJudgementError)):
        judging_entities.alias(arne, WHY, store, entity, "Kebne", "prov", MILJO)
    with pytest.raises(AccessDeniedError):
        store.markings.set(arne, MarkingScope.DOCUMENT, id, group="x", ground="OSL 26:1", reason="prov")
    (judged,), _count = judging_entities.alias(arne, WHY, store, entity, "Kebne", "prov")
    assert judged.owner == POLIS, "of what is one's own one still judges"
    assert not store.documents.get(arne, id).withdrawn


def _span(store: Store, viewer: Viewer, id: str) -> str:
    mention, _ = store.documents.mentions(viewer, id, 1)[0]
    return spelled(1, mention.start, mention.end)


def test_no_button_changes_what_is_lent(site: Site) -> None:
    browser, id = sign_in(site, "arne", LENT.purpose), site.ids[REPORT]
    site.store.splits.propose(id, [Part(1, 2, "Tillsyn", "beginning"), Part(3, 3, "Beslut", "separator_sheet")])
    shown = words(browser.get(f"/d/{id}/"))
    assert "läses genom en överenskommelse" in shown
    for offered in ("Läs om", "Ta ur sökningen", "Det är en handling"):
        assert offered not in shown
    pressed: dict[str, dict[str, object]] = {
        "las-om": {"force_ocr": "1"},
        "dra-tillbaka": {"reason": "prov"},
        "dela": {"decision": "reject"},
        "arkivkopia": {},
        "lamna-ut": {"request": "0" * 32},
    }
    for address, fields in pressed.items():
        browser.get(f"/d/{id}/")
        assert browser.post(f"/d/{id}/{address}", **fields).status_code == 404, address
    assert site.store.jobs.list(site.store.users.viewer("arne")) == []


def test_nothing_is_handed_in_to_or_taken_out_of_what_is_lent(site: Site) -> None:
    browser = sign_in(site, "arne", LENT.purpose)
    assert "inspektioner" not in words(browser.get("/jobb"))
    answer = browser.post("/ladda-upp", source="inspektioner", file=(io.BytesIO(b"x"), "x.txt"))
    assert answer.status_code == 404
    state = browser.post("/sok", q="Kebnekrogen").location.split("/")[-1]
    browser.get("/jobb")
    browser.post(f"/s/{state}/exportera")
    (job,) = site.store.jobs.list(site.store.users.viewer("arne"))
    assert (job.kind, job.owner, job.arguments["owners"]) == (JobKind.EXPORT, POLIS, POLIS)


def test_the_lenders_housekeeping_and_ledger_stay_the_lenders(site: Site, arne: Viewer) -> None:
    site.store.withdrawals.take(viewer_of(MILJO), Scope.DOCUMENT, site.ids[TIP], "hemligt skäl")
    browser = sign_in(site, "arne", LENT.purpose)
    assert "hemligt skäl" not in words(browser.get("/att-se-over"))
    assert site.store.withdrawals.all(arne) == []
    ines, id = site.store.users.viewer("ines"), site.ids[REPORT]
    (entity,) = {found for each, found in site.store.documents.mentions(ines, id, 1) if each.label is Label.ORG}
    judging_entities.alias(ines, WHY, site.store, entity, "Kebne", "deras skäl")
    assert [each.why for each in site.store.judgements.all(ines, about=entity)] == ["deras skäl"]
    assert site.store.judgements.all(arne, about=entity) == []
    assert REPORT in words(browser.get(f"/e/{entity}"))
    sign_in(site, "ines").get(f"/d/{site.ids[REPORT]}/")
    lookups = LedgerLookups(site.store.database, site.store.ledger)
    assert lookups.about(arne, {site.ids[REPORT]}, set(), 10).total == 0, "who read it at the lender's is not told"
    assert lookups.about(viewer_of(MILJO), {site.ids[REPORT]}, set(), 10).total == 1
    browser.get(f"/d/{site.ids[REPORT]}/")
    read = lookups.about(viewer_of(MILJO), {site.ids[REPORT]}, set(), 10)
    assert read.actors == (("arne", 1), ("ines", 1)), "the lender sees who read what it lent"
