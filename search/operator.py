"""Who asks on the command line: the local operator, or the user that ``--as`` names; why; and what they administer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import click

from models.access import Purpose, Viewer
from models.audit import Action, Event
from models.errors import AccessDeniedError
from models.settings import Settings
from models.sharing import lend

if TYPE_CHECKING:
    from models.store.store import Store

OPERATOR: Final = "lokal operatör"
_Command = Callable[..., Any]


def asked_by(command: _Command) -> _Command:
    """Gives a command the options ``--as``, ``--purpose`` and ``--case``: what :func:`operator` wants to know."""
    for option in (
        click.option("--case", default="", help="Ärende, för loggen."),
        click.option("--purpose", default="", help="Ändamål, för loggen."),
        click.option("--as", "as_user", metavar="USER", help="Fråga som en användare."),
    ):
        command = option(command)
    return command


def operator(
    store: Store, settings: Settings, as_user: str | None = None, purpose: str = "", case: str = ""
) -> tuple[Viewer, Purpose]:
    """An ordinary viewer with a grant for each owner of this installation, or the user ``as_user``, and the purpose.

    The user reads for this purpose also what agreements lend them (``models/sharing.py``), and is known to have been
    asked for from here (``Viewer.via``): the ledger tells the two apart.
    Raises :class:`AccessDeniedError` where the site has switched the operator off (``access.operator = false``) and
    no user is named, and :class:`UnknownUserError`.
    """
    why = purpose_of(settings, purpose, case)
    if as_user:
        return lend(replace(store.users.viewer(as_user), via=OPERATOR), why, settings.sharing), why
    if not settings.operator:
        raise AccessDeniedError(
            "Den lokala operatören är avstängd i den här installationen",
            next="Ange vem som frågar med --as ANVÄNDARE, där det går; samsyn account list visar vilka som finns.",
        )
    owners = frozenset(store.sources.owners())  # whoever gives commands here holds the files: no marking keeps them out
    return Viewer(OPERATOR, owners, officer_of=owners), why


def administration(store: Store, settings: Settings, what: str, owners: Iterable[str] = (), **details: str) -> None:
    """Write in the ledger that the local operator does ``what`` (a command's name); call it before it is done."""
    looked(Viewer(OPERATOR, frozenset(owners)), purpose_of(settings), store, what, **details)


def looked(viewer: Viewer, purpose: Purpose, store: Store, what: str, **details: str | int) -> None:
    """Write in the ledger that the viewer gave a command about the whole of what their owners have."""
    owners, told = tuple(sorted(viewer.owners)), {"command": what, **details}
    store.ledger.write(Event(Action.ADMINISTRATION, viewer.actor, purpose.text, purpose.case, "", owners, told))


def purpose_of(settings: Settings, purpose: str = "", case: str = "") -> Purpose:
    """Why the command line asks: what is given, else what the settings say."""
    return Purpose(purpose.strip() or settings.purpose.strip() or "lokal drift", case or settings.case)
