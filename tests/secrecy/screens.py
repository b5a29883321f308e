"""The front end's pages and the commands as ways out: whole pages, and whole answers with ``--json``, of one viewer."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, Final
from weakref import WeakKeyDictionary

from flask import Flask
from jinja2 import DictLoader
from werkzeug.test import TestResponse

import web
from models.access import Viewer
from models.account import Stage
from models.store.store import Store
from tests.cli.command import samsyn_here
from tests.secrecy.addresses import addresses
from tests.secrecy.drawing import Drawing
from tests.secrecy.installation import Installation
from tests.secrecy.oracle import PURPOSE, rule_of
from tests.web.browsing import Browsing
from web.app import create_app

_OWN: Final = re.compile(
    r'name="csrf_token" value="[^"]*"|nonce="[^"]*"|\d{4}-\d\d-\d\d[ T]\d\d:\d\d\S*|\d+ ms'
    r"|/(?:s|jobb|natverk|lagesbild|att-se-over|arkiv/(?:inlasningar|mappar|gallring(?:/regler|/sparrar|/beslut|/val)?)|begaran(?:/prova)?|forslag|skyddade|markeringar)/[0-9a-f]{32}"
    r"|[?&;][st]=[0-9a-f]{32}"
    r'|id="note-[0-9a-f]{32}"|id="reference">[^<]*|<time datetime="[^"]*">[^<]*'
    r'|id="i-[0-9a-f]{32}"|data-item="[0-9a-f]{32}"|name="(?:item|section|gone)" value="[0-9a-f]{32}"'
    r"|(?:#i-|#note-|/poster/)[0-9a-f]{32}"
    r'|data-run="[0-9a-f]{32}"|data-cell="rate">[^<]*'
    r'|name="(?:state|back|seen)" value="[^"]*"'
    r'|"(?:milliseconds|after|at|created|seen|time)": [^,}\]]*|"(?:judgement|rule|hold)": "[0-9a-f]{32}"'
)
"""What is each installation's own: tokens, saved states, moments, how long it took."""
_BROWSING: WeakKeyDictionary[Store, dict[str, Browsing]] = WeakKeyDictionary()


def _browsing(viewer: Viewer, place: Installation) -> Browsing:
    """The viewer's browser, signed in and with a purpose; each installation has its app. Each time the session is new:
    one of half an hour ago has run out, and would tell of nothing but that."""
    known = _BROWSING.setdefault(place.store, {})
    apps, is_new = [each._client.application for each in known.values()], viewer.name not in known
    if is_new:
        known[viewer.name] = Browsing(apps[0] if apps else _app(place))
    browsing, token = known[viewer.name], place.store.sessions.start(viewer.name, stage=Stage.WHOLE)
    place.store.sessions.set_purpose(token, PURPOSE)
    with browsing._client.session_transaction() as held:
        held["token"] = token
        held.pop("round", None)  # of suggestions, begun in a case before
    if is_new:
        browsing.get("/tangenter")  # for its form's token: a page that writes no event, whoever browsed here before
    return browsing


def _app(place: Installation) -> Flask:
    app = create_app(place.store, place.index)
    app.jinja_env.loader = _templates()
    return app


@cache
def _templates() -> DictLoader:
    """As they were at first: an installation made later is shown by the same, though somebody edits one meanwhile."""
    return DictLoader({each.name: each.read_text() for each in Path(web.__file__).parent.glob("templates/*.html")})


_FORMS: Final = 8
"""Pages that a form leads to, beside those that are shown by their address alone."""


