"""Ties as GraphML (graphml.graphdrawing.org): a node for each entity, edges for what ties them.

All edges are directed, since readers such as networkx refuse a file that mixes both: ``mutual`` says that an edge has
no direction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, TextIO
from xml.sax.saxutils import escape, quoteattr

from models.tie import MUTUAL
from search.tied import Link, Tie, Ties

_NODE: Final = {"label": "string", "type": "string", "owner": "string"}
_EDGE: Final = {
    "relation": "string", "mutual": "boolean", "sentences": "int", "pages": "int", "documents": "int",
    "places": "string", "document": "string", "name": "string", "page": "int", "start": "int", "end": "int",
    "text": "string", "sentence": "string", "reported": "boolean",
}  # fmt: skip
TOGETHER: Final = "together"
"""The ``relation`` of an edge that counts where two are named together."""
_UNWRITABLE: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2 Characters


def write_graphml(ties: Ties, out: TextIO) -> None:
    """A node for each entity that is tied; ``places`` are ``document:page:start-end``, the nearest first."""
    out.write('<?xml version="1.0" encoding="utf-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    for of, keys in (("node", _NODE), ("edge", _EDGE)):
        for name, kind in keys.items():
            key = {"id": f"{of}-{name}", "for": of, "attr.name": name, "attr.type": kind}
            out.write(f"<key{_attributes(key)}/>\n")
    out.write('<graph id="samband" edgedefault="directed">\n')
    for id in sorted({id for tie in ties.ties for id in (tie.left, tie.right)}):
        entity = ties.entities[id]
        told = {"label": entity.name, "type": entity.label.value, "owner": entity.owner}
        out.write(f"<node{_attributes({'id': id})}>{_data('node', told)}</node>\n")
    for number, tie in enumerate(ties.ties):
        for id, source, target, values in _edges(ties, tie, number):
            out.write(
                f"<edge{_attributes({'id': id, 'source': source, 'target': target})}>{_data('edge', values)}</edge>\n"
            )
    out.write("</graph>\n</graphml>\n")


def _edges(ties: Ties, tie: Tie, number: int) -> Iterator[tuple[str, str, str, Mapping[str, str | int]]]:
    """Id, source, target and values of each."""
    if tie.documents:
        places = " ".join(f"{one.document}:{one.page}:{one.start}-{one.end}" for one in tie.places)
        counts = {"sentences": tie.sentences, "pages": tie.pages, "documents": tie.documents}
        yield f"t{number}", tie.left, tie.right, {"relation": TOGETHER, "mutual": True, **counts, "places": places}
    for at, link in enumerate(tie.links):
        yield f"s{number}-{at}", link.source, link.target, _said(ties, link)


def _said(ties: Ties, link: Link) -> dict[str, str | int]:
    return {
        "relation": link.relation.value, "mutual": link.relation in MUTUAL, "document": link.document,
        "name": ties.documents[link.document].name, "page": link.page, "start": link.start, "end": link.end,
        "text": link.text, "sentence": link.sentence, "reported": link.reported,
    }  # fmt: skip


def _data(of: str, values: Mapping[str, str | int]) -> str:
    return "".join(
        f"<data{_attributes({'key': f'{of}-{name}'})}>{_text(value)}</data>" for name, value in values.items()
    )


def _text(value: str | int) -> str:
    return str(value).lower() if isinstance(value, bool) else escape(_UNWRITABLE.sub(" ", str(value)))


def _attributes(values: Mapping[str, str]) -> str:
    return "".join(f" {name}={quoteattr(_UNWRITABLE.sub(' ', value))}" for name, value in values.items())
