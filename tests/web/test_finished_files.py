"""A file that a job made is no longer handed out when its reader may not read all that it may hold."""

from __future__ import annotations

import pytest

from models.access import EVERYDAY, Role, Viewer
from models.account import Access
from models.job import Job, JobKind
from models.marking import MarkingScope
from models.protected import Identity
from models.store.store import Store
from search.finished_files import as_asked, held
from tests.web.archive import MILJO
from tests.web.browsing import Browsing
from tests.web.conftest import Site

REPORT = "inspektion-kebnekrogen.pdf"
OFFICER = Viewer("ansvarig", frozenset({MILJO.owner}), officer_of=frozenset({MILJO.owner}))
KINDS = (JobKind.ARCHIVE_COPY, JobKind.EXPORT, JobKind.WATCH)


def _let(store: Store, *groups: str) -> None:
    store.users.set_access("ines", Access(EVERYDAY, frozenset({MILJO.owner}), groups=frozenset(groups)))


def _mark(site: Site) -> str:
    done = site.store.markings.set(
        OFFICER, MarkingScope.PAGE, site.ids[REPORT], page=2, group="barn", ground="OSL 26:1"
    )
    return done[0].id


def _asked(site: Site, ines: Browsing) -> Job:
    """An archive copy that a worker has made."""
    ines.get(f"/d/{site.ids[REPORT]}/")
    assert ines.post(f"/d/{site.ids[REPORT]}/arkivkopia").status_code == 303
    return _done(site.store)


def _done(store: Store) -> Job:
    job = store.jobs.take("prov")
    assert job is not None
    store.jobs.finish(job.id, "prov", {"sha256": store.vault.put(b"%PDF"), "name": "kopia.pdf"})
    return job


def _fetched(ines: Browsing, job: Job) -> int:
    return ines.get(f"/jobb/{job.id}/resultat").status_code


@pytest.mark.parametrize("kind", KINDS)
def test_not_after_something_was_marked_until_it_is_lowered(own_site: Site, kind: JobKind) -> None:
    ines, store = own_site.sign_in("ines"), own_site.store
    arguments = {"document": own_site.ids[REPORT], **held(store.users.viewer("ines"))}
    store.jobs.add(kind, MILJO.owner, "ines", arguments)
    job = _done(store)
    assert _fetched(ines, job) == 200
    marking = _mark(own_site)
    assert _fetched(ines, job) == 404
    store.markings.lower(OFFICER, marking, "prövad")
    assert _fetched(ines, job) == 200


def test_who_is_cleared_for_the_marking_fetches_it_until_they_leave_the_group(own_site: Site) -> None:
    _let(own_site.store, "barn")
    ines = own_site.sign_in("ines")
    job = _asked(own_site, ines)
    _mark(own_site)
    assert _fetched(ines, job) == 200
    _let(own_site.store)
    assert _fetched(ines, job) == 404


def test_not_when_a_group_that_was_held_is_lost_though_nothing_was_marked_since(own_site: Site) -> None:
    _mark(own_site)
    _let(own_site.store, "barn")
    ines = own_site.sign_in("ines")
    job = _asked(own_site, ines)
    assert _fetched(ines, job) == 200
    _let(own_site.store, "annan")
    assert _fetched(ines, job) == 404


def test_of_a_job_that_says_no_groups_nothing_where_something_is_kept(own_site: Site) -> None:
    ines, store = own_site.sign_in("ines"), own_site.store
    marking = _mark(own_site)
    store.jobs.add(JobKind.EXPORT, MILJO.owner, "ines", {"owners": MILJO.owner})
    job = _done(store)
    assert _fetched(ines, job) == 404
    store.markings.lower(OFFICER, marking, "prövad")
    assert _fetched(ines, job) == 200


def test_not_when_asked_for_before_the_papers_were_gone_through_for_somebody_protected(own_site: Site) -> None:
    ines, store = own_site.sign_in("ines"), own_site.store
    told = held(store.users.viewer("ines"))
    store.protected.add(OFFICER, MILJO.owner, Identity(("Adam",), ("Provsson",)), "rad 1", "beslut")
    store.jobs.add(JobKind.EXPORT, MILJO.owner, "ines", told)
    job = _done(store)
    assert _fetched(ines, job) == 404, "made of papers that may show them"
    store.protected.sweep(MILJO.owner)
    assert _fetched(ines, job) == 404
    store.jobs.add(JobKind.EXPORT, MILJO.owner, "ines", told)
    assert _fetched(ines, _done(store)) == 200


@pytest.mark.parametrize("kind", [JobKind.EXPORT, JobKind.WATCH, JobKind.PROVIDERS, JobKind.SITUATION, JobKind.DOSSIER])
def test_what_an_analyst_took_out_is_not_theirs_to_fetch_without_the_role(own_site: Site, kind: JobKind) -> None:
    ines, store = own_site.sign_in("ines"), own_site.store
    dossier = store.dossiers.make(store.users.viewer("ines"), MILJO.owner, "Mapp").id
    told = {"document": own_site.ids[REPORT], "dossier": dossier, **held(store.users.viewer("ines"))}
    made = []
    for each in (kind, JobKind.ARCHIVE_COPY):
        store.jobs.add(each, MILJO.owner, "ines", told)
        made.append(_done(store))
    assert [_fetched(ines, job) for job in made] == [200, 200]
    store.users.set_access("ines", Access(frozenset({Role.USER, Role.ARCHIVIST}), frozenset({MILJO.owner})))
    assert [_fetched(ines, job) for job in made] == [404, 200], "a copy of one document is any reader's"


def test_a_worker_reads_no_more_than_was_held_when_it_was_asked() -> None:
    before = Viewer("ines", frozenset({MILJO.owner}), groups=frozenset({"barn", "a\nb"}))
    after = Viewer("ines", frozenset({MILJO.owner}), groups=frozenset({"a\nb", "ny"}), officer_of=frozenset({"x"}))
    assert as_asked(after, held(before)) == Viewer("ines", frozenset({MILJO.owner}), groups=frozenset({"a\nb"}))
    assert as_asked(after, {}) == after
