"""``python -m deploy.opensearch run COMMAND…``: a node for as long as a command runs; ``fetch`` only fetches it.

The command finds the node in ``SAMSYN_OPENSEARCH_URL``. With no command, ``run`` prints the address and waits.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
from pathlib import Path

from deploy.opensearch.errors import NodeError
from deploy.opensearch.fetch import fetch
from deploy.opensearch.node import running
from deploy.opensearch.release import DEFAULT, RELEASES


def main() -> int:
    arguments = _arguments()
    try:
        if arguments.what == "fetch":
            sys.stdout.write(f"{fetch(arguments.version)}\n")
            return 0
        with running(RELEASES[arguments.version], arguments.folder) as node:
            sys.stderr.write(f"OpenSearch {node.version}: {node.url}\n")
            return _run(arguments.command, node.url)
    except NodeError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except KeyboardInterrupt:
        return 130


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m deploy.opensearch", description=__doc__.splitlines()[0])
    parser.add_argument("--version", choices=sorted(RELEASES), default=DEFAULT.version)
    parser.add_argument("--folder", type=Path, help="where its data is kept (default: a folder that goes with it)")
    parser.add_argument("what", choices=["fetch", "run"])
    parser.add_argument("command", nargs=argparse.REMAINDER)
    return parser.parse_args()


def _run(command: list[str], url: str) -> int:
    if not command:
        signal.pause()
    environment = {**os.environ, "SAMSYN_OPENSEARCH_URL": url}
    return subprocess.run(command, env=environment, check=False).returncode  # noqa: S603 (the caller's own command)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the node is stopped, and its folder removed
    sys.exit(main())
