"""The owner's officer tries a request document by document: what the basis shuts, what is masked, what is told."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from models.access import Role
from models.account import Access, Account
from models.audit import Action
from models.disclosure import RequestState
from models.errors import (
    AccessDeniedError,
    InvalidRequestError,
    ProvisionError,
    RedactionUnfinishedError,
)
from models.redaction import Place
from models.trial import NamedDocument, Verdict
from search import trying
from tests.web.archive import PASSWORD
from tests.web.browsing import Browsing, decided, hits, words
from tests.web.conftest import Filled, Site
from tests.web.sharing_site import MILJO, POLIS, shared, sign_in
from tests.web.trying_site import CLAUSE, MEMO, NOTE, REPORT, TIP, WHY, YES, ask, decide, mark, masked, put, send, work


@pytest.fixture
def site(filled: Filled, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    yield from shared(filled, tmp_path_factory.mktemp("tried") / "home", CLAUSE)


@pytest.fixture
def asked(site: Site) -> str:
    """A request of Polisen's that names three documents."""
    return ask(site)


def _seen(browser: Browsing, at: str) -> str:
    """As what the page shows the decision."""
    return re.findall(r'name="seen" value="([^"]*)"', browser.get(at).text)[0]


def _as_told(browser: Browsing, asked: str) -> str:
    """The request's page without what differs between two requests that are told alike."""
    page = re.search(r"<main.*</main>", browser.get(f"/begaran/{asked}").text, re.DOTALL)
    assert page is not None
    return re.sub(r"[0-9a-f]{32}|csrf_token\" value=\"[^\"]*|\d{4}-\d\d-\d\d[T ]\d\d:\d\d[^<\"]*", "", page[0])


def test_what_the_basis_does_not_break_cannot_go_out_on_it(site: Site, asked: str) -> None:
    mark(site, TIP, "OSL 26:1")
    (trial,) = put(site, asked, TIP)
    shown = words(sign_in(site, "mona").get(f"/begaran/prova/{trial}"))
    assert "Markerad OSL 26:1: kan inte lämnas ut hel med stöd av OSL 10:27" in shown
    assert "25 kap. 1–8 §§ och 26 kap. 1–6 §§" in shown
    for said in ({}, {"answers": {}}):
        with pytest.raises(InvalidRequestError, match="markerad OSL 26:1"):
            decide(site, trial, Verdict.WHOLE, **said)
    copy = masked(site, TIP, Place(1))
    with pytest.raises(InvalidRequestError, match="markerad OSL 26:1"):  # the whole is marked: no mask opens it
        decide(site, trial, Verdict.MASKED, redaction=copy)
    decide(site, trial, Verdict.REFUSED, ground="26 kap. 1 § OSL")
    assert site.store.trials.get(site.store.users.viewer("mona"), trial).decision.ground == "OSL 26:1"


def test_a_marking_that_comes_after_the_decision_stops_the_sending(site: Site, asked: str) -> None:
    tip, note = put(site, asked, TIP, NOTE)
    for each in (tip, note):
        decide(site, each, Verdict.WHOLE)
    mark(site, TIP, "OSL 25:1")
    with pytest.raises(InvalidRequestError, match="markerad OSL 25:1"):
        send(site, asked)
    mona = site.store.users.viewer("mona")
    assert site.store.releases.of(mona, asked) == [], "nothing of it is sent"
    trying.undo(mona, WHY, site.store, tip)
    send(site, asked)
    assert [each.document for each in site.store.releases.of(mona, asked)] == [site.ids[NOTE]]


