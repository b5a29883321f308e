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
from tests.secrecy.drawing import Drawing
from tests.secrecy.installation import Installation
from tests.secrecy.oracle import PURPOSE, handed_in, later_run_of, marked, run_of
from tests.secrecy.papers import OWNERS
from tests.secrecy.writing import folder_of
from tests.web.browsing import Browsing
from web.app import create_app

_OWN: Final = re.compile(
    r'name="csrf_token" value="[^"]*"|nonce="[^"]*"|\d{4}-\d\d-\d\d[ T]\d\d:\d\d\S*|\d+ ms'
    r"|/(?:s|jobb|natverk|lagesbild|att-se-over|arkiv/(?:inlasningar|mappar|gallring(?:/regler|/sparrar)?)|begaran|skyddade|markeringar)/[0-9a-f]{32}"
    r"|[?&;][st]=[0-9a-f]{32}"
    r'|id="note-[0-9a-f]{32}"|id="reference">[^<]*|<time datetime="[^"]*">[^<]*'
    r'|id="i-[0-9a-f]{32}"|data-item="[0-9a-f]{32}"|name="(?:item|section)" value="[0-9a-f]{32}"'
    r"|(?:#i-|/poster/)[0-9a-f]{32}"
    r'|data-run="[0-9a-f]{32}"|data-cell="rate">[^<]*'
    r'|name="(?:state|back)" value="[^"]*"'
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


_FORMS: Final = 6
"""Pages that a form leads to, beside those that are shown by their address alone."""


def _addresses(viewer: Viewer, place: Installation, drawing: Drawing, id: str, entity: str) -> list[str]:
    """Of every page that is shown by its address alone."""
    paper = drawing.paper()
    sheet = drawing.random.choice(paper.sheets)
    _, start, end, _ = drawing.random.choice(list(sheet.spans()))
    mention = f"/d/{drawing.ids[paper.name]}/{sheet.number}/omnamnande"
    run = place.id_of(drawing.random.choice((run_of, later_run_of))(paper.source))
    tag = place.store.tags.id(f"se {sheet.canaries.plate}".casefold())
    return [
        "/",
        f"/d/{id}/",
        f"/d/{id}/1?names=1&e={entity}",
        f"/d/{id}/2",
        f"/d/{id}/1/bild",
        f"/d/{id}/forhandsvisning/",
        f"/d/{id}/forhandsvisning/2",
        f"/d/{id}/original",
        f"/d/{_lent(drawing)}/",
        f"/d/{_lent(drawing)}/original",
        f"/d/{id}/skillnader/{drawing.document()}",
        f"/e/{entity}",
        f"/e/{entity}?samband=1&forslag=1",
        f"/nytt/?alla=1&s={place.store.saved.get(viewer, 'ordet').id}",  # of all, which are cut off hangs on random ids
        "/sparade",
        "/mappar/",
        f"/mappar/{place.id_of(folder_of(paper.owner))}",
        "/etiketter",
        f"/etiketter/{tag}",
        "/att-se-over",
        "/arkiv",
        "/arkiv/inlasningar",
        f"/arkiv/inlasningar/{run}",
        f"/arkiv/inlasningar/{run}/filer.csv",
        f"/arkiv/inlasningar/{place.id_of(handed_in(paper.source, viewer.name))}",
        "/arkiv/kallor",
        "/arkiv/mappar",
        "/arkiv/lage",
        "/arkiv/gallring",
        "/arkiv/gallring/regler",
        "/arkiv/gallring/sparrar",
        "/arkiv/gallring/beslut",
        "/arkiv/gallring/bevis",
        "/arkiv/gallring/redovisning",
        "/arkiv/gallring/redovisning.csv",
        "/jobb",
        "/bevakning",
        "/vem",
        "/begaran",
        "/forslag",
        "/markeringar",
        "/skyddade",
        *(f"{mention}{form}?start={start}&end={end}" for form in ("", "/samma", "/skilj")),
        "/tangenter",
    ]


def _lent(drawing: Drawing) -> str:
    """The id of a paper that nothing keeps, of the owner whose papers are lent."""
    open_ones = [each for each in drawing.papers if each.owner == OWNERS[1] and each.fate == "read"]
    return drawing.ids[drawing.random.choice([each for each in open_ones if not marked(each, 0).needs]).name]


def _sent(browsing: Browsing, chance: float, entity: str, pressed: dict[str, str]) -> TestResponse:
    """A network, a situation picture or a search, asked for by its form."""
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
    ways = _addresses(viewer, place, drawing, id, entity)
    way = drawing.turn(len(ways) + _FORMS)
    if way < len(ways):
        answer = browsing.get(ways[way])
        if ways[way].startswith("/nytt"):  # those of one moment stand in the order of their searches' random ids
            return answer.status_code, sorted(_same(answer.text, place).splitlines())
    else:
        view = drawing.random.choice(("list", "table", "timeline"))
        pressed = {"q": query, "find": name[:4], "toggle": f"PERSON:{entity}" if way % 2 else "", "view": view}
        chance = drawing.random.random()
        if way == len(ways):
            sent = browsing.post("/sok/forsta", q=query, before=query)
        elif way == len(ways) + 1:
            drawn = browsing.post("/natverk", add=entity).location
            sent = browsing.get(f"{drawn}/samband/{entity}/{drawing.entity()}")
        else:
            sent = _sent(browsing, chance, entity, pressed)
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
