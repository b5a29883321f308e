"""How alike two documents are (*likhet*), and what a document has alike with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class Likeness(StrEnum):
    """SAME (*samma innehåll*): word for word, misreadings aside. VERSION (*version*): another writing of the same
    paper. SIMILAR (*snarlik*): most of the text is the same, and about the same matter."""

    SAME = "same"
    VERSION = "version"
    SIMILAR = "similar"


@dataclass(frozen=True, slots=True)
class Print:
    """What a document is recognised by (*avtryck*), as :mod:`search.likeness` makes it.

    ``content`` is equal for equal texts, 0 for none; ``words`` how many there are; ``shingles`` packed, four bytes
    each; ``bands`` empty for a text too short to be alike without being equal. ``made_by`` names what made it.
    """

    document: str
    owner: str
    made_by: str
    content: int
    words: int
    shingles: bytes
    bands: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """A document in its group: ``series`` and ``same`` are numbers that those of one series of versions, and those of
    one content, share. ``number`` grows with each print that is kept."""

    number: int
    document: str
    owner: str
    group: int
    series: int
    same: int

    def to(self, other: Member) -> Likeness:
        """What the other is to this one, of the same group."""
        if self.same == other.same:
            return Likeness.SAME
        return Likeness.VERSION if self.series == other.series else Likeness.SIMILAR


Edge = tuple[int, int, Likeness]
"""Two members by number, and what the one is to the other."""


def merged(members: Iterable[Member], edges: Iterable[Edge], most: int) -> list[Member]:
    """The members whose group, series or content is another once these are known to be alike.

    ``members`` are all of the groups that the edges touch. A group never grows beyond ``most``: an edge that would
    make it do so is let be. What is called what does not depend on the order of the edges, as long as all have room.

    >>> one, two = (Member(number, f"d{number}", "o", number, number, number) for number in (1, 2))
    >>> [member.group for member in merged([one, two], [(1, 2, Likeness.SIMILAR)], 9)]
    [1]
    """
    before = {member.number: member for member in members}
    now = dict(before)
    for here, there, likeness in edges:
        groups = {now[here].group, now[there].group}
        if sum(member.group in groups for member in now.values()) > most:
            continue
        series = {now[here].series, now[there].series} if likeness is not Likeness.SIMILAR else set[int]()
        same = {now[here].same, now[there].same} if likeness is Likeness.SAME else set[int]()
        for number, member in now.items():
            now[number] = replace(
                member,
                group=_called(member.group, groups),
                series=_called(member.series, series),
                same=_called(member.same, same),
            )
    return [member for number, member in now.items() if member != before[number]]


def _called(number: int, alike: set[int]) -> int:
    """What is called by one of these numbers is called by the least of them."""
    return min(alike) if number in alike else number
