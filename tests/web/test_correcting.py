"""Correcting in place without scripts: a mention's page and its forms, words marked, refusals; the facets follow."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from models.access import Role
from models.account import Access, Account
from models.audit import Action
from models.judgement import Act
from models.marking import MarkingScope
from models.mention import Mention
from search.indexing import drain
from tests.conftest import viewer_of
from tests.web import archive, judged_papers, sharing_site
from tests.web.browsing import Browsing, facet, words
from tests.web.conftest import Filled, Site

MILJO, POLIS = viewer_of("Miljönämnden"), viewer_of("Polisen")


@pytest.fixture
def site(judged_home: Filled, tmp_path: Path) -> Iterator[Site]:
    yield from judged_home.opened(tmp_path / "site")


@pytest.fixture
def ines(site: Site) -> Browsing:
    return site.sign_in("ines")


def _mention(site: Site, name: str, text: str, page: int = 1) -> Mention:
    found = site.store.documents.mentions(MILJO, site.ids[name], page)
    return next(mention for mention, _ in found if mention.text == text)


def _address(site: Site, name: str, text: str, more: str = "", page: int = 1) -> str:
    here = _mention(site, name, text, page)
    return f"/d/{site.ids[name]}/{page}/omnamnande{more}?start={here.start}&end={here.end}"


def _said(browsing: Browsing, address: str, **fields: object) -> TestResponse:
    """Send a form of a mention's page, which has its place."""
    browsing.get(address)
    path, _, query = address.partition("?")
    place = dict(each.split("=") for each in query.split("&"))
    return browsing.post(path, **place, **fields)


def _facet(browsing: Browsing, label: str) -> dict[str, int]:
    return facet(browsing.search(""), label)


def _first(page: TestResponse, name: str) -> str:
    """The first of the choices of this name."""
    return page.text.split(f'name="{name}" value="')[1].partition('"')[0]


def _undo(browsing: Browsing, answer: TestResponse) -> TestResponse:
    """Press *Ångra* on the page that a judgement leads back to."""
    path, _, parameters = answer.location.partition("?bedomd=")
    browsing.get(answer.location)
    return browsing.post(f"{path}/angra", judgement=parameters, why="fel")


def test_a_mentions_page_tells_who_found_it_and_who_judged_it(site: Site, ines: Browsing) -> None:
    address = _address(site, "besök.pdf", judged_papers.UNSURE)
    page = words(ines.get(address))
    assert "Funnet av samsyn, säkerhet 40 %" in page
    assert "var trasig" in page
    answer = _said(ines, address, decision="accept", why="det är ett smeknamn")
    assert answer.status_code == 303
    told = words(ines.get(answer.location))
    assert "Sparat. ”Diskbänken”: stämmer." in told
    assert "Sökningens filter är uppdaterade." in told
    page = words(ines.get(address))
    assert "Bedömt av en person" in page
    assert "Det är ett smeknamn. Ines Inspektör," in page
    assert "Stämmer" not in page
    assert _said(ines, address, decision="accept", why="igen").status_code == 400
    (record,) = [each.event for each in site.store.ledger.last(30) if each.event.action is Action.JUDGE]
    assert (record.actor, record.target) == ("ines", site.ids["besök.pdf"])


def test_rejected_relabelled_and_undone_and_the_facets_show_it_at_once(site: Site, ines: Browsing) -> None:
    assert _facet(ines, "PERSON")[judged_papers.UNSURE] == 1
    answer = _said(ines, _address(site, "besök.pdf", judged_papers.UNSURE), decision="reject", why="inredning")
    assert judged_papers.UNSURE not in _facet(ines, "PERSON")
    assert site.store.outbox.all() == []
    undone = _undo(ines, answer)
    assert "Ångrat." in words(ines.get(undone.location))
    assert _facet(ines, "PERSON")[judged_papers.UNSURE] == 1
    address = _address(site, "besök.pdf", judged_papers.UNSURE)
    assert _said(ines, address, decision="relabel", label="ORG", why="en firma").status_code == 303
    assert _facet(ines, "ORG")[judged_papers.UNSURE] == 1
    assert _said(ines, address, decision="relabel", label="ORGNR", why="ett nummer").status_code == 400
    assert _said(ines, address, decision="relabel", label="TROLL", why="ett troll").status_code == 400


