"""What stands folded under a hit: the documents alike, versions and their order, attachments, and which were found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from models.access import Viewer
from models.document import Document
from models.likeness import Likeness, Member
from models.masking import mask
from models.store.relatives import Relatives
from models.store.store import Store
from search.folded import Folding
from search.likeness.versions import newest, paper
from search.result import Beside, Hit

ATTACHMENT: Final = "attachment"
MOST_SHOWN: Final = 20
"""Told of one hit of each relation; ``counts`` tell how many there are."""
_ORDER: Final = (Likeness.VERSION, Likeness.SAME, Likeness.SIMILAR)
Related = tuple[Likeness, Member]
"""Another member of a document's group, and what it is to the document."""


def with_beside(
    viewer: Viewer, store: Store, folding: Folding, hits: Sequence[Hit], families: Mapping[str, Relatives]
) -> tuple[Hit, ...]:
    """The hits of a page of groups, each with what stands folded under it; ``families`` are theirs. Names are
    masked."""
    ids = [hit.document for hit in hits]
    inside = store.families.inside(viewer, ids, MOST_SHOWN)
    attached = [each for some in inside.values() for each in some]
    related = {id: relations(folding.members[id], id) if id in folding.members else [] for id in ids}
    listed = {id: _listed(folding, some) for id, some in related.items()}
    found = folding.matching | folding.found(attached)
    wanted = [member.document for some in listed.values() for _, member in some]
    of_versions = [id for id, some in related.items() if any(likeness is Likeness.VERSION for likeness, _ in some)]
    known = store.documents.many(viewer, [*of_versions, *wanted, *attached])
    return tuple(
        _with(hit, related[hit.document], listed[hit.document], inside.get(hit.document, ()),
              families[hit.document].inside if hit.document in families else 0, known, found)
        for hit in hits
    )  # fmt: skip


def relations(members: Sequence[Member], document: str) -> list[Related]:
    """What each other member of its group is to the document: versions first, then the same, then the rest."""
    mine = next(member for member in members if member.document == document)
    others = [(mine.to(member), member) for member in members if member.document != document]
    return sorted(others, key=lambda pair: (_ORDER.index(pair[0]), pair[1].number))


def newest_version(known: Sequence[Document]) -> str:
    """The newest of the versions of one paper, by what their names and dates say; empty where they do not."""
    return newest([paper(document) for document in known])


def _listed(folding: Folding, related: Sequence[Related]) -> list[Related]:
    """The first of each relation, those found before the others."""
    told, listed = Counter[Likeness](), list[Related]()
    for likeness, member in sorted(related, key=lambda pair: pair[1].document not in folding.matching):
        told[likeness] += 1
        if told[likeness] <= MOST_SHOWN:
            listed.append((likeness, member))
    return sorted(listed, key=lambda pair: _ORDER.index(pair[0]))


def _with(
    hit: Hit,
    related: Sequence[Related],
    listed: Sequence[Related],
    inside: Sequence[str],
    attachments: int,
    known: Mapping[str, Document],
    found: set[str],
) -> Hit:
    counts = Counter[str](likeness.value for likeness, _ in related)
    counts[ATTACHMENT] += attachments
    versions = [hit.document, *(member.document for likeness, member in listed if likeness is not Likeness.SIMILAR)]
    last = newest_version([known[id] for id in versions if id in known]) if counts[Likeness.VERSION] else ""
    told = [(likeness.value, member.document) for likeness, member in listed] + [(ATTACHMENT, id) for id in inside]
    beside = tuple(
        _beside(known[id], relation, matches=id in found, newest=id == last) for relation, id in told if id in known
    )
    return replace(
        hit,
        beside=beside,
        counts={relation: count for relation, count in counts.items() if count},
        newest=last == hit.document,
    )


def _beside(document: Document, relation: str, *, matches: bool, newest: bool) -> Beside:
    return Beside(document.id, mask(document.name), relation, document.date, matches, newest)
