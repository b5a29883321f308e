"""Networks in case folders: worked out for who looks, taken out as they were narrowed."""

from __future__ import annotations

from datetime import date

import pytest
from pypdfium2 import PdfDocument

from models.access import Purpose, Viewer
from models.dossier import ItemKind, Thing
from models.marking import MarkingScope
from models.tie import Near
from nlp.ties import TIES
from search.dossier_export import Form, Wanted, _as_kept, export_dossier
from search.dossier_reading import shown_dossier
from search.network import Filter, NetworkRequest
from tests.web.archive import MILJO, PASSWORD
from tests.web.conftest import Site
from tests.web.dossiers import OFFICER, REPORT, carried_out, fetched, items, let
from web.network_states import Step


def test_a_network_is_worked_out_for_who_looks(own_site: Site) -> None:
    store = own_site.store
    store.users.add("kim", "Kim Kollega", PASSWORD, [MILJO.owner])
    let(own_site, "barn")
    ines, kim = own_site.sign_in("ines"), own_site.sign_in("kim")
    (krog,) = store.entities.find(OFFICER, "ORG", "Kebnekrogen AB")
    ines.get("/mappar/")
    sent = ines.post("/mappar/lagg", kind="network", entity=krog, title="Sambanden")
    id = sent.location.rpartition("/")[2]
    (item,) = items(ines.get(f"/mappar/{id}").text)
    opened = ines.get(f"/mappar/{id}/poster/{item}/natverk")
    assert "Adam Provsson" in ines.get(opened.location).text
    job = carried_out(own_site, ines, id, format="pdf")
    pdf = PdfDocument(fetched(ines, job))
    text = " ".join("\n".join(page.get_textpage().get_text_bounded() for page in pdf).split())
    pdf.close()
    assert "Adam Provsson" in text
    assert f"({REPORT}, s. 1; inspektioner, Miljönämnden)" in text
    assert kim.get(f"/mappar/{id}/poster/{item}/natverk").status_code == 404
    ines.post(f"/mappar/{id}/delning", audience="owner")
    store.markings.set(OFFICER, MarkingScope.DOCUMENT, own_site.ids[REPORT], group="barn", ground="OSL 26:1")
    opened = kim.get(f"/mappar/{id}/poster/{item}/natverk")
    assert "Adam Provsson" not in kim.get(opened.location).text


FILTERS = (
    Filter(sources=("inspektioner",)), Filter(kinds=("invoice",)), Filter(types=("represents",), labels=("ORG",)),
    Filter(since=date(2024, 1, 2), until=date(2025, 1, 1)), Filter(within=Near.SENTENCE, least=2, across=False),
)  # fmt: skip


@pytest.mark.parametrize("filter", FILTERS)
def test_a_network_is_taken_out_as_it_was_narrowed(own_site: Site, filter: Filter) -> None:
    store = own_site.store
    (krog,) = store.entities.find(OFFICER, "ORG", "Kebnekrogen AB")
    wanted = NetworkRequest(centres=(krog,), removed=("0" * 32,), filter=filter)
    who = Viewer("ines", frozenset({MILJO.owner}))
    made = store.dossiers.make(who, MILJO.owner, "Sambanden")
    thing = Thing(ItemKind.NETWORK, entities=(krog,), state=Step(wanted).kept())
    store.dossier_items.add(who, made, [thing])
    (item,) = shown_dossier(who, store, made).items
    assert _as_kept(item) == wanted
    assert _as_kept(item).is_narrowed
    assert Step.of(item.item.thing.state) == Step(wanted)


def test_the_pdf_of_a_network_holds_no_more_than_was_chosen(own_site: Site) -> None:
    store, who = own_site.store, Viewer("ines", frozenset({MILJO.owner}))
    (krog,) = store.entities.find(OFFICER, "ORG", "Kebnekrogen AB")
    made = store.dossiers.make(who, MILJO.owner, "Sambanden")
    for title, filter in (("oavgränsat", Filter()), ("bara fakturor", Filter(kinds=("invoice",)))):
        wanted = NetworkRequest(centres=(krog,), filter=filter)
        thing = Thing(ItemKind.NETWORK, entities=(krog,), state=Step(wanted).kept())
        store.dossier_items.add(who, made, [thing], title)
    why = Purpose("prov", "prov 1")
    content = store.vault.get(export_dossier(who, why, store, made.id, Wanted(Form.PDF), TIES))
    pdf = PdfDocument(content)
    text = " ".join("\n".join(page.get_textpage().get_text_bounded() for page in pdf).split())
    pdf.close()
    first, second = text.split("bara fakturor")
    assert "Adam Provsson" in first
    assert "Avgränsat som" not in first
    assert "Adam Provsson" not in second
    assert "Avgränsat som när det lades i mappen." in second