def test_just_here_somebody_else_is_meant(site: Site, ines: Browsing) -> None:
    address = _address(site, "besök.pdf", "Johan Andersson", page=2)
    assert _said(ines, address, decision="means", meant=" ", why="x").status_code == 400
    meant = "Johan Petter Andersson"
    assert _said(ines, address, decision="means", meant=meant, why="enligt fullmakten").status_code == 303
    assert {meant, "Johan Andersson"} <= set(_facet(ines, "PERSON"))


def test_no_name_anywhere_and_another_name(site: Site, ines: Browsing) -> None:
    before = _facet(ines, "ORG")["Kebnekrogen AB"]
    address = _address(site, "inspektion-kebnekrogen.pdf", "Kebnekrogen AB")
    assert _said(ines, address, decision="alias", name="Kebne", why="så säger alla").status_code == 303
    assert site.store.entities.find(MILJO, "ORG", "Kebne")
    answer = _said(ines, address, decision="reject_all", why="inget företag")
    assert "Kebnekrogen AB" not in _facet(ines, "ORG")
    _undo(ines, answer)
    assert _facet(ines, "ORG")["Kebnekrogen AB"] == before


def test_two_of_one_name_are_made_one_and_parted(site: Site, ines: Browsing) -> None:
    address = _address(site, "besök.pdf", "Johan Andersson", "/samma")
    page = ines.get(address)
    assert "De som kallas likadant" in words(page)
    other = _first(page, "other")
    assert _said(ines, address, decision="merge", other=other, why="samma man").status_code == 303
    assert len(site.store.entities.find(MILJO, "PERSON", "Johan Andersson")) == 1
    (one,) = site.store.entities.find(MILJO, "PERSON", "Johan Andersson")
    assert len(site.store.entities.documents(MILJO, one)) == 2
    address = _address(site, "besök.pdf", "Johan Andersson", "/skilj")
    page = ines.get(address)
    assert "klagomål.pdf" in words(page)
    assert _said(ines, address, why="inget valt").status_code == 400
    chosen = _first(page, "reference")
    assert _said(ines, address, reference=chosen, why="två män").status_code == 303
    assert len(site.store.entities.find(MILJO, "PERSON", "Johan Andersson")) == 2
    acts = [each.act for each in site.store.judgements.all(MILJO) if each.act in (Act.MERGE, Act.SPLIT)]
    assert acts == [Act.SPLIT, Act.MERGE]


def test_others_are_looked_for_by_a_part_of_their_name_in_no_address(site: Site, ines: Browsing) -> None:
    address = _address(site, "besök.pdf", "Johan Andersson", "/samma")
    answer = _said(ines, address, name="adam")
    assert answer.status_code == 200
    assert "Adam Provsson" in words(answer)
    assert "Bertil Exempel" not in words(_said(ines, address, name="bertil"))


def test_words_are_marked_where_they_stand_and_join_who_is_there(site: Site, ines: Browsing) -> None:
    id = site.ids["besök.pdf"]
    ines.get(f"/d/{id}/1")
    page = ines.post(f"/d/{id}/1/markera-namn", words="Anna Bergkvist", label="PERSON")
    start = site.store.documents.page(MILJO, id, 1).text.index("Anna")
    assert f'value="{start}-{start + 14}"' in page.text  # code points: the cheese before it is one
    place = {"place": f"{start}-{start + 14}", "label": "PERSON"}
    assert ines.post(f"/d/{id}/1/markera-namn/gor", **place, why="").status_code == 400
    answer = ines.post(f"/d/{id}/1/markera-namn/gor", **place, why="står där")
    assert answer.status_code == 303
    assert _facet(ines, "PERSON")["Anna Bergkvist"] == 1
    assert 'class="mention t-PERSON judged-mention"' in ines.get(answer.location).text
    (adam,) = site.store.entities.find(MILJO, "PERSON", "Adam Provsson")
    start = site.store.documents.page(MILJO, id, 1).text.index("Osten")
    place = {"place": f"{start}-{start + 5}", "label": "PERSON", "entity": adam}
    assert ines.post(f"/d/{id}/1/markera-namn/gor", **place, why="hans öknamn").status_code == 303
    assert _facet(ines, "PERSON")["Adam Provsson"] == 2


