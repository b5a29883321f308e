"""The small archive with what its two owners share: on request, and directly for one purpose."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from models.access import Role
from models.account import Access, Account
from models.settings import Settings
from models.sharing import Agreement, Mode
from models.store.store import Store
from search.backends import open_index
from tests.web import archive
from tests.web.browsing import Browsing
from tests.web.conftest import Filled, Site
from web.app import create_app

MILJO, POLIS = archive.MILJO.owner, archive.POLIS.owner
ASKED = Agreement(MILJO, POLIS, "Utredning av bidragsbrott", "lag 2025:170", Mode.REQUEST)
LENT = Agreement(MILJO, POLIS, "Gemensam tillsyn", "OSL 8:2 motsatsvis", Mode.DIRECT)
"""As two archives of one authority have it; whether it may stand, models/sharing_settings.py says (and its tests)."""


def shared(filled: Filled, home: Path, *matrix: Agreement) -> Iterator[Site]:
    """The site with this matrix, and an officer of each owner's: ``mona`` and ``per``."""
    shutil.copytree(filled.home, home)
    settings = Settings(home=home, sharing=matrix or (ASKED, LENT))
    store, index = Store.open(settings), open_index(settings)
    for name, owner in (("mona", MILJO), ("per", POLIS)):
        access = Access(frozenset({Role.OFFICER}), frozenset({owner}), frozenset({owner}))
        store.users.create(Account(name, name.title(), access), archive.PASSWORD)
    archivist = Access(frozenset({Role.ARCHIVIST, Role.ANALYST}), frozenset({POLIS}))
    store.users.create(Account("arne", "Arne", archivist), archive.PASSWORD)
    yield Site(create_app(store, index, demo=True), store, index, dict(filled.ids))
    index.close()
    store.close()


def sign_in(site: Site, name: str, purpose: str = "prov av gränssnittet") -> Browsing:
    """A browser in which the user has signed in with this purpose."""
    browsing = Browsing(site.app)
    browsing.sign_in(name, archive.PASSWORD)
    browsing.post("/andamal", text=purpose, case="PROV-1")
    browsing.get("/")
    return browsing
