"""What an owner gave and was given, as its officer reads it and takes it out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from models.audit import Action
from models.trial import Verdict
from search.release_register import Chosen, write_register
from tests.web.browsing import words
from tests.web.conftest import Filled, Site
from tests.web.sharing_site import MILJO, shared, sign_in
from tests.web.trying_site import CLAUSE, NOTE, TIP, WHY, ask, decide, put, send, work


@pytest.fixture
def site(filled: Filled, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    yield from shared(filled, tmp_path_factory.mktemp("told") / "home", CLAUSE)


def test_the_register_in_both_directions_by_year_side_and_basis(site: Site) -> None:
    asked = ask(site)
    note, tip = put(site, asked, NOTE, TIP)
    decide(site, note, Verdict.WHOLE)
    decide(site, tip, Verdict.REFUSED, ground="OSL 26:1", reason="hemligt skäl")
    send(site, asked)
    work(site)
    mona, per = sign_in(site, "mona"), sign_in(site, "per")
    shown = words(mona.get("/utlamnanden"))
    assert NOTE in shown
    assert "Lämnas inte ut OSL 26:1" in shown
    assert "0 rader" in words(mona.get("/utlamnanden?other=Ingen"))
    assert "2 rader" in words(mona.get("/utlamnanden?basis=OSL+10:27&other=Polisen&direction=given"))
    received = per.get("/utlamnanden")
    assert "1 rad" in words(received)
    assert "OSL 26:1" not in received.text, "what the other owner refused is not in the reader's register"
    assert site.ids[NOTE] not in received.text
    file = mona.post("/utlamnanden", direction="given")
    assert file.headers["Content-Disposition"].startswith("attachment")
    rows = file.get_data().decode("utf-8-sig").splitlines()
    assert len(rows) == 3
    assert "hemligt" not in file.text
    for name in ("pal", "ines", "arne"):
        assert sign_in(site, name).get("/utlamnanden").status_code in (403, 404), name
    event = next(each.event for each in site.store.ledger.last(40) if each.event.action is Action.EXPORT)
    assert (event.actor, event.owners, (event.details or {})["act"]) == ("mona", (MILJO,), "register")
    viewer = site.store.users.viewer("mona")
    assert write_register(viewer, WHY, site.store, Chosen(1999)).count(b"\n") == 1
