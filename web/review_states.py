"""Which rows a page of provider review is of, as one value: kept in the register, so that its address is opaque."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from werkzeug.datastructures import MultiDict

from models.errors import AccessDeniedError
from models.payment import RowFilter
from web import session, typed
from web.addresses import is_opaque
from web.parts import parts

_KEPT: Final = "providers"
_MOST: Final = 200  # characters of a name, or of a source
_SOURCES: Final = 100


@dataclass(frozen=True, slots=True)
class ReviewState:
    """``name`` is what a provider is looked for by, ``by_sum`` the order of the list."""

    since: date | None = None
    until: date | None = None
    sources: tuple[str, ...] = ()
    name: str = ""
    by_sum: bool = False

    @property
    def filter(self) -> RowFilter:
        return RowFilter(self.since, self.until, self.sources)

    @property
    def narrowed(self) -> bool:
        return bool(self.since or self.until or self.sources or self.name)


def of_form(form: MultiDict[str, str]) -> ReviewState:
    """What somebody chose. A day that is none is left out."""
    sources = tuple(dict.fromkeys(each[:_MOST] for each in form.getlist("source") if each))
    return ReviewState(
        typed.day(form.get("since", "")),
        typed.day(form.get("until", "")),
        sources[:_SOURCES],
        typed.line(form.get("name", ""))[:_MOST],
        form.get("order") == "sum",
    )


def save(state: ReviewState) -> str:
    """Keep the state for this viewer; the opaque id that the address may hold, empty for all rows in order of name."""
    if state == ReviewState():
        return ""
    days = {name: day.isoformat() if (day := getattr(state, name)) else "" for name in ("since", "until")}
    kept = {**days, "sources": list(state.sources), "name": state.name, "by_sum": state.by_sum}
    return parts().store.states.save(session.viewer().name, {_KEPT: kept})


def load(id: str) -> ReviewState:
    """The state with this id. Raises :class:`AccessDeniedError` where it is not this viewer's, or another page's."""
    if not id:
        return ReviewState()
    kept = parts().store.states.load(session.viewer().name, id).get(_KEPT) if is_opaque(id) else None
    if kept is None:
        raise AccessDeniedError("Sidan finns inte")
    return ReviewState(
        typed.day(kept["since"]), typed.day(kept["until"]), tuple(kept["sources"]), kept["name"], bool(kept["by_sum"])
    )
