"""*Vad ser vem?*: which owners and sources a person has, and how many documents; in the demo, for each of its users."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from models import swedish
from models.access import Deed, Viewer, may
from models.account import Account
from web import session
from web.parts import parts

blueprint = Blueprint("about", __name__)


@dataclass(frozen=True, slots=True)
class Access:
    """What one person may read: for each owner its sources and the number of searchable documents."""

    name: str
    display: str
    mine: bool
    owners: list[tuple[str, list[str], int]]

    @property
    def total(self) -> int:
        return sum(count for _owner, _sources, count in self.owners)


@blueprint.get("/vem")
def access() -> ResponseReturnValue:
    """One's own access; in the demo, where everyone is made up, everybody's."""
    store, who = parts().store, session.viewer()
    shown = [user for user in store.users.list() if user.name == who.name or (parts().demo and _reads(user))]
    people = [_access(user.viewer(), user.display, user.name == who.name) for user in shown]
    return render_template("about.html", people=people)


def _reads(user: Account) -> bool:
    return not user.disabled and may(user.viewer(), Deed.READ)


def _access(viewer: Viewer, display: str, mine: bool) -> Access:
    store = parts().store
    owners = [
        (
            owner,
            [source.name for source in store.sources.all() if source.owner == owner],
            sum(1 for _id in store.documents.ids(viewer, owner)),
        )
        for owner in sorted(viewer.owners, key=swedish.sort_key)
    ]
    return Access(viewer.name, display, mine, owners)
