"""The situation picture in the front end: asked for, each number opened, taken out as a report, kept from others."""

from __future__ import annotations

import io
import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from ingest.work import do
from models.access import Viewer
from models.job import Job
from search.indexing import drain
from search.saved import SavedSearch
from search.watch_row import WatchRow, joined
from tests.cli.command import samsyn_here
from tests.search.archive import SOURCES, put
from tests.search.situation.papers import paper
from tests.web.archive import MILJO, POLIS
from tests.web.browsing import Browsing, hits, total, words
from tests.web.conftest import Filled, Site
from tests.web.sharing_site import LENT, shared, sign_in

_SPAN = {"since": "2023-06-01", "until": "2024-12-31"}
_NUMBER = re.compile(r'name="to" value="([^"]*)" aria-label="([^"]*)">([\d ]+)<')


def asked(browsing: Browsing, **fields: object) -> str:
    """The address of a picture."""
    browsing.get("/lagesbild")
    sent = browsing.post("/lagesbild", **{**_SPAN, **fields})
    assert sent.status_code == 303
    return str(sent.location)


def numbers(text: str) -> list[tuple[str, str, int]]:
    """What each number's button sends, what it is called, and the number."""
    return [(unescape(to), unescape(said), int(count.replace(" ", ""))) for to, said, count in _NUMBER.findall(text)]


@pytest.mark.parametrize("name", ["alva", "ines"])
def test_every_number_opens_so_many_documents(site: Site, name: str) -> None:
    browsing = site.sign_in(name)
    for fields in ({"least": "2"}, {"theme": "Kebnekrogen", "least": "2"}, {"place": "Provgatan 3"}):
        address = asked(browsing, **fields)
        found = numbers(browsing.get(address).text)
        assert found or fields.get("place")
        for to, said, count in found:
            sent = browsing.post(f"{address}/oppna", to=to)
            assert total(browsing.get(sent.location)) == count, said


def test_the_address_holds_no_words_and_is_its_own_users(site: Site) -> None:
    address = asked(site.sign_in("alva"), theme="Kebnekrogen", place="Provgatan")
    assert re.fullmatch(r"/lagesbild/[0-9a-f]{32}", address)
    assert site.sign_in("ines").get(address).status_code == 404
    assert site.sign_in("ines").post(f"{address}/rapport").status_code == 404


def test_what_may_not_be_read_is_not_counted(site: Site) -> None:
    text = words(site.sign_in("ines").get(asked(site.sign_in("ines"), least="2")))
    assert "2 handlingar från 2023-06-01 till 2024-12-31" in text
    assert "promemorior" not in text
    assert "PRV 01A" not in text


def test_what_a_form_cannot_say_is_as_if_it_was_not_said(site: Site) -> None:
    alva = site.sign_in("alva")
    for fields in ({"since": "2024-12-31", "until": "2023-06-01"}, {"since": "x"}, {"within": "saved:finns-inte"},
                   {"since": "", "until": "0001-01-01"}, {"since": "0001-01-01", "until": "9999-12-31"},
                   {"least": "99", "label": "NONSENS"}, {"preset": "sekel"}, {"theme": '("'}):  # fmt: skip
        assert alva.get(asked(alva, **fields)).status_code == 200
    address = asked(alva)
    for to in ("", "{", '{"i":{"NONSENS":["x"]}}', '{"d":["2024-01-02","2024-01-01"]}', "[]", '{"a":[1]}'):
        assert alva.post(f"{address}/oppna", to=to).status_code == 400
    assert alva.get(asked(alva, within=f"asked:{address[-32:]}")).status_code == 404  # another page's state
    assert alva.get("/lagesbild/" + "0" * 32).status_code == 404


def test_nothing_in_the_period_leads_to_the_year_that_has_something(site: Site) -> None:
    alva = site.sign_in("alva")
    page = alva.get(asked(alva, since="2030-01-01", until="2030-12-31"))
    assert "Den nyaste handlingen som frågan hittar är från 2024-05-19." in words(page)
    again = alva.get(asked(alva, since="", until="2024-05-19"))
    assert "3 handlingar från 2023-05-20 till 2024-05-19" in words(again)


