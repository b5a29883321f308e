"""The document and entity pages: the picture with boxes where the words stand, the text, the names, the masks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from html import unescape

import pytest

from models.access import Viewer
from models.audit import Action
from models.document import Field
from models.identity import entity_id
from models.job import JobKind
from models.masking import mask
from tests.web.browsing import Browsing, hits, without_ids, words
from tests.web.conftest import Site
from web.citation import citation


def _open_first(browsing: Browsing, query: str) -> str:
    found = browsing.search(query)
    link = re.search(r'href="(/d/[^"]+)" data-hit', found.text)
    assert link is not None
    return browsing.get(link[1]).text


def test_boxes_are_drawn_where_the_words_stand(site: Site, alva: Browsing) -> None:
    text = _open_first(alva, "föreläggande")
    drawn = re.findall(r'class="hit-box" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"', text)
    words_there = site.store.documents.page(
        site.store.users.viewer("alva"), site.ids["inspektion-kebnekrogen.pdf"], 3
    ).words
    word = next(word for word in words_there if word.text == "föreläggande")
    assert word.x0 is not None
    assert len(drawn) == 1
    assert float(drawn[0][0]) <= word.x0 <= float(drawn[0][0]) + float(drawn[0][2])
    assert "<mark>föreläggande</mark>" in text


def test_a_scan_has_its_boxes_too(alva: Browsing) -> None:
    text = _open_first(alva, "luktar")
    assert "hit-box" in text
    assert "OCR" in text


def test_a_document_opens_at_its_first_hit_and_counts_hits_by_page(alva: Browsing) -> None:
    text = _open_first(alva, "föreläggande")
    assert re.search(r"Sida 3 av 3", text)
    assert len(re.findall(r'class="page-hits"', text)) == 1


def test_next_page_with_hits_goes_round(site: Site, alva: Browsing) -> None:
    found = alva.search("Kebnekrogen", toggle="kind:inspection_report")
    state = re.search(r'name="state" value="(\w+)"', found.text)
    assert state is not None
    page = alva.get(f"/d/{site.ids['inspektion-kebnekrogen.pdf']}/1?s={state[1]}").text
    assert re.search(r'/3\?s=\w+" data-hit-next', page)


def test_the_picture_is_the_pages_own(site: Site, alva: Browsing) -> None:
    answer = alva.get(f"/d/{site.ids['skannad-anmälan.tif']}/1/bild")
    assert answer.mimetype == "image/jpeg"
    assert answer.data[:2] == b"\xff\xd8"


def test_zoom_changes_the_size_of_the_drawing_only(site: Site, alva: Browsing) -> None:
    address = f"/d/{site.ids['pm-fordon.pdf']}/1"
    assert 'viewBox="0 0 595.0 842.0" width="793" height="1123"' in alva.get(f"{address}?zoom=100").text
    assert 'viewBox="0 0 595.0 842.0" width="1587" height="2245"' in alva.get(f"{address}?zoom=200").text
    turned = alva.get(f"{address}?zoom=100&turn=90").text
    assert 'viewBox="0 0 842.0 595.0" width="1123" height="793"' in turned
    assert 'transform="translate(842.0 0) rotate(90)"' in turned
    for nonsense in ("zoom=nonsense", "turn=45", "view=allt", "f=-1", "f=99999", "part=x", "part=7"):
        assert alva.get(f"{address}?{nonsense}").status_code == 200


def test_the_page_that_was_typed_is_opened_as_the_last_one_was(site: Site, alva: Browsing) -> None:
    address = f"/d/{site.ids['inspektion-kebnekrogen.pdf']}"
    assert alva.get(f"{address}/sida?number=3&turn=90&view=text").location == f"{address}/3?turn=90&view=text"
    for nonsense in ("", "x", "-2", "99999999"):
        assert alva.get(f"{address}/sida?number={nonsense}").location == f"{address}/1"
    assert alva.get(f"{address}/sida?number=9999999").location == f"{address}/1000000", "the last that there can be"


def test_the_text_says_where_each_piece_and_mention_stands(site: Site, alva: Browsing) -> None:
    """What marking in the text and notes hang onto (docs/decisions/0051-the-document-page.md)."""
    id = site.ids["inspektion-kebnekrogen.pdf"]
    page = alva.get(f"/d/{id}/1").text
    text = site.store.documents.page(site.store.users.viewer("alva"), id, 1).text
    assert f'<div class="page-text" data-document="{id}" data-page="1">' in page
    pieces = re.findall(r'<span[^>]* data-start="(\d+)" data-end="(\d+)"[^>]*>(?:<[^>]+>)*([^<]*)', page)
    assert "".join(unescape(shown) for _, _, shown in pieces) == mask(text)
    assert all(mask(text)[int(start) : int(end)] == unescape(shown) for start, end, shown in pieces)
    named = re.findall(r'data-mention-start="(\d+)" data-mention-end="(\d+)" data-mention-label="(\w+)"', page)
    assert [(text[int(start) : int(end)], label) for start, end, label in named] == [
        ("Kebnekrogen AB", "ORG"),
        ("Adam Provsson", "PERSON"),
        ("850412-2391", "PERSONNUMMER"),
    ]


def test_a_citation_is_masked_and_says_where_from(site: Site, alva: Browsing) -> None:
    page = alva.get(f"/d/{site.ids['inspektion-kebnekrogen.pdf']}/3").text
    cited = re.search(r"data-citation>([^<]*)</textarea>", page)
    assert cited is not None
    assert cited[1] == (
        "inspektion-kebnekrogen.pdf, s. 3. Inspektionsrapport, 2024-03-05. Källa: inspektioner, Miljönämnden."
    )
    document = site.store.documents.get(site.store.users.viewer("alva"), site.ids["inspektion-kebnekrogen.pdf"])
    with site.app.test_request_context():
        told = citation(replace(document, name="850412-2391.pdf"), [Field("case_number", "850412-2391", "")], 1)
    assert "2391" not in told


def test_names_lead_to_their_entity_and_are_drawn_when_asked(site: Site, alva: Browsing) -> None:
    krog = entity_id(site.store.key, "ORG", "Kebnekrogen AB")
    address = f"/d/{site.ids['inspektion-kebnekrogen.pdf']}/1"
    text = alva.get(address).text
    assert f'href="/e/{krog}"' in text
    assert 'class="named' not in text
    assert 'class="named t-ORG"' in alva.get(f"{address}?names=1").text


def test_an_entity_points_at_itself_on_the_page(site: Site, alva: Browsing) -> None:
    adam = entity_id(site.store.key, "PERSON", "Adam Provsson")
    text = alva.get(f"/d/{site.ids['inspektion-kebnekrogen.pdf']}/1?e={adam}").text
    assert len(re.findall("hit-box", text)) == 1  # two words side by side share a box
    assert "<mark>Adam Provsson</mark>" in text


def test_a_personnummer_is_masked_on_every_page(site: Site, alva: Browsing) -> None:
    number = entity_id(site.store.key, "PERSONNUMMER", "198504122391")
    id = site.ids["inspektion-kebnekrogen.pdf"]
    for address in ("/", f"/d/{id}/1", f"/d/{id}/1?names=1", f"/e/{number}"):
        page = alva.get(address)
        assert "2391" not in without_ids(page.text), address
        assert "850412-XXXX" in page.text, address
    asked = alva.search("850412-2391")
    assert hits(asked) == ["inspektion-kebnekrogen.pdf"]
    assert "2391" not in without_ids(re.sub(r'id="q"[^>]*', "", asked.text))  # but for the field it was typed in


def test_a_paper_without_pictures_shows_its_text(site: Site, alva: Browsing) -> None:
    shown = alva.get(f"/d/{site.ids['anteckning.txt']}/1")
    assert "Ring tillbaka om tillsyn." in words(shown)
    assert '<svg viewBox="0 0 595' not in shown.text


def test_a_page_that_is_not_there_is_not_found(site: Site, alva: Browsing) -> None:
    assert alva.get(f"/d/{site.ids['anteckning.txt']}/2").status_code == 404


@pytest.mark.parametrize(("pressed", "forced"), [({}, "0"), ({"force_ocr": "0"}, "0"), ({"force_ocr": "1"}, "1")])
def test_read_again_is_a_job_for_the_worker(own_site: Site, pressed: dict[str, str], forced: str) -> None:
    alva, id = own_site.sign_in("alva"), own_site.ids["pm-fordon.pdf"]
    offered = re.findall(r'<button name="force_ocr" value="(\d)"', alva.get(f"/d/{id}/1").text)
    assert offered == ["0", "1"]
    assert alva.post(f"/d/{id}/las-om", **pressed).location == "/jobb"
    job = own_site.store.jobs.take("prov")
    assert job is not None
    assert (job.kind, job.arguments) == (JobKind.READ_AGAIN, {"document": id, "force_ocr": forced})
    assert job.owner == "Polisen"
    event = own_site.store.ledger.last(1)[0].event
    assert (event.action, event.details) == (Action.READ_AGAIN, {"force_ocr": forced})


@pytest.mark.parametrize(("rest", "number"), [("/", 1), ("/2", 2), ("/?s={s}", 3), ("/1?s={s}&e={e}", 1)])
def test_one_view_is_one_event_with_the_pages_number(own_site: Site, rest: str, number: int) -> None:
    alva, id = own_site.sign_in("alva"), own_site.ids["inspektion-kebnekrogen.pdf"]
    state = alva.post("/sok", q="föreläggande").location.removeprefix("/s/")
    person = entity_id(own_site.store.key, "PERSON", "Adam Provsson")
    before = own_site.store.ledger.last(1)[0].sequence
    assert alva.get(f"/d/{id}{rest.format(s=state, e=person)}").status_code == 200
    events = [record.event for record in own_site.store.ledger.last(9) if record.sequence > before]
    assert [(event.action, event.target, event.details) for event in events] == [
        (Action.READ_DOCUMENT, id, {"page": number})
    ]


def test_a_view_reads_no_other_pages_text(own_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    alva, documents, id = own_site.sign_in("alva"), own_site.store.documents, own_site.ids["inspektion-kebnekrogen.pdf"]
    texts = documents.texts

    def everything(*_: object, **__: object) -> None:
        raise AssertionError("a view asked for every page's text")

    def of_this_page(viewer: Viewer, wanted: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
        places = list(wanted)
        assert {*places} <= {(id, 2)}
        return texts(viewer, places)

    monkeypatch.setattr(documents, "pages", everything)
    monkeypatch.setattr(documents, "texts", of_this_page)
    shown = words(alva.get(f"/d/{id}/2"))
    assert "Frysen höll fel temperatur." in shown
    assert "Adam Provsson" in shown  # named on another page


def test_the_entity_page_counts_sources_and_shows_who_else_is_there(site: Site, alva: Browsing) -> None:
    krog = entity_id(site.store.key, "ORG", "Kebnekrogen AB")
    page = alva.get(f"/e/{krog}")
    assert set(hits(page)) == {"inspektion-kebnekrogen.pdf", "skannad-anmälan.tif", "pm-fordon.pdf"}
    shown = words(page)
    assert "3 handlingar" in shown
    assert "4 omnämnanden" in shown
    assert "Adam Provsson 1" in shown
    assert "PRV01A 1" in shown


def test_the_search_goes_on_from_an_entity(site: Site, alva: Browsing) -> None:
    car = entity_id(site.store.key, "VEHICLE", "PRV01A")
    assert hits(alva.get(alva.post("/sok", toggle=f"VEHICLE:{car}").location)) == ["pm-fordon.pdf"]


def test_titles_hold_no_names(site: Site, alva: Browsing) -> None:
    krog = entity_id(site.store.key, "ORG", "Kebnekrogen AB")
    titles = {
        found[1]
        for address in ("/", f"/d/{site.ids['pm-fordon.pdf']}/1", f"/e/{krog}", "/jobb", "/vem")
        if (found := re.search(r"<title>([^<]*)</title>", alva.get(address).text))
    }
    assert titles == {f"{name} – samsyn" for name in ("Sök", "Handling", "Namn och uppgifter", "Jobb", "Vad ser vem?")}