def test_two_officers_at_one_document_do_not_overwrite_each_other(site: Site, asked: str) -> None:
    access = Access(frozenset({Role.OFFICER}), frozenset({MILJO}), frozenset({MILJO}))
    site.store.users.create(Account("maja", "Maja", access), PASSWORD)
    (trial,) = put(site, asked, NOTE)
    mona, maja, at = sign_in(site, "mona"), sign_in(site, "maja"), f"/begaran/prova/{trial}"
    seen = [_seen(each, at) for each in (mona, maja)]
    assert maja.post(at, verdict="refused", ground="OSL 26:1", seen=seen[1]).status_code == 303
    form = {f"answer_{name}": said for name, said in YES.items()}
    answer = mona.post(at, verdict="whole", seen=seen[0], **form)
    assert answer.status_code == 400
    assert "Någon annan har avgjort handlingen sedan sidan lästes" in words(answer)
    assert site.store.trials.get(site.store.users.viewer("mona"), trial).verdict is Verdict.REFUSED


def test_masked_it_goes_out_as_it_was_decided(site: Site, asked: str) -> None:
    store, mona = site.store, site.store.users.viewer("mona")
    text = store.documents.page(mona, site.ids[REPORT], 1).text
    at = text.index("Adam Provsson")
    (trial,) = put(site, asked, REPORT)
    unfinished = masked(site, REPORT, Place(1, (at, at + 13)), leave=False)
    with pytest.raises(RedactionUnfinishedError):
        decide(site, trial, Verdict.MASKED, redaction=unfinished)
    with pytest.raises(InvalidRequestError, match="Välj en maskad kopia"):
        decide(site, trial, Verdict.MASKED)
    with pytest.raises(AccessDeniedError):  # another document's
        decide(site, trial, Verdict.MASKED, redaction=masked(site, TIP, Place(1)))
    copy = masked(site, REPORT, Place(1, (at, at + 13)), Place(3), ground="OSL 21:1")
    decide(site, trial, Verdict.MASKED, redaction=copy)
    store.redactions.remove(mona, copy)
    send(site, asked)
    assert work(site) == 1
    (given,) = store.releases.of(mona, asked)
    assert given.masked == ("OSL 21:1",)
    assert REPORT not in given.name
    pal = sign_in(site, "pal")
    assert hits(pal.search("Frysen")) == [given.name]
    for gone in ("Provsson", "föreläggande"):
        assert hits(pal.search(gone)) == []
    page = words(pal.get(f"/d/{given.copy}/"))
    assert "Kopian är maskad av den som lämnade ut den, med stöd av OSL 21:1" in page
    assert store.documents.get(store.users.viewer("pal"), given.copy).pages == 3
    assert b"Provsson" not in store.vault.get(given.sha256)


def test_some_pages_go_and_the_others_are_masked_whole(site: Site, asked: str) -> None:
    mark(site, REPORT, "OSL 26:1", page=1)
    (trial,) = put(site, asked, REPORT)
    with pytest.raises(InvalidRequestError, match="markerad OSL 26:1"):
        decide(site, trial, Verdict.WHOLE)
    with pytest.raises(ProvisionError):
        decide(site, trial, Verdict.MASKED, pages="2-3")
    with pytest.raises(InvalidRequestError, match="markerad OSL 26:1"):  # the marked page would be seen
        decide(site, trial, Verdict.MASKED, pages="1-2", ground="OSL 26:1")
    with pytest.raises(InvalidRequestError, match="handlingen har 3"):
        decide(site, trial, Verdict.MASKED, pages="2-4", ground="OSL 26:1")
    decide(site, trial, Verdict.MASKED, pages="2-3", ground="OSL 26:1")
    send(site, asked)
    work(site)
    (given,) = site.store.releases.of(site.store.users.viewer("pal"), asked)
    assert (given.masked, given.marked) == (("OSL 26:1",), ()), "what is not shown is not marked"
    pal = sign_in(site, "pal")
    assert hits(pal.search("Frysen")) == [given.name]
    assert hits(pal.search("inspektören")) == []


