"""The front end's pages and the commands as ways out: whole pages, and whole answers with ``--json``, of one viewer."""

from __future__ import annotations

import re
from typing import Any, Final
from weakref import WeakKeyDictionary

from models.access import Viewer
from models.account import Stage
from models.store.store import Store
from tests.cli.command import samsyn_here
from tests.secrecy.drawing import Drawing
from tests.secrecy.installation import PURPOSE, Installation
from tests.web.browsing import Browsing
from web.app import create_app

_OWN: Final = re.compile(
    r'name="csrf_token" value="[^"]*"|nonce="[^"]*"|\d{4}-\d\d-\d\d[ T]\d\d:\d\d\S*|\d+ ms'
    r"|/(?:s|att-se-over)/[0-9a-f]{32}|[?&;]s=[0-9a-f]{32}"
    r'|name="(?:state|back)" value="[^"]*"|"(?:milliseconds|after|at|created|seen|time)": [^,}\]]*'
)
"""What is each installation's own: tokens, saved states, moments, how long it took."""
_BROWSING: WeakKeyDictionary[Store, dict[str, Browsing]] = WeakKeyDictionary()


def _browsing(viewer: Viewer, place: Installation) -> Browsing:
    """The viewer's browser, signed in and with a purpose; each installation has its app."""
    known = _BROWSING.setdefault(place.store, {})
    if viewer.name not in known:
        apps = [each._client.application for each in known.values()]
        browsing = Browsing(apps[0] if apps else create_app(place.store, place.index, demo=True))
        token = place.store.sessions.start(viewer.name, stage=Stage.WHOLE)
        place.store.sessions.set_purpose(token, PURPOSE)
        with browsing._client.session_transaction() as held:
            held["token"] = token
        browsing.get("/")
        known[viewer.name] = browsing
    return known[viewer.name]


def pages(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    """One page, by its address or by a search's form."""
    browsing, id, entity = _browsing(viewer, place), drawing.document(), drawing.entity()
    query, name = drawing.query(), drawing.name()
    ways = [
        "/",
        f"/d/{id}/",
        f"/d/{id}/1?names=1&e={entity}",
        f"/d/{id}/2",
        f"/d/{id}/1/bild",
        f"/d/{id}/original",
        f"/d/{id}/skillnader/{drawing.document()}",
        f"/e/{entity}",
        f"/e/{entity}?samband=1&forslag=1",
        "/nytt/?alla=1",
        "/sparade",
        "/att-se-over",
        "/jobb",
        "/bevakning",
        "/vem",
    ]
    way = drawing.random.randrange(len(ways) + 5)
    if way < len(ways):
        answer = browsing.get(ways[way])
        if ways[way].startswith("/nytt"):  # those of one moment stand in the order of their searches' random ids
            return answer.status_code, sorted(_same(answer.text, place).splitlines())
    else:
        sent = browsing.post("/sok", q=query, find=name[:4], toggle=f"PERSON:{entity}" if way % 2 else "")
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
        ["alerts", "list", "--all"],
        ["saved", "list"],
    ]
    asked = one(ways)
    why = ["--as", viewer.name, "--purpose", PURPOSE.text, "--case", PURPOSE.case, "--json"]
    words = [asked[0], *asked[1:2], *why, *asked[2:]] if asked[0] in _GROUPS else [asked[0], *why, *asked[1:]]
    answer = samsyn_here(place.store.settings.home, *(each for each in words if each or asked[0] == "search"))
    return answer.status, _same(answer.out, place), _same(answer.err, place)


_GROUPS: Final = frozenset({"entity", "ties", "alerts", "saved"})


def _same(text: str, place: Installation) -> str:
    for id, name in place.saved.items():
        text = text.replace(id, name)
    return _OWN.sub("", text)
