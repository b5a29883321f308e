"""The facets of a search page as they are drawn: values in order, which are chosen, what is folded away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask_babel import gettext, ngettext

from models.mention import Label
from search.index import MISSING
from search.result import Facet
from web.addresses import is_opaque
from web.labels import FACETS, FOLDED, said
from web.states import SearchState

UNKNOWN: Final = "?"
"""What a chosen value is called that the viewer may not know, or that was kept by a name."""
SHOWN: Final = 7  # values of a facet before the fold
_WHOLE: Final = 100  # the share of the value with the most documents
_TIMES: Final = ("year", "month")  # drawn as bars, in order of time
_ONE_EACH: Final = frozenset({"source", "owner", "kind", *_TIMES})  # a document has one: none has two of them


@dataclass(frozen=True, slots=True)
class Value:
    """One row of a facet; ``key`` is what its buttons send. ``count`` is None for a chosen value that the answer did
    not count. ``note`` tells namesakes apart. ``share`` is the length of its bar, in hundredths of the longest."""

    id: str
    key: str
    label: str
    count: int | None
    chosen: bool
    unwanted: bool
    note: str = ""
    share: int = 0

    @property
    def page(self) -> str:
        """The entity that is chosen, whose page it leads to; else empty."""
        return _led_to(self.key, self.label) if self.chosen else ""


@dataclass(frozen=True, slots=True)
class Panel:
    """One facet: ``first`` always to be seen, ``rest`` behind *visa fler*; ``left`` values are not there at all.

    ``find`` is what is looked for among the values, and ``by_name`` their order. ``wants_all``: of the chosen values a
    document has every one; ``two``: there are two, so that this may be chosen. ``picked``: some value is wanted or not.
    """

    type: str
    title: str
    first: list[Value]
    rest: list[Value]
    left: int
    wide: bool
    exact: bool
    open: bool
    picked: bool = False
    find: str = ""
    by_name: bool = False
    two: bool = False
    wants_all: bool = False

    @property
    def is_times(self) -> bool:
        return self.type in _TIMES

    @property
    def looked_in(self) -> bool:
        return bool(self.find) or self.by_name

    @property
    def hidden(self) -> int:
        """How many values are not to be seen until they are asked for."""
        return len(self.rest) + self.left


@dataclass(frozen=True, slots=True)
class Chip:
    """A narrowing that can be taken away by a press: ``action`` and ``value`` are the button's name and value."""

    title: str
    label: str
    action: str
    value: str
    unwanted: bool = False

    @property
    def entity(self) -> str:
        """The entity that is wanted, whose page it may lead to; else empty."""
        return _led_to(self.value, self.label) if self.action == "toggle" else ""


def _led_to(key: str, label: str) -> str:
    """The entity whose page a value may lead to; else empty: a search may be kept by a name, which is to stand in no
    address, and for somebody whom the viewer may not know any more."""
    type, _, id = key.partition(":")
    return id if type in Label.__members__ and is_opaque(id) and label != UNKNOWN else ""


def panels(
    state: SearchState, facets: Mapping[str, Facet], labels: Mapping[str, str], notes: Mapping[str, str], owners: int
) -> list[Panel]:
    """The facets that have anything to choose, in their order. ``labels`` names values by id, ``notes`` tells those
    called alike apart."""
    wanted = [type for type in FACETS if type in facets and not (type == "owner" and owners < 2)]
    years = state.include.get("year", ())
    if not ("month" in state.include or "month" in state.exclude or len(years) == 1):
        wanted = [type for type in wanted if type != "month"]  # months are of a year
    drawn = [_panel(type, facets[type], state, labels, notes) for type in wanted]
    return [panel for panel in drawn if panel.first or panel.find]


def chips(state: SearchState, labels: Mapping[str, str]) -> list[Chip]:
    """One for each chosen and unwanted value, and one for the dates."""
    found = [
        Chip(said(type, "facet"), labels.get(id, UNKNOWN), action, f"{type}:{id}", action == "exclude")
        for action, choice in (("toggle", state.include), ("exclude", state.exclude))
        for type, ids in choice.items()
        for id in ids
    ]
    if state.like:
        found.append(Chip(gettext("Liknar"), labels.get(state.like, UNKNOWN), "drop", "like"))
    if state.among:
        some = ngettext("%(num)s handling", "%(num)s handlingar", len(state.among))
        found.append(Chip(gettext("Urval"), some, "drop", "among"))
    if state.since or state.until:
        span = f"{state.since or ''} – {state.until or ''}".strip()
        found.append(Chip(said("date", "field"), span, "drop", "dates"))
    return found


def _panel(type: str, facet: Facet, state: SearchState, labels: Mapping[str, str], notes: Mapping[str, str]) -> Panel:
    values = _values(type, facet, state, labels, notes)
    picked = [value for value in values if value.chosen or value.unwanted]
    wide, find, by_name = type in state.wide, state.finds.get(type, ""), type in state.by_name
    if type in _TIMES:
        values.sort(key=lambda value: (value.id != MISSING, value.id), reverse=type == "year")
        head = len(values) if type == "month" else max(SHOWN, len(picked))
    else:
        values = [*picked, *(value for value in values if value not in picked)]
        head = max(SHOWN, len(picked))
    whole = wide or bool(find) or by_name
    return Panel(
        type=type,
        title=said(type, "facet"),
        first=values if whole else values[:head],
        rest=[] if whole else values[head:],
        left=facet.more,
        wide=wide,
        exact=facet.exact,
        open=bool(picked) or whole or type not in FOLDED,
        picked=bool(picked),
        find=find,
        by_name=by_name,
        two=len(state.include.get(type, ())) > 1 and type not in _ONE_EACH,
        wants_all=type in state.all_of,
    )


def _values(
    type: str, facet: Facet, state: SearchState, labels: Mapping[str, str], notes: Mapping[str, str]
) -> list[Value]:
    """What was counted, the documents without a value, and what was chosen and not counted."""
    chosen, unwanted = state.include.get(type, ()), state.exclude.get(type, ())
    counts: dict[str, int | None] = {value.id: value.count for value in facet.values}
    if facet.missing and counts and type not in state.finds:
        counts[MISSING] = facet.missing
    for id in (*chosen, *unwanted):
        counts.setdefault(id, None)
    most = max((value.count for value in facet.values), default=0)
    return [
        Value(
            id,
            f"{type}:{id}",
            labels.get(id, UNKNOWN),
            count,
            id in chosen,
            id in unwanted,
            notes.get(id, ""),
            -(-_WHOLE * count // most) if type in _TIMES and count and most and id != MISSING else 0,
        )
        for id, count in counts.items()
    ]
