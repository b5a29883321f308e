"""Who is tied to whom: shown, drawn, walked, and as files."""

from __future__ import annotations

import io
from typing import Any, Final

from models.access import Viewer
from models.tie import Near
from nlp.ties import TIES
from search import ties
from search.network import TOGETHER, Filter, NetworkRequest
from search.networks import export_network, network_of
from search.paths import paths
from search.tie_csv import write_csv
from search.tie_evidence import evidence as tie_evidence
from search.tie_ftm import write_ftm
from search.tie_graphml import write_graphml
from tests.secrecy.drawing import Drawing
from tests.secrecy.installation import Installation
from tests.secrecy.oracle import PURPOSE
from tests.secrecy.ways.way import Way


def _ties(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    return ties.ties_of(viewer, PURPOSE, place.store, drawing.entity(), TIES, unmask="prov")


def _network(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    owners = (drawing.paper().owner,) if drawing.random.random() < 0.3 else ()
    sources = (drawing.paper().source,) if drawing.random.random() < 0.3 else ()
    request = ties.Request(owners=owners, sources=sources, unmask="prov")
    found = ties.export_ties(viewer, PURPOSE, place.store, request, TIES)
    out = io.StringIO()
    drawing.random.choice((write_csv, write_ftm, write_graphml))(found, out)
    return out.getvalue()


def _filter(drawing: Drawing) -> Filter:
    """One that anybody may choose: of sources, kinds, labels, nearness and how often."""
    one, paper = drawing.random, drawing.paper()
    return Filter(
        sources=(paper.source,) if one.random() < 0.2 else (),
        labels=("PERSON", "VEHICLE", "PERSONNUMMER") if one.random() < 0.5 else (),
        types=(TOGETHER,) if one.random() < 0.2 else (),
        within=one.choice(tuple(Near)),
        least=one.choice((1, 1, 2)),
        across=one.random() < 0.7,
    )


def _drawn_network(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    held = tuple(drawing.entity() for _ in range(drawing.random.randrange(3)))
    asked = NetworkRequest((drawing.entity(),), held, (drawing.entity(),), _filter(drawing))
    out = io.StringIO()
    write_csv(export_network(viewer, PURPOSE, place.store, asked, TIES), out)
    return network_of(viewer, PURPOSE, place.store, asked, TIES), out.getvalue()


def _tie(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    return tie_evidence(viewer, PURPOSE, place.store, drawing.entity(), drawing.entity(), _filter(drawing), TIES)


def _ways(viewer: Viewer, place: Installation, drawing: Drawing) -> Any:
    gone = [drawing.entity()] if drawing.random.random() < 0.5 else []
    return paths(viewer, PURPOSE, place.store, drawing.entity(), drawing.entity(), _filter(drawing), gone)


WAYS: Final[dict[str, Way]] = {
    "ties": _ties,
    "network": _network,
    "drawn network": _drawn_network,
    "one tie": _tie,
    "ways": _ways,
}
