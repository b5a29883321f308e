"""What is done to case folders: each change in the ledger before it is made."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from models.access import Purpose, Viewer, may_change
from models.audit import Action, Event
from models.dossier import Dossier, Section, Thing
from models.errors import AccessDeniedError
from models.note import Audience
from models.store.store import Store


def make(viewer: Viewer, purpose: Purpose, store: Store, owner: str, title: str, reference: str = "") -> Dossier:
    """A new folder at one of the viewer's own owners; without one named, the first."""
    at = owner or min(viewer.own, default="")
    if not may_change(viewer, at):
        raise AccessDeniedError("Det finns ingen sådan ägare")
    record(viewer, purpose, store, "", "make", at)
    return store.dossiers.make(viewer, at, title, reference)


def collect(
    viewer: Viewer, purpose: Purpose, store: Store, id: str, things: Sequence[Thing], words: str = ""
) -> tuple[Dossier, int]:
    """Put things in it; the folder, and how many were not there before. Raises :class:`AccessDeniedError` and adds
    nothing where one of them may not be read."""
    dossier = store.dossiers.writable(viewer, id)
    record(viewer, purpose, store, id, "add", dossier.owner, things=len(things))
    return dossier, store.dossier_items.add(viewer, dossier, things, words)


def change(
    viewer: Viewer, purpose: Purpose, store: Store, id: str, act: str, done: Callable[[Dossier], object]
) -> None:
    """Change what is in it: ``done`` is called with the folder, which the viewer may write in."""
    dossier = store.dossiers.writable(viewer, id)
    record(viewer, purpose, store, id, act, dossier.owner)
    done(dossier)


def rule(viewer: Viewer, purpose: Purpose, store: Store, id: str, act: str, done: Callable[[], object]) -> None:
    """Share, close or remove it: what its maker alone does, as the store says."""
    found = store.dossiers.get(viewer, id, removed=act == "restore")
    if not found.mine:
        raise AccessDeniedError("Det gör bara den som har gjort mappen")
    record(viewer, purpose, store, id, act, found.owner)
    done()


def share(
    viewer: Viewer, purpose: Purpose, store: Store, id: str, audience: Audience, group: str, *, writes: bool
) -> None:
    """Let others in: the group's members, or the owner's staff; or nobody any more."""
    shared = partial(store.dossiers.share, viewer, id, audience, group, writes=writes)
    rule(viewer, purpose, store, id, f"share {audience.value}", shared)


def add_section(viewer: Viewer, purpose: Purpose, store: Store, id: str, title: str) -> None:
    new = Section(secrets.token_hex(16), title)
    change(viewer, purpose, store, id, "section", lambda of: store.dossiers.arrange(viewer, id, (*of.sections, new)))


def change_section(
    viewer: Viewer, purpose: Purpose, store: Store, id: str, section: str, *, title: str = "", by: int = 0
) -> None:
    """Call it something else, move it up (-1) or down (1), or, with neither, take the heading away: what was under it
    stands first."""

    def arranged(of: Dossier) -> None:
        at = next((place for place, each in enumerate(of.sections) if each.id == section), None)
        if at is None:
            raise AccessDeniedError("Avsnittet finns inte")
        kept = list(of.sections)
        taken = kept.pop(at)
        if title or by:
            kept.insert(max(0, at + by), replace(taken, title=title or taken.title))
        store.dossiers.arrange(viewer, id, kept)

    change(viewer, purpose, store, id, "section", arranged)


def record(viewer: Viewer, purpose: Purpose, store: Store, id: str, act: str, owner: str, **more: int) -> None:
    told: dict[str, str | int] = {"act": act, **more}
    store.ledger.write(Event(Action.DOSSIER, viewer.actor, purpose.text, purpose.case, id, (owner,), told))