def test_a_marked_namesake_can_be_somebody_new(site: Site, ines: Browsing) -> None:
    id = site.ids["anteckning.txt"]
    before = set(site.store.entities.find(MILJO, "ORG", "tillsyn"))
    start = site.store.documents.page(MILJO, id, 1).text.index("tillsyn")
    ines.get(f"/d/{id}/1")
    place = {"place": f"{start}-{start + 7}", "label": "ORG", "entity": "ny"}
    assert ines.post(f"/d/{id}/1/markera-namn/gor", **place, why="ett bolag").status_code == 303
    assert set(site.store.entities.find(MILJO, "ORG", "tillsyn")) - before


def test_what_does_not_stand_there_is_said_and_changes_nothing(site: Site, ines: Browsing) -> None:
    id = site.ids["besök.pdf"]
    ines.get(f"/d/{id}/1")
    assert "Orden står inte på sidan" in words(ines.post(f"/d/{id}/1/markera-namn", words="Cecilia", label="PERSON"))
    assert ines.post(f"/d/{id}/1/markera-namn", words="Anna", label="TROLL").status_code == 400
    assert ines.post(f"/d/{id}/1/markera-namn/gor", place="1-9999", label="PERSON", why="x").status_code == 400
    for place in ("", "9-3", "-1-4", "1-2-3", "٣-٤", "0-99999999999999999999999"):
        assert ines.post(f"/d/{id}/1/markera-namn/gor", place=place, label="PERSON", why="x").status_code == 404, place
    for place in ("start=0&end=1", "start=5", "start=-1&end=4", "start=a&end=b", f"start=0&end={10**30}"):
        assert ines.get(f"/d/{id}/1/omnamnande?{place}").status_code == 404, place
    assert _said(ines, _address(site, "besök.pdf", "Johan Andersson"), decision="annat", why="x").status_code == 400
    assert _said(ines, _address(site, "besök.pdf", "Johan Andersson"), decision="reject", why=" ").status_code == 400
    assert site.store.judgements.all(MILJO) == []


def test_anothers_looks_like_what_is_not_there(site: Site, ines: Browsing) -> None:
    id = site.ids["pm-fordon.pdf"]
    mention, entity = site.store.documents.mentions(POLIS, id)[0]
    place = {"start": mention.start, "end": mention.end}
    ines.get("/jobb")
    for there in (id, "0" * 32):
        address = f"/d/{there}/1/omnamnande"
        answers = [
            ines.get(f"{address}?start={mention.start}&end={mention.end}"),
            *(ines.post(address, **place, decision=each, why="x", label="LOC", name="y", meant="z")
              for each in ("accept", "reject", "reject_all", "relabel", "means", "alias")),
            ines.post(f"{address}/samma", **place, name="kebne"),
            ines.post(f"{address}/samma", **place, decision="merge", other=entity, why="x"),
            ines.post(f"{address}/skilj", **place, reference=entity, why="x"),
            ines.post(f"/d/{there}/1/markera-namn", words="Promemoria", label="ORG"),
            ines.post(f"/d/{there}/1/markera-namn/gor", place="0-10", label="ORG", why="x"),
        ]  # fmt: skip
        assert {answer.status_code for answer in answers} == {404}
    here = _address(site, "besök.pdf", "Johan Andersson", "/samma")
    assert _said(ines, here, decision="merge", other=entity, why="x").status_code == 404
    assert site.store.judgements.all(POLIS) == []


