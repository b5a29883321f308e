"""What a network page shows, as one value with its steps back and forth: kept as the states of search pages are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Self

from werkzeug.datastructures import MultiDict

from models.errors import AccessDeniedError
from models.mention import Label
from models.tie import Near, Relation
from search.network import TOGETHER, Filter, NetworkRequest
from web import session, typed
from web.addresses import is_opaque
from web.parts import parts

_STEPS: Final = 50  # that can be taken back
_FIND: Final = 100  # characters of a name that is looked for
_MOST: Final = 300  # entities that somebody chose, of each sort
_VALUE: Final = 200  # characters of a value in the filter, which is taken as it stands: a source is called what it is


@dataclass(frozen=True, slots=True)
class Step:
    """What is shown. ``between`` are the two that ways are looked for between."""

    asked: NetworkRequest = NetworkRequest()
    between: tuple[str, ...] = ()

    def kept(self) -> dict[str, Any]:
        """As a JSON object."""
        return {**self.asked.kept(), "between": list(self.between)}

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        """From what :meth:`kept` told."""
        return cls(NetworkRequest.of(kept), tuple(kept["between"]))


@dataclass(frozen=True, slots=True)
class NetworkState:
    """``steps``, of which the one ``at`` is shown; ``find``: what somebody looks for to add."""

    steps: tuple[Step, ...] = (Step(),)
    at: int = 0
    find: str = ""

    @property
    def now(self) -> Step:
        return self.steps[self.at]

    def then(self, step: Step) -> NetworkState:
        """After one more step; those that were taken back are gone."""
        if step == self.now:
            return replace(self, find="")
        steps = (*self.steps[: self.at + 1], step)[-_STEPS:]
        return NetworkState(steps, len(steps) - 1)


def save(state: NetworkState) -> str:
    """Keep the state for this viewer; the opaque id that the address bar may hold."""
    kept = {"network": [step.kept() for step in state.steps], "at": state.at, "find": state.find}
    return parts().store.states.save(session.viewer().name, kept)


def load(id: str) -> NetworkState:
    """The state with this id. Raises :class:`AccessDeniedError` where it is not this viewer's, or no network's."""
    kept = parts().store.states.load(session.viewer().name, id) if is_opaque(id) else {}
    if "network" not in kept:
        raise AccessDeniedError("Sidan finns inte")
    return NetworkState(tuple(map(Step.of, kept["network"])), kept["at"], kept["find"])


def changed(state: NetworkState, form: MultiDict[str, str]) -> NetworkState:
    """The state after a press of one of the page's buttons."""
    if form.get("go") in ("back", "forth"):
        at = state.at + (1 if form["go"] == "forth" else -1)
        return replace(state, at=min(max(at, 0), len(state.steps) - 1), find="")
    if "find" in form:
        return replace(state, find=typed.line(form["find"])[:_FIND])
    return state.then(_stepped(state.now, form))


def _stepped(step: Step, form: MultiDict[str, str]) -> Step:
    asked = step.asked
    if "filter" in form:
        return replace(step, asked=replace(asked, filter=_filter(form)))
    if "between" in form:
        two = tuple(id for id in dict.fromkeys((form.get("one", ""), form.get("other", ""))) if is_opaque(id))
        return replace(step, between=two if len(two) == 2 else ())
    if "hold" in form:
        return replace(step, asked=_held(asked, [id for id in form["hold"].split() if is_opaque(id)]))
    for act, id in form.items():
        if act in _ACTS and is_opaque(id):
            return replace(step, asked=_acted(asked, act, id))
    return step


_ACTS: Final = frozenset({"add", "collapse", "remove", "bring_back"})


def _acted(asked: NetworkRequest, act: str, id: str) -> NetworkRequest:
    """With one entity added (with all its ties), folded in (it stays), taken away or let in again."""
    centres, held, removed = (_without(each, id) for each in (asked.centres, asked.held, asked.removed))
    if act == "add":
        centres = (*centres, id)[-_MOST:]
    elif act == "collapse":
        held = (*held, id)[-_MOST:]
    elif act == "remove":
        removed = (*removed, id)[-_MOST:]
    return replace(asked, centres=centres, held=held, removed=removed)


def _held(asked: NetworkRequest, ids: list[str]) -> NetworkRequest:
    """With these shown too: a way between two."""
    new = [id for id in ids if id not in asked.centres]
    held = tuple(dict.fromkeys((*asked.held, *new)))[-_MOST:]
    return replace(asked, held=held, removed=tuple(id for id in asked.removed if id not in new))


def _without(ids: tuple[str, ...], id: str) -> tuple[str, ...]:
    return tuple(each for each in ids if each != id)


def _filter(form: MultiDict[str, str]) -> Filter:
    """As the form says; what it cannot say is as if it were not said."""
    since, until = typed.day(form.get("since")), typed.day(form.get("until"))
    if since and until and until < since:
        since, until = until, since
    return Filter(
        sources=_lines(form, "source"),
        kinds=_lines(form, "kind"),
        since=since,
        until=until,
        labels=tuple(each for each in _lines(form, "label") if each in Label.__members__),
        types=tuple(each for each in _lines(form, "type") if each == TOGETHER or each in set(Relation)),
        within=_near(form.get("within", "")),
        least=_number(form.get("least", "")),
        across="across" in form,
    )


def _lines(form: MultiDict[str, str], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each[:_VALUE] for each in form.getlist(name)))[:_MOST]


def _near(said: str) -> Near:
    return Near(int(said)) if said in {"1", "2", "3"} else Filter().within


def _number(said: str) -> int:
    return max(int(said), 1) if said.isdecimal() and len(said) < 5 else 1
