"""Installations that hold some of the papers: one with everything, and those that a viewer's answers are held against.

In the second sort what the viewer may not read was never there. Both have one key, so that ids are the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from models.access import EVERYDAY, Role, Viewer
from models.account import Access, Account
from models.job import JobKind
from models.settings import read_settings
from models.sharing import askable
from models.source import Source
from models.store.runs import FileState, RunFile
from models.store.store import Store
from models.watched_folder import Sight
from search import disclosing
from search.backends import open_index
from search.finished_files import held
from search.index import Index
from search.indexing import drain
from search.saved import SavedSearch
from tests.secrecy.covering import put_on_lists
from tests.secrecy.deciding import decide, mark, refuse, try_requests
from tests.secrecy.keeping import look_through
from tests.secrecy.oracle import (
    GROUPS,
    PURPOSE,
    Guarded,
    asked_by,
    by_owner,
    later_run_of,
    lost,
    request_of,
    run_of,
    stopped_run_of,
)
from tests.secrecy.papers import OWNERS, SOURCES, Paper
from tests.secrecy.registering import put_in
from tests.secrecy.writing import begin_copies, write_beside
from tests.web.pace import UNHURRIED

PASSWORD: Final = "ett långt prov-lösenord"
_KEY: Final = bytes(range(32))
_ROWS: Final = (
    (OWNERS[1], OWNERS[2], PURPOSE.text, "OSL 8:2 motsatsvis", "direct"),
    (OWNERS[0], OWNERS[1], "ett annat ändamål", "OSL 8:2 motsatsvis", "direct"),
    (OWNERS[0], OWNERS[2], PURPOSE.text, "OSL 10:2", "request"),
    (OWNERS[2], OWNERS[1], PURPOSE.text, "OSL 10:2", "request"),
)
"""Whose, with whom, for what, by which law, how."""
MATRIX: Final = "".join(
    [f'[[owners]]\nname = "{each}"\nkind = "board"\nauthority = "Kommunen"\n' for each in OWNERS]
    + [
        f'[[sharing]]\nowner = "{owner}"\nreader = "{reader}"\npurpose = "{why}"\nbasis = "{basis}"\nmode = "{mode}"\n'
        for owner, reader, why, basis, mode in _ROWS
    ]
)
"""A matrix of sharing, as it stands in ``samsyn.toml``."""


@dataclass(frozen=True, slots=True)
class Installation:
    """``ids`` are document ids by the paper's name; ``saved`` names of watched searches, folders, runs, rules, orders,
    requests and their trials by their ids."""

    store: Store
    index: Index
    ids: dict[str, str]
    saved: dict[str, str]

    def id_of(self, name: str) -> str:
        """The id of what is called so in ``saved``; one of nothing where it is not there."""
        return next((id for id, called in self.saved.items() if called == name), "0" * 32)

    def close(self) -> None:
        self.index.close()
        self.store.close()


def build(
    home: Path,
    papers: Collection[Paper],
    whole: Collection[Paper],
    viewers: Iterable[Viewer],
    guard: Guarded = by_owner,
    *,
    matrix: str = "",
    covers: bool = False,
) -> Installation:
    """An installation that holds ``papers`` (of ``whole``, from which contents come) and accounts for the viewers, with
    what ``guard`` needs marked, what ``matrix`` says shared, and, with ``covers``, people on the protected lists."""
    home.mkdir(parents=True)
    (home / "secret.key").write_bytes(_KEY)
    (home / "samsyn.toml").write_text(matrix)
    settings = read_settings({"SAMSYN_CONFIG": str(home / "samsyn.toml")})
    settings = replace(settings, home=home, limits=UNHURRIED, second_factor="own")
    store = Store.open(settings, create=True)
    contents = {paper.name: repr(paper).encode() for paper in whole}
    for source in dict.fromkeys(paper.source for paper in papers):
        store.sources.add(Source(source, SOURCES[source]))
    wanted = list(viewers)
    owners = frozenset(SOURCES[paper.source] for paper in papers)
    saved = {id: name for viewer in wanted for id, name in _account(store, viewer, owners)}
    ids = dict[str, str]()
    listed = list(papers) if covers else []
    put_on_lists(store, listed, early=True)
    for paper in papers:
        ids[paper.name] = put_in(store, paper, contents[paper.name], ids.get(paper.parent))
    for source in dict.fromkeys(paper.source for paper in papers):
        taken = [each.name for each in papers if each.source == source and not each.parent]
        saved |= _runs(store, source, {name: ids[name] for name in taken})
        watched = store.watched.add(Path("/in", source), source)
        grown = dict.fromkeys((f"{lost(source)}.pdf", *taken), "growing")  # papers that are written anew too
        store.watched.told(watched, Sight(len(grown), grown))
    store.watched.offer((owner, Path("/val", owner)) for owner in owners)
    begin_copies(store, wanted, papers, ids)
    mark(store, papers, ids, guard)
    saved |= decide(store, papers, ids)
    saved |= write_beside(store, papers, ids)
    put_on_lists(store, listed, early=False)
    index = open_index(settings)
    drain(store, index)
    for viewer in wanted:
        store.users.set_access(viewer.name, _access(viewer, viewer.own))
        for square in askable(viewer, settings.sharing):
            new = disclosing.ask(viewer, PURPOSE, store, square.id, "PROV-9", f"allt om {asked_by(viewer)}")
            saved[new.id] = request_of(viewer.name, new.owner)
    saved |= try_requests(store, papers, ids, saved)
    refuse(store)
    look_through(store, papers, ids)
    return Installation(store, index, ids, saved)


def _runs(store: Store, source: str, papers: Mapping[str, str]) -> dict[str, str]:
    """What the runs over a source are called, by their ids: the one that took in its ``papers`` (ids by name), a later
    one that could have none of them, and one that stopped before it had seen them."""
    run, gone = store.runs.begin(source), lost(source)
    store.runs.note(run, RunFile(f"/in/{gone}", FileState.QUARANTINED, None, f"skäl {gone}"))
    for name, id in papers.items():
        store.runs.note(run, RunFile(f"/in/{source}/{name}", FileState.NEW, id))
    store.runs.note(run, RunFile(f"/in/borta {gone}", FileState.NEW, None))
    later = store.runs.begin(source)
    for name in papers:
        store.runs.note(later, RunFile(f"/in/{source}/{name}", FileState.QUARANTINED, None, f"skäl {name}"))
    for each in (run, later):
        store.runs.finish(each)
    stopped = store.runs.begin(source)
    store.runs.note(stopped, RunFile(f"/in/{gone}", FileState.QUARANTINED, None, f"skäl {gone}"))
    store.expected.expect(stopped, [f"/in/{source}/{name}" for name in (gone, *papers)])
    return {run: run_of(source), later: later_run_of(source), stopped: stopped_run_of(source)}


def _account(store: Store, viewer: Viewer, owners: frozenset[str]) -> list[tuple[str, str]]:
    """The viewer's account with watched searches for what all papers have. It could read everything there is once, so
    that alerts of it lie there: what is told of them is asked at delivery."""
    store.users.create(Account(viewer.name, viewer.name.title(), _access(viewer, owners)), PASSWORD)
    _have_made(store, viewer, owners)
    asked = (("allt", ""), ("ordet", "anteckning"), ("delad", "delade"))
    return [(store.saved.add(viewer, name, SavedSearch(query).kept(), watched=True).id, name) for name, query in asked]


def _have_made(store: Store, viewer: Viewer, owners: Iterable[str]) -> None:
    """Files made for the viewer, of each owner's papers, when they might read them: without what they held then being
    said, with every group, which some have lost, and with what they hold still, before anything was marked."""
    known = ({}, held(replace(viewer, groups=frozenset(GROUPS))), held(viewer))
    for owner in sorted(owners):
        for more in known:
            store.jobs.add(JobKind.EXPORT, owner, viewer.name, {"owners": owner, "purpose": PURPOSE.text, **more})
            job = store.jobs.take("prov")
            assert job is not None
            store.jobs.finish(job.id, "prov", {"sha256": store.vault.put(owner.encode()), "name": f"{owner}.csv"})


def _access(viewer: Viewer, owners: frozenset[str]) -> Access:
    roles = EVERYDAY | ({Role.OFFICER} if viewer.officer_of else set())
    return Access(frozenset(roles), owners, officer_of=viewer.officer_of, groups=viewer.groups)