def test_who_asked_cannot_tell_refused_from_not_there_nor_how_many(site: Site, asked: str) -> None:
    store, pal = site.store, sign_in(site, "pal")
    other = ask(site)
    before = _as_told(pal, asked)
    assert before == _as_told(pal, other)
    (there,) = put(site, asked, TIP, row=2)
    beside = put(site, asked, REPORT, NOTE)
    mona = store.users.viewer("mona")
    (alone,) = trying.put(mona, WHY, store, other, [], 2)
    (one,) = put(site, other, REPORT)
    for each in (there, alone, *beside, one):
        decide(site, each, Verdict.REFUSED, ground="OSL 26:1", reason="barnet Eva")
    assert _as_told(pal, asked) == before, "a draft changes nothing"
    send(site, asked)
    send(site, other)
    told = _as_told(pal, asked)
    assert told == _as_told(pal, other) != before
    assert "OSL 26:1" in told
    for secret in ("Eva", TIP, REPORT, NOTE):
        assert secret not in told
    for id in (*site.ids.values(), there, alone):
        assert id not in pal.get(f"/begaran/{asked}").text
    events = [each.event for each in store.ledger.last(60) if each.event.owners == (POLIS,)]
    mine = [(event.action, event.target, (event.details or {}).get("act")) for event in events if event.actor == "mona"]
    assert sorted(mine) == sorted((Action.REQUEST, id, "answer") for id in (asked, other))


def test_a_trial_is_the_officers_alone_and_others_find_none(site: Site, asked: str) -> None:
    (trial,) = put(site, asked, NOTE)
    paths = (f"/begaran/prova/{trial}", f"/begaran/prova/{'0' * 32}")
    for name in ("pal", "per", "ines", "arne"):
        browser = sign_in(site, name)
        pages = []
        for path in paths:
            answer = browser.get(path)
            page = re.search(r"<main.*</main>", answer.text, re.DOTALL)
            assert page is not None
            pages.append((answer.status_code, re.sub(r"[0-9A-Z]{4}-[0-9A-Z]{4}", "", page[0])))
        assert pages[0] == pages[1], name
        browser.get("/begaran")
        posts = {f"/begaran/prova/{trial}": {"verdict": "whole"}, f"/begaran/prova/{trial}/angra": {}}
        posts |= {f"/begaran/prova/{trial}/ta-bort": {}, f"/begaran/{asked}/skicka": {}, f"/begaran/{asked}/igen": {}}
        posts |= {f"/begaran/{asked}/handlingar": {"document": site.ids[NOTE]}, f"/begaran/{asked}/sok": {"q": "x"}}
        posts |= {f"/d/{site.ids[NOTE]}/lamna-ut": {"request": asked}}
        for path, form in posts.items():
            assert browser.post(path, **form).status_code in (403, 404), (name, path)
    assert [each.verdict for each in site.store.trials.of(site.store.users.viewer("mona"), asked)] == [Verdict.OPEN]


def test_several_in_a_row_with_undo_before_it_is_sent(site: Site, asked: str) -> None:
    mona, at = sign_in(site, "mona"), f"/begaran/{asked}"
    page = mona.get(mona.post(f"{at}/sok", q="Kebnekrogen", row="1").location)
    assert {id for id in site.ids.values() if id in page.text} == {site.ids[REPORT], site.ids[TIP]}, "no other owner's"
    mona.post(f"{at}/handlingar", document=site.ids[REPORT], row="1", s=page.request.args["s"])
    put(site, asked, TIP, NOTE)
    report, *others = site.store.trials.of(site.store.users.viewer("mona"), asked)[::-1]
    rows = {each.document: each for each in (report, *others)}
    form = {f"answer_{name}": said for name, said in YES.items()}
    path = f"/begaran/prova/{rows[site.ids[NOTE]].id}"
    onward = mona.post(path, verdict="whole", seen=_seen(mona, path), **form).location
    assert onward.startswith("/begaran/prova/")
    assert onward != path
    last = mona.get(onward)
    assert "Ångra det senaste" in words(last)
    mona.post(f"{path}/angra")
    assert "Ska prövas" in words(mona.get(path))
    for each in rows.values():
        there = f"/begaran/prova/{each.id}"
        end = mona.post(there, verdict="refused", ground="OSL 30:20", seen=_seen(mona, there)).location
    assert end == at
    shown = mona.get(at)
    assert "Avslag sägs med OSL 30:20" in words(shown)
    assert mona.post(f"{at}/skicka", seen=decided(shown)).location == at
    assert mona.post(f"{at}/skicka", seen=decided(shown)).status_code == 400
    known = site.store.requests.get(site.store.users.viewer("pal"), asked)
    assert known.state is RequestState.WAITING, "what is refused by itself leaves the rest to be tried"


