"""Who asks on the command line: the local operator, or the user that ``--as`` names; and why."""

from __future__ import annotations

from models.access import Purpose, Viewer
from models.errors import AccessDeniedError
from models.settings import Settings
from models.store.store import Store

OPERATOR = "lokal operatör"


def operator(
    store: Store, settings: Settings, as_user: str | None = None, purpose: str = "", case: str = ""
) -> tuple[Viewer, Purpose]:
    """An ordinary viewer with a grant for each owner of this installation, or the user ``as_user``, and the purpose.

    Raises :class:`AccessDeniedError` where the site has switched the operator off (``access.operator = false``) and
    no user is named, and :class:`UnknownUserError`.
    """
    why = Purpose(purpose.strip() or settings.purpose.strip() or "lokal drift", case or settings.case)
    if as_user:
        return store.users.viewer(as_user), why
    if not settings.operator:
        raise AccessDeniedError(
            "Den lokala operatören är avstängd i den här installationen",
            next="Ange vem som söker med --as ANVÄNDARE; samsyn user list visar vilka som finns.",
        )
    return Viewer(OPERATOR, frozenset(store.sources.owners())), why
