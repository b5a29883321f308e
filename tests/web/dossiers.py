"""Case folders as the tests of the front end make them, take them out by a worker and fetch them."""

from __future__ import annotations

import re

from ingest.work import do
from models.access import EVERYDAY, Role, Viewer
from models.account import Access
from models.job import Job
from tests.web.archive import MILJO
from tests.web.browsing import Browsing
from tests.web.conftest import Site

REPORT, NOTE, SCAN = "inspektion-kebnekrogen.pdf", "anteckning.txt", "skannad-anmälan.tif"
OFFICER = Viewer("ansvarig", frozenset({MILJO.owner}), officer_of=frozenset({MILJO.owner}))


def let(site: Site, *groups: str, roles: frozenset[Role] = EVERYDAY) -> None:
    site.store.users.set_access("ines", Access(roles, frozenset({MILJO.owner}), groups=frozenset(groups)))


def made(site: Site, browsing: Browsing, title: str = "Kebnekrogen") -> str:
    """A folder with a document, a page and a fragment in it."""
    browsing.get("/mappar/")
    sent = browsing.post("/mappar/", title=title, reference="MBN 2024-0112")
    id = sent.location.rpartition("/")[2]
    put = {"dossier": id, "number": "1"}
    browsing.post("/mappar/lagg", kind="document", document=site.ids[NOTE], **put)
    browsing.post("/mappar/lagg", kind="page", document=site.ids[REPORT], **put, words="första besöket")
    browsing.post(
        "/mappar/lagg", kind="fragment", document=site.ids[REPORT], dossier=id, number="2", quote="Frysen höll"
    )
    return str(id)


def carried_out(site: Site, browsing: Browsing, id: str, **asked: str) -> Job:
    sent = browsing.post(f"/mappar/{id}/ta-ut", **asked)
    assert sent.status_code == 303, sent.text
    return worked(site)


def worked(site: Site) -> Job:
    job = site.store.jobs.take("prov")
    assert job is not None
    result = do(site.store, site.index, job, lambda _: None)
    site.store.jobs.finish(job.id, "prov", result)
    return site.store.jobs.get(Viewer(job.created_by, frozenset({MILJO.owner})), job.id)


def fetched(browsing: Browsing, job: Job) -> bytes:
    answer = browsing.get(f"/jobb/{job.id}/resultat")
    assert answer.status_code == 200
    return answer.data


def items(text: str) -> list[str]:
    return re.findall(r'id="i-([0-9a-f]{32})"', text)
