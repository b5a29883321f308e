"""Register extracts in the front end: the officer's way from the question to the file, and nobody else's."""

from __future__ import annotations

import csv
import io
import json
import re

import pdfplumber
import pytest

from ingest.work import do
from models.access import EVERYDAY, Role
from models.account import Access
from models.audit import Action
from models.job import JobKind
from models.mention import Label
from tests.web.archive import MILJO, PASSWORD, Paper, put
from tests.web.browsing import Browsing
from tests.web.conftest import Site

TEXTS = (
    "Vilma Hemligsson (860412-2391) ringde om frysen med Bo Persson.",
    "Vilma Hemligsson (620101-1111) är en annan.",
)
PAPER = Paper(MILJO, "samtal.pdf", "", None, TEXTS, ((Label.PERSON, "Bo Persson", "Bo Persson"),), pictures=False)
FORM = {
    "owner": MILJO.owner, "reference": "R-12", "law": "gdpr", "processing": "tillsyn av livsmedel", "given": "Vilma",
    "surnames": "Hemligsson", "numbers": "19860412-2391", "others": "", "addresses": "", "cases": "",
}  # fmt: skip
ROUTES = ("beslut", "forslag", "angra", "samla", "fil", "avsluta", "tom", "rattighet")
SENT = {"verdict": "accepted", "find": "0" * 32, "format": "pdf", "kind": "erase", "words": "allt"}


@pytest.fixture
def own(own_site: Site) -> Site:
    """The small archive with a paper about somebody and a namesake, and an officer."""
    own_site.ids["samtal"] = put(own_site.store, PAPER)
    owner = frozenset({MILJO.owner})
    own_site.store.users.add("siv", "Siv", PASSWORD, owner)
    own_site.store.users.set_access("siv", Access(EVERYDAY | {Role.OFFICER}, owner, officer_of=owner))
    own_site.store.users.add("adm", "Adm", PASSWORD, frozenset())
    own_site.store.users.set_access("adm", Access(frozenset({Role.ADMINISTRATOR}), frozenset()))
    return own_site


def begun(site: Site, siv: Browsing, **more: str) -> str:
    answer = siv.post("/registerutdrag", **{**FORM, **more})
    assert answer.status_code == 303
    return answer.location


def gathered(site: Site, siv: Browsing, **more: str) -> str:
    at = begun(site, siv, **more)
    job = site.store.jobs.take("prov")
    assert job is not None
    assert job.kind is JobKind.EXTRACT
    site.store.jobs.finish(job.id, "prov", do(site.store, site.index, job, lambda _: None))
    return at


def finds(page: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r'name="find" value="(\w{32})"', page)))


def said_of(siv: Browsing, at: str, find: str, verdict: str, **more: str) -> int:
    """The answer to a press of the find's button, as the page shows it now."""
    seen = re.findall(rf'name="seen" value="({find}[^"]*)"', siv.get(at).text)[:1]
    return siv.post(f"{at}/beslut", find=find, seen=seen or "", verdict=verdict, **more).status_code


def test_from_the_question_to_the_file(own: Site) -> None:
    siv = own.sign_in("siv")
    assert "Inga utdrag har gjorts" in siv.get("/registerutdrag").text
    at = begun(own, siv)
    assert "Fynden samlas" in siv.get(at).text
    job = own.store.jobs.take("prov")
    assert job is not None
    own.store.jobs.finish(job.id, "prov", do(own.store, own.index, job, lambda _: None))
    page = siv.get(at).text
    assert "860412-XXXX" in page
    assert "860412-2391" not in page
    assert "Persson" not in page
    assert "En annan persons nummer står intill." in page
    assert siv.post(f"{at}/fil", format="pdf").status_code == 400
    assert siv.post(f"{at}/forslag").status_code == 303
    assert "Siv" in siv.get("/registerutdrag").text
    told = json.loads(siv.post(f"{at}/fil", format="json").data)
    assert [line["text"] for line in told["uppgifter"]] == [
        "Vilma Hemligsson (860412-2391) ringde om frysen med [namn]."
    ]
    pdf = siv.post(f"{at}/fil", format="pdf")
    assert pdf.headers["Content-Disposition"].startswith("attachment")
    with pdfplumber.open(io.BytesIO(pdf.data)) as opened:
        text = "\n".join(page.extract_text() for page in opened.pages)
    assert "tillsyn av livsmedel" in text
    assert "Persson" not in text
    table = list(csv.reader(io.StringIO(siv.post(f"{at}/fil", format="csv").data.decode("utf-8-sig")), delimiter=";"))
    assert [row[2] for row in table if row[0] == "Uppgift"] == ["samtal.pdf"]
    exported = [each.event for each in own.store.ledger.last(20) if each.event.action is Action.EXPORT]
    assert [event.details["format"] for event in exported if event.details] == ["csv", "pdf", "json"]


