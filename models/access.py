"""Who asks, why, and what they may: the first argument of everything that returns case data."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from models.errors import AccessDeniedError, RoleConflictError


class Role(StrEnum):
    """What an account is for (*roll*)."""

    USER = "user"  # användare: searches and reads
    ANALYST = "analyst"  # analytiker: takes lists out, watches, judges who is who
    ARCHIVIST = "archivist"  # arkivarie: hands in, withdraws, cuts
    OFFICER = "officer"  # sekretessansvarig, of one owner: decides of that owner's secrecy
    REVIEWER = "reviewer"  # granskare: looks the ledger over
    ADMINISTRATOR = "administrator"  # administratör: accounts, and no case data


EVERYDAY: Final = frozenset({Role.USER, Role.ANALYST, Role.ARCHIVIST})
"""The roles of daily work with cases: what every account could do before there were roles."""


class Deed(StrEnum):
    """What somebody wants to do; each route of the front end names its own (``web/doors.py``)."""

    READ = "read"  # search, read, save searches
    ANALYSE = "analyse"  # lists, exports and watch lists out of the house; who is who
    GIVE_OUT = "give_out"  # masked copies, for those outside
    ARCHIVE = "archive"  # hand in, read again, withdraw, cut
    REVIEW = "review"  # the ledger
    ADMINISTER = "administer"  # accounts


_ALLOWED: Final = {
    Deed.READ: EVERYDAY | {Role.OFFICER},
    Deed.ANALYSE: frozenset({Role.ANALYST}),
    Deed.GIVE_OUT: frozenset({Role.ANALYST, Role.ARCHIVIST, Role.OFFICER}),
    Deed.ARCHIVE: frozenset({Role.ARCHIVIST, Role.OFFICER}),
    Deed.REVIEW: frozenset({Role.REVIEWER}),
    Deed.ADMINISTER: frozenset({Role.ADMINISTRATOR}),
}


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who may read (*läsare*): a signed-in user, the local operator, or a named service of the installation.

    ``owners`` are the owners whose documents this viewer has a grant for. There is no viewer that sees everything by
    being special: a service that indexes an owner's documents holds a grant for that owner like anyone else.
    ``officer_of`` are the owners whose secrecy this viewer decides of, and all of whose documents they therefore read;
    ``groups`` are the provider's or the site's own: what a marking keeps for a group, its members read. ``shared`` are
    those of ``owners`` that are only lent for the purpose at hand (``models/sharing.py``): to read, never to change.
    """

    name: str
    owners: frozenset[str]
    via: str = ""  # who asks in the name of the user: the local operator with ``--as``, else nobody
    roles: frozenset[Role] = EVERYDAY
    officer_of: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()

    @property
    def own(self) -> frozenset[str]:
        """The owners whose business is the viewer's: not those that are only lent, of whose ledger, jobs and settings
        a reader of their documents learns nothing."""
        return self.owners - self.shared

    @property
    def deciding(self) -> frozenset[str]:
        """The owners of whose secrecy the viewer decides: an officer's, and nothing that is only lent."""
        return self.officer_of & self.own

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


@dataclass(frozen=True, slots=True)
class Guard:
    """What secrecy says of a document, or of one page of it: whose it is, and the groups that must all be the reader's
    (those of its own markings, and for a page also those of its document)."""

    owner: str
    needs: frozenset[str] = frozenset()


def may_read(viewer: Viewer, purpose: Purpose | None, guard: Guard, lent: frozenset[str] = frozenset()) -> bool:
    """Whether the viewer may read what is so guarded, for this purpose: the oracle of every test of secrecy.

    ``lent``: the owners that agreements lend to the viewer for this very purpose (``models/sharing.py``). Nobody
    reads without a purpose.
    """
    if purpose is None or guard.owner not in viewer.owners | lent:
        return False
    if guard.owner not in viewer.owners:
        return not guard.needs  # no marking lets the readers of what is only lent through
    return all(is_cleared(viewer, guard.owner, group) for group in guard.needs)


def is_cleared(viewer: Viewer, owner: str, group: str) -> bool:
    """Whether a marking of this owner that is kept for the group lets the viewer through."""
    return owner in viewer.officer_of or (group in viewer.groups and owner not in viewer.shared)


def has_grant(viewer: Viewer, owner: str) -> bool:
    """Whether the viewer reads anything at all of what this owner holds."""
    return owner in viewer.owners


def may_change(viewer: Viewer, owner: str) -> bool:
    """Whether the viewer may change anything of this owner's: what is only lent for a purpose is to read."""
    return has_grant(viewer, owner) and owner not in viewer.shared


def as_anybody(viewer: Viewer) -> Viewer:
    """The viewer as somebody to whom nothing that is marked is open: for what is told to everybody alike."""
    return replace(viewer, groups=frozenset(), officer_of=frozenset())


def at_home(viewer: Viewer) -> Viewer:
    """The viewer without what is only lent: for lists that are taken out, and for the owners' own housekeeping."""
    return replace(viewer, owners=viewer.own, shared=frozenset()) if viewer.shared else viewer


def may(viewer: Viewer, deed: Deed) -> bool:
    """Whether one of the viewer's roles is for this. Of whose documents, :func:`has_grant` says."""
    return not viewer.roles.isdisjoint(_ALLOWED[deed])


def check_takes_out(viewer: Viewer) -> None:
    """Raises :class:`AccessDeniedError` for who may take nothing out: a list, a case folder, a report."""
    if not may(viewer, Deed.ANALYSE):
        raise AccessDeniedError("Din roll tar inte ut något ur installationen")


def check_roles(roles: Set[Role], owners: Set[str], officer_of: Set[str] = frozenset()) -> None:
    """Refuse an account that may not be, wherever one is made or changed. Raises :class:`RoleConflictError`.

    Who gives access sees no case data; who looks the ledger over gives no access; an officer reads what they decide
    of. An account without any role could do nothing: that is a mistake, and disabling it is another thing.
    """
    if not roles:
        raise RoleConflictError("Kontot har ingen roll")
    if Role.ADMINISTRATOR in roles and Role.REVIEWER in roles:
        raise RoleConflictError("Inget konto är både administratör och granskare")
    if Role.ADMINISTRATOR in roles and (owners or officer_of or len(roles) > 1):
        raise RoleConflictError("En administratör ser inga handlingar och har ingen annan roll")
    if (Role.OFFICER in roles) != bool(officer_of):
        raise RoleConflictError("En sekretessansvarig är det för en eller flera ägare")
    if not officer_of <= owners:
        raise RoleConflictError("En sekretessansvarig har tillgång till den ägare som det gäller")
