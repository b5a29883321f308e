"""Loaded by every Python process of a measured run (``PYTHONPATH``): what reading and naming take, a line each.

``SAMSYN_BENCH_TIMES`` is the folder for the lines, a file for each process. With ``SAMSYN_BENCH_STUB`` nothing is read:
the bytes are the text of one page, and nothing is looked for in it but what the rules find.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType
from typing import Any

_FOLDER = os.environ.get("SAMSYN_BENCH_TIMES", "")
_STUB = bool(os.environ.get("SAMSYN_BENCH_STUB"))


class _Watched(MetaPathFinder):
    """Finds the modules as they are, and has each of ``_MENDED`` changed once it has run."""

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        if fullname not in _MENDED:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = _Mending(spec.loader, _MENDED[fullname])
        return spec


class _Mending(Loader):
    def __init__(self, loader: Any, mend: Callable[[ModuleType], None]) -> None:
        self._loader, self._mend = loader, mend

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        made: ModuleType | None = self._loader.create_module(spec)
        return made

    def exec_module(self, module: ModuleType) -> None:
        self._loader.exec_module(module)
        self._mend(module)


def _reading(module: ModuleType) -> None:
    """How long it takes until a file is read; what follows in the block is what the register and the vault take."""
    opened = _stub if _STUB else module.open_reading

    @contextmanager
    def timed(*given: Any, **named: Any) -> Iterator[Any]:
        started = time.perf_counter()
        with opened(*given, **named) as found:
            _tell("read", time.perf_counter() - started)
            yield found

    module.__dict__["open_reading"] = timed


def _naming(module: ModuleType) -> None:
    describe = module.describe

    def timed(*given: Any, **named: Any) -> Any:
        started = time.perf_counter()
        found = describe(*given, **named)
        _tell("name", time.perf_counter() - started)
        return found

    module.__dict__["describe"] = timed


@contextmanager
def _stub(path: Path, *_given: Any, **_named: Any) -> Iterator[Any]:
    from ingest.reading import FileReading
    from models.document import DocumentState, Page, PageMethod, Reading

    page = Page(1, PageMethod.TEXT, "stub", path.read_text("utf-8"), 1.0)
    yield FileReading(Reading("text/plain", DocumentState.READ, "", (page,), facts={}), {})


def _tell(what: str, seconds: float) -> None:
    with (Path(_FOLDER) / f"{os.getpid()}").open("a") as file:
        file.write(f"{what} {seconds:.6f}\n")


_MENDED = {"ingest.shared_out": _reading, "nlp.answers": _naming}

if _FOLDER:
    sys.meta_path.insert(0, _Watched())
