"""The versions of OpenSearch that samsyn is tested with, and what each needs to run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final


@dataclass(frozen=True, slots=True)
class Release:
    """``java`` is the lowest major version of a JDK that runs it; the rest goes on its command line."""

    version: str
    java: int
    options: tuple[str, ...] = ()
    plugins: tuple[str, ...] = ()


DEFAULT: Final = Release("2.19.1", java=17, plugins=("org.opensearch.knn.plugin.KNNPlugin",))
NEWEST: Final = Release("3.8.0", java=21, options=("--add-modules", "jdk.incubator.vector"))
RELEASES: Final = {release.version: release for release in (DEFAULT, NEWEST)}

# Loopback only; says no where an index is missing instead of making one up. 8,192 clauses:
# a query of 2,000 characters may hold 600 words in five fields each, and the engine's own limit is 1,024.
CONFIGURATION: Final = """\
network.host: 127.0.0.1
action.auto_create_index: false
action.destructive_requires_name: true
cluster.routing.allocation.disk.threshold_enabled: false
indices.query.bool.max_clause_count: 8192
"""
ALONE: Final = "discovery.type: single-node\n"
"""Never joins another node; what else it could be says deploy/opensearch/cluster.py."""


def command(release: Release, java: Path, jars: Path, base: Path, name: str, base_port: int) -> list[str]:
    """The command line of a node of this release. It listens on the first free port above ``base_port``."""
    plugins = ("-pluginTypes", ",".join(release.plugins)) if release.plugins else ()
    return [
        *(str(java), "-Xms512m", "-Xmx1g", *release.options, "-cp", f"{jars}/*"),
        "org.codelibs.opensearch.runner.OpenSearchRunner",
        *("-basePath", str(base), "-numOfNode", "1", "-clusterName", name, "-baseHttpPort", str(base_port), *plugins),
    ]
