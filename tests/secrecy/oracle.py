"""What secrecy says of the papers, and so what a viewer is told: what every answer is held to.

Names that must not be told beside those of the papers are made here too: canaries of what lies beside them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from typing import Final

from models.access import Guard, Purpose, Viewer, is_cleared, may_read
from models.protected import sees_protected
from tests.secrecy.covering import in_their_place
from tests.secrecy.papers import SOURCES, Paper, Sheet

PURPOSE: Final = Purpose("prov av sekretessen", "PROV-9")
GROUPS: Final = ("socialsekretess", "förundersökning")
Guarded = Callable[[Paper, int], Guard]
"""What secrecy says of a paper (page 0) or of one of its pages."""


def by_owner(paper: Paper, _page: int) -> Guard:
    """Where nothing is marked."""
    return Guard(paper.owner)


KEPT_SOURCE: Final = "källa-a2"
"""A source all of which is kept for the one group, with what never became a document of it."""


def marked(paper: Paper, page: int) -> Guard:
    """Where a whole source and each third paper are kept for the one group, and of each third the second page for the
    other. What lies in another paper is kept as that is."""
    lies_in = paper.parent.rpartition("_")[2].removesuffix(".pdf")
    ways = [sum(mark.encode()) % 3 for mark in (paper.mark, lies_in) if mark]
    needs = {GROUPS[0]} if 1 in ways or paper.source == KEPT_SOURCE else set()
    return Guard(paper.owner, frozenset(needs | ({GROUPS[1]} if ways[0] == 2 and page == 2 else set())))


def kept_sources(papers: Iterable[Paper], guard: Guarded) -> dict[str, frozenset[str]]:
    """The groups that each source as a whole is kept for: those that each of its papers is."""
    found: dict[str, frozenset[str]] = {}
    for paper in papers:
        needs = guard(paper, 0).needs
        found[paper.source] = found.get(paper.source, needs) & needs
    return found


def visible(papers: Iterable[Paper], viewer: Viewer, guard: Guarded, *, covers: bool = False) -> list[Paper]:
    """The papers as the oracle lets the viewer see them, without the pages that it does not; where there are
    protected people whom the viewer may not see (``covers``), with others in their place."""
    seen = [paper for paper in papers if may_read(viewer, PURPOSE, guard(paper, 0))]
    told = [in_their_place(each) if covers and not sees_protected(viewer, each.owner) else each for each in seen]
    return [_without(paper, [each for each in paper.sheets if not may_read(viewer, PURPOSE, guard(paper, each.number))])
            for paper in told]  # fmt: skip


def _without(paper: Paper, kept: Collection[Sheet]) -> Paper:
    left = tuple(each for each in paper.sheets if each not in kept)
    return replace(paper, sheets=left, kind="", dated=None, in_part=True) if kept and paper.fate != "unread" else paper


def hidden(papers: Iterable[Paper], viewer: Viewer, guard: Guarded, *, covers: bool = False) -> frozenset[str]:
    """The canaries of what the viewer may not read."""
    every = list(papers)
    told = visible(every, viewer, guard, covers=covers)
    open_ones = {part for paper in told for part in marks(paper)} | {lost(paper.source) for paper in told}
    canaries = {part for paper in every for part in marks(paper)} | {lost(source) for source in SOURCES}
    kept = kept_sources(every, guard)
    own = {source for source in kept if _takes_in(viewer, source, kept[source])}
    return frozenset((canaries | {half_way(source) for source in SOURCES if source not in own}) - open_ones)


def _takes_in(viewer: Viewer, source: str, needs: Iterable[str]) -> bool:
    """Whether the viewer is told of what they themselves handed in to the source."""
    owner = SOURCES[source]
    return owner in viewer.own and all(is_cleared(viewer, owner, group) for group in needs)


def run_of(source: str) -> str:
    """What the run that took a source in is called."""
    return f"inläsning av {source}"


def later_run_of(source: str) -> str:
    """What the run is called that could have none of the source's files."""
    return f"senare inläsning av {source}"


def stopped_run_of(source: str) -> str:
    """What the run is called that stopped before it had seen most of the source's files."""
    return f"avbruten inläsning av {source}"


def lost(source: str) -> str:
    """A canary: the name of a file of the source that never became a document."""
    return f"borta-{source}"


def half_way(source: str) -> str:
    """A canary: the name of a file of which the viewer had handed in a part, when they might."""
    return f"halvvägs-{source}"


def handed_in(source: str, name: str) -> str:
    """What the run that a viewer handed in to a source is called."""
    return f"inlämning till {source} av {name}"


def asked_by(viewer: Viewer) -> str:
    """A canary: what the viewer's requests of other owners say, and nobody else's."""
    return f"begärd{viewer.name}"


ASKERS: Final = ("utredare", "ansvarig", "lanar", "ber")
"""Viewers who may ask another owner, in the worlds that have a matrix."""
LOOKED: Final = "granskad"
"""Whose readings, of every paper and without a case, are there to be reviewed."""


def request_of(name: str, owner: str) -> str:
    """What a viewer's request of an owner is called."""
    return f"begäran av {name} hos {owner}"


def trial_of(request: str, at: int) -> str:
    """What the trial of the request's document is called that was put in as number ``at``."""
    return f"prövning {at} i {request}"


def rule_of(owner: str) -> str:
    """What an owner's rule of retention is called."""
    return f"regel hos {owner}"


def order_of(owner: str) -> str:
    """What an owner's order to erase is called."""
    return f"gallringsbeslut hos {owner}"


def extract_of(owner: str) -> str:
    """What an extract is called that was begun once at an owner, and by which something was asked to be corrected."""
    return f"registerutdrag hos {owner}"


def known_as(paper: Paper) -> str:
    """What somebody said that a person of the paper is called."""
    return f"Kallad {paper.mark}"


def marks(paper: Paper) -> list[str]:
    """Its canaries."""
    return [paper.mark, *(part for sheet in paper.sheets for part in sheet.canaries.parts())]
