"""A cluster of processes on this machine: a scheduler, workers, and whoever takes files in, with real certificates.

Where it can be had (root, iproute2) they have a network of their own, which a test cuts: a machine's cable, pulled.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from itertools import count
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from sqlalchemy import make_url

from models.settings import Settings
from models.source import Source
from models.store.store import Store
from tests.cli.command import ROOT, Answer, environment, samsyn_here
from tests.web.several import free_port

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

IN_A_STRETCH: Final = """
import sys
from ingest import pool
from tests.faults.tasks import dawdles_in_a_stretch
pool.read_stretch = dawdles_in_a_stretch
from samsyn import main
sys.exit(main(sys.argv[1:]))
"""
"""Of a run in which the first worker that gets a stretch of a document is held up there."""


def certificates(folder: Path) -> list[Path]:
    """The folders of three machines, made with the commands that docs/cluster.md tells people to run."""
    (commands,) = re.findall(r"```sh\n(.*?)```", _DOCUMENTED.read_text("utf-8"), re.DOTALL)
    subprocess.run(["bash", "-e", "-c", commands], cwd=folder, check=True, capture_output=True)
    return sorted(path.parent for path in folder.glob("*/cert.pem"))


@contextmanager
def registered(folder: Path, url: str) -> Iterator[Store]:
    """An installation whose register is at the address and whose vault is on a share, with a source. ``hem`` in the
    folder is the home of whoever takes files in."""
    vault = _share(folder)
    vault.mkdir()
    settings = Settings(home=folder / "hem", database_url=url, vault_url=vault.as_uri())
    with closing(Store.open(settings, create=True)) as store:
        store.sources.add(Source("tillsyn", "Nämnden"))
        yield store


def _share(folder: Path) -> Path:
    """What every machine sees."""
    return folder / "valv"


@contextmanager
def read_undisturbed(home: Path, papers: Path) -> Iterator[Store]:
    """An installation that has taken the papers in by one process of this machine, in which nothing happened."""
    assert samsyn_here(home, "source", "add", "tillsyn", "--owner", "Nämnden").status == 0
    words = ("ingest", papers, "--source", "tillsyn", "--workers", "1", "--json")
    assert samsyn_here(home, *words, nlp_pipeline="rules").status == 0
    with closing(Store.open(Settings(home=home))) as store:
        yield store


class Network:
    """A network of its own with nothing but the loopback address, which can be taken down and up."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.entering = ["ip", "netns", "exec", name]
        self.ports: tuple[int, ...] = ()
        """Of the servers that are found within."""

    def cut(self) -> None:
        self._ip("down")

    def mend(self) -> None:
        self._ip("up")

    def reaches(self, port: int) -> bool:
        """Whether something answers there, to somebody within."""
        asks = f"import socket; socket.create_connection(('127.0.0.1', {port}), 5)"
        command = [*self.entering, sys.executable, "-S", "-c", asks]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0

    @contextmanager
    def with_servers(self, postgresql: str, opensearch: str) -> Iterator[dict[str, str]]:
        """The servers of these addresses are found within as well; the settings that name them there."""
        url = make_url(postgresql)
        with ExitStack() as stack:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="samsyn-"))
            node = f"{folder}/opensearch"
            database, index = free_port(), free_port()
            for entering, ways in (
                ([], [node, str(urlsplit(opensearch).port)]),
                (self.entering, [str(index), node, str(database), f"{url.query['host']}/.s.PGSQL.5432"]),
            ):
                stack.enter_context(_relay(entering, ways))
            self.ports = (database, index)
            inside = url.set(host="127.0.0.1", port=database, query={"sslmode": "disable"})
            yield {
                "database_url": inside.render_as_string(hide_password=False),
                "opensearch_url": f"http://127.0.0.1:{index}",
            }

    def _ip(self, way: str) -> None:
        subprocess.run(["ip", "-n", self._name, "link", "set", "lo", way], check=True)


@contextmanager
def _relay(entering: list[str], ways: list[str]) -> Iterator[None]:
    command = [*entering, sys.executable, "-m", "tests.faults.relay", *ways]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "open\n"
            yield
        finally:
            process.kill()


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
    """What runs, and ends with the block. Each is on a machine of its own: it has a home with the installation's two
    keys, and its own certificate; register and vault are where all reach them."""

    def __init__(
        self, folder: Path, settings: dict[str, str], entering: list[str], certificates: Sequence[Path]
    ) -> None:
        self._folder, self._entering = folder, entering
        self._settings = {**settings, "vault_url": _share(folder).as_uri()}
        self._certificates, self._workers = certificates, count(1)
        self._processes = ExitStack()
        self.port = free_port()
        self.address = f"tls://127.0.0.1:{self.port}"

    def __enter__(self) -> Machines:
        return self

    def __exit__(self, *_: object) -> None:
        self._processes.close()

    def scheduler(self) -> subprocess.Popen[str]:
        status = str(free_port())
        return self._start(
            self._home("schemaläggare"), 0, "scheduler", "--address", self.address, "--status-port", status
        )

    def worker(self) -> subprocess.Popen[str]:
        home = self._home(f"arbetare-{next(self._workers)}")
        return self._start(home, 1, "worker", "--cluster", self.address, "--workers", "1")

    def ingest(self, papers: Path, command: str = _COMMAND) -> subprocess.Popen[str]:
        """With documents that kill or hold up their worker, see :func:`tests.faults.tasks.dawdles_once`."""
        words = ("ingest", str(papers), "--source", "tillsyn", "--cluster", self.address, "--json")
        return self._start(self._folder / "hem", 2, *words, program=("-c", command))

    def _home(self, name: str) -> Path:
        home = self._folder / name
        home.mkdir(mode=0o700, exist_ok=True)
        for key in ("secret.key", "ledger.key"):
            shutil.copy2(self._folder / "hem" / key, home / key)
        return home

    def _start(
        self, home: Path, machine: int, *words: str, program: tuple[str, ...] = (str(ROOT / "samsyn.py"),)
    ) -> subprocess.Popen[str]:
        told = environment(home, {**self._settings, "cluster_tls": str(self._certificates[machine])})
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


def answer(process: subprocess.Popen[str], seconds: float = 240) -> Answer:
    """What came of it. One that takes too long is ended, and what it said until then is told."""
    try:
        out, err = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        raise AssertionError(f"not over in {seconds} s: {process.communicate()[1][-3000:]}") from None
    return Answer(process.returncode, out, err)


def _end(process: subprocess.Popen[str]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    if process.stdout is not None and not process.stdout.closed:
        process.communicate()