def test_a_judgement_of_a_kept_page_is_told_to_nobody_else(site: Site) -> None:
    alva, ines, id = site.sign_in("alva"), site.sign_in("ines"), site.ids["besök.pdf"]
    answer = _said(alva, _address(site, "besök.pdf", "Johan Andersson", page=2), decision="reject", why="hemligt skäl")
    assert "hemligt skäl" in ines.get(answer.location).text.lower()
    site.store.markings.set(MILJO, MarkingScope.PAGE, id, page=2, group="barn", ground="OSL 26:1")
    other = answer.location.replace(f"/d/{id}/2", f"/d/{id}/1")
    assert "hemligt skäl" not in ines.get(other).text.lower()
    assert "judged-now" not in ines.get(other).text
    assert ines.get(answer.location).status_code == 404


def test_what_is_lent_is_read_and_never_judged(filled: Filled, tmp_path: Path) -> None:
    for site in sharing_site.shared(filled, tmp_path / "site"):
        id = site.ids["inspektion-kebnekrogen.pdf"]
        arne = sharing_site.sign_in(site, "arne", sharing_site.LENT.purpose)
        mention, _ = site.store.documents.mentions(MILJO, id)[0]
        page = arne.get(f"/d/{id}/1/omnamnande?start={mention.start}&end={mention.end}")
        assert "bara till för läsning" in words(page)
        assert "<form" not in page.text.split("data-correct")[1].split("</section>")[0]
        place = {"start": mention.start, "end": mention.end}
        for decision in ("accept", "reject", "reject_all", "relabel", "alias"):
            sent = {**place, "decision": decision, "why": "x", "label": "LOC", "name": "y"}
            assert arne.post(f"/d/{id}/1/omnamnande", **sent).status_code in (400, 404), decision
        assert arne.post(f"/d/{id}/1/markera-namn/gor", place="0-17", label="ORG", why="x").status_code == 404
        assert site.store.judgements.all(MILJO) == []
        assert not site.store.documents.get(MILJO, id).reason


def test_who_may_only_read_sees_who_judged_and_has_no_forms(site: Site) -> None:
    access = Access(frozenset({Role.USER}), frozenset({"Miljönämnden"}))
    site.store.users.create(Account("rolf", "Rolf", access), archive.PASSWORD)
    rolf, address = site.sign_in("rolf"), _address(site, "besök.pdf", "Johan Andersson")
    _said(site.sign_in("ines"), address, decision="accept", why="han är känd")
    page = rolf.get(address)
    assert "Han är känd. Ines Inspektör" in words(page)
    assert "data-mark-as" not in rolf.get(f"/d/{site.ids['besök.pdf']}/1").text
    assert rolf.post(address.partition("?")[0], decision="reject", why="x").status_code == 403
    assert rolf.get("/forslag").status_code == 403


def test_the_index_is_caught_up_with_even_when_much_waits(site: Site, ines: Browsing) -> None:
    for name in ("skannad-anmälan.tif", "anteckning.txt"):
        for _ in range(45):  # a large ingest that a worker has not come to
            site.store.outbox.add(site.ids[name], "Miljönämnden", "put")
    answer = _said(ines, _address(site, "besök.pdf", judged_papers.UNSURE), decision="reject", why="inredning")
    assert judged_papers.UNSURE not in _facet(ines, "PERSON")
    assert "Sökningens filter uppdateras…" in words(ines.get(answer.location))
    assert "Filtren uppdateras…" in words(ines.search(""))
    drain(site.store, site.index)
    assert "Filtren uppdateras…" not in words(ines.search(""))


def test_what_has_come_back_is_not_taken_out_by_what_was_asked_before(site: Site, ines: Browsing) -> None:
    back, outbox = site.ids["klagomål.pdf"], site.store.outbox
    outbox.add(back, "Miljönämnden", "delete")
    for _ in range(45):
        outbox.add(site.ids["anteckning.txt"], "Miljönämnden", "put")
    outbox.add(back, "Miljönämnden", "put")
    _said(ines, _address(site, "besök.pdf", judged_papers.UNSURE), decision="reject", why="inredning")
    drain(site.store, site.index)
    assert back in site.index.documents("Miljönämnden")


