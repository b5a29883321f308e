"""No process of the tests reaches beyond this machine: each Python refuses to, and tells of it, and the run then fails.

The tests' own processes and every Python that one of them starts (by ``sitecustomize`` on ``PYTHONPATH``) have an audit
hook, which cannot be taken away again. It writes who reached for what to a file that must be empty at the end. What is
no Python (Java, Chromium, PostgreSQL) is seen by ``deploy/alone.py``, which runs all of it without a network.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any, Final

import pytest

from tests.outbound_guard import guard

_FOLDER: Final = pytest.StashKey[tempfile.TemporaryDirectory[str]]()
_SENT: Final = "samsyn_outbound"


_CHILD: Final = """\
# Made by tests/outbound.py for one run of the tests: every Python that is started by them comes this way.
import runpy
from pathlib import Path
runpy.run_path({here!r})["guard"](Path({report!r}))
"""


def for_children(folder: Path, report: Path) -> str:
    """Writes what a child Python runs first into the folder; the ``PYTHONPATH`` by which it is found."""
    text = _CHILD.format(here=str(Path(__file__).with_name("outbound_guard.py")), report=str(report))
    (folder / "sitecustomize.py").write_text(text, encoding="utf-8")
    return os.pathsep.join([str(folder), *filter(None, [os.environ.get("PYTHONPATH", "")])])


def pytest_configure(config: pytest.Config) -> None:
    """The process that all come from makes the report; workers are told where it is."""
    sent: dict[str, Any] | None = getattr(config, "workerinput", None)
    if sent is not None:
        guard(Path(sent[_SENT]))
        return
    folder = tempfile.TemporaryDirectory(prefix="samsyn-outbound-")
    config.stash[_FOLDER] = folder
    Path(folder.name).chmod(0o755)  # servers run as users of their own
    _report(config).touch(0o666)
    os.environ["PYTHONPATH"] = for_children(Path(folder.name), _report(config))
    guard(_report(config))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Called by pytest-xdist before a worker starts."""
    node.workerinput[_SENT] = str(_report(node.config))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """A run in which something reached out is a failed one, whatever its tests say."""
    if _FOLDER in session.config.stash and _report(session.config).read_text("utf-8"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    if _FOLDER in config.stash and (told := _report(config).read_text("utf-8")):
        terminalreporter.section("reached beyond this machine", red=True)
        terminalreporter.write(told)


def pytest_unconfigure(config: pytest.Config) -> None:
    if folder := config.stash.get(_FOLDER, None):
        folder.cleanup()


def _report(config: pytest.Config) -> Path:
    return Path(config.stash[_FOLDER].name) / "reached"
