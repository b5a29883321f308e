"""The measures of ``samsyn evaluate`` on names, numbers, kinds, fields and who is who (docs/evaluate.md).

Each takes one described paper at a time, so that an archive of any size can be measured, and reports at the end.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from typing import Any, Final, Protocol, TypeVar

from models.gold import GoldDecoy, GoldMention
from models.mention import Label, Mention
from nlp.gold_papers import Paper, Place
from nlp.scoring import Tally, share

NAMES: Final = (Label.PERSON, Label.ORG, Label.LOC)
NUMBERS: Final = tuple(label for label in Label if label not in NAMES)
_Key = tuple[str, Place]
_Mention = TypeVar("_Mention", GoldMention, Mention)


class Measure(Protocol):
    """Called by the command with each paper of the archives, then once for the figures."""

    def add(self, paper: Paper) -> None: ...

    def report(self) -> dict[str, Any]: ...


class Ner:
    """PERSON, ORG and LOC: right are the exact span and label; with ``values`` the normal form is scored beside it.

    A normal form is right if it is the gold's, or another by which this paper calls the same entity: "Lindgren" may be
    told to be Britt-Marie Lindgren.
    """

    def __init__(self, *, values: bool = False) -> None:
        self._spans, self._values = Tally(), Tally() if values else None

    def add(self, paper: Paper) -> None:
        if paper.gold.mentions is None:
            return
        gold, found = _spans(paper.gold.mentions, NAMES), _spans(paper.said.mentions, NAMES)
        both = gold.keys() & found.keys()
        self._spans.add(gold, found, both)
        if self._values is not None:
            names = _names(paper.gold.mentions)
            self._values.add(gold, found, [key for key in both if found[key].value in names[_entity(gold[key])]])

    def report(self) -> dict[str, Any]:
        """Micro and by label; ``values`` has the same for the normal form."""
        report = self._spans.scores(NAMES)
        return report if self._values is None else report | {"values": self._values.scores(NAMES)}


class Identifiers:
    """The labels of numbers and the like, by exact span and value; and how many look-alikes were taken for one."""

    def __init__(self) -> None:
        self._tally, self._decoys, self._taken = Tally(), Counter[str](), Counter[str]()

    def add(self, paper: Paper) -> None:
        found = _spans(paper.said.mentions, NUMBERS)
        if paper.gold.mentions is not None:
            gold = _spans(paper.gold.mentions, NUMBERS)
            both = gold.keys() & found.keys()
            self._tally.add(gold, found, [key for key in both if found[key].value == gold[key].value])
        for decoy in paper.gold.decoys:
            self._decoys[decoy.label] += 1
            self._taken[decoy.label] += any(_takes(key, decoy) for key in found)

    def report(self) -> dict[str, Any]:
        """Micro and by label, with counts; ``decoys`` by the label that they look like."""
        decoys = {
            label: {"decoys": count, "taken": self._taken[label], "share": share(self._taken[label], count)}
            for label, count in sorted(self._decoys.items())
        }
        return self._tally.scores(counts=True) | {"decoys": decoys}


class Kinds:
    """The kind of each paper whose kind the gold says."""

    def __init__(self) -> None:
        self._told: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def add(self, paper: Paper) -> None:
        if paper.gold.kind:
            self._told[paper.gold.kind][paper.said.kind.name] += 1

    def report(self) -> dict[str, Any]:
        """Accuracy, and a table of confusion: how often each true kind was told to be which."""
        documents = sum(told.total() for told in self._told.values())
        right = sum(told[kind] for kind, told in self._told.items())
        confusion = {kind: dict(told.most_common()) for kind, told in sorted(self._told.items())}
        return {"documents": documents, "accuracy": share(right, documents), "confusion": confusion}


def _spans(mentions: Iterable[_Mention], labels: Collection[Label]) -> dict[_Key, _Mention]:
    return {(one.label, (one.page, one.start, one.end)): one for one in mentions if one.label in labels}


def _names(mentions: Iterable[GoldMention]) -> dict[object, set[str]]:
    """By entity, every value by which a paper calls it."""
    names: defaultdict[object, set[str]] = defaultdict(set)
    for mention in mentions:
        names[_entity(mention)].add(mention.value)
    return names


def _entity(mention: GoldMention) -> object:
    """Who is named; where the gold does not say, this mention is known by itself only."""
    return (mention.label, mention.entity) if mention.entity else mention


def _takes(key: _Key, decoy: GoldDecoy) -> bool:
    label, (page, start, end) = key
    return label == decoy.label and page == decoy.page and start < decoy.end and end > decoy.start
