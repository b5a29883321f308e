"""An ingest run, simulated: one process takes in, hands out and drains, workers read, a register and an index follow.

As the code has it (``ingest/run.py``, ``ingest/pool.py``, ``models/store/registration.py``,
``search/indexing.py``): the process of the command takes a file in, whose bytes came into the vault meanwhile, hands
it out while fewer than two for each worker are in hand, and notes what has ended; a process beside it for each owner
drains the outbox; a document is finished while nobody else of its owner finishes one. What may be otherwise, or was, is
in :class:`Site`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from bench.scale_engine import Bell, Clock, Process, Station
from bench.scale_figures import KINDS, OWNERS, PAGES, Costs

_IN_HAND: Final = 2  # ingest/pool.py
_DRAIN_SECONDS: Final = 2.0  # ingest/beside.py
_BATCH: Final = 20  # search/indexing.py
BEGUN, ENDED = 0.2, 0.8  # what of a run is looked at: neither its beginning nor its end


@dataclass(frozen=True, slots=True)
class Paper:
    owner: int
    pages: int
    seconds: float  # of a core


@dataclass(frozen=True, slots=True)
class Site:
    """``drains``: processes beside the run that drain, each the owners that are its; 0: the run does it itself, every
    two seconds, in the thread that takes in. ``ahead``: files on their way into the vault at once,
    beside what it does else; 0: one by one, in turn with that.
    ``slow``: one worker in so many takes three times as long. ``lost``: a node goes each so many seconds, and is away
    for ten minutes; ``cut``: each so many seconds nobody reaches the register for half a minute."""

    nodes: int = 40
    cores: int = 8
    parents: int = 1
    drains: int = 4
    ahead: int = 4
    database_cores: int = 16
    round_trip: float = 0.0003
    vault_request: float = 0.01
    owners: tuple[float, ...] = OWNERS
    slow: int = 50
    lost: float = 0.0
    cut: float = 0.0

    @property
    def workers(self) -> int:
        return self.nodes * self.cores


@dataclass(frozen=True, slots=True)
class Ran:
    """``rate``: documents a second that became searchable, in the middle of the run. ``use``: how much of its time each
    station was at work then. ``repeated``: documents read twice."""

    documents: int
    indexed: int
    seconds: float
    rate: float
    use: Mapping[str, float]
    repeated: int


AWAY: Final = 600.0
CUT: Final = 30.0
LEASE: Final = 120.0  # models/limits.py


def drawn(documents: int, owners: Sequence[float] = OWNERS, seed: int = 1) -> list[Paper]:
    """So many papers of the mix, by seed."""
    random, kinds = Random(seed), list(KINDS.values())
    found = []
    for _ in range(documents):
        kind = random.choices(kinds, [each.share for each in kinds])[0]
        pages = random.choices(list(PAGES), list(PAGES.values()))[0]
        owner = random.choices(range(len(owners)), owners)[0]
        found.append(Paper(owner, pages, kind.once + kind.page * pages))
    return found


@dataclass(slots=True)
class _Hand:
    """How many documents a process of the command has handed out, and how many of them have ended since it looked."""

    bell: Bell
    held: int = 0
    ended: int = 0
    drained: float = 0.0


class Simulated:
    """One run. Call :meth:`go` once."""

    def __init__(self, papers: Sequence[Paper], site: Site, costs: Costs) -> None:
        assert site.drains or site.parents == 1, "two that drain for themselves would wait for each other"
        self._site, self._costs, self._papers = site, costs, papers
        self._clock = Clock()
        self._scheduler, self._workers = Station(self._clock), Station(self._clock, site.workers)
        self._database = Station(self._clock, site.database_cores)
        self._owners = [Station(self._clock) for _ in site.owners]
        self._free = deque(range(site.workers))
        self._outbox = [deque[int]() for _ in range(max(site.drains, 1))]  # pages, 0 for another document's row
        self._came, self._owed = Bell(self._clock), 0.0
        self._parents, self._drained = [0.0] * site.parents, [0.0] * max(site.drains, 1)
        self._taking = site.parents
        self._read = self._indexed = self._repeated = 0
        self._looked_at = {max(int(part * len(papers)), 1) for part in (BEGUN, ENDED)}
        self._looks: list[tuple[float, Mapping[str, float]]] = []

    def go(self) -> Ran:
        for number in range(self._site.parents):
            self._clock.later(0.0, self._parent(number))
        for number in range(self._site.drains):
            self._clock.later(0.0, self._drainer(number))
        self._clock.run()
        (begun, before), (ended, after) = self._looks[0], self._looks[-1]
        span = max(ended - begun, 1e-9)
        use = {name: (after[name] - before[name]) / span / self._servers(name) for name in after}
        rate = (after["indexed"] - before["indexed"]) / span
        use.pop("indexed")
        return Ran(len(self._papers), self._indexed, self._clock.now, rate, use, self._repeated)

    # --- the process of the command -----------------------------------------------------------------------------------

    def _parent(self, number: int) -> Process:
        hand = _Hand(Bell(self._clock))
        for paper in self._papers[number :: self._site.parents]:
            yield from self._busy(number, self._taking_one())
            self._clock.later(0.0, self._document(paper, hand))
            hand.held += 1
            while hand.ended or hand.held >= _IN_HAND * self._site.workers:
                yield from self._noted(number, hand)
        while hand.held:
            yield from self._noted(number, hand)
        self._taking -= 1
        self._came.ring()
        if not self._site.drains:
            yield from self._drain(0)

    def _noted(self, number: int, hand: _Hand) -> Process:
        """The next that has ended, and every now and then the drain."""
        while not hand.ended:
            yield hand.bell
        hand.ended -= 1
        hand.held -= 1
        yield from self._busy(number, self._costs.note + self._costs.look * self._site.workers * _IN_HAND)
        if not self._site.drains and self._clock.now - hand.drained > _DRAIN_SECONDS:
            yield from self._drain(0)
            hand.drained = self._clock.now

    def _taking_one(self) -> float:
        site, costs = self._site, self._costs
        kept = costs.keep + costs.take_requests * site.vault_request
        taken = costs.take + costs.take_statements * site.round_trip
        return max(taken, kept / site.ahead) if site.ahead else taken + kept

    def _busy(self, number: int, seconds: float) -> Process:
        self._parents[number] += seconds
        yield seconds

    # --- the index ----------------------------------------------------------------------------------------------------

    def _drainer(self, number: int) -> Process:
        while self._taking or self._outbox[number]:
            if self._outbox[number]:
                yield from self._drain(number)
            else:
                yield self._came

    def _drain(self, number: int) -> Process:
        costs, rows = self._costs, self._outbox[number]
        each = costs.drain - costs.server_drain + costs.drain_statements * self._site.round_trip
        while rows:
            some = min(_BATCH, len(rows))
            began = self._clock.now
            yield from self._database.serve(some * costs.server_drain)
            yield max(some * each, 0.0)
            self._drained[number] += self._clock.now - began
            if not self._site.drains:
                self._parents[0] += self._clock.now - began
            for _ in range(some):
                self._index(rows.popleft())

    def _index(self, pages: int) -> None:
        self._indexed += bool(pages)
        if pages and self._indexed in self._looked_at:
            self._looks.append((self._clock.now, self._spent()))

    # --- a document ---------------------------------------------------------------------------------------------------

    def _document(self, paper: Paper, hand: _Hand) -> Process:
        yield from self._scheduler.serve(self._costs.hand)
        while True:
            yield self._workers
            worker, began = self._free.popleft(), self._clock.now
            yield from self._work(paper, worker)
            lost = self._lost(worker, began)
            if not lost:
                yield from self._finish(paper)
            self._workers.worked += self._clock.now - began
            if not lost:
                break
            self._repeated += 1
            self._clock.later(AWAY, self._back(worker))
            yield LEASE
        self._free.append(worker)
        self._workers.let_go()
        self._tell(paper)
        hand.ended += 1
        hand.bell.ring()

    def _back(self, worker: int) -> Process:
        self._free.append(worker)
        self._workers.let_go()
        yield 0.0

    def _work(self, paper: Paper, worker: int) -> Process:
        costs, slow = self._costs, self._site.slow and worker % self._site.slow == 0
        yield costs.vault_requests * self._site.vault_request
        yield paper.seconds * (3.0 if slow else 1.0)
        yield from self._register(costs.before, costs.before_statements, costs.server / 2)

    def _finish(self, paper: Paper) -> Process:
        costs, turn = self._costs, self._owners[paper.owner]
        yield turn
        began = self._clock.now
        yield from self._register(costs.finish, costs.finish_statements, costs.server / 2)
        turn.worked += self._clock.now - began
        turn.let_go()

    def _register(self, seconds: float, statements: float, server: float) -> Process:
        if self._site.cut and self._clock.now % self._site.cut < CUT < self._clock.now:
            yield CUT - self._clock.now % self._site.cut
        yield max(seconds - server, 0.0) + statements * self._site.round_trip
        yield from self._database.serve(min(server, seconds))

    def _lost(self, worker: int, began: float) -> bool:
        """Whether the worker's node went since then. They go one after the other."""
        if not self._site.lost or int(self._clock.now / self._site.lost) == int(began / self._site.lost):
            return False
        return worker // self._site.cores == int(self._clock.now / self._site.lost) % self._site.nodes

    def _tell(self, paper: Paper) -> None:
        """A row of the outbox for the document, and for others that it changes."""
        rows = self._outbox[paper.owner % len(self._outbox)]
        rows.append(paper.pages)
        self._owed += self._costs.outbox - 1
        while self._owed >= 1:
            rows.append(0)
            self._owed -= 1
        self._came.ring()

    # --- what is looked at --------------------------------------------------------------------------------------------

    def _spent(self) -> Mapping[str, float]:
        stations = {"scheduler": self._scheduler, "workers": self._workers, "database": self._database}
        turns = {f"owner {number}": turn for number, turn in enumerate(self._owners)}
        spent = {name: station.worked for name, station in (stations | turns).items()}
        taking = {f"parent {number}": seconds for number, seconds in enumerate(self._parents)}
        drains = {f"drain {number}": seconds for number, seconds in enumerate(self._drained)}
        return {**spent, **taking, **drains, "indexed": float(self._indexed)}

    def _servers(self, name: str) -> int:
        return {"workers": self._site.workers, "database": self._site.database_cores}.get(name, 1)


def simulate(papers: Sequence[Paper], site: Site, costs: Costs) -> Ran:
    return Simulated(papers, site, costs).go()
