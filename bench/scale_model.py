"""On paper and by simulation: ten million pages on forty nodes. What docs/scale.md is made of.

    python -m bench.scale_model [--pages 10000000] [--cores 8] [--nodes 1,4,10,40,100] [--papers 6000] [--json]

An archive grows as it is taken in, and some costs grow with it: the run is simulated (:mod:`bench.scale_run`) at a
few sizes of the archive, and its time is the sum, over the archive, of what a document takes at each. Figures are those
of :mod:`bench.scale_figures`; how what grows goes on beyond what was measured is told for each of its laws.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Final

from bench.scale_figures import COSTS, LAWS, PAGES, Costs
from bench.scale_paper import broken, stored
from bench.scale_run import BEGUN, ENDED, Site, drawn, simulate

_SIZES: Final = (0.0025, 0.05, 0.3, 1.0)  # parts of the archive at which the run is looked at
_HOUR: Final = 3600.0
_LIKELY: Final = "logarithm"
_LONG: Final = 110_000  # documents that ten nodes read in half an hour


@dataclass(frozen=True, slots=True)
class Change:
    """Something that could be otherwise than the code has it: of the site, and of what things cost."""

    name: str
    site: Mapping[str, Any]
    costs: Mapping[str, float]


_RUNS: Final[Mapping[str, Any]] = {"parents": 4}
_SHORTER: Final[Mapping[str, float]] = {"finish": 0.5, "finish_statements": 0.5}
CHANGES: Final = (
    Change("as the code was: one thread takes in and drains", {"drains": 0, "ahead": 0}, {}),
    Change("1. a drain beside it, one process", {"drains": 1}, {}),
    Change("2. a drain for each owner: as the code is", {}, {}),
    Change("3. and four runs, a source each", _RUNS, {}),
    Change("4. and half a finish", _RUNS, _SHORTER),
    Change(
        "5. and forty owners of like size, 64 cores of database",
        {**_RUNS, "drains": 40, "owners": (1 / 40,) * 40, "database_cores": 64},
        _SHORTER,
    ),
)
_BY_NODES: Final = (CHANGES[2], CHANGES[4])


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A whole run: hours, documents a second at the end, and the use of each station there."""

    hours: float
    rate: float
    use: Mapping[str, float]

    @property
    def bottleneck(self) -> tuple[str, float]:
        """The station that is busiest at the end; the process of the command before its part that drains."""
        name = max(self.use, key=lambda each: (round(self.use[each], 2), each.startswith("parent")))
        return name, self.use[name]


def reckoned(documents: int, site: Site, costs: Costs, law: str, papers: int) -> Reckoned:
    """The run's time: over each stretch of the archive the middle of what a document takes at its ends."""
    some = drawn(max(papers, 8 * site.workers), site.owners)
    looks = [(part * documents, simulate(some, site, grown(costs, law, part * documents))) for part in _SIZES]
    seconds = looks[0][0] / looks[0][1].rate
    for (fewer, first), (more, last) in pairwise(looks):
        seconds += (more - fewer) * (1 / first.rate + 1 / last.rate) / 2
    return Reckoned(seconds / _HOUR, looks[-1][1].rate, looks[-1][1].use)


def grown(costs: Costs, law: str, documents: float) -> Costs:
    """What grows, at so many documents."""
    times = LAWS[law](documents)
    named = ("finish", "drain", "server", "server_drain")
    return replace(costs, **{name: getattr(costs, name) * times for name in named})


def changed(costs: Costs, change: Change) -> Costs:
    return replace(costs, **{name: getattr(costs, name) * times for name, times in change.costs.items()})