def test_what_another_officer_decided_meanwhile_is_not_sent_unseen(site: Site, asked: str) -> None:
    note, tip = put(site, asked, NOTE, TIP)
    decide(site, note, Verdict.REFUSED, ground="OSL 26:1")
    mona, at = sign_in(site, "mona"), f"/begaran/{asked}"
    before = decided(mona.get(at))
    assert len(before) == 1
    for change in (lambda: decide(site, note, Verdict.WHOLE), lambda: decide(site, tip, Verdict.WHOLE)):
        change()
        answer = mona.post(f"{at}/skicka", seen=before)
        assert answer.status_code == 400
        assert "Prövningen har ändrats sedan den lästes" in words(answer)
        assert site.store.releases.of(site.store.users.viewer("mona"), asked) == []
    assert mona.post(f"{at}/skicka").status_code == 400, "a page that showed nothing"
    assert mona.post(f"{at}/skicka", seen=decided(mona.get(at))).location == at
    assert len(site.store.releases.of(site.store.users.viewer("mona"), asked)) == 2


def test_a_named_document_is_found_by_its_reference_by_the_owner_only(site: Site) -> None:
    named = (NamedDocument(reference=site.ids[TIP]), NamedDocument(reference=site.ids[MEMO]))
    id = ask(site, *named)
    page = words(sign_in(site, "mona").get(f"/begaran/{id}"))
    assert f"Lägg till {TIP}" in page
    assert f"Lägg till {MEMO}" not in page
    assert "Lägg till" not in words(sign_in(site, "pal").get(f"/begaran/{id}"))


def test_that_there_is_none_is_told_only_where_the_officer_says_so(site: Site, asked: str) -> None:
    mona = site.store.users.viewer("mona")
    (named,) = trying.put(mona, WHY, site.store, asked, [], 3)
    (note,) = put(site, asked, NOTE)
    with pytest.raises(InvalidRequestError):
        decide(site, note, Verdict.ABSENT)
    with pytest.raises(InvalidRequestError, match="Välj handlingen"):
        decide(site, named, Verdict.WHOLE)
    pal = sign_in(site, "pal")
    assert "Finns inte" not in words(pal.get(f"/begaran/{asked}"))
    decide(site, named, Verdict.ABSENT)
    send(site, asked)
    assert "Något som aldrig har funnits Finns inte" in words(pal.get(f"/begaran/{asked}"))


def test_the_form_names_documents_and_grows(site: Site) -> None:
    pal = sign_in(site, "pal")
    pal.get("/begaran")
    form = {"agreement": CLAUSE.id, "case": "K-2", "words": "om krogen"}
    columns = {f"named_{name}": ["", "MBN 1" if name == "case" else "850412-2391"] for name in NamedDocument.__slots__}
    more = pal.post("/begaran", more="1", **form, **columns)
    assert (more.status_code, more.text.count('name="named_case"')) == (200, 7)
    id = pal.post("/begaran", **form, **columns).location.split("/")[-1]
    (named,) = site.store.requests.get(site.store.users.viewer("pal"), id).named
    assert named.case == "MBN 1"
    shown = sign_in(site, "mona").get(f"/begaran/{id}")
    assert "MBN 1" in shown.text
    assert "850412-2391" not in shown.text