def test_each_find_is_decided_withheld_and_taken_back(own: Site) -> None:
    siv = own.sign_in("siv")
    at = gathered(own, siv)
    first, second = finds(siv.get(at).text)
    assert said_of(siv, at, first, "withheld", provision="känsligt") == 400
    assert said_of(siv, at, first, "withheld", provision="OSL 21:1") == 303
    assert said_of(siv, at, second, "rejected") == 303
    told = json.loads(siv.post(f"{at}/fil", format="json").data)
    assert told["uppgifter"] == []
    assert told["undantaget"] == [{"bestämmelse": "OSL 21:1", "skyddar": "hälsa och sexualliv", "uppgifter": 1}]
    siv.post(f"{at}/angra")
    assert siv.post(f"{at}/avsluta").status_code == 400
    said_of(siv, at, second, "rejected")
    assert "Tar med" not in siv.get(f"{at}?visa=accepted").text
    assert siv.post(f"{at}/avsluta").status_code == 303
    assert said_of(siv, at, second, "accepted") == 400
    assert siv.post(f"{at}/tom").status_code == 303
    assert "Tömt" in siv.get("/registerutdrag").text
    assert "Utdraget är tömt" in siv.get(at).text


def test_what_another_officer_decided_meanwhile_stands_and_is_told(own: Site) -> None:
    owner = frozenset({MILJO.owner})
    own.store.users.add("sven", "Sven", PASSWORD, owner)
    own.store.users.set_access("sven", Access(EVERYDAY | {Role.OFFICER}, owner, officer_of=owner))
    siv, sven = own.sign_in("siv"), own.sign_in("sven")
    at = gathered(own, siv)
    first, _ = finds(siv.get(at).text)
    seen = re.findall(rf'name="seen" value="({first}[^"]*)"', siv.get(at).text)[:1]
    assert said_of(sven, at, first, "withheld", provision="OSL 21:1") == 303
    answer = siv.post(f"{at}/beslut", find=first, seen=seen, verdict="accepted")
    assert answer.status_code == 400
    assert "Någon annan har beslutat om fyndet sedan sidan lästes" in answer.text
    known = {find.id: find for find in own.store.extracts.finds(own.store.users.viewer("siv"), at[-32:])}
    assert (known[first].verdict, known[first].decided_by) == ("withheld", "sven")
    assert said_of(siv, at, first, "open") == 303, "seen, it can be changed"


