"""A request between owners, from the asking to the copy: and nothing else of the owner's archive on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from ingest import work
from ingest.work import do
from models.audit import Action
from models.disclosure import Release, RequestState
from models.errors import AccessDeniedError, InvalidRequestError
from models.job import JobKind
from models.marking import MarkingScope
from models.source import Source
from models.store.service import service
from models.store.store import Store
from search import disclosing, trying
from tests.conftest import viewer_of
from tests.web import trying_site
from tests.web.browsing import decided, hits, words
from tests.web.conftest import Filled, Site
from tests.web.sharing_site import ASKED, MILJO, POLIS, shared, sign_in
from tests.web.trying_site import MEMO, NOTE, REPORT, TIP, WHY

ANSWERS = {"covered": "yes", "needed": "yes", "weighed": "yes", "scope": "yes", "harm": "Ingen skada att vänta."}
ASKING = {"agreement": ASKED.id, "case": "5000-K1-26", "words": "Anteckningar om tillsyn 2024, om 850412-2391"}


@pytest.fixture
def site(filled: Filled, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    yield from shared(filled, tmp_path_factory.mktemp("asked") / "home", ASKED)


def _ask(site: Site) -> str:
    store = site.store
    return disclosing.ask(store.users.viewer("pal"), WHY, store, **ASKING).id


def _release(site: Site, id: str, document: str, by: str = "mona") -> Release:
    return trying.release(site.store.users.viewer(by), WHY, site.store, id, site.ids[document], ANSWERS)


def _copies(store: Store) -> list[str]:
    released = [source.name for source in store.sources.all() if source.kind == "released"]
    known = store.documents.many(service(store, "prov"), store.documents.ids(viewer_of(POLIS), POLIS))
    return [each.name for each in known.values() if each.source in released]


def test_the_journey_from_asking_to_finding_the_copy(site: Site) -> None:
    pal = sign_in(site, "pal")
    assert "Vad som begärs" in words(pal.get("/begaran"))
    shown = pal.get(pal.post("/begaran", **ASKING).location)
    assert "Väntar på beslut" in words(shown)
    assert "850412-2391" not in shown.text
    id = re.search(r"[0-9a-f]{32}", pal.post("/begaran", **ASKING).location)[0]  # type: ignore[index]

    mona = sign_in(site, "mona")
    assert "Att avgöra 2" in words(mona.get("/begaran"))
    document, at = site.ids[NOTE], f"/begaran/{id}"
    assert "Inga handlingar än" in words(mona.get(at))
    found = mona.get(mona.post(f"{at}/sok", q="anteckning").location)
    assert document in found.text
    mona.post(f"{at}/handlingar", document=document, row="0")
    (trial,) = site.store.trials.of(site.store.users.viewer("mona"), id)
    asked = words(mona.get(f"/begaran/prova/{trial.id}"))
    assert "Prövning enligt lag 2025:170" in asked
    assert "osäkert, ska slås upp" in asked
    form = {f"answer_{name}": said for name, said in ANSWERS.items()} | {"seen": trial.seen_as}
    refused = mona.post(f"/begaran/prova/{trial.id}", verdict="whole", **form | {"answer_covered": "no"})
    assert refused.status_code == 400
    assert "Grunden räcker inte" in words(refused)
    mona.get(f"/begaran/prova/{trial.id}")
    assert mona.post(f"/begaran/prova/{trial.id}", verdict="whole", **form).location == at
    assert hits(pal.search("tillsyn")) == [], "it is not sent"
    assert "Utlämnat" not in words(pal.get(at))
    page = mona.get(at)
    assert "1 handling lämnas ut" in words(page)
    assert mona.post(f"{at}/skicka", seen=decided(page)).location == at
    assert "Kopian väntar på en arbetare" in words(mona.get(at))
    assert trying_site.work(site) == 1
    assert "Utlämnad till Polisen" in words(mona.get(f"/d/{document}/"))

    assert hits(pal.search("tillsyn")) == [NOTE], "the copy is found, and the rest of the owner's is not"
    assert hits(pal.search("luktar")) == []
    copy = site.store.releases.of(site.store.users.viewer("pal"), id)[0].copy
    page = words(pal.get(f"/d/{copy}/"))
    assert "Utlämnad från Miljönämnden" in page
    assert "lag 2025:170" in page
    assert "Mottagare: Polisen" in page
    assert "sekretessmarkerad" not in page
    answer = pal.get(f"/begaran/{id}")
    assert "Beviljad" in words(answer)
    assert NOTE in words(answer)
    assert site.ids[NOTE] not in answer.text
    for other in (NOTE, TIP, REPORT):
        assert pal.get(f"/d/{site.ids[other]}/").status_code == 404
    mona.get(f"/begaran/{id}")
    mona.post(f"/begaran/{id}/beslut", decision="closed", reason="")
    assert "Avslutad" in words(pal.get(f"/begaran/{id}"))


def test_each_side_has_it_in_its_ledger_and_neither_the_others(site: Site) -> None:
    id = _ask(site)
    _release(site, id, NOTE)
    events = [record.event for record in site.store.ledger.last(20)]
    for owner in (MILJO, POLIS):
        acts = [(each.action, (each.details or {})["act"]) for each in events if each.owners == (owner,)]
        own = [(Action.REQUEST, "put"), (Action.REQUEST, "try")] if owner == MILJO else [(Action.REQUEST, "answer")]
        assert sorted(acts) == sorted([(Action.REQUEST, "ask"), (Action.RELEASE, "release"), *own])
    told = [each.target for each in events if each.owners == (POLIS,)]
    assert site.ids[NOTE] not in told, "what the document is at the owner's is the owner's"


def test_what_is_refused_stands_in_neither_sides_ledger_as_done(site: Site) -> None:
    store, id = site.store, _ask(site)
    pal, mona = store.users.viewer("pal"), store.users.viewer("mona")
    with pytest.raises(AccessDeniedError):  # who asked
        disclosing.decide(pal, WHY, store, id, RequestState.GRANTED)
    with pytest.raises(InvalidRequestError):  # without a reason
        disclosing.decide(mona, WHY, store, id, RequestState.REFUSED)
    with pytest.raises(AccessDeniedError):  # of another owner than is asked
        trying.put(mona, WHY, store, id, [site.ids[MEMO]])
    disclosing.decide(mona, WHY, store, id, RequestState.REFUSED, "OSL 30:20")
    with pytest.raises(InvalidRequestError):  # a second time
        disclosing.decide(mona, WHY, store, id, RequestState.GRANTED)
    events = [record.event for record in store.ledger.last(20)]
    refused = [(each.actor, each.target, tuple(each.owners)) for each in events if each.action is Action.REFUSED]
    assert sorted(refused) == [*[("mona", id, ())] * 3, ("pal", id, ())]
    said = [((each.details or {})["act"], *each.owners) for each in events if each.action is not Action.REFUSED]
    assert sorted(said) == [("ask", MILJO), ("ask", POLIS), ("refused", MILJO), ("refused", POLIS)]


def test_who_decides_may_see_whom_it_is_about_for_a_reason_in_the_ledger(site: Site) -> None:
    id, mona = _ask(site), sign_in(site, "mona")
    assert "850412-2391" not in mona.get(f"/begaran/{id}").text
    assert mona.post(f"/begaran/{id}/visa", unmask=" ").status_code == 400
    mona.get(f"/begaran/{id}")
    assert "om 850412-2391" in words(mona.post(f"/begaran/{id}/visa", unmask="för att söka rätt"))
    event = next(each.event for each in site.store.ledger.last(3) if each.event.action is Action.UNMASK)
    assert (event.target, event.owners, (event.details or {})["reason"]) == (id, (MILJO,), "för att söka rätt")
    ines = sign_in(site, "ines")
    ines.get("/jobb")
    assert ines.post(f"/begaran/{id}/visa", unmask="nyfiken").status_code == 404


def test_refused_with_a_reason_that_the_asker_reads(site: Site) -> None:
    id, mona = _ask(site), sign_in(site, "mona")
    mona.get(f"/begaran/{id}")
    empty = mona.post(f"/begaran/{id}/beslut", decision="refused", reason=" ")
    assert (empty.status_code, "Ange varför begäran avslås" in words(empty)) == (400, True)
    mona.get(f"/begaran/{id}")
    mona.post(f"/begaran/{id}/beslut", decision="refused", reason="Sekretess enligt OSL 30:20")
    shown = words(sign_in(site, "pal").get(f"/begaran/{id}"))
    assert "Avslagen" in shown
    assert "Sekretess enligt OSL 30:20" in shown
    viewer = site.store.users.viewer("mona")
    with pytest.raises(InvalidRequestError):
        _release(site, id, NOTE)
    with pytest.raises(InvalidRequestError):
        disclosing.decide(viewer, WHY, site.store, id, RequestState.GRANTED)


def test_who_is_not_of_it_finds_no_request_and_no_square(site: Site) -> None:
    id = _ask(site)
    store = site.store
    assert "Inget att begära" in words(sign_in(site, "ines").get("/begaran"))
    for name in ("ines", "arne"):  # of the owner's but no officer; of the reader's but not who asked
        with pytest.raises(AccessDeniedError):
            store.requests.get(store.users.viewer(name), id)
        assert store.requests.all(store.users.viewer(name)) == []
    assert [each.id for each in store.requests.all(store.users.viewer("per"))] == [id], "the reader's officer"
    for name in ("pal", "per"):
        with pytest.raises(AccessDeniedError):
            disclosing.decide(store.users.viewer(name), WHY, store, id, RequestState.GRANTED)
        with pytest.raises(AccessDeniedError):
            _release(site, id, NOTE, name)
    ines, pal = sign_in(site, "ines"), sign_in(site, "pal")
    answers = set()
    for browser, square in ((ines, ASKED.id), (ines, "0" * 16), (pal, "0" * 16), (pal, "")):
        browser.get("/begaran")
        answer = browser.post("/begaran", **{**ASKING, "agreement": square})
        page = re.search(r"<main.*</main>", answer.text, re.DOTALL)
        assert page is not None
        answers.add((answer.status_code, re.sub(r"[0-9A-Z]{4}-[0-9A-Z]{4}", "", page[0])))
    assert [status for status, _page in answers] == [404], "an agreement of others' is as one that is not there"


def test_asking_says_case_and_words(site: Site) -> None:
    pal = sign_in(site, "pal")
    pal.get("/begaran")
    answer = pal.post("/begaran", **{**ASKING, "words": " "})
    assert answer.status_code == 400
    assert "Ange vad som begärs" in words(answer)
    with pytest.raises(InvalidRequestError):
        disclosing.ask(site.store.users.viewer("pal"), WHY, site.store, ASKED.id, "", "x")
    with pytest.raises(InvalidRequestError):
        disclosing.ask(site.store.users.viewer("pal"), WHY, site.store, ASKED.id, "x", "y" * 2_001)
    assert site.store.requests.all(site.store.users.viewer("pal")) == []


def test_words_and_reasons_lie_sealed(site: Site) -> None:
    id = _ask(site)
    disclosing.decide(site.store.users.viewer("mona"), WHY, site.store, id, RequestState.REFUSED, "Skyddat skäl")
    with site.store.database.read() as connection:
        rows = connection.exec_driver_sql("select * from requests").all()
    assert "850412" not in str(rows)
    assert "Skyddat" not in str(rows)


def test_no_more_is_decided_or_handed_out_when_the_agreement_is_gone(site: Site) -> None:
    id = _ask(site)
    site.store.settings = replace(site.store.settings, sharing=())
    with pytest.raises(AccessDeniedError, match="finns inte längre"):
        _release(site, id, NOTE)


def test_a_marked_document_says_so_and_is_not_released_by_who_is_not_cleared(site: Site) -> None:
    store, mona = site.store, site.store.users.viewer("mona")
    store.markings.set(mona, MarkingScope.PAGE, site.ids[REPORT], page=2, group="ledning", ground="OSL 30:20")
    id = _ask(site)
    with pytest.raises(AccessDeniedError):
        _release(site, id, REPORT, "ines")
    given = _release(site, id, REPORT)
    assert given.marked == ("OSL 30:20",)
    assert "Sekretessmarkerad hos den som lämnade ut: OSL 30:20" in words(sign_in(site, "pal").get(f"/begaran/{id}"))


@pytest.mark.parametrize("at", ["add", "arrive", "_read", "finish"])
def test_killed_between_copy_and_record_nothing_is_lost_or_doubled(
    site: Site, at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, mona, id = site.store, site.store.users.viewer("mona"), _ask(site)

    class KilledError(BaseException):
        pass

    def dies(*_given: object, **_named: object) -> None:
        raise KilledError

    where = {"add": store.sources, "arrive": store.arrivals, "_read": work, "finish": store.releases}[at]
    _release(site, id, NOTE)
    job = store.jobs.take("den som faller")
    assert job is not None
    assert job.kind is JobKind.RELEASE
    with monkeypatch.context() as patch:
        patch.setattr(where, at, dies)
        with pytest.raises(KilledError):
            do(store, site.index, job, lambda _: True)
    store.jobs.release(job.id, "den som faller")  # as when its lease has run out
    assert trying_site.work(site) == 1
    again = _release(site, id, NOTE)
    assert again.done is not None
    assert (trying_site.work(site), _copies(store), len(store.releases.of(mona, id))) == (0, [NOTE], 1)
    assert store.jobs.list(store.users.viewer("pal")) == []


def test_a_release_whose_job_was_given_up_is_asked_of_a_worker_again(site: Site) -> None:
    store, id = site.store, _ask(site)
    _release(site, id, NOTE)
    job = store.jobs.take("prov")
    assert job is not None
    store.jobs.fail(job.id, "prov", "attempts")
    mona = sign_in(site, "mona")
    assert "Be en arbetare göra kopiorna igen" in words(mona.get(f"/begaran/{id}"))
    assert mona.post(f"/begaran/{id}/igen").status_code == 303
    assert trying_site.work(site) == 1
    assert _copies(store) == [NOTE]


def test_copies_come_to_the_readers_source_of_that_name_if_it_is_there_already(site: Site) -> None:
    store, id = site.store, _ask(site)
    wanted = store.requests.get(store.users.viewer("pal"), id)
    assert wanted.source == "Utlämnat från Miljönämnden till Polisen"
    store.sources.add(Source(wanted.source, POLIS, "memo"))
    _release(site, id, NOTE)
    assert trying_site.work(site) == 1
