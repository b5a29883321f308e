"""What a search page shows, as one value: kept in the register, so that the address bar holds only an opaque id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from werkzeug.datastructures import MultiDict

from models.errors import AccessDeniedError
from models.limits import LIMITS
from search.facet import FACET_TYPES
from search.facet_order import FacetOrder
from search.index import Sort
from search.request import SearchRequest
from search.saved import Choice, SavedSearch
from web import session, typed
from web.addresses import is_opaque
from web.parts import parts

HITS: Final = 20
_STANDING_OUT: Final = 10  # entities told to stand out in the hits
_FIND: Final = 100  # characters of what is looked for among a facet's values
_FEW, _MANY = 20, 200  # facet values asked for: enough to fold out at once; enough for a long look


@dataclass(frozen=True, slots=True)
class SearchState(SavedSearch):
    """``trail`` holds the cursors of the pages turned, the last being this page's; ``wide`` the facets shown whole,
    ``by_name`` those in order of name, and ``finds``, by facet, what is looked for among its values. ``ungrouped``:
    documents alike stand each by itself."""

    trail: tuple[str, ...] = ()
    wide: tuple[str, ...] = ()
    by_name: tuple[str, ...] = ()
    finds: Mapping[str, str] = field(default_factory=dict)
    ungrouped: bool = False

    @property
    def narrowed(self) -> bool:
        """Whether anything but the words narrows the hits."""
        return bool(self.include or self.exclude or self.since or self.until or self.like)

    def request(self) -> SearchRequest:
        """The question this state asks."""
        return replace(
            self.asks(),
            limit=HITS,
            grouped=not self.ungrouped,
            after=self.trail[-1] if self.trail else None,
            facet_limit=_MANY if self.wide else _FEW,
            facet_find=self.finds,
            standing_out=_STANDING_OUT if (self.query or self.narrowed) and not self.trail else 0,
            facet_order=dict.fromkeys(self.by_name, FacetOrder.NAME),
        )


def save(state: SearchState) -> str:
    """Keep the state for this viewer; the opaque id that the address bar may hold."""
    shown = {"trail": list(state.trail), "wide": list(state.wide)}
    looked = {"by_name": list(state.by_name), "finds": dict(state.finds), "ungrouped": state.ungrouped}
    return parts().store.states.save(session.viewer().name, {**state.kept(), **shown, **looked})


def load(id: str) -> SearchState:
    """The state with this id. Raises :class:`AccessDeniedError` where it is not this viewer's, or no id at all."""
    if not is_opaque(id):
        raise AccessDeniedError("Sidan finns inte")
    return read(parts().store.states.load(session.viewer().name, id))


def read(kept: Mapping[str, Any]) -> SearchState:
    """The state from what :func:`save` kept."""
    return SearchState.of(
        kept,
        trail=tuple(kept["trail"]),
        wide=tuple(kept["wide"]),
        by_name=tuple(kept.get("by_name", ())),
        finds=dict(kept.get("finds", {})),
        ungrouped=kept.get("ungrouped", False),
    )


def changed(state: SearchState, form: MultiDict[str, str]) -> SearchState:
    """The state after a press of one of the page's buttons. Whatever changes the hits goes back to their first page."""
    if "clear" in form:
        return SearchState(query=state.query, sort=state.sort, tolerant=state.tolerant, meaning=state.meaning)
    if is_opaque(document := form.get("like", "")):
        return SearchState(like=document, meaning=state.meaning)
    after = _looked(_chosen(_typed(state, form), form), form)
    if _as_asked(after) != _as_asked(state):
        return replace(after, trail=())
    return _turned(after, form)


