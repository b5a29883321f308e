"""Relations that a label tells: "Fordonsägare: X" in a paper about one vehicle (``labels.txt``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from models.mention import Label, Mention
from models.tie import Relation, Said
from nlp.fields.keys import NONE, Key, key_of
from nlp.fields.paper import Paper
from nlp.ties.about import About
from nlp.ties.doubt import is_denied, is_former

_BETWEEN: Final = 60  # characters between a label and its value: other names of a list
_LEFT: Final = 200  # characters from the beginning of a line in which a label's value begins
_THROUGH: Final = re.compile(r"\b(?:genom|gm|företrädd|ombud|c/o|kontakt\w*|att)\b")
"""Words after a label's own value, before somebody who acts for it: "Hyresgäst: Krogen AB, genom Anna Berg"."""
_LANDLORDS: Final = frozenset({"hyresvärd", "hyresvärden", "uthyrare", "upplåtare", "förstahandshyresgäst"})
_TENANTS: Final = frozenset({"hyresgäst", "hyresgästen", "hyresgäster", "hyrestagare", "andrahandshyresgäst"})
_ABOVE: Final = 160  # characters up to the person of a form whose address follows
_SORTS: Final = {
    "company": Label.ORG, "vehicle": Label.VEHICLE, "property": Label.PROPERTY, "address": Label.ADDRESS,
    "person": Label.PERSON,
}  # fmt: skip


class _Row(NamedTuple):
    relation: Relation
    labels: frozenset[Label]
    of: Label
    keys: frozenset[str]


@cache
def _rows() -> tuple[_Row, ...]:
    lines = (Path(__file__).parent / "labels.txt").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple(
        _Row(Relation(name), frozenset(map(Label, labels.split())), _SORTS[of], frozenset(keys.split("; ")))
        for name, labels, of, keys in rows
    )


@cache
def _labels() -> frozenset[Label]:
    return frozenset(label for row in _rows() for label in row.labels)


def labelled(paper: Paper, mentions: Sequence[Mention], what: About) -> Iterator[Said]:
    """What labels say of the mentions under them, and of the one thing that they are labels of."""
    landlords, tenants = list[Mention](), list[Mention]()
    for mention in mentions:
        if mention.label in _labels() and (key := _key(paper, mention)).text:
            yield from _under(paper, mention, key, what)
            if mention.label in (Label.PERSON, Label.ORG):
                landlords += [mention] * (key.text in _LANDLORDS)
                tenants += [mention] * (key.text in _TENANTS)
    if len({one.value for one in landlords}) == 1 and not _doubtful(paper, landlords[0]):
        for tenant in tenants:
            if tenant.value != landlords[0].value and not _doubtful(paper, tenant):
                span = _line(paper, tenant)
                yield Said(Relation.RENTS, tenant, landlords[0], tenant.page, *span, span)


def _key(paper: Paper, mention: Mention) -> Key:
    """The label that the mention stands under; none far into a line, far from the label, or of who acts for another."""
    text = paper.texts[mention.page]
    if mention.start > _LEFT and text.rfind("\n", mention.start - _LEFT, mention.start) < 0:
        return NONE
    key = key_of(paper, mention.page, mention.start)
    return NONE if len(key.between) > _BETWEEN or _THROUGH.search(key.between.lower()) else key


def _line(paper: Paper, mention: Mention) -> tuple[int, int]:
    start, end = paper.line(mention.page, mention.start)
    return start, max(end, mention.end)


def _doubtful(paper: Paper, mention: Mention) -> bool:
    line = paper.texts[mention.page][slice(*_line(paper, mention))].lower()
    return is_denied(line) or is_former(line)


def _under(paper: Paper, mention: Mention, key: Key, what: About) -> Iterator[Said]:
    if _doubtful(paper, mention):
        return
    start, end = _line(paper, mention)
    for row in _rows():
        if mention.label not in row.labels or key.text not in row.keys:
            continue
        other = _above(paper, mention) if row.of is Label.PERSON else what.of(row.of)
        if other is not None and other.value != mention.value:
            source, target = (other, mention) if row.of is Label.PERSON else (mention, other)
            yield Said(row.relation, source, target, mention.page, start, end, (start, end))


def _above(paper: Paper, mention: Mention) -> Mention | None:
    """The one person named on its page shortly before it; None where that may be one of several."""
    near = paper.placed(mention.page, Label.PERSON).starting(mention.start - _ABOVE, mention.start - 1)
    return near[-1] if len({one.value for one in near}) == 1 else None
