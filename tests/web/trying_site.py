"""The small archive with a request that names documents, and what its owner's officer does with it."""

from __future__ import annotations

from typing import Any

from ingest.work import do
from models.access import Purpose
from models.marking import MarkingScope
from models.redaction import Act, Place
from models.redaction import Verdict as Masking
from models.sharing import Agreement, Mode
from models.trial import NamedDocument, Verdict
from search import disclosing, trying
from search.indexing import drain
from search.redacting.deciding import standing
from search.trial_decision import Wanted
from tests.web.conftest import Site
from tests.web.sharing_site import MILJO, POLIS

NOTE, TIP, REPORT, MEMO = "anteckning.txt", "skannad-anmälan.tif", "inspektion-kebnekrogen.pdf", "pm-fordon.pdf"
WHY = Purpose("prov", "PROV-1")
CLAUSE = Agreement(MILJO, POLIS, "Utredning", "OSL 10:27", Mode.REQUEST)
YES = {"obvious": "yes", "not_excluded": "yes", "no_law_against": "yes", "scope": "yes", "harm": "Ringa, mot brottet."}
NAMED = (
    NamedDocument("MBN 2024-0112", "Inspektion av Kebnekrogen", "2024-03-05"),
    NamedDocument(title="Anmälan om lukt"),
    NamedDocument(title="Något som aldrig har funnits"),
)


def ask(site: Site, *named: NamedDocument) -> str:
    """A request of Polisen's that names these documents; without any, those that all tests name."""
    pal = site.store.users.viewer("pal")
    return disclosing.ask(pal, WHY, site.store, CLAUSE.id, "K-1", "Tillsyn av Kebnekrogen", named or NAMED).id


def put(site: Site, asked: str, *names: str, row: int = 0) -> list[str]:
    ids = [site.ids[name] for name in names]
    return trying.put(site.store.users.viewer("mona"), WHY, site.store, asked, ids, row)


def decide(site: Site, trial: str, verdict: Verdict, **said: Any) -> None:
    wanted = Wanted(verdict, said.pop("answers", YES), **said)
    trying.decide(site.store.users.viewer("mona"), WHY, site.store, trial, wanted)


def send(site: Site, asked: str) -> None:
    trying.send(site.store.users.viewer("mona"), WHY, site.store, asked)


def work(site: Site) -> int:
    """Do the jobs that wait, as the worker does; how many there were."""
    done = 0
    while (job := site.store.jobs.take("prov")) is not None:
        site.store.jobs.finish(job.id, "prov", do(site.store, site.index, job, lambda _: True))
        done += 1
    drain(site.store, site.index)
    return done


def mark(site: Site, name: str, ground: str, page: int = 0) -> None:
    scope = MarkingScope.PAGE if page else MarkingScope.DOCUMENT
    mona = site.store.users.viewer("mona")
    site.store.markings.set(mona, scope, site.ids[name], page=page, group="ledning", ground=ground)


def masked(site: Site, name: str, *places: Place, ground: str = "OSL 26:1", leave: bool = True) -> str:
    """A masked copy of the officer's, with these places masked and all that is proposed besides left."""
    mona, store = site.store.users.viewer("mona"), site.store
    new = store.redactions.add(mona, site.ids[name])
    after = new.acted(Act(Masking.MASK, places, ground))
    if leave:
        waiting = tuple(each.place for each in standing(mona, store, after).undecided)
        after = after.acted(Act(Masking.LEAVE, waiting)) if waiting else after
    store.redactions.change(mona, new, after)
    return new.id
