"""A situation picture taken out as a file, as the asker may read it at that moment: written in the ledger first."""

from __future__ import annotations

from dataclasses import replace

from models import sought, swedish
from models.access import Purpose, Viewer, at_home, check_takes_out
from models.audit import Action, Event
from models.masking import mask
from models.store.store import Store
from search.index import Index
from search.pdf_page import Made
from search.sensitive import refuse_selection
from search.situation.asking import Asking
from search.situation.report import report
from search.situation.scope import Scope, asked_before, question
from search.situation.service import Progress, situation
from search.situation.sources import Sources
from search.wall import searched_owners

_COUNTED = 0.6  # of the work


def take_out(
    viewer: Viewer,
    purpose: Purpose,
    scope: Scope,
    *,
    store: Store,
    index: Index,
    progress: Progress = lambda _: None,
) -> bytes:
    """The picture as PDF. What is only lent to the viewer is not in it.

    Raises what :func:`search.situation.service.situation` raises, :class:`models.errors.AccessDeniedError` for who may
    take nothing out, and :class:`models.errors.SensitiveSelectionError`.
    """
    viewer = at_home(viewer)
    check_takes_out(viewer)
    asked = question(viewer, store, scope)
    refuse_selection(viewer, purpose, store, asked.query, "situation")
    picture = situation(viewer, purpose, scope, store=store, index=index, progress=lambda at: progress(at * _COUNTED))
    sources = Sources(Asking.of(viewer, store, index, asked))
    made = Made(store.users.display(viewer.name), swedish.local(swedish.now()), purpose.text, purpose.case)
    shown = replace(picture, scope=replace(scope, place=mask(scope.place), theme=mask(scope.theme)))
    file = report(shown, sources, _within(viewer, store, scope), made)
    who = (Action.EXPORT, viewer.actor, purpose.text, purpose.case)
    told: dict[str, str | int] = {"list": "situation", "format": "pdf", "hits": picture.total.count}
    owners = searched_owners(viewer, asked.include)
    about = tuple(map(sought.document, sources.numbers))
    store.ledger.write(Event(*who, owners=owners, details=told, words=asked.query, about=about))
    return file


def _within(viewer: Viewer, store: Store, scope: Scope) -> str:
    """What the picture is within, as it may stand on paper."""
    if scope.saved:
        return mask(store.saved.get(viewer, scope.saved).name)
    return mask(asked_before(viewer, store, scope.asked).query) if scope.asked else ""
