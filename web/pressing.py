"""A press of a button of the search page: what it makes of the page's state."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from werkzeug.datastructures import MultiDict

from models.limits import LIMITS
from search.facet import FACET_TYPES
from search.index import Sort
from search.saved import Choice
from search.table import COLUMNS, columns_of, sortable
from web import column_heads, typed
from web.addresses import is_opaque
from web.states import SearchState, View

_FIND: Final = 100  # characters of what is looked for among a facet's values
_LONGEST: Final = 2_000  # characters of a facet's value or a cursor: what the page's own buttons send is shorter


def changed(state: SearchState, form: MultiDict[str, str]) -> SearchState:
    """The state after a press of one of the page's buttons. Whatever changes the hits goes back to their first page."""
    if "clear" in form:
        return replace(_afresh(state), query=state.query, sort=state.sort, by=state.by, tolerant=state.tolerant)
    if is_opaque(document := form.get("like", "")):
        return replace(_afresh(state), like=document)
    after = _looked(_chosen(_typed(_tabled(state, form), form), form), form)
    if _as_asked(after) != _as_asked(state):
        return replace(after, trail=())
    return _turned(after, form)


def _afresh(state: SearchState) -> SearchState:
    """Nothing asked, shown as before."""
    return SearchState(meaning=state.meaning, view=state.view, columns=state.columns)


def _tabled(state: SearchState, form: MultiDict[str, str]) -> SearchState:
    """With the columns that are ticked, and those chosen before that the page did not offer to be unticked; new ones
    come last. One of them may be moved a place."""
    if not {"columns", "move"} & form.keys():
        return state
    offered, ticked = columns_of(state.query, COLUMNS), form.getlist("column")
    before = [name for name in state.columns or () if name not in offered or name in ticked]
    columns = [*before, *(name for name in COLUMNS if name in ticked and name not in before)]
    way, _, name = form.get("move", "").partition(":")
    hidden = state.by is not None and state.by.column in offered and state.by.column not in ticked
    state = replace(state, by=None if hidden else state.by)  # nobody would see what they stand in the order of
    return replace(state, columns=_moved(columns, name, -1 if way == "left" else 1, offered))


def _moved(columns: list[str], name: str, step: int, offered: Collection[str]) -> tuple[str, ...]:
    """With the column past its neighbour, among those that are offered; at the end it stays."""
    shown = [other for other in columns if other in offered]
    if name in shown and 0 <= (at := shown.index(name) + step) < len(shown):
        one, other = columns.index(name), columns.index(shown[at])
        columns[one], columns[other] = columns[other], columns[one]
    return tuple(columns)


def _typed(state: SearchState, form: MultiDict[str, str]) -> SearchState:
    """With the fields of the form: the words and the dates."""
    if "q" in form:
        words = typed.line(form.get("instead") or form["q"])  # a suggestion that was pressed stands for what was typed
        state = replace(state, query=words[: LIMITS.query_characters])
    if "options" in form:  # the form has the two boxes: one that is not ticked is not sent
        state = replace(state, tolerant="tolerant" in form, meaning="meaning" in form)
    if "since" in form or "span" in form:  # a bar of the date chart that was pressed stands for what is typed
        begin, dots, end = form.get("span", "").partition("..")
        span = (begin, end) if dots else (form.get("since"), form.get("until"))
        since, until = map(typed.day, span)
        if since and until and until < since:  # said the wrong way round: what was meant is plain
            since, until = until, since
        state = replace(state, since=since, until=until)
    if form.get("group") in ("0", "1"):
        state = replace(state, ungrouped=form["group"] == "0")
    if form.get("view") in set(View):
        state = replace(state, view=View(form["view"]))
    return _ordered(state, form)


def _ordered(state: SearchState, form: MultiDict[str, str]) -> SearchState:
    """With the order that was pressed. That of a column is the table's: other views have none of it."""
    if form.get("sort") in set(Sort):
        return replace(state, sort=Sort(form["sort"]), by=None)
    if state.view is not View.TABLE:
        return replace(state, by=None)
    by = column_heads.pressed(form.get("by", ""), sortable(state.query))
    return state if by is None else replace(state, by=by)


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
    if what == "among":
        return replace(state, among=())
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
    return replace(state, wide=(), by_name=(), finds={}, columns=())


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
    if form.get("go") == "next" and 0 < len(form.get("after", "")) <= _LONGEST:
        return replace(state, trail=(*state.trail, typed.line(form["after"])))
    if form.get("go") == "previous":
        return replace(state, trail=state.trail[:-1])
    return state


def _pair(pressed: str | None) -> tuple[str, str] | None:
    type, colon, id = typed.line(pressed or "").partition(":")
    return (type, id) if colon and 0 < len(id) <= _LONGEST and type in FACET_TYPES else None


def _flipped(choice: Choice, type: str, id: str) -> Choice:
    if id in choice.get(type, ()):
        return _without(choice, type, id)
    return {**choice, type: (*choice.get(type, ()), id)}


def _without(choice: Choice, type: str, id: str) -> Choice:
    left = {**choice, type: tuple(other for other in choice.get(type, ()) if other != id)}
    return {type: ids for type, ids in left.items() if ids}
