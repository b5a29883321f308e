"""Who asks, and why: the first argument of everything that returns case data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who may read (*läsare*): a signed-in user, the local operator, or a named service of the installation.

    ``owners`` are the owners whose documents this viewer has a grant for. There is no viewer that sees everything by
    being special: a service that indexes an owner's documents holds a grant for that owner like anyone else.
    """

    name: str
    owners: frozenset[str]
    via: str = ""  # who asks in the name of the user: the local operator with ``--as``, else nobody

    @property
    def actor(self) -> str:
        """Who the ledger says it was: both, where one asked in the other's name."""
        return f"{self.name} (via {self.via})" if self.via else self.name


@dataclass(frozen=True, slots=True)
class Purpose:
    """Why somebody searches (*ändamål*), and in which case (*ärende*). Both stand in the ledger with each event."""

    text: str
    case: str = ""

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("a purpose needs words")


def may_read(viewer: Viewer, owner: str) -> bool:
    """Whether the viewer may read what this owner holds: the oracle of every test of the wall."""
    return owner in viewer.owners
