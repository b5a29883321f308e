"""Several nodes of one cluster on this machine, each a process of its own, so that one of them can be lost."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from deploy.opensearch.node import Node, start
from deploy.opensearch.release import DEFAULT, Release


@contextmanager
def cluster(folder: Path, count: int = 2, release: Release = DEFAULT) -> Iterator[list[Node]]:
    """The nodes, for as long as the block lasts; each has its data below ``folder``.

    The first of two leads and is the one whose voice counts, so that the other can be lost: two voices have no majority
    without both.
    """
    name, ports = f"samsyn-{secrets.token_hex(4)}", _free_ports(count)
    with ExitStack() as stack:
        nodes = []
        for number, port in enumerate(ports):
            own = folder / f"node-{number}"
            own.mkdir(parents=True)
            node = start(release, own, cluster=name, place=_place(port, ports))
            stack.callback(node.stop)
            nodes.append(node)
        yield nodes


def _place(port: int, ports: list[int]) -> str:
    """Settings of a node: where it listens to the others, who they are, and who begins the cluster. Names and roles
    are the runner's to give."""
    seeds = ", ".join(f'"127.0.0.1:{each}"' for each in ports)
    return f"""\
transport.port: {port}
discovery.seed_hosts: [{seeds}]
cluster.initial_cluster_manager_nodes: ["127.0.0.1:{ports[0]}"]
"""


def _free_ports(count: int) -> list[int]:
    """Ports that were free a moment ago: a node has to know its own, and the others', before it starts."""
    with ExitStack() as stack:
        trials = [stack.enter_context(socket.socket()) for _each in range(count)]
        for trial in trials:
            trial.bind(("127.0.0.1", 0))
        return [int(trial.getsockname()[1]) for trial in trials]
