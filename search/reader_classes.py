"""Which reader classes a document has: sets of readers who may read the same of it, for each of whom it is a unit.

For any viewer who may read anything of a document exactly one of its classes is theirs: they are in all groups that it
needs, and in none that it lacks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from models.marking import Needs
from models.protected import PROTECTED


@dataclass(frozen=True, slots=True)
class ReaderClass:
    """Readers in all the groups that it ``needs`` and in none of those that it ``lacks``. They find the document by the
    pages that are kept for none but the needed groups."""

    needs: frozenset[str] = frozenset()
    lacks: frozenset[str] = frozenset()


def reader_classes(needs: Needs, most: int, *, protected: bool = False) -> tuple[ReaderClass, ...]:
    """One for each set of the groups that its pages are kept for. ``protected``: it names people with protected
    identity, whom :data:`models.protected.PROTECTED` sees.

    Of more than ``most`` groups there would be too many sets. Then those in all of them find the document by every
    page, and others by the pages of the first groups, by name, up to the first that they are not in: nobody by what
    they may not read, some not by all that they may.
    """
    groups = frozenset[str]().union(*needs.pages.values(), {PROTECTED} if protected else ()) - needs.document
    found = _by_sets(groups) if len(groups) <= most else _in_turn(groups)
    return tuple(ReaderClass(needs.document | held, lacked) for held, lacked in found)


def _by_sets(groups: frozenset[str]) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    for size in range(len(groups) + 1):
        for some in combinations(sorted(groups), size):
            yield frozenset(some), groups.difference(some)


def _in_turn(groups: frozenset[str]) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    ordered = sorted(groups)
    yield groups, frozenset()
    for at, group in enumerate(ordered):
        yield frozenset(ordered[:at]), frozenset({group})