def test_only_what_was_looked_at_is_judged(site: Site, ines: Browsing) -> None:
    here, path = _mention(site, "besök.pdf", judged_papers.UNSURE), f"/d/{site.ids['besök.pdf']}/1/omnamnande"
    ines.get(f"{path}?start={here.start}&end={here.end}")
    for decision in ("accept", "reject", "reject_all", "relabel", "means", "alias"):
        sent = {"decision": decision, "why": "x", "label": "LOC", "name": "y", "meant": "z"}
        assert ines.post(path, start=here.start, end=here.end + 1, **sent).status_code == 404, decision
    assert site.store.judgements.all(MILJO) == []


def test_one_comes_back_to_the_page_as_it_was_looked_at(site: Site, ines: Browsing) -> None:
    address = _address(site, "besök.pdf", judged_papers.UNSURE)
    kept = {"keep_view": "text", "keep_id": "1", "keep_number": "2", "keep_s": "två ord"}
    location = _said(ines, address, decision="accept", why="känd", **kept).location
    assert location.startswith(f"/d/{site.ids['besök.pdf']}/1?")
    assert "view=text" in location
    assert "s=" not in location
    assert "Sparat." in words(ines.get(location))
    assert "Sparat." not in words(site.sign_in("alva").get(location))  # who says so is told under the page


def test_no_name_is_longer_than_a_register_has_room_for(site: Site, ines: Browsing) -> None:
    address = _address(site, "besök.pdf", judged_papers.UNSURE)
    for sent in ({"decision": "means", "meant": "Å" * 301}, {"decision": "alias", "name": "Å" * 301},
                 {"decision": "relabel", "label": "LOC", "value": "Å" * 301}):  # fmt: skip
        assert "längre än 300 tecken" in words(_said(ines, address, why="x", **sent))
    assert site.store.judgements.all(MILJO) == []


def test_somebody_new_of_one_owner_is_not_parted_from_anothers(site: Site) -> None:
    access = Access(frozenset({Role.ANALYST}), frozenset({"Miljönämnden", "Polisen"}))
    site.store.users.create(Account("bea", "Bea", access), archive.PASSWORD)
    bea, id = site.sign_in("bea"), site.ids["besök.pdf"]
    here = _mention(site, "besök.pdf", judged_papers.UNSURE)
    _said(bea, _address(site, "besök.pdf", judged_papers.UNSURE), decision="reject", why="inredning")
    place = {"place": f"{here.start}-{here.end}", "label": "PERSON", "entity": "ny"}
    assert bea.post(f"/d/{id}/1/markera-namn/gor", **place, why="ett smeknamn").status_code == 303
    assert [each.act for each in site.store.judgements.all(MILJO)] == [Act.MARK, Act.REJECT]


def test_what_was_written_stands_in_the_form_that_was_refused(site: Site, ines: Browsing) -> None:
    address = _address(site, "besök.pdf", judged_papers.UNSURE)
    page = _said(ines, address, decision="relabel", label="AMOUNT", value="tolv", why="en summa")
    assert page.status_code == 400
    assert all(f'value="{each}"' in page.text for each in ("tolv", "en summa"))
    assert '<option value="AMOUNT" selected>' in page.text
    said = {"decision": "relabel", "label": "AMOUNT", "value": "1 200,50", "why": "en summa"}
    assert _said(ines, address, **said).status_code == 303
    assert _mention(site, "besök.pdf", judged_papers.UNSURE).value == "1200.50"


def test_nothing_is_marked_where_nobody_can_be_meant(site: Site, ines: Browsing) -> None:
    id = site.ids["besök.pdf"]
    start = site.store.documents.page(MILJO, id, 1).text.index("Osten")
    ines.get(f"/d/{id}/1")
    place = {"place": f"{start}-{start + 5}", "label": "PERSON", "entity": "0" * 32}
    assert ines.post(f"/d/{id}/1/markera-namn/gor", **place, why="hans öknamn").status_code == 404
    assert site.store.judgements.all(MILJO) == []


def test_what_waits_of_others_is_not_told(site: Site, ines: Browsing) -> None:
    site.store.outbox.add(site.ids["pm-fordon.pdf"], "Polisen", "put")
    assert "Filtren uppdateras…" not in words(ines.search(""))
    assert "Filtren uppdateras…" in words(site.sign_in("pal").search(""))
