"""What somebody with nothing to read yet does next, and where: an installation, or an account, that is empty."""

from __future__ import annotations

from enum import StrEnum

from models.access import Deed, at_home, may
from web import session
from web.parts import parts


class FirstStep(StrEnum):
    """The very next thing to do."""

    GRANT = "grant"  # no owner's documents are open to the account: the administrator gives access
    SOURCE = "source"  # there is nothing to hand files in to
    SOURCE_ASKED = "source_asked"  # neither, and it is an archivist's to add one
    FILES = "files"
    FILES_ASKED = "files_asked"


def first_step(*, lent: bool = True) -> FirstStep | None:
    """What the person of this request does first; None where there is something to read, what is ``lent`` too."""
    who, store = at_home(session.viewer()), parts().store
    if not store.source_reports.is_empty(session.viewer() if lent else who):
        return None
    archives = may(who, Deed.ARCHIVE)
    if not who.owners:
        return FirstStep.GRANT
    if not any(source.owner in who.owners for source in store.sources.all()):
        return FirstStep.SOURCE if archives else FirstStep.SOURCE_ASKED
    return FirstStep.FILES if archives else FirstStep.FILES_ASKED
