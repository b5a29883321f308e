"""Has a process tell of each step that it passes, and ends it with SIGKILL at the one that was chosen.

Loaded by ``tests/faults/loaded/sitecustomize.py`` in every Python that inherits the environment of a plan: the process
of a command, its workers, whoever starts them. Nothing in the product knows of it. The modules that hold steps are
compiled from their own source with each step (:mod:`tests.faults.steps`) wrapped where it stands.
"""

from __future__ import annotations

import ast
import json
import marshal
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass
from enum import StrEnum
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, Final

from tests.faults.steps import PACKAGES, Found, Step, found_of

PLAN: Final = "STEPS_PLAN"  # the environment variable: a plan as JSON
CODE: Final = "STEPS_CODE"  # a folder: what was compiled is kept there for the processes that come
_TELL: Final = "__step__"


class Moment(StrEnum):
    """When the process ends: ``WITHIN`` is with all done that a transaction holds, and nothing kept."""

    BEFORE = "before"
    WITHIN = "within"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Plan:
    """``seen`` is a file that gets a line for each step passed; empty for none.

    With a ``step`` it tells of the end instead: at the ``passage``-th time that any process of the command comes there
    (1 is the first). With ``group`` the whole process group ends, else the one process.
    """

    seen: str = ""
    step: str = ""
    moment: Moment = Moment.AFTER
    passage: int = 1
    group: bool = False

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def of_json(cls, text: str) -> Plan:
        values = json.loads(text)
        return cls(**{**values, "moment": Moment(values["moment"])})


class _Teller:
    """What the compiled calls reach: one for each process."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def reached(self, name: str) -> None:
        if name == self.plan.step:
            self._meet(name, Moment.BEFORE)
        elif self.plan.seen and not self.plan.step:
            _append(self.plan.seen, f"{name}\n")

    def passed(self, name: str, value: object) -> object:
        """After a call: its value goes on."""
        if name == self.plan.step:
            self._meet(name, Moment.AFTER)
        return value

    @contextmanager
    def around(self, name: str, block: AbstractContextManager[object]) -> Iterator[object]:
        """In the place of a transaction."""
        self.reached(name)
        with block as given:
            yield given
            if name == self.plan.step:
                self._meet(name, Moment.WITHIN)
        self.passed(name, None)

    def _meet(self, name: str, moment: Moment) -> None:
        """End here, where it is the passage that was chosen. All processes of the command count together."""
        if moment is not self.plan.moment or not self.plan.seen:
            return
        if _append(f"{self.plan.seen}.count", ".") != self.plan.passage:
            return
        _append(self.plan.seen, f"killed {name}\n")
        if self.plan.group:
            os.killpg(os.getpgid(0), signal.SIGKILL)
        os.kill(os.getpid(), signal.SIGKILL)


TELLER: Final = _Teller(Plan())


def follow(plan: Plan) -> None:
    """From now on in this process, by this plan."""
    TELLER.__init__(plan)  # type: ignore[misc]


def load() -> None:
    """Have the modules that are imported from now on tell of their steps."""
    if not any(isinstance(each, _Finder) for each in sys.meta_path):
        sys.meta_path.insert(0, _Finder())
    if os.environ.get(PLAN):
        follow(Plan.of_json(os.environ[PLAN]))


def _append(path: str, text: str) -> int:
    """Where in the file that ends: appending is one act, whoever else appends."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(file, text.encode())
        return os.lseek(file, 0, os.SEEK_CUR)
    finally:
        os.close(file)


class _Finder(MetaPathFinder):
    def find_spec(self, fullname: str, path: Any = None, target: ModuleType | None = None) -> ModuleSpec | None:
        if fullname.partition(".")[0] not in PACKAGES:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and isinstance(spec.loader, SourceFileLoader):
            spec.loader = _Loader(spec.loader.name, spec.loader.path)
        return spec


class _Loader(SourceFileLoader):
    def get_code(self, fullname: str) -> CodeType | None:
        kept = Path(os.environ.get(CODE, ""), f"{fullname}.code") if os.environ.get(CODE) else None
        if kept is not None and kept.is_file():
            told = kept.read_bytes()
            return marshal.loads(told) if told else super().get_code(fullname)
        code = self._compiled(fullname)
        if kept is not None:
            arriving = kept.with_suffix(f".{os.getpid()}")
            arriving.write_bytes(marshal.dumps(code) if code else b"")
            arriving.replace(kept)
        return code or super().get_code(fullname)

    def _compiled(self, fullname: str) -> CodeType | None:
        """None where the module holds no step."""
        tree = ast.parse(self.get_data(self.path))
        found = found_of(tree, fullname)
        if not found:
            return None
        return compile(ast.fix_missing_locations(_Wrapping(found).visit(tree)), self.path, "exec", dont_inherit=True)

    def exec_module(self, module: ModuleType) -> None:
        module.__dict__[_TELL] = TELLER
        super().exec_module(module)


class _Wrapping(ast.NodeTransformer):
    """``call`` becomes ``passed(name, (reached(name), call)[1])``, and a transaction ``around(name, call)``."""

    def __init__(self, found: Found) -> None:
        self._found = found

    def visit_Call(self, node: ast.Call) -> ast.AST:
        step = self._found.get(node)
        self.generic_visit(node)
        if step is None:
            return node
        both = ast.Tuple([_told("reached", step), node], ast.Load())
        value = ast.Subscript(both, ast.Constant(1), ast.Load())
        return ast.copy_location(_told("passed", step, value), node)

    def visit_withitem(self, node: ast.withitem) -> ast.AST:
        step = self._found.get(node)
        self.generic_visit(node)
        if step is not None:
            node.context_expr = ast.copy_location(_told("around", step, node.context_expr), node.context_expr)
        return node


def _told(verb: str, step: Step, *more: ast.expr) -> ast.Call:
    teller = ast.Attribute(ast.Name(_TELL, ast.Load()), verb, ast.Load())
    return ast.Call(teller, [ast.Constant(step.name), *more], [])
