"""Documents are erased everywhere; and again, where an older backup brings them back."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from models.dossier import ItemKind, Thing
from models.erasure import Ground, GroundKind
from models.note import Audience, Place
from models.store.store import Store
from tests.faults.scenes import papers
from tests.faults.scenes.homes import CLERK, OFFICER, OWNER, WHY, documents, must, must_restore, opened, with_read

_ONLY_THERE: Final = "070-174 06 05"
"""A number that only what is erased has."""


def with_papers(home: str, material: str) -> None:
    """A note, a mail with what lies in it, an archive; something is written about the mail and looked for."""
    from search.request import SearchRequest
    from search.saved import SavedSearch

    with_read(Path(home), Path(material), papers.text, papers.mail)
    with opened(home) as store:
        for name in ("chef", CLERK.name):
            store.users.add(name, name, "ett långt lösenord", [OWNER])
        mail = documents(store)["brev.eml"]
        store.notes.add(CLERK, Place(mail, 1), "Ring Bo", Audience.OWNER)
        store.tags.add(CLERK, Place(mail), "krogar")
        folder = store.dossiers.make(CLERK, OWNER, "Krogen", "")
        store.dossier_items.add(CLERK, folder, [Thing(ItemKind.DOCUMENT, mail)])
        store.saved.add(CLERK, "Numret", SavedSearch.asked(SearchRequest(_ONLY_THERE)).kept())
        store.states.save("chef", {"query": _ONLY_THERE})
        inbox = store.settings.home / "inkommande"
        inbox.mkdir()
        (inbox / "brev.eml").write_bytes(store.vault.get(store.documents.get(CLERK, mail).sha256))
    must("search", _ONLY_THERE, "--json")


def order(home: str, _material: str) -> None:
    with opened(home) as store:
        _order(store, "brev.eml", "arkiv.zip")


def erase(home: str, _material: str) -> None:
    must("worker", "--once", "--json")
    with opened(home) as store:
        (given,) = store.erasures.orders(OFFICER)
    must("erase", "resume", given.id, "--json")


def forgotten(home: str, material: str) -> None:
    """A home that is gone, with a backup of before something was erased."""
    with_papers(home, material)
    must("backup", "take", _kept(material), "--json")
    order(home, material)
    erase(home, material)
    shutil.rmtree(home)
    Path(home).mkdir()


def restore(home: str, material: str) -> None:
    must_restore(home, _kept(material))


def _kept(material: str) -> Path:
    return Path(material).with_suffix(".kopia")


def _order(store: Store, *names: str) -> None:
    from search.erasing import order_erasure

    known = documents(store)
    ground = Ground(GroundKind.PERSON, "art. 17.1 d", reason="G-1")
    order_erasure(OFFICER, WHY, store, [known[name] for name in names], ground)
