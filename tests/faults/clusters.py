"""A cluster of processes on this machine: a scheduler, workers, and whoever takes files in, with real certificates.

Where it can be had (root, iproute2) they have a network of their own, which a test cuts: a machine's cable, pulled.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from tests.cli.command import ROOT, Answer, environment

_DOCUMENTED: Final = ROOT / "docs" / "cluster.md"
_COMMAND: Final = """
import sys
from functools import partial
from ingest import run
from tests.faults.tasks import dawdles_once
run.run_tasks = partial(run.run_tasks, run=dawdles_once)
from samsyn import main
sys.exit(main(sys.argv[1:]))
"""


def certificates(folder: Path) -> list[Path]:
    """The folders of three machines, made with the commands that docs/cluster.md tells people to run."""
    (commands,) = re.findall(r"```sh\n(.*?)```", _DOCUMENTED.read_text("utf-8"), re.DOTALL)
    subprocess.run(["bash", "-e", "-c", commands], cwd=folder, check=True, capture_output=True)
    return sorted(path.parent for path in folder.glob("*/cert.pem"))


class Network:
    """A network of its own with nothing but the loopback address, which can be taken down and up."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.entering = ["ip", "netns", "exec", name] if name else []

    def cut(self) -> None:
        self._ip("down")

    def mend(self) -> None:
        self._ip("up")

    def _ip(self, way: str) -> None:
        subprocess.run(["ip", "-n", self._name, "link", "set", "lo", way], check=True)


@contextmanager
def network() -> Iterator[Network | None]:
    """None where this account may not make one."""
    name = f"samsyn-{secrets.token_hex(4)}"
    ip = shutil.which("ip")
    if ip is None or subprocess.run([ip, "netns", "add", name], capture_output=True, check=False).returncode:
        yield None
        return
    try:
        made = Network(name)
        made.mend()
        yield made
    finally:
        subprocess.run([ip, "netns", "delete", name], check=True)


class Machines:
    """What runs, and ends with the block. Each has its home, of the same installation, and its certificate."""

    def __init__(self, folder: Path, settings: dict[str, str], entering: list[str]) -> None:
        self._folder, self._settings, self._entering = folder, settings, entering
        self._processes = ExitStack()
        self.port = _free_port()
        self.address = f"tls://127.0.0.1:{self.port}"

    def __enter__(self) -> Machines:
        return self

    def __exit__(self, *_: object) -> None:
        self._processes.close()

    def scheduler(self) -> subprocess.Popen[str]:
        status = str(_free_port())
        return self._start("scheduler", "--address", self.address, "--status-port", status)

    def worker(self) -> subprocess.Popen[str]:
        return self._start("worker", "--cluster", self.address, "--workers", "1")

    def ingest(self, papers: Path) -> subprocess.Popen[str]:
        """With documents that kill or hold up their worker, see :func:`tests.faults.tasks.dawdles_once`."""
        words = ("ingest", str(papers), "--source", "tillsyn", "--cluster", self.address, "--json")
        return self._start(*words, program=("-c", _COMMAND))

    def _start(self, *words: str, program: tuple[str, ...] = (str(ROOT / "samsyn.py"),)) -> subprocess.Popen[str]:
        told = environment(self._folder / "hem", self._settings)
        told["PYTHONPATH"] = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH", "")])])
        process = subprocess.Popen(
            [*self._entering, sys.executable, *program, *words],
            env=told,
            cwd=ROOT,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        self._processes.callback(_end, process)
        return process


def answer(process: subprocess.Popen[str]) -> Answer:
    out, err = process.communicate(timeout=240)
    return Answer(process.returncode, out, err)


def _end(process: subprocess.Popen[str]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    if process.stdout is not None and not process.stdout.closed:
        process.communicate()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])
