"""A situation picture, from question to answer: question → numbers → ledger → answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from models.access import Purpose, Viewer
from models.audit import Action, Event
from models.store.store import Store
from search.asked_about import asked_about
from search.index import MISSING, Index
from search.saved import SavedSearch
from search.sensitive import categories, record_refusal
from search.situation.asking import Asking, narrowed, with_ids
from search.situation.audits import audits
from search.situation.flow import flow
from search.situation.picture import Narrowing, Picture, Section
from search.situation.recurring import recurring
from search.situation.same_place import same_place
from search.situation.scope import Scope, question
from search.situation.standing import standing
from search.situation.where import where
from search.wall import searched_owners

Progress = Callable[[float], object]
_PARTS: Final = 6


def situation(
    viewer: Viewer,
    purpose: Purpose,
    scope: Scope,
    *,
    store: Store,
    index: Index,
    progress: Progress = lambda _: None,
) -> Picture:
    """What the viewer may see of it, written in the ledger before it is returned.

    Raises what :func:`search.situation.scope.question` and :func:`search.service.search` raise.
    """
    asking = Asking.of(viewer, store, index, question(viewer, store, scope))
    sensitive = bool(categories(asking.question.query))
    here = asking.number(Narrowing(scope.period))
    sections = _sections(asking, scope, progress, sensitive=sensitive) if here.count else ()
    before = asking.number(Narrowing(scope.period.before)) if scope.period.before else None
    undated = asking.number(Narrowing(None, {"year": (MISSING,)}))
    if sensitive:
        record_refusal(viewer, purpose, store, asking.question.query, "situation")
    record(viewer, purpose, store, asking.question, Action.SEARCH, hits=here.count)
    newest = None if here.count else _newest(asking)
    return Picture(scope, here, before, undated, sections, newest, sensitive)


def opened(viewer: Viewer, store: Store, scope: Scope, to: Narrowing) -> SavedSearch:
    """The search that a number of the picture is the total of. Nothing is asked of the index."""
    return narrowed(with_ids(viewer, store, question(viewer, store, scope)), to)


def _sections(asking: Asking, scope: Scope, progress: Progress, *, sensitive: bool) -> tuple[Section, ...]:
    """The parts of the picture in their order. Of a question with sensitive words none that lists people, or what
    leads to one."""
    period, found = scope.period, list[Section]()

    def done(section: Section) -> None:
        found.append(section)
        progress(len(found) / _PARTS)

    came = flow(asking, period)
    done(came.section)
    done(_unless(sensitive, "where", lambda: where(asking, period)))
    done(_unless(sensitive, "standing", lambda: standing(asking, period)))
    done(recurring(asking, scope, came.sources, sensitive=sensitive))
    done(_unless(sensitive, "audits", lambda: audits(asking, period)))
    done(_unless(sensitive, "same_place", lambda: same_place(asking, period)))
    return tuple(found)


def _unless(sensitive: bool, name: str, make: Callable[[], Section]) -> Section:
    return Section(name, withheld=True) if sensitive else make()


def _newest(asking: Asking) -> date | None:
    """The newest day of what the question finds, whenever."""
    _, ids = asking.newest(Narrowing(None), 1)
    return next((each.date for each in asking.store.documents.many(asking.viewer, ids).values()), None)


def record(
    viewer: Viewer, purpose: Purpose, store: Store, asked: SavedSearch, action: Action, **details: str | int
) -> None:
    """Who made a picture of what, and why; the words asked for stand there sealed."""
    owners, about = searched_owners(viewer, asked.include), asked_about(asked.asks(), asked.include)
    who = (action, viewer.actor, purpose.text, purpose.case)
    told = {"list": "situation", **details}
    store.ledger.write(Event(*who, owners=owners, details=told, words=asked.query, about=about))
