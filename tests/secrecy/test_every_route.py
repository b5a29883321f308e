"""Each route of the front end with case data is before the drawn cases: walked by ``pages``, or made of a way out that
is asked by itself. A route that is not listed fails the build, as one without a door does."""

from __future__ import annotations

from typing import Final

import pytest
from flask import Flask, request, request_started

from models.access import Deed
from tests.secrecy.conftest import World
from tests.secrecy.paths import PATHS, answered
from web.app import create_app
from web.doors import DOORS

pytestmark = pytest.mark.timeout(1800)  # some hundred pages, of a world that is made for whoever asks first

TURNS: Final = 4
"""By chance a form leads to one page or another."""
MADE_OF: Final = {
    "alerts.show": ("alerts", "direct ids"),
    "collecting.network": ("dossiers", "drawn network"),
    "desk.going_on": ("runs and sources",),
    "document.thumbnail": ("small picture",),
    "document.unmask": ("document",),
    "dossiers.export": ("dossier as a file",),
    "entity_following.shared": ("hits", "entity choice"),
    "extract.file": ("register extract",),
    "extract.overview": ("extracts and rights",),
    "extract.show": ("register extract", "extracts and rights"),
    "jobs.download": ("finished files",),
    "jobs.export": ("export",),
    "naming.choose": ("page", "called alike"),
    "network.file": ("drawn network",),
    "network.picture": ("drawn network",),
    "provider_review.choose": ("providers", "rows of payments"),
    "provider_review.export": ("file of rows",),
    "redaction.first": ("masked copies",),
    "redaction.overview": ("masked copies",),
    "redaction.page": ("page", "masked copies", "page of a masked copy"),
    "redaction.sheet": ("page of a masked copy",),
    "redaction_finish.copy": ("masked copies",),
    "redaction_finish.look": ("masked copies",),
    "redaction_finish.paper": ("masked copies",),
    "release_register.file": ("register of releases",),
    "requests.unmask": ("trials of requests",),
    "retention_orders.yearly_pdf": ("retention report",),
    "review.ask": ("who has looked",),
    "review.overview": ("review desk",),
    "review.show": ("review desk",),
    "review.who": ("who has looked",),
    "saved.run": ("hits",),
    "situation.open_number": ("situation picture",),
    "situation.report": ("situation report",),
    "trials.find": ("hits",),
    "watch.receive": ("watch list",),
}
"""What is shown there is what these answer; the page could not be held to another installation's (moments, random ids,
what is begun anew each time)."""
DEEDS: Final = frozenset(
    {
        *("alerts.see", "collecting.change", "collecting.collect", "correcting.judge", "correcting.merge"),
        *("correcting.split", "decisions.archive_copy", "decisions.bring_back", "decisions.split"),
        *("decisions.take_back", "desk.add_source", "desk.look", "desk.retry", "document.read_again"),
        *("dossiers.describe", "dossiers.make", "dossiers.rule", "dossiers.section", "dossiers.share"),
        *("entity.answer", "entity.call_also", "entity.undo", "entity_following.watch"),
        *("extract.again", "extract.ask_right", "extract.begin", "extract.close", "extract.decide"),
        *("extract.decide_right", "extract.forget", "extract.suggested", "extract.undo"),
        *("handing_in.begin", "handing_in.cancel", "handing_in.close", "handing_in.file", "handing_in.piece"),
        *("handing_in.whole", "holds.answer", "holds.place", "holds.propose", "judged.undo", "markings.lower"),
        *("markings.mark", "markings.mark_source", "naming.mark", "notes.add", "notes.add_to_entity", "notes.change"),
        *("notes.remove", "notes.restore", "protected.add", "protected.lift", "redaction.anew", "redaction.begin"),
        *("redaction.decide", "redaction.remove", "redaction.settle", "redaction.undo", "redaction_finish.make"),
        *("requests.ask", "requests.decide", "retention.order", "retention_rules.add", "retention_rules.end"),
        *("retention_rules.replace", "review.close", "review.draw", "saved.add", "saved.remove", "saved.rename"),
        *("saved.restore", "saved.watch", "suggestions.again", "suggestions.answer", "suggestions.undo", "tags.put"),
        *("trials.again", "trials.decide", "trials.from_document", "trials.put", "trials.send", "trials.take_out"),
        *("trials.undo", "unsettled.bring_back", "upload.receive", "watched.add", "watched.change"),
    }
)
"""Forms that do something and lead on to a page that is listed. Another's id is there as one that is not
(``tests/web/test_doors.py``), and so it is in the functions that they call (``tests/contracts``)."""
NOTHING: Final = {
    "document.turn_to": "leads on to the page whose number was typed, and reads nothing",
    "guide.tour": "the demo's own: made-up people, and of documents links to those that the viewer may open",
    "understanding.help": "how a search is written",
}


def test_every_route_with_case_data_is_before_the_cases(world: World) -> None:
    visited = _visited(world)
    told = visited | MADE_OF.keys() | DEEDS | NOTHING.keys()
    open_ones = {name for name, door in DOORS.items() if door.deed not in (None, Deed.ADMINISTER)}
    assert open_ones - told == set()
    assert (MADE_OF.keys() | DEEDS | NOTHING.keys()) - open_ones == set()
    assert (MADE_OF.keys() | DEEDS | NOTHING.keys()) & visited == set()


def test_what_routes_are_made_of_is_asked() -> None:
    assert {name for names in MADE_OF.values() for name in names} - PATHS.keys() == set()


def test_what_only_does_something_takes_forms_alone(world: World) -> None:
    rules = create_app(world.whole.store, world.whole.index).url_map.iter_rules()
    assert [rule.endpoint for rule in rules if rule.endpoint in DEEDS and "GET" in (rule.methods or ())] == []


def _visited(world: World) -> set[str]:
    """The routes that the cases of ``pages`` go to."""
    seen, viewer = set[str](), world.viewers[0]

    def note(_app: Flask) -> None:
        seen.add(str(request.endpoint))

    with request_started.connected_to(note):
        way, ways = 0, 1
        while way < ways:
            for turn in range(TURNS):
                drawing = world.drawing(f"väg {way} {turn}", way)
                answered(PATHS["pages"], viewer, world.whole, drawing)
            way, ways = way + 1, max(drawing.ways)
    return seen