def test_a_search_a_saved_one_and_a_list_can_be_looked_at(own_site: Site) -> None:
    alva = own_site.sign_in("alva")
    searched = alva.search("Kebnekrogen")
    state = re.search(r'name="search" value="([0-9a-f]{32})"', searched.text)
    assert state is not None
    shown = alva.get(alva.post("/lagesbild", search=state[1]).location)
    assert f'<option value="asked:{state[1]}" selected>Kebnekrogen</option>' in shown.text
    who = Viewer("alva", frozenset({MILJO.owner, POLIS.owner}))
    saved = own_site.store.saved.add(who, "Bara bilen", SavedSearch('"PRV 01A"').kept())
    page = alva.get(asked(alva, within=f"saved:{saved.id}"))
    assert "1 handling från 2023-06-01 till 2024-12-31" in words(page)
    alva.get("/bevakning")
    alva.post("/bevakning", file=(io.BytesIO(b"namn\nAdam Provsson\nBertil Exempel\n"), "lista.csv"))
    worked(own_site)
    form = alva.get("/lagesbild")
    found = re.search(r'<option value="(asked:[0-9a-f]{32})">lista.csv</option>', form.text)
    assert found is not None
    assert "2 handlingar från 2023-06-01 till 2024-12-31" in words(alva.get(asked(alva, within=found[1])))


def test_a_list_that_is_too_long_for_one_question_is_none() -> None:
    rows = [WatchRow(1, ("Adam Provsson",)), WatchRow(2, ("PRV 01A", "x")), WatchRow(3, (), problem="no_words")]
    assert joined(rows, 2_000) == '(Adam NEAR/2 Provsson) OR "PRV 01A" OR (x)'
    assert joined(rows, 20) == ""


def worked(site: Site) -> Job:
    job = site.store.jobs.take("prov")
    assert job is not None
    site.store.jobs.finish(job.id, "prov", do(site.store, site.index, job, lambda _: None))
    return job


def report(site: Site, browsing: Browsing, job: Job) -> str:
    answer = browsing.get(f"/jobb/{job.id}/resultat")
    assert answer.status_code == 200
    return "\n".join(page.get_textpage().get_text_range() for page in PdfDocument(answer.data))


def test_a_report_says_the_numbers_and_cites_its_documents(own_site: Site) -> None:
    ines = own_site.sign_in("ines")
    address = asked(ines, theme="Kebnekrogen 850412-2391")
    assert ines.post(f"{address}/rapport").location == "/jobb"
    assert "lägesbilden" in words(ines.get("/jobb"))
    text = report(own_site, ines, worked(own_site))
    assert "Tema: Kebnekrogen 850412-XXXX" in text
    assert "Period: 2023-06-01 till 2024-12-31: 1 handling" in text
    assert "1. inspektion-kebnekrogen.pdf. Inspektionsrapport, 2024-03-05. Källa: inspektioner, Miljönämnden." in text
    assert "inspektioner, Miljönämnden: 1 av handlingarna i förteckningen" in text
    assert "pm-fordon" not in text
    (event,) = [each.event for each in own_site.store.ledger.last(20) if each.event.action == "export"]
    assert event.details == {"list": "situation", "format": "pdf", "hits": 1}
    assert (event.purpose, event.owners) == ("prov av gränssnittet", (MILJO.owner,))


def test_what_is_only_lent_is_not_taken_out_and_that_is_said(filled: Filled, tmp_path: Path) -> None:
    for site in shared(filled, tmp_path / "home"):
        arne = sign_in(site, "arne", LENT.purpose)
        address = asked(arne)
        page = words(arne.get(address))
        assert "3 handlingar från" in page
        assert "Det som bara är lånat till dig är med här, men inte i PDF-filen" in page
        arne.post(f"{address}/rapport")
        text = report(site, arne, worked(site))
        assert "2023-06-01 till 2024-12-31: 1 handling" in text
        assert "utom det som bara var lånat" in " ".join(text.split())
        assert "inspektion-kebnekrogen" not in text
        assert "lånat" not in words(site.sign_in("alva").get(asked(site.sign_in("alva"))))


