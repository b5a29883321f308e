"""What a situation page is of, as its form says it: kept in the register, so that the address bar holds only an id."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from werkzeug.datastructures import MultiDict

from models import swedish
from models.errors import AccessDeniedError
from models.limits import LIMITS
from search.situation.period import PRESETS, Period, lately
from search.situation.scope import FEWEST, LABELS, MOST, USUAL, Scope, place_query
from web import session, states, typed
from web.addresses import is_opaque
from web.parts import parts

_PLACE: Final = 200  # characters
_MONTHS: Final = 12  # of the first picture
_LEAST: Final = 3  # sources, where nobody says otherwise


def first() -> Scope:
    """Before anything is asked: everything of the year that ends today."""
    return Scope(lately(_MONTHS, swedish.today()))


def save(scope: Scope) -> str:
    """Keep it for this viewer; the opaque id that the address bar may hold."""
    return parts().store.states.save(session.viewer().name, {"situation": scope.kept()})


def load(id: str) -> Scope:
    """The scope with this id. Raises :class:`AccessDeniedError` where it is not this viewer's, or another page's."""
    kept = parts().store.states.load(session.viewer().name, id) if is_opaque(id) else {}
    if "situation" not in kept:
        raise AccessDeniedError("Sidan finns inte")
    return Scope.of(kept["situation"])


def read(form: MultiDict[str, str]) -> Scope:
    """As the form says; what it cannot say is as if it were not said."""
    kind, _, id = form.get("within", "").partition(":")
    known = id if is_opaque(id) else ""
    place = typed.line(form.get("place", ""))[:_PLACE].strip()
    return Scope(
        _period(form),
        place=place if place_query(place) else "",
        theme=typed.line(form.get("theme", ""))[: LIMITS.query_characters].strip(),
        saved=known if kind == "saved" else "",
        asked=known if kind == "asked" else "",
        least=min(max(typed.count(form.get("least")) or _LEAST, FEWEST), MOST),
        labels=tuple(label for label in LABELS if label in form.getlist("label")) or USUAL,
    )


def of_search(id: str) -> Scope:
    """What a search page was of: its question, within its days where it has both, else of the last year."""
    state = states.load(id)
    if state.since and state.until:
        return Scope(Period(state.since, state.until), asked=id)
    return Scope(lately(_MONTHS, state.until or swedish.today()), asked=id)


def _period(form: Mapping[str, str]) -> Period:
    """The days that were typed, whichever comes first; a stretch up to today or to the last of them."""
    since, until = typed.day(form.get("since")), typed.day(form.get("until"))
    if (preset := form.get("preset", "")) in PRESETS:
        return lately(PRESETS[preset], swedish.today())
    if since and until:
        return Period(min(since, until), max(since, until))
    if since:
        return Period(min(since, swedish.today()), max(since, swedish.today()))
    return lately(_MONTHS, until or swedish.today())
