"""The facets of a search page as they are drawn: values in order, which are chosen, what is folded away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from search.result import Facet, FacetValue
from web.labels import FACETS, FOLDED, said, value_said
from web.states import SearchState

SHOWN: Final = 7  # values of a facet before the fold


@dataclass(frozen=True, slots=True)
class Value:
    """One row of a facet; ``count`` is None for a chosen value that the answer did not count."""

    id: str
    label: str
    count: int | None
    chosen: bool
    unwanted: bool


@dataclass(frozen=True, slots=True)
class Panel:
    """One facet: ``first`` always to be seen, ``rest`` behind *visa fler*; ``cut`` says that there are more still."""

    type: str
    title: str
    first: list[Value]
    rest: list[Value]
    cut: bool
    wide: bool
    exact: bool
    open: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """A narrowing that can be taken away by a press: ``action`` and ``value`` are the button's name and value."""

    title: str
    label: str
    action: str
    value: str
    unwanted: bool = False


def panels(state: SearchState, facets: Mapping[str, Facet], labels: Mapping[str, str], owners: int) -> list[Panel]:
    """The facets that have anything to choose, in their order. ``labels`` names chosen values by id."""
    wanted = [type for type in FACETS if type in facets and not (type == "owner" and owners < 2)]
    drawn = [_panel(type, facets[type], state, labels) for type in wanted]
    return [panel for panel in drawn if panel.first]


def chips(state: SearchState, labels: Mapping[str, str]) -> list[Chip]:
    """One for each chosen and unwanted value, and one for the dates."""
    found = [
        Chip(said(type, "facet"), labels.get(id, "?"), action, f"{type}:{id}", action == "exclude")
        for action, choice in (("toggle", state.include), ("exclude", state.exclude))
        for type, ids in choice.items()
        for id in ids
    ]
    if state.since or state.until:
        span = f"{state.since or ''} – {state.until or ''}".strip()
        found.append(Chip(said("date", "field"), span, "drop", "dates"))
    return found


def _panel(type: str, facet: Facet, state: SearchState, labels: Mapping[str, str]) -> Panel:
    chosen, unwanted = state.include.get(type, ()), state.exclude.get(type, ())
    values = [_value(value, type, chosen, unwanted) for value in facet.values]
    counted = {value.id for value in facet.values}
    missing = [
        Value(id, labels.get(id, "?"), None, id in chosen, id in unwanted)
        for id in (*chosen, *unwanted)
        if id not in counted
    ]
    picked = [value for value in values if value.chosen or value.unwanted]
    others = [value for value in values if not (value.chosen or value.unwanted)]
    ordered, head = [*picked, *missing, *others], max(SHOWN, len(picked) + len(missing))
    wide = type in state.wide
    return Panel(
        type=type,
        title=said(type, "facet"),
        first=ordered if wide else ordered[:head],
        rest=[] if wide else ordered[head:20],
        cut=len(facet.values) >= 20 and not wide,
        wide=wide,
        exact=facet.exact,
        open=bool(picked or missing) or wide or type not in FOLDED,
    )


def _value(value: FacetValue, type: str, chosen: tuple[str, ...], unwanted: tuple[str, ...]) -> Value:
    return Value(
        value.id, value_said(value.id, value.label, type), value.count, value.id in chosen, value.id in unwanted
    )