def _typed(state: SearchState, form: MultiDict[str, str]) -> SearchState:
    """With the fields of the form: the words and the dates."""
    if "q" in form:
        words = typed.line(form.get("instead") or form["q"])  # a suggestion that was pressed stands for what was typed
        query = words[: LIMITS.query_characters]
        state = replace(state, query=query, tolerant="tolerant" in form, meaning="meaning" in form)
    if "since" in form:
        since, until = _day(form["since"]), _day(form.get("until"))
        if since and until and until < since:  # said the wrong way round: what was meant is plain
            since, until = until, since
        state = replace(state, since=since, until=until)
    if form.get("group") in ("0", "1"):
        state = replace(state, ungrouped=form["group"] == "0")
    if form.get("sort") in set(Sort):
        state = replace(state, sort=Sort(form["sort"]))
    return state


def _chosen(state: SearchState, form: MultiDict[str, str]) -> SearchState:
    """With one facet value chosen or let go. A value is never both wanted and unwanted."""
    if (pair := _pair(form.get("toggle"))) is not None:
        include = _within_years(_flipped(state.include, *pair), pair[0])
        return replace(state, include=include, exclude=_without(state.exclude, *pair))
    if (pair := _pair(form.get("exclude"))) is not None:
        return replace(state, exclude=_flipped(state.exclude, *pair), include=_without(state.include, *pair))
    if (type := form.get("all_of")) in FACET_TYPES and type not in state.all_of:
        return replace(state, all_of=(*state.all_of, type))
    if (type := form.get("any_of")) in state.all_of:
        return replace(state, all_of=tuple(other for other in state.all_of if other != type))
    return _dropped(state, form.get("drop", ""))


def _dropped(state: SearchState, what: str) -> SearchState:
    """Without a narrowing that is no facet's."""
    if what == "dates":
        return replace(state, since=None, until=None)
    return replace(state, like="") if what == "like" else state


def _looked(state: SearchState, form: MultiDict[str, str]) -> SearchState:
    """With what is shown of the facets, which changes no hit: more of the values, their order, those looked for."""
    typed_in = {type: typed.line(form[f"find:{type}"]).strip() for type in FACET_TYPES if f"find:{type}" in form}
    finds = {type: text[:_FIND] for type, text in {**state.finds, **typed_in}.items() if text}
    state = replace(state, finds=finds) if finds != state.finds else state
    if (type := form.get("wide")) in FACET_TYPES:
        return replace(state, wide=_toggled(state.wide, type))
    if (type := form.get("by_name")) in FACET_TYPES or (type := form.get("by_count")) in state.by_name:
        return replace(state, by_name=_toggled(state.by_name, type))
    return state


def _as_asked(state: SearchState) -> SearchState:
    """Without what changes only how the facets are shown."""
    return replace(state, wide=(), by_name=(), finds={})


def _toggled(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    return tuple(other for other in names if other != name) if name in names else (*names, name)


def _within_years(choice: Choice, type: str) -> Choice:
    """After a change of year, without the months of years that are not chosen."""
    years = choice.get("year", ())
    if type != "year" or "month" not in choice:
        return choice
    left = {**choice, "month": tuple(month for month in choice["month"] if month[:4] in years)}
    return {type: ids for type, ids in left.items() if ids}


def _turned(state: SearchState, form: MultiDict[str, str]) -> SearchState:
    if form.get("go") == "next" and form.get("after"):
        return replace(state, trail=(*state.trail, typed.line(form["after"])))
    if form.get("go") == "previous":
        return replace(state, trail=state.trail[:-1])
    return state


def _pair(pressed: str | None) -> tuple[str, str] | None:
    type, colon, id = typed.line(pressed or "").partition(":")
    return (type, id) if colon and id and type in FACET_TYPES else None


def _flipped(choice: Choice, type: str, id: str) -> Choice:
    if id in choice.get(type, ()):
        return _without(choice, type, id)
    return {**choice, type: (*choice.get(type, ()), id)}


def _without(choice: Choice, type: str, id: str) -> Choice:
    left = {**choice, type: tuple(other for other in choice.get(type, ()) if other != id)}
    return {type: ids for type, ids in left.items() if ids}


def _day(text: str | None) -> date | None:
    """A date from a date field; whatever is none is no date."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
