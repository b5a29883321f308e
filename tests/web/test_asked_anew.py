"""What may have changed since something was decided is asked anew, each time that a copy is about to leave."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from sqlalchemy import update

from ingest.releasing import arrive
from ingest.work import do
from models.access import EVERYDAY
from models.account import Access
from models.errors import InvalidRequestError, RedactionUnfinishedError, SamsynError
from models.protected import Identity
from models.redaction import Place
from models.sharing import Mode
from models.store.schema_sharing import releases, trials
from models.trial import Verdict
from search import trying
from tests.web.browsing import words
from tests.web.conftest import Filled, Site
from tests.web.sharing_site import MILJO, POLIS, shared, sign_in
from tests.web.trying_site import CLAUSE, NOTE, REPORT, WHY, ask, decide, mark, masked, put, send, work


@pytest.fixture
def site(filled: Filled, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    yield from shared(filled, tmp_path_factory.mktemp("anew") / "home", CLAUSE)


@pytest.fixture
def asked(site: Site) -> str:
    return ask(site)


def _without_matrix(site: Site) -> None:
    site.store.settings = replace(site.store.settings, sharing=())


def _of_another_mode(site: Site) -> None:
    site.store.settings = replace(site.store.settings, sharing=(replace(CLAUSE, mode=Mode.NONE),))


def _of_another_basis(site: Site) -> None:
    site.store.settings = replace(site.store.settings, sharing=(replace(CLAUSE, basis="OSL 10:2"),))


def _marked_shut(site: Site) -> None:
    mark(site, REPORT, "OSL 25:1")


def _marked_anew(site: Site) -> None:
    mark(site, REPORT, "OSL 21:7")


def _somebody_protected(site: Site) -> None:
    site.store.protected.add(
        site.store.users.viewer("mona"), MILJO, Identity(("Adam",), ("Provsson",)), "rad 1", "beslut"
    )


def _officer_no_more(site: Site) -> None:
    access = Access(EVERYDAY, frozenset({MILJO}))
    site.store.users.set_access("mona", access)


def _account_closed(site: Site) -> None:
    site.store.users.disable("mona")


def _erased(site: Site) -> None:
    with site.store.database.write() as connection:  # as models/store/erasing/purging.py leaves it
        emptied = {"document": None, "sha256": "", "name": ""}
        connection.execute(update(releases).values(**emptied))
        connection.execute(update(trials).values(document=None, said=""))


CHANGES = [
    *(_without_matrix, _of_another_mode, _of_another_basis, _marked_shut, _marked_anew, _somebody_protected),
    *(_officer_no_more, _account_closed, _erased),
]


@pytest.mark.parametrize("verdict", [Verdict.WHOLE, Verdict.MASKED])
@pytest.mark.parametrize("change", CHANGES)
def test_all_is_asked_anew_when_the_copy_is_made(
    site: Site, asked: str, change: Callable[[Site], None], verdict: Verdict
) -> None:
    """A worker may come to it weeks after it was sent."""
    store, mona = site.store, site.store.users.viewer("mona")
    (trial,) = put(site, asked, REPORT)
    decide(site, trial, verdict, **({"redaction": masked(site, REPORT, Place(3))} if verdict == "masked" else {}))
    send(site, asked)
    change(site)
    job = store.jobs.take("prov")
    assert job is not None
    with pytest.raises(SamsynError):
        do(store, site.index, job, lambda _: True)
    assert f"Utlämnat från {MILJO} till {POLIS}" not in {each.name for each in store.sources.all()}, "nothing has come"
    assert [each.done for each in store.releases.of(store.users.viewer("per"), asked)] == [None]
    if change not in (_officer_no_more, _account_closed):
        with pytest.raises(SamsynError):
            trying.again(mona, WHY, store, asked)
        assert store.jobs.take("prov") is None


@pytest.mark.parametrize("change", [each for each in CHANGES if each not in (_officer_no_more, _account_closed)])
def test_who_asked_is_told_that_the_copy_did_not_come_and_the_officer_why(
    site: Site, asked: str, change: Callable[[Site], None]
) -> None:
    store, at = site.store, f"/begaran/{asked}"
    (trial,) = put(site, asked, REPORT)
    decide(site, trial, Verdict.WHOLE)
    send(site, asked)
    pal, mona = sign_in(site, "pal"), sign_in(site, "mona")
    assert "Kopian väntar på en arbetare" in words(pal.get(at))
    change(site)
    job = store.jobs.take("prov")
    assert job is not None
    with pytest.raises(SamsynError) as error:
        do(store, site.index, job, lambda _: True)
    store.jobs.fail(job.id, "prov", error.value.code)
    told = words(pal.get(at))
    assert "Kopian kom inte" in told
    assert "väntar på en arbetare" not in told
    assert "Den kommer först när Miljönämnden har sett över utlämnandet. Fråga där." in told, "the same whatever it was"
    for hidden in ("OSL 25:1", "OSL 21:7", "skyddade", "genomgånget", "överenskommelse", "finns inte"):
        assert hidden not in told
    assert error.value.message in words(mona.get(at))


def test_of_a_copy_that_a_worker_gave_up_the_officer_is_told_that_nothing_hinders_it(site: Site, asked: str) -> None:
    (trial,) = put(site, asked, NOTE)
    decide(site, trial, Verdict.WHOLE)
    send(site, asked)
    job = site.store.jobs.take("prov")
    assert job is not None
    site.store.jobs.fail(job.id, "prov", "attempts")
    assert "En arbetare har gett upp." in words(sign_in(site, "mona").get(f"/begaran/{asked}"))
    trying.again(site.store.users.viewer("mona"), WHY, site.store, asked)
    assert "Kopian väntar på en arbetare" in words(sign_in(site, "pal").get(f"/begaran/{asked}"))
    _without_matrix(site)  # nobody need try to know that
    assert "Kopian kom inte" in words(sign_in(site, "pal").get(f"/begaran/{asked}"))


@pytest.mark.parametrize("change", [each for each in CHANGES if each not in (_account_closed, _erased)])
def test_all_is_asked_anew_when_it_is_sent(site: Site, asked: str, change: Callable[[Site], None]) -> None:
    (trial,) = put(site, asked, REPORT)
    decide(site, trial, Verdict.MASKED, redaction=masked(site, REPORT, Place(3)))
    change(site)
    with pytest.raises(SamsynError):
        send(site, asked)
    assert site.store.releases.of(site.store.users.viewer("per"), asked) == []


def test_what_may_go_is_asked_for_again_beside_what_may_not(site: Site, asked: str) -> None:
    store = site.store
    for each in put(site, asked, REPORT, NOTE):
        decide(site, each, Verdict.WHOLE)
    send(site, asked)
    while (job := store.jobs.take("prov")) is not None:
        store.jobs.fail(job.id, "prov", "internal")
    _marked_shut(site)
    mona, at = sign_in(site, "mona"), f"/begaran/{asked}"
    mona.get(at)
    answer = mona.post(f"{at}/igen")
    assert answer.status_code == 400
    assert "markerad OSL 25:1" in words(answer)
    assert work(site) == 1
    given = {each.document: each.done is not None for each in store.releases.of(store.users.viewer("mona"), asked)}
    assert given == {site.ids[REPORT]: False, site.ids[NOTE]: True}


def test_a_copy_that_came_is_finished_though_it_could_not_go_out_again(site: Site, asked: str) -> None:
    (trial,) = put(site, asked, NOTE)
    decide(site, trial, Verdict.WHOLE)
    send(site, asked)
    (given,) = site.store.releases.of(site.store.users.viewer("mona"), asked)
    _, unread = arrive(site.store, given.id, "mona")  # and here its worker died
    _without_matrix(site)
    assert unread == [given.copy] == arrive(site.store, given.id, "mona")[1]
    _erased(site)
    assert arrive(site.store, given.id, "mona")[1] == unread


def test_of_single_pages_somebody_who_is_protected_later_stops_them_too(site: Site, asked: str) -> None:
    (trial,) = put(site, asked, REPORT)
    decide(site, trial, Verdict.MASKED, pages="1-2", ground="OSL 26:1")
    _somebody_protected(site)
    with pytest.raises(RedactionUnfinishedError, match="inte genomgånget"):
        send(site, asked)
    site.store.protected.sweep(MILJO)
    with pytest.raises(InvalidRequestError, match="skyddade personuppgifter sedan den prövades"):
        send(site, asked)


def test_who_is_masked_is_not_told_of_as_protected(site: Site, asked: str) -> None:
    """That there is somebody with a protected identity beneath the box is what the box is for."""
    store = site.store
    _somebody_protected(site)
    store.protected.sweep(MILJO)
    mona = store.users.viewer("mona")
    text = store.documents.page(mona, site.ids[REPORT], 1).text
    at = text.index("Adam Provsson")
    (trial,) = put(site, asked, REPORT)
    decide(site, trial, Verdict.MASKED, redaction=masked(site, REPORT, Place(1, (at, at + 13)), Place(2), Place(3)))
    send(site, asked)
    (given,) = store.releases.of(store.users.viewer("per"), asked)
    assert given.marked == ()
    assert "skyddade" not in words(sign_in(site, "pal").get(f"/begaran/{asked}"))
