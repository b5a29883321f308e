"""What lies in a file goes out with the whole of it, and counts as it does there: whether search finds it or not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pytest
from sqlalchemy import update

from models.document import DocumentState, Page, PageMethod, Reading
from models.errors import AccessDeniedError, InvalidRequestError
from models.protected import Identity
from models.store.schema import documents
from models.trial import Trial, Verdict
from models.withdrawal import Scope
from search.trial_decision import Wanted, decided_as
from tests.web import archive
from tests.web.browsing import words
from tests.web.conftest import Filled, Site
from tests.web.sharing_site import MILJO, shared, sign_in
from tests.web.trying_site import CLAUSE, NOTE, WHY, YES, ask, decide, mark, put, send

INSIDE: Final = "bilaga.txt"
STATES: Final = ("read", "withdrawn", "superseded", "quarantined", "unread")


@pytest.fixture
def site(filled: Filled, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    yield from shared(filled, tmp_path_factory.mktemp("whole") / "home", CLAUSE)


@pytest.fixture
def asked(site: Site) -> str:
    return ask(site)


def _attach(site: Site, state: str) -> None:
    """Let something lie in the note, which has come to this."""
    store, note = site.store, site.ids[NOTE]
    sha256, path = store.vault.put(INSIDE.encode()), f"{note}/1/{INSIDE}"
    id = store.arrivals.arrive(archive.MILJO, sha256, len(INSIDE), path=path, name=INSIDE, parent=note).document
    site.ids[INSIDE] = id
    if state == "unread":
        return
    store.registration.claim(id, "prov")
    if state == "quarantined":
        store.registration.finish(id, "prov", DocumentState.QUARANTINED, "corrupt")
        return
    page = Page(1, PageMethod.TEXT, "text_file", "En bilaga.", 1.0)
    store.registration.keep_reading(id, Reading("text/plain", DocumentState.READ, "", (page,)))
    store.registration.finish(id, "prov", DocumentState.READ)
    if state == "withdrawn":
        store.withdrawals.take(store.users.viewer("mona"), Scope.DOCUMENT, id, "fel")
    elif state == "superseded":
        with store.database.write() as connection:
            connection.execute(update(documents).where(documents.c.id == id).values(superseded=True))


def _trial(site: Site, id: str) -> Trial:
    return site.store.trials.get(site.store.users.viewer("mona"), id)


@pytest.mark.parametrize("state", STATES)
def test_what_is_marked_inside_shuts_the_whole(site: Site, asked: str, state: str) -> None:
    _attach(site, state)
    mark(site, INSIDE, "OSL 26:1")
    (trial,) = put(site, asked, NOTE)
    shown = words(sign_in(site, "mona").get(f"/begaran/prova/{trial}"))
    assert "Markerad OSL 26:1: kan inte lämnas ut hel" in shown
    with pytest.raises(InvalidRequestError, match="markerad OSL 26:1"):
        decide(site, trial, Verdict.WHOLE)


@pytest.mark.parametrize("state", STATES)
def test_what_is_marked_inside_after_the_decision_stops_the_sending(site: Site, asked: str, state: str) -> None:
    _attach(site, state)
    (trial,) = put(site, asked, NOTE)
    decide(site, trial, Verdict.WHOLE)
    mark(site, INSIDE, "OSL 21:7")
    with pytest.raises(InvalidRequestError, match="markerad OSL 21:7 sedan den prövades"):
        send(site, asked)
    assert site.store.releases.of(site.store.users.viewer("mona"), asked) == []


@pytest.mark.parametrize(("state", "told"), [("quarantined", True), ("unread", True), ("read", False)])
def test_of_what_nobody_read_it_is_said_that_it_may_name_somebody_protected(
    site: Site, asked: str, state: str, told: bool
) -> None:
    _attach(site, state)
    (trial,) = put(site, asked, NOTE)
    decide(site, trial, Verdict.WHOLE)
    assert _trial(site, trial).decision.marked == (), "there is no list yet"
    mona = site.store.users.viewer("mona")
    site.store.protected.add(mona, MILJO, Identity(("Adam",), ("Provsson",)), "rad 1", "beslut")
    site.store.protected.sweep(MILJO)
    if told:
        with pytest.raises(InvalidRequestError, match="skyddade personuppgifter sedan den prövades"):
            send(site, asked)
        decide(site, trial, Verdict.WHOLE)
    send(site, asked)
    assert bool(_trial(site, trial).decision.marked) is told


@pytest.mark.parametrize("page", [0, 1])
def test_who_does_not_read_all_that_lies_in_it_does_not_decide_that_it_goes(site: Site, asked: str, page: int) -> None:
    store, mona = site.store, site.store.users.viewer("mona")
    _attach(site, "read")
    mark(site, INSIDE, "OSL 21:7", page=page)
    (trial,) = put(site, asked, NOTE)
    request, wanted = store.requests.get(mona, asked), Wanted(Verdict.WHOLE, YES)
    assert decided_as(mona, WHY, store, request, _trial(site, trial), wanted).marked == ("OSL 21:7",)
    with pytest.raises(AccessDeniedError, match="rymmer"):
        decided_as(store.users.viewer("ines"), WHY, store, request, _trial(site, trial), wanted)