def _sent(
    browsing: Browsing, form: int, place: Installation, drawing: Drawing, entity: str, pressed: dict[str, str]
) -> TestResponse:
    """What a form leads to: by ``form`` one of the few, or else a network, a situation picture or a search."""
    rule, chance = place.id_of(rule_of(drawing.paper().owner)), drawing.random.random()
    if form == 0:
        return browsing.post("/sok/forsta", q=pressed["q"], before=pressed["q"])
    if form == 1:
        drawn = browsing.post("/natverk", add=entity).location
        return browsing.get(f"{drawn}/samband/{entity}/{drawing.entity()}")
    if form == 2:
        return browsing.post("/forslag", sort="")
    if form == 3:
        return browsing.post(f"/arkiv/gallring/{rule}/valj", all="1")
    if chance < 0.3:
        return browsing.post("/natverk", add=entity)
    if chance < 0.5:
        asked = {"theme": pressed["q"], "place": pressed["find"] if chance < 0.35 else "", "least": "2"}
        return browsing.post("/lagesbild", since="2024-01-01", until="2030-01-01", **asked)
    return browsing.post("/sok", **pressed)


def pages(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    """One page, by its address or by a search's form."""
    browsing, id, entity = _browsing(viewer, place), drawing.document(), drawing.entity()
    query, name = drawing.query(), drawing.name()
    ways = addresses(viewer, place, drawing, id, entity)
    way = drawing.turn(len(ways) + _FORMS)
    if way < len(ways):
        answer = browsing.get(ways[way])
        if ways[way].startswith("/nytt"):  # those of one moment stand in the order of their searches' random ids
            return answer.status_code, sorted(_same(answer.text, place).splitlines())
    else:
        view = drawing.random.choice(("list", "table", "timeline"))
        pressed = {"q": query, "find": name[:4], "toggle": f"PERSON:{entity}" if way % 2 else "", "view": view}
        sent = _sent(browsing, way - len(ways), place, drawing, entity, pressed)
        answer = browsing.get(sent.location) if sent.status_code == 303 else sent
    text = answer.text if answer.mimetype == "text/html" else answer.data.decode("latin-1")
    return answer.status_code, answer.mimetype, _same(text, place)


def commands(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    """One command, asked in the viewer's name."""
    one = drawing.random.choice
    ways: list[list[str]] = [
        ["search", drawing.query(), "--limit", "50"],
        ["search", drawing.mistyped(drawing.name())],
        ["search", "", "--standing-out", "--facet-limit", "50"],
        ["similar", drawing.document()],
        ["entity", "list"],
        ["entity", "show", one((drawing.entity(), drawing.name()))],
        ["entity", "suggestions"],
        ["ties", "show", one((drawing.entity(), drawing.name()))],
        ["alerts", "list", "--all", "--search", "ordet"],  # of all, which are cut off hangs on random ids
        ["saved", "list"],
        ["retention", "due"],
        ["retention", "holds"],
        ["situation", f"--theme={drawing.query()}", "--from=2024-01-01", "--to=2030-01-01", "--sources=2"],
    ]
    asked = ways[drawing.turn(len(ways))]
    why = ["--as", viewer.name, "--purpose", PURPOSE.text, "--case", PURPOSE.case, "--json"]
    words = [asked[0], *asked[1:2], *why, *asked[2:]] if asked[0] in _GROUPS else [asked[0], *why, *asked[1:]]
    home, said = place.store.settings.home, [each for each in words if each or asked[0] == "search"]
    answer = samsyn_here(home, *said, config=str(home / "samsyn.toml"))
    out = _by_document(answer.out) if asked[0] == "alerts" and answer.out else answer.out
    return answer.status, _same(out, place), _same(answer.err, place)


def _by_document(out: str) -> str:
    """Alerts in an order that both installations have: those of one moment stand by chance."""
    told = json.loads(out)
    return json.dumps(told | {"alerts": sorted(told["alerts"], key=lambda each: json.dumps(each["document"]))})


_GROUPS: Final = frozenset({"entity", "ties", "alerts", "saved", "retention"})


def _same(text: str, place: Installation) -> str:
    for id, name in place.saved.items():
        text = text.replace(id, name)
    return _OWN.sub("", text)
