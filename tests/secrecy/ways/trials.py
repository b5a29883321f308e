"""Requests between owners: how they are tried, what of that is told, and the register of releases."""

from __future__ import annotations

from typing import Any, Final

from models.access import Viewer
from models.errors import AccessDeniedError
from search import disclosing
from search.release_register import Chosen, read_register, write_register
from search.trial_decision import test_of
from tests.secrecy.drawing import Drawing
from tests.secrecy.installation import Installation
from tests.secrecy.oracle import PURPOSE
from tests.secrecy.plain import plain
from tests.secrecy.ways.way import Way, or_refused


def _trials(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    """Of each request that the viewer knows of what is told, and the drafts where they may see them. Ids of requests
    and trials are each installation's own."""
    store, told = place.store, []
    for asked in store.requests.all(viewer):
        answers, releases = store.trials.told(viewer, asked.id), store.releases.of(viewer, asked.id)
        coming = disclosing.on_their_way(viewer, store, asked)
        releases = [(each, each.id in coming) for each in releases]
        try:
            drafts = [(each.document, each.row, plain(each.decision)) for each in store.trials.of(viewer, asked.id)]
        except AccessDeniedError as error:
            drafts = [("", 0, str(error))]
        told.append((asked.owner, asked.reader, asked.words, plain(answers), plain(releases), sorted(drafts, key=repr)))
    return sorted(told, key=repr)


def _tests(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    """The test of each request's basis for a document that is drawn, as the page of its trial would have it."""
    store, document = place.store, drawing.document()
    known = sorted(store.requests.all(viewer), key=lambda each: (each.owner, each.reader, each.words))
    told = (lambda who, drawn, asked=each: test_of(who, store, asked, drawn) for each in known)
    return [or_refused(way, viewer, document) for way in told]


def _register(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    if not viewer.deciding:
        return or_refused(lambda who, _: write_register(who, PURPOSE, place.store, Chosen()), viewer, "")
    return read_register(viewer, PURPOSE, place.store, Chosen()), write_register(viewer, PURPOSE, place.store, Chosen())


WAYS: Final[dict[str, Way]] = {
    "trials of requests": _trials,
    "tests of bases": _tests,
    "register of releases": _register,
}
