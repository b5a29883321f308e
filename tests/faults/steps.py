"""The steps of the product, found by walking its code: each call after which something is kept, moved or gone.

A *step* is a call site, not a moment: a transaction of the register, a file moved, made or removed, a change of an
index. Its name says where it stands (module, function, what is called, and which of several in that function), so that
it is the same after lines were added above it. The list is never written down anywhere: :mod:`tests.faults.stepping`
has the very calls that are found here told of as they are made.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
PACKAGES: Final = ("ingest", "models", "nlp", "search", "web")

_OS: Final = {"fsync", "link", "makedirs", "mkdir", "mkfifo", "open", "remove", "rename", "replace", "rmdir", "symlink"}
_OS_TOO: Final = {"truncate", "unlink", "copy_file_range"}
_PATHS: Final = {"hardlink_to", "mkdir", "rmdir", "symlink_to", "touch", "unlink", "write_bytes", "write_text"}
_ONE_PATH: Final = {"rename", "replace"}  # of a Path they take one; str.replace and dataclasses.replace do not
_SHUTIL: Final = {"copy", "copy2", "copyfile", "copyfileobj", "copytree", "move", "rmtree"}
_TEMPFILE: Final = {"TemporaryDirectory", "NamedTemporaryFile", "mkdtemp", "mkstemp"}
_OPENSEARCH: Final = {"bulk", "create", "delete", "delete_by_query", "forcemerge", "put_mapping", "update_aliases"}
_S3: Final = {"_put_file", "abort_multipart_upload", "delete_object", "put_object"}
_DATABASE_FILES: Final = {("cursor", "copy"), ("source", "backup")}  # tables and whole files, past any transaction
_SQL: Final = ("COMMIT", "wal_checkpoint")
_WRITING: Final = frozenset("wax+")


class Kind(Enum):
    """What is durable after the step."""

    TRANSACTION = "transaction"  # a block: begun, and kept as a whole at its end
    INDEX = "index"
    FILE = "file"
    LOCK = "lock"


@dataclass(frozen=True, slots=True)
class Step:
    """``name`` is ``module:function:call``, with a number from the second of the same on; ``line`` is where it is."""

    name: str
    kind: Kind
    line: int

    @property
    def module(self) -> str:
        return self.name.partition(":")[0]


class Found(dict[ast.AST, Step]):
    """The steps of a module by their node: a call, or of a transaction the item of the ``with``."""


@cache
def all_steps() -> tuple[Step, ...]:
    """Those of the whole product, in the order of its files."""
    return tuple(step for path in _modules() for step in found_in(path.read_text("utf-8"), _module(path)).values())


def found_in(source: str, module: str) -> Found:
    """The steps of one module."""
    return found_of(ast.parse(source), module)


def found_of(tree: ast.Module, module: str) -> Found:
    """Those of one that is parsed."""
    found, seen = Found(), Counter[str]()
    for scope, node, called, kind in _sites(tree):
        place = f"{module}:{scope or '<module>'}:{called}"
        seen[place] += 1
        number = f".{seen[place]}" if seen[place] > 1 else ""
        found[node] = Step(place + number, kind, getattr(node, "lineno", 0) or _line(node))
    return found


def _modules() -> Iterator[Path]:
    for package in PACKAGES:
        yield from sorted((ROOT / package).rglob("*.py"))


def _module(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _line(node: ast.AST) -> int:
    return node.context_expr.lineno if isinstance(node, ast.withitem) else 0


def _sites(tree: ast.Module) -> Iterator[tuple[str, ast.AST, str, Kind]]:
    """Scope, node, what is called, kind; in the order of the text."""
    waiting: list[tuple[str, ast.AST]] = [("", tree)]
    while waiting:
        scope, node = waiting.pop()
        inner = f"{scope}.{node.name}".lstrip(".") if isinstance(node, _NAMED) else scope
        if isinstance(node, ast.withitem) and (called := _transaction(node.context_expr)):
            yield scope, node, called, Kind.TRANSACTION
        elif isinstance(node, ast.Call) and (known := _call(node)):
            yield scope, node, *known
        waiting += [(inner, child) for child in reversed(list(ast.iter_child_nodes(node)))]


_NAMED: Final = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def _transaction(node: ast.expr) -> str:
    """``write`` or ``begin`` of what is called so as a block, without anything given."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and not node.args and not node.keywords:
        return node.func.attr if node.func.attr in ("begin", "write") else ""
    return ""


def _call(node: ast.Call) -> tuple[str, Kind] | None:
    """What a call is known as, where it is a step."""
    if isinstance(node.func, ast.Name):
        return ("open", Kind.FILE) if node.func.id == "open" and _writes(node, 1) else None
    if not isinstance(node.func, ast.Attribute):
        return None
    of, name = node.func.value, node.func.attr
    owner = of.id if isinstance(of, ast.Name) else of.attr if isinstance(of, ast.Attribute) else ""
    if owner == "fcntl" and name == "flock":
        return name, Kind.LOCK
    if owner in ("client", "indices") and name in _OPENSEARCH:
        return name, Kind.INDEX
    if (owner, name) in _DATABASE_FILES or _S3 & {name, *map(_word, node.args[:1])}:
        return name, Kind.FILE
    if name == "execute" and node.args and any(word in _text(node.args[0]) for word in _SQL):
        return "commit", Kind.INDEX
    if name == "commit" and not node.args:
        return name, Kind.TRANSACTION
    return (name, Kind.FILE) if _is_of_files(node, owner, name) else None


def _word(node: ast.expr) -> str:
    """What is handed on to be called: by its name, or as a string."""
    return node.attr if isinstance(node, ast.Attribute) else str(getattr(node, "value", ""))


def _is_of_files(node: ast.Call, owner: str, name: str) -> bool:
    if owner == "os":
        return name in _OS_TOO or (name in _OS and (name != "open" or "O_CREAT" in ast.unparse(node)))
    if owner in ("shutil", "tempfile"):
        return name in _SHUTIL | _TEMPFILE
    if name == "open":
        return _writes(node, 0)
    if name == "truncate" and len(node.args) <= 1:
        return True
    return name in _PATHS or (name in _ONE_PATH and len(node.args) == 1 and not node.keywords)


def _writes(node: ast.Call, at: int) -> bool:
    """Whether the mode, the argument of this number, is one for writing."""
    named = [each.value for each in node.keywords if each.arg == "mode"]
    mode = named[0] if named else node.args[at] if len(node.args) > at else None
    value = mode.value if isinstance(mode, ast.Constant) else None
    return isinstance(value, str) and len(value) <= 4 and bool(_WRITING & set(value))


def _text(node: ast.expr) -> str:
    """What stands in the text as it is written."""
    parts = [part.value for part in ast.walk(node) if isinstance(part, ast.Constant)]
    return " ".join(part for part in parts if isinstance(part, str))