def main() -> int:
    """Print the tables, or the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=10_000_000)
    parser.add_argument("--cores", type=int, default=8, help="of a node")
    parser.add_argument("--nodes", default="1,4,10,40,100")
    parser.add_argument("--papers", type=int, default=2_500, help="simulated at each size of the archive, at least")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    found = report(arguments)
    print(json.dumps(found, indent=1) if arguments.json else "\n".join(_told(found)))
    return 0


def report(arguments: argparse.Namespace) -> dict[str, Any]:
    """By number of nodes; forty nodes by change and by law; bytes, and what breaks."""
    documents = round(arguments.pages * sum(PAGES.values()) / sum(pages * held for pages, held in PAGES.items()))
    base = Site(nodes=40, cores=arguments.cores)
    by_nodes, by_change = dict[str, Any](), dict[str, Any]()
    for nodes in map(int, arguments.nodes.split(",")):
        for change in _BY_NODES:
            site = replace(base, nodes=nodes, **change.site)
            told = reckoned(documents, site, changed(COSTS, change), _LIKELY, arguments.papers)
            by_nodes[f"{nodes}: {change.name}"] = _figures(told)
            _say(f"{nodes} nodes, {change.name}: {told.hours:.1f} h")
    for change in CHANGES:
        site = replace(base, **change.site)
        laws = {law: reckoned(documents, site, changed(COSTS, change), law, arguments.papers) for law in LAWS}
        by_change[change.name] = {law: _figures(told) for law, told in laws.items()}
        _say(change.name)
    return {
        "documents": documents, "nodes": by_nodes, "changes": by_change, "faults": faults(base),
        "bytes": stored(arguments.pages), "breaks": broken(documents, arguments.pages, base),
    }  # fmt: skip


def faults(site: Site, papers: int = _LONG) -> dict[str, float]:
    """What faults cost, in parts of an undisturbed run's rate, where only reading takes time: nothing hides them there.
    One of each kind falls in the middle of a run of ten nodes; what it takes is said of an hour of the site."""
    free = Costs(*(0.0 for _ in Costs.__slots__))
    costs, quick = replace(free, outbox=1.0), replace(site, nodes=10, drains=4, slow=0)
    some = drawn(papers, site.owners)
    calm = simulate(some, quick, costs).rate
    middle = papers / calm / 2

    def lost(case: Mapping[str, Any]) -> float:
        """Seconds of all ten nodes."""
        ran = simulate(some, replace(quick, **case), costs)
        assert ran.indexed == ran.documents, "a document was lost"
        return papers * (ENDED - BEGUN) * (1 / ran.rate - 1 / calm)

    return {
        "a node lost each hour": round(lost({"lost": middle}) * quick.nodes / site.nodes / _HOUR, 4),
        "30 s without a network each hour": round(lost({"cut": middle}) / _HOUR, 4),
        "one worker in fifty three times as slow": round(lost({"slow": 50}) / (papers * (ENDED - BEGUN) / calm), 4),
    }


def _figures(told: Reckoned) -> dict[str, Any]:
    name, use = told.bottleneck
    return {
        "hours": round(told.hours, 1), "documents_a_second": round(told.rate, 1), "bottleneck": name,
        "its_use": round(min(use, 1.0), 2), "use": {each: round(part, 3) for each, part in told.use.items()},
    }  # fmt: skip


def _told(found: Mapping[str, Any]) -> Iterator[str]:
    yield f"{found['documents']:,} documents"
    yield from _rows("nodes", found["nodes"])
    for name, laws in found["changes"].items():
        yield from _rows(name, laws)
    for part in ("faults", "bytes", "breaks"):
        yield f"\n{part}"
        yield from (f"  {name:52} {value}" for name, value in found[part].items())


def _rows(title: str, rows: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    yield f"\n{title:52}{'hours':>10}{'docs/s':>9}  bottleneck, use; workers, database"
    for name, told in rows.items():
        use = told["use"]
        rest = f"{told['bottleneck']} {told['its_use']:.2f}; {use['workers']:.2f}, {use['database']:.2f}"
        yield f"  {name:50}{told['hours']:>10}{told['documents_a_second']:>9}  {rest}"


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")


if __name__ == "__main__":
    raise SystemExit(main())