def test_who_goes_through_many_finds_stays_where_they_are(own: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.extract._SHOWN", 1)
    siv = own.sign_in("siv")
    at = gathered(own, siv)
    (first,) = finds(siv.get(at).text)
    assert said_of(siv, at, first, "accepted") == 303
    (second,) = finds(siv.get(at).text)
    assert second != first, "the page with the one that waits"
    assert finds(siv.get(f"{at}?fran=900").text) == [second], "beyond the last is the last"
    refused = siv.post(f"{at}/beslut", find=second, verdict="withheld", provision="känsligt")
    assert refused.status_code == 400
    assert finds(refused.text) == [second]
    assert 'name="provision" value="känsligt"' in refused.text
    for wanted, kept in (("fran=0", {"fran": "0"}), ("visa=accepted", {"visa": "accepted"})):
        page = siv.get(f"{at}?{wanted}").text
        assert finds(page) == [first]
        fields = dict(re.findall(r'name="(fran|visa)" value="(\w+)"', page))
        assert fields == kept
        seen = re.findall(rf'name="seen" value="({first}[^"]*)"', page)
        sent = siv.post(f"{at}/beslut", find=first, seen=seen, verdict="open", **fields)
        assert sent.location == f"{at}?{wanted}#kvar"
        assert said_of(siv, at, first, "accepted") == 303


def test_what_else_was_asked_is_recorded(own: Site) -> None:
    siv = own.sign_in("siv")
    at = gathered(own, siv)
    assert siv.post(f"{at}/rattighet", kind="rectify", words=" ").status_code == 400
    assert siv.post(f"{at}/rattighet", kind="rectify", words="Numret 860412-2391 är fel").status_code == 303
    page = siv.get(at).text
    assert "Numret 860412-XXXX är fel" in page
    action = re.search(r'action="(/registerutdrag/rattighet/\w+)"', page)
    assert action is not None
    assert siv.post(action[1], decision="refused", reason="Numret står så i beslutet").status_code == 303
    assert "Numret står så i beslutet" in siv.get(at).text


def test_a_question_that_finds_nobody_comes_back_with_what_is_missing(own: Site) -> None:
    siv = own.sign_in("siv")
    answer = siv.post("/registerutdrag", **{**FORM, "surnames": "", "numbers": ""})
    assert answer.status_code == 400
    assert "Ange både förnamn och efternamn" in answer.text
    assert "tillsyn av livsmedel" in answer.text


def test_nothing_found_is_an_extract_all_the_same(own: Site) -> None:
    siv = own.sign_in("siv")
    at = gathered(own, siv, given="Ingrid", surnames="Finnsinte", numbers="")
    assert "Inget hittades" in siv.get(at).text
    told = json.loads(siv.post(f"{at}/fil", format="json").data)
    assert told["upplysning"].startswith("Det finns inga uppgifter om dig att lämna ut.")
    assert siv.post(f"{at}/avsluta").status_code == 303


def test_nobody_else_has_such_a_page(own: Site) -> None:
    at = gathered(own, own.sign_in("siv"))
    absent = at.replace(at[-32:], "0" * 32)
    for name in ("ines", "pal", "alva"):
        other = own.sign_in(name)
        assert "Registerutdrag" not in other.get("/s").text
        assert other.get("/registerutdrag").status_code == 404
        assert other.post("/registerutdrag", **FORM).status_code == 404
        for place in (at, absent):
            assert other.get(place).status_code == 404
            assert {other.post(f"{place}/{route}", **SENT).status_code for route in ROUTES} == {404}
    administrator = Browsing(own.app)
    administrator.sign_in("adm", PASSWORD)
    assert administrator.get("/registerutdrag").status_code == 403
    assert administrator.get(at).status_code == 403


def test_another_owners_officer_is_nobody_here(own: Site) -> None:
    at = gathered(own, own.sign_in("siv"))
    polis = frozenset({"Polisen"})
    own.store.users.set_access("pal", Access(EVERYDAY | {Role.OFFICER}, polis, officer_of=polis))
    pal = own.sign_in("pal")
    assert "Inga utdrag har gjorts" in pal.get("/registerutdrag").text
    assert pal.post("/registerutdrag", **FORM).status_code == 404
    assert pal.get(at).status_code == 404


def test_who_is_no_officer_any_more_has_it_no_more(own: Site) -> None:
    siv = own.sign_in("siv")
    at = begun(own, siv)
    own.store.users.set_access("siv", Access(EVERYDAY, frozenset({MILJO.owner})))
    job = own.store.jobs.take("prov")
    assert job is not None
    with pytest.raises(Exception, match="Utdraget finns inte"):
        do(own.store, own.index, job, lambda _: None)
    assert siv.get(at).status_code == 404
