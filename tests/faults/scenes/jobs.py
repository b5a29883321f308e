"""A worker does what somebody asked for: one job of each kind that writes in its own way, and a watched folder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from models.access import EVERYDAY, Role
from models.account import Access, Account
from models.checklist import checklist
from models.document import DocumentState
from models.job import JobKind
from models.limits import Limits
from models.redaction import Act, Place
from models.redaction import Verdict as Masking
from models.store.runs import Way
from models.store.store import Store
from models.trial import YES, Answer, Decision, Verdict
from search.finished_files import held
from search.redacting.deciding import standing
from tests.faults.scenes import papers
from tests.faults.scenes.homes import (
    OFFICER,
    OTHER,
    OWNER,
    WHY,
    asked_by_another,
    documents,
    must,
    opened,
    settings_at,
    share,
    with_read,
    with_settings,
    with_source,
)

USER = "ines"


def _asks(store: Store, kind: JobKind, **arguments: str) -> None:
    if store.users.find(USER) is None:
        store.users.add(USER, "Ines", "ett långt lösenord", [OWNER], EVERYDAY | {Role.ARCHIVIST})
    who = store.users.viewer(USER)
    told = {"purpose": WHY.text, "case": WHY.case, **held(who)} if kind is not JobKind.UPLOAD else {}
    store.jobs.add(kind, OWNER, USER, {**told, **arguments})


def with_upload(home: str, material: str) -> None:
    """A mail handed in by hand, within a run."""
    with_source(Path(home), Path(material), papers.mail)
    with opened(home) as store:
        store.users.add(USER, "Ines", "ett långt lösenord", [OWNER])
        run = store.runs.begin("tillsyn", by=USER, way=Way.UPLOAD, total=1)
        content = (Path(material) / "brev.eml").read_bytes()
        viewer = store.users.viewer(USER)
        store.uploads.hand_in(viewer, run, "Mapp/brev.eml", store.vault.put(content), len(content))


def with_read_again(home: str, material: str) -> None:
    with_read(Path(home), Path(material), papers.text)
    with opened(home) as store:
        _asks(store, JobKind.READ_AGAIN, document=documents(store)["anteckning.txt"], force_ocr="1")


def with_split(home: str, material: str) -> None:
    with_read(Path(home), Path(material), papers.box)
    with opened(home) as store:
        _asks(store, JobKind.SPLIT, document=documents(store)["kartong.pdf"], decision="accept")


def with_archive_copy(home: str, material: str) -> None:
    with_read(Path(home), Path(material), papers.scanned)
    with opened(home) as store:
        _asks(store, JobKind.ARCHIVE_COPY, document=documents(store)["skannad.pdf"])


def with_redaction(home: str, material: str) -> None:
    """A scan of which all that is proposed is masked."""
    with_read(Path(home), Path(material), papers.scanned)
    with opened(home) as store:
        document = documents(store)["skannad.pdf"]
        store.users.add(USER, "Ines", "ett långt lösenord", [OWNER])
        who = store.users.viewer(USER)
        begun = store.redactions.add(who, document)
        store.redactions.change(who, begun, begun.acted(Act(Masking.MASK, (Place(1),), "OSL 21:1")))
        _asks(store, JobKind.REDACTION, redaction=begun.id, document=document, until="2099-12-31")


def with_export(home: str, material: str) -> None:
    with_read(Path(home), Path(material), papers.text)
    kept: dict[str, object] = {
        "query": "tillsyn",
        "include": {},
        "exclude": {},
        "since": None,
        "until": None,
        "sort": "relevance",
    }
    with opened(home) as store:
        state = store.states.save(USER, {**kept, "tolerant": False, "trail": [], "wide": []})
        _asks(store, JobKind.EXPORT, state=state, owners=OWNER)


def with_watch_list(home: str, material: str) -> None:
    """A list of names that somebody has watched for."""
    with_read(Path(home), Path(material), papers.text)
    with opened(home) as store:
        listed = store.vault.put(b"namn\nProvkrog AB\nEva By\n")
        _asks(store, JobKind.WATCH, sha256=listed, name="lista.csv", owners=OWNER)


def with_retry(home: str, material: str) -> None:
    """Two documents that were not finished for one and the same reason."""
    with_source(Path(home), Path(material))
    with opened(home) as store:
        source = store.sources.get("tillsyn")
        for number in range(2):
            content = f"Tillsyn {number} hos Provkrog AB.".encode()
            path = f"/in/{number}.txt"
            arrived = store.arrivals.arrive(source, store.vault.put(content), len(content), path=path, name=path[4:])
            store.registration.claim(arrived.document, "prov")
            store.registration.fail(arrived.document, "prov", "internal", blame=False)
        _asks(store, JobKind.RETRY, state=DocumentState.FAILED.value, reason="internal")
        store.jobs.add_once(JobKind.CHECK, OWNER, USER)


def with_release(home: str, material: str) -> None:
    """A document that another owner was granted."""
    _with_matrix(home, material)
    with opened(home) as store:
        _sends(store, Decision(Verdict.WHOLE))


def with_masked_release(home: str, material: str) -> None:
    """The same, with some words masked."""
    _with_matrix(home, material)
    with opened(home) as store:
        begun = store.redactions.add(OFFICER, documents(store)["anteckning.txt"])
        masked = begun.acted(Act(Masking.MASK, (Place(1, (0, 4)),), "OSL 30:20"))
        if waiting := standing(OFFICER, store, masked).undecided:
            masked = masked.acted(Act(Masking.LEAVE, tuple(each.place for each in waiting)))
        _sends(store, Decision(Verdict.MASKED, redaction=masked))


def _with_matrix(home: str, material: str) -> None:
    """A paper, its owner's officer, and the other owner with whom it may be shared."""
    with_read(Path(home), Path(material), papers.text)
    must("source", "add", "annat", "--owner", OTHER)
    share(home)
    with opened(home) as store:
        access = Access(OFFICER.roles, OFFICER.owners, OFFICER.officer_of)
        store.users.create(Account(OFFICER.name, "Chefen", access), "ett långt lösenord")


