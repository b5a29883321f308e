"""Whose letterhead a paper has: its owner's, a court's, or that of the company or person that wrote it."""

from __future__ import annotations

from sample import wording as w
from sample.entities import Company, Person
from sample.owners import COURT, POLIS, Owner
from sample.scene import companies
from sample.scene.people import ROLES
from sample.scene.scene import Scene

DEFAULTS = {"judgment": "court", "invoice": "company"}
"""Variety → who writes it, where its template does not say; of the others, the board or authority whose paper it is."""
PUBLIC = ("", "board", "court", "police")


def is_known(slot: str) -> bool:
    """Whether a template may have this sender."""
    return slot in PUBLIC or slot in companies.SLOTS or slot in ROLES


def is_private(variety: str, slot: str) -> bool:
    """Whether a company or a person writes, who has no case number and no handler."""
    return (slot or DEFAULTS.get(variety, "")) not in PUBLIC


def sender(scene: Scene, variety: str, slot: str = "") -> Owner:
    """Who stands in the letterhead: ``slot`` is a template's, empty for the variety's own."""
    slot = slot or DEFAULTS.get(variety, "")
    if slot == "court":
        return COURT
    if slot == "police":
        return POLIS
    if slot in companies.SLOTS:
        return _of_company(scene.company(slot))
    if slot in ROLES:
        return _of_person(scene.person(slot))
    return scene.owner


def _of_company(it: Company) -> Owner:
    return Owner(
        w.company(it), it.line.capitalize(), "", w.street(it.place), it.place.postal, w.phone(it.phone, it.id),
        it.phone, w.email(it.email, it.id), (), w.address(it.place),
    )  # fmt: skip


def _of_person(it: Person) -> Owner:
    """Somebody's own letter: the name, and the address in the place of a unit."""
    return Owner(
        w.name(it), w.address(it.home), "", w.street(it.home), it.home.postal, w.phone(it.phone, it.id),
        it.phone, w.email(it.email, it.id), (), w.address(it.home),
    )  # fmt: skip
