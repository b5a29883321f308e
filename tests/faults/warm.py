"""A process that has everything imported, and a child of it for each command: a kill then costs no start of Python.

``python -m tests.faults.warm`` reads orders from standard input, a line of JSON each, and answers each with a line. The
child is a process like any other: it has its own connections, its own workers and readers, and ends for good.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import signal
import sys
import time
import traceback
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

_POLL: Final = 0.004  # seconds
_READY: Final = (
    *("samsyn", "ingest.commands", "ingest.pipeline", "ingest.run", "ingest.redo_command", "ingest.status_commands"),
    *("ingest.work", "ingest.worker_command", "ingest.verification", "ingest.display", "ingest.sandbox", "alembic"),
    *("search.backends", "search.commands", "search.service", "search.reading", "search.situation.reporting"),
    *("search.embedded.index", "search.synonyms", "nlp.answers", "nlp.judging_all", "tests.faults.scenes"),
    "tests.faults.state",
)


@dataclass(frozen=True, slots=True)
class Order:
    """Call ``function`` of ``module`` with the arguments; ``said`` is the file that gets what it prints."""

    module: str
    function: str
    arguments: list[str]
    said: str
    environment: dict[str, str] = field(default_factory=dict)
    plan: str = ""
    seconds: float = 120.0

    def to_json(self) -> str:
        return json.dumps(asdict(self))


@dataclass(frozen=True, slots=True)
class Ended:
    """``status`` as of :func:`os.waitstatus_to_exitcode`: negative is the signal. ``group`` may still run.
    ``seconds`` of a core that it took, with those of its children that it waited for."""

    status: int
    group: int
    seconds: float


def main() -> None:
    """Be ready, say so, and do what is ordered until standard input ends."""
    _warm_up()
    _say({"ready": os.getpid()})
    for line in sys.stdin:
        _say(asdict(_carry_out(Order(**json.loads(line)))))


def _warm_up() -> None:
    from tests.faults.stepping import load

    load()  # before anything of the product is imported
    from tests import workers

    for name in _READY:
        importlib.import_module(name)
    from ingest.sandbox import sandbox_state
    from models.settings import Settings
    from nlp.answers import describe
    from search.synonyms import shipped

    sandbox_state(Settings())
    describe([(1, "Tillsyn hos Provkrog AB, 556016-0680, den 3 maj 2024.")], name="a.txt", pipeline="rules")
    shipped()  # and with them the word lists
    workers.pytest_configure()
    gc.collect()
    gc.freeze()


def _carry_out(order: Order) -> Ended:
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        os._exit(_be(order))
    until = time.monotonic() + order.seconds
    while True:
        done, status, used = os.wait4(child, os.WNOHANG)
        if done:
            return Ended(os.waitstatus_to_exitcode(status), child, used.ru_utime + used.ru_stime)
        if time.monotonic() > until:
            os.killpg(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return Ended(-signal.SIGALRM, child, order.seconds)
        time.sleep(_POLL)


def _be(order: Order) -> int:
    from tests.faults import stepping

    os.setsid()
    said = os.open(order.said, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for descriptor, number in ((nothing, 0), (said, 1), (said, 2)):
        os.dup2(descriptor, number)
    os.environ.update(order.environment)
    if order.plan:
        os.environ[stepping.PLAN] = order.plan
        stepping.follow(stepping.Plan.of_json(order.plan))
    try:
        os.chdir(Path(order.said).parent)
        status: Any = getattr(importlib.import_module(order.module), order.function)(*order.arguments)
        return int(status or 0)
    except SystemExit as error:
        return int(error.code or 0) if not isinstance(error.code, str) else 1
    except BaseException:
        traceback.print_exc()
        return 70
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


def _say(value: object) -> None:
    print(json.dumps(value), flush=True)


if __name__ == "__main__":
    main()
