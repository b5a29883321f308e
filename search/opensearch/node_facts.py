"""What ``samsyn doctor`` asks the nodes of OpenSearch: versions, how the cluster is, and the limit our queries need."""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import dataclass
from typing import Any, Final

from models.errors import IndexUnavailableError
from models.settings import Settings
from search.opensearch.border import mapped
from search.opensearch.server import Server
from search.opensearch.terms import terms_of

_LEAST: Final = (2, 19)
"""The oldest version that is tested with (``deploy/opensearch/release.py``)."""
_JAVA: Final = {2: 17, 3: 21}
"""The oldest JDK by OpenSearch's first number; a later one's is the highest here."""
_CLAUSES: Final = 8192  # a query of 2,000 characters may hold 600 words in five fields each
_USUAL_CLAUSES: Final = 1024  # where nothing is set
_ASKED: Final = "nodes.*.jvm.version,nodes.*.settings.indices.query.bool.max_clause_count"


@dataclass(frozen=True, slots=True)
class NodeFacts:
    """``java`` and ``clauses`` are the lowest of all nodes, None where the nodes do not tell us; ``status`` is green,
    yellow or red."""

    version: tuple[int, ...]
    nodes: int
    status: str
    java: int | None = None
    clauses: int | None = None

    @property
    def faults(self) -> tuple[tuple[str, str], ...]:
        """What is not well, and what to do about each."""
        return tuple(self._wrong())

    @property
    def next(self) -> str:
        return " ".join(what for _, what in self.faults)

    def told(self) -> str:
        version = ".".join(map(str, self.version))
        java = f", JDK {self.java}" if self.java else ""
        wrong = "".join(f"; {fault}" for fault, _ in self.faults)
        return f"OpenSearch {version}{java}, noder {self.nodes}, {self.status}{wrong}"

    def _wrong(self) -> list[tuple[str, str]]:
        found = []
        if self.version < _LEAST:
            found.append(("för gammal", "Uppgradera OpenSearch till 2.19 eller senare."))
        least = _JAVA.get(self.version[0], max(_JAVA.values()))
        if self.java is not None and self.java < least:
            found.append(("för gammal JDK", f"Kör noderna med JDK {least} eller senare (OPENSEARCH_JAVA_HOME)."))
        if self.status == "red":
            found.append(("delar av indexet saknas", "Starta noderna som saknas; kommer de inte åter: samsyn reindex."))
        if self.clauses is not None and self.clauses < _CLAUSES:
            found.append((f"högst {self.clauses} satser", f"Sätt indices.query.bool.max_clause_count: {_CLAUSES}."))
        return found


def node_facts(settings: Settings) -> NodeFacts:
    """Raises :class:`IndexUnavailableError`. What our account may not ask the nodes is left out."""
    with closing(Server(settings.opensearch_url, settings.opensearch_prefix, terms_of(settings))) as server:
        return _facts(server)


def _facts(server: Server) -> NodeFacts:
    health = _get(server, "/_cluster/health", {})
    try:
        nodes = list(_get(server, "/_nodes/jvm,settings", {"filter_path": _ASKED}).get("nodes", {}).values())
    except IndexUnavailableError:
        nodes = []
    return NodeFacts(
        version=server.version,
        nodes=int(health.get("number_of_nodes", 0)),
        status=str(health.get("status", "?")),
        java=min(map(_java, nodes), default=None),
        clauses=min(map(_clauses, nodes), default=None),
    )


def _get(server: Server, path: str, params: dict[str, str]) -> dict[str, Any]:
    with mapped():
        found: dict[str, Any] = server.client.transport.perform_request("GET", path, params=params)
    return found


def _java(node: dict[str, Any]) -> int:
    found = re.match(r"\d+", str(node.get("jvm", {}).get("version", "")))
    return int(found[0]) if found else 0


def _clauses(node: dict[str, Any]) -> int:
    set_to: Any = node.get("settings", {})
    for key in ("indices", "query", "bool", "max_clause_count"):
        set_to = set_to.get(key, {}) if isinstance(set_to, dict) else {}
    return int(set_to) if set_to else _USUAL_CLAUSES
