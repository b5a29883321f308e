"""What ``samsyn doctor`` says of watched folders: whether each can be looked at, and is."""

from __future__ import annotations

from contextlib import closing
from typing import Final, NamedTuple

from models.errors import HomeNotFoundError, SamsynError
from models.settings import Settings
from models.store.service import service
from models.store.store import Store
from models.watched_folder import FolderState

_NEXT: Final = (
    "Visa varför: samsyn watch list. Tittar ingen: starta samsyn serve, samsyn worker eller samsyn watch run."
)
_WELL: Final = (FolderState.WATCHED, FolderState.PAUSED)


class Said(NamedTuple):
    ok: bool
    found: str
    next: str = _NEXT


def watched_said(settings: Settings, *, names: bool) -> Said:
    """Without ``names`` only how many: for those who may not know of every owner's folders. Paused ones are well."""
    try:
        with closing(Store.open(settings)) as store:
            reports = store.watched_reports.all(service(store, "kontroll"))
    except HomeNotFoundError:
        reports = []
    except SamsynError as error:
        return Said(False, error.message, error.next)
    ill = [each for each in reports if each.state not in _WELL]
    if not ill:
        return Said(True, f"{len(reports)} mappar bevakas" if reports else "inga")
    which = ": " + ", ".join(f"{each.folder.path} ({each.reason or each.state})" for each in ill) if names else ""
    return Said(False, f"{len(ill)} av {len(reports)} mappar kan inte ses{which}")