def test_the_bars_of_a_row_are_measured_by_its_own_steps(own_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not by the period before, which would leave none of them to be seen."""
    monkeypatch.setitem(SOURCES, MILJO.name, MILJO.owner)
    for n in range(1, 9):
        put(own_site.store, None, paper(f"förr{n}", MILJO.name, "letter", date(2023, 2, n)))
    put(own_site.store, None, paper("nu", MILJO.name, "letter", date(2024, 2, 1)))
    drain(own_site.store, own_site.index)
    alva = own_site.sign_in("alva")
    page = alva.get(asked(alva, since="2024-01-01", until="2024-12-31", theme="förr OR nu"))
    assert re.findall(r'<rect width="1" y="(\d+)"', page.text) == ["0", "0"]


def test_a_number_is_called_as_its_row_and_column_are(site: Site) -> None:
    alva = site.sign_in("alva")
    said = {said for _, said, _ in numbers(alva.get(asked(alva)).text)}
    assert "inspektioner, Inspektionsrapport, Perioden: 1 handling" in said
    assert not any("inspection_report" in each for each in said)


def test_a_quarter_is_said_in_the_language_of_the_page(site: Site) -> None:
    browsing = site.sign_in("alva")
    address = asked(browsing)
    assert "2024 kv 1" in words(browsing.get(address))
    browsing.post("/sprak", language="en", back="/")
    english = browsing.get(address)
    assert "2024 Q1" in words(english)
    assert " kv " not in english.text


def test_sensitive_words_make_no_report(own_site: Site) -> None:
    alva = own_site.sign_in("alva")
    address = asked(alva, theme="diabetes OR Kebnekrogen")
    page = alva.get(address)
    assert "Skapa PDF" not in page.text
    assert "personer får inte väljas ut" in words(page)
    assert alva.post(f"{address}/rapport").status_code == 400
    assert own_site.store.jobs.take("prov") is None


def test_documents_that_were_picked_are_a_filter_that_can_be_let_go(
    own_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    alva = own_site.sign_in("alva")
    monkeypatch.setitem(SOURCES, MILJO.name, MILJO.owner)
    told = {"provider": "Provvård AB", "deviation": "fel"}
    put(own_site.store, None, paper("kontroll", MILJO.name, "payment_audit", date(2024, 5, 1), **told))
    drain(own_site.store, own_site.index)
    address = asked(alva)
    (to,) = [to for to, said, _ in numbers(alva.get(address).text) if said.startswith("Provvård AB, Med avvikelse")]
    page = alva.get(alva.post(f"{address}/oppna", to=to).location)
    assert hits(page) == ["kontroll.pdf"]
    assert "Urval" in words(page)
    assert len(hits(alva.press(alva.press(page, drop="among"), clear="1"))) > 1


def test_the_command_tells_the_numbers_of_the_page(own_site: Site) -> None:
    alva = own_site.sign_in("alva")
    found = numbers(alva.get(asked(alva, theme="Kebnekrogen")).text)
    page = {said.rpartition(": ")[0]: count for _, said, count in found}
    said = ("--as", "alva", "--theme", "Kebnekrogen", "--from", _SPAN["since"], "--to", _SPAN["until"], "--json")
    told = samsyn_here(own_site.store.settings.home, "situation", *said).value
    assert told["total"]["count"] == page["Perioden"] == 3
    assert told["total"]["search"]["query"] == "Kebnekrogen"
    (by_source, _) = told["sections"]["flow"]["tables"]
    counts = {row["label"]: row["numbers"]["now"]["count"] for row in by_source["rows"] if not row["level"]}
    assert counts == {name: page[f"{name}, Perioden"] for name in ("inspektioner", "promemorior")}
