"""*Utförare*: each number opens its rows, each row its page; what is chosen is kept apart from the address."""

from __future__ import annotations

import re

import pytest

from ingest.work import do
from models.job import JobKind
from search.indexing import drain
from search.provider_review import review
from tests.payment_papers import LUGN, NORD, VAST
from tests.web import payment_sheets
from tests.web.browsing import Browsing, words
from tests.web.conftest import Site


@pytest.fixture
def paid(own_site: Site) -> Site:
    """With the planted sheets."""
    own_site.ids.update(payment_sheets.fill(own_site.store))
    drain(own_site.store, own_site.index)
    return own_site


def _open(browsing: Browsing, name: str) -> str:
    """The address of the provider's page, out of the list."""
    listed = browsing.get("/utforare").get_data(as_text=True)
    found = re.search(rf'href="(/utforare/[0-9a-f]+)">{re.escape(name)}<', listed)
    assert found, listed
    return found[1]


def test_from_the_list_to_the_row(paid: Site) -> None:
    browsing = paid.sign_in("ines")
    listed = words(browsing.get("/utforare"))
    assert [listed.index(name) for name in (LUGN, NORD, VAST)] == sorted(listed.index(n) for n in (LUGN, NORD, VAST))
    address = _open(browsing, NORD)
    page = browsing.get(address)
    told = words(page)
    for said in ("Samma faktura bokförd mer än en gång", "Det kan vara en delbetalning", "A.T."):
        assert said in told
    assert "Testman" not in told
    row = re.search(r'href="(/d/[0-9a-f]+/1\?r=\d+)#t-\d+"', page.get_data(as_text=True))
    assert row
    opened = browsing.get(row[1]).get_data(as_text=True)
    assert "<mark>2024-06-03</mark>" in opened
    month = words(browsing.get(f"{address}?m=2"))
    assert "Rader 2024-07" in month
    assert words(browsing.get(f"{address}?sida=9")) == words(browsing.get(address))


def test_a_choice_is_kept_apart_from_the_address(paid: Site) -> None:
    browsing = paid.sign_in("ines")
    answer = browsing.post("/utforare", name="väst", since="2024-07-01", until="", order="sum", source="utbetalningar")
    assert answer.status_code == 303
    assert re.fullmatch(r"/utforare\?urval=[0-9a-f]{32}", answer.headers["Location"])
    told = words(browsing.get(answer.headers["Location"]))
    assert [name in told for name in (VAST, "450", NORD)] == [True, True, False]
    other = paid.sign_in("alva")
    assert other.get(answer.headers["Location"]).status_code == 404
    assert browsing.get("/utforare?urval=x").status_code == 404
    assert browsing.post("/utforare", name="finns inte", since="igår").status_code == 303


def test_the_file_comes_as_a_job(paid: Site) -> None:
    browsing, store = paid.sign_in("alva"), paid.store
    id = _open(browsing, NORD).rpartition("/")[2]
    assert browsing.post("/utforare/fil", provider=id, format="xml").status_code == 400
    assert browsing.post("/utforare/fil", provider="ingen", format="csv").status_code == 400
    assert browsing.post("/utforare/fil", provider=id, format="csv").headers["Location"] == "/jobb"
    job = store.jobs.take("prov")
    assert job is not None
    assert job.kind is JobKind.PROVIDERS
    store.jobs.finish(job.id, "prov", dict(do(store, paid.index, job, lambda _: None)))
    content = browsing.get(f"/jobb/{job.id}/resultat").get_data(as_text=True)
    assert content.startswith("\ufeffutförare;dag;faktura")
    assert "Nordljus Omsorg AB;2024-06-03;7001" in content


def test_too_many_rows_are_summed_and_not_compared(paid: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review, "MOST_COMPARED", 1)
    told = words(paid.sign_in("ines").get("/utforare"))
    assert "Raderna är för många för att jämföras" in told
    assert "Att titta på" not in told
    assert NORD in told


def test_whoever_may_not_read_is_told_of_nothing(paid: Site) -> None:
    reader, stranger = paid.sign_in("ines"), paid.sign_in("pal")
    address = _open(reader, NORD)
    assert "Inga rader" in words(stranger.get("/utforare"))
    assert stranger.get(address).status_code == 404
    assert words(stranger.get(address)) == words(stranger.get(f"/utforare/{'0' * 32}"))


def test_people_are_read_when_they_are_asked_for(paid: Site) -> None:
    browsing = paid.sign_in("ines")
    address = _open(browsing, NORD)
    assert "Ingen som handlingarna knyter" not in words(browsing.get(address))
    assert "Ingen som handlingarna knyter" in words(browsing.get(f"{address}?personer=1"))