def _sends(store: Store, decision: Decision) -> None:
    asked = asked_by_another(store)
    (trial,) = store.trials.add(OFFICER, asked, [documents(store)["anteckning.txt"]])
    basis = store.requests.get(OFFICER, asked).basis
    answers = tuple(Answer(each.name, each.text, YES) for each in checklist(basis, ()).questions)
    decided = store.trials.decide(OFFICER, trial, replace(decision, answers=answers))
    store.trials.send(OFFICER, asked, [(decided, [])])


def with_watched(home: str, material: str) -> None:
    """A folder that is watched: a mail, a text, and a file that cannot be had."""
    folder = Path(material) / "in"
    folder.mkdir(parents=True, exist_ok=True)
    with_source(Path(home), Path(material))
    papers.mail(folder)
    (folder / "länk.txt").unlink(missing_ok=True)
    (folder / "länk.txt").symlink_to("kopia.txt")
    with opened(home) as store:
        store.watched.add(folder, "tillsyn", settle=0.0)


def work(home: str, _material: str) -> None:
    with_settings(home)
    must("worker", "--once", "--json")


def look_and_work(home: str, _material: str) -> None:
    """Look and work until there is nothing left, as a lasting worker does; then the folder has been seen to once more,
    with a file that is gone."""
    from ingest.watched.lookout import Looker
    from ingest.worker_command import Workbench
    from search.backends import open_index
    from tests.ingest.watched.intake import look_until_done

    quick = Limits(watch_settle_seconds=0.001, watch_unended_seconds=0.001, watch_retry_seconds=0.001)
    with opened(home) as store:
        store.settings = settings_at(home).__class__(home=Path(home), nlp_pipeline="rules", limits=quick)
        index = open_index(store.settings)
        bench = Workbench(store, index, lasting=False)
        looker = Looker(store, store.watched.all()[0].id, bench.stop)
        look_until_done(looker, bench)
        looker._release()
        store.watched.offer([(OWNER, Path("/var/tmp"))])
        index.close()
