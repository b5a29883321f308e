"""Front ends of the tests' own processes: template, catalogue and address are compiled once and not for each site.

Hundreds of tests have a site of their own, and what they look at takes less time than Jinja, Babel and Werkzeug need to
begin. All are known by their content: what has changed is read again. A server in a process of its own does all of it.
"""

from __future__ import annotations

import io
from functools import cache
from typing import IO, Any, Final

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from werkzeug.routing import Rule

from web import language

AS_WRITTEN: Final = language.read_po
BUILDER_AS_WRITTEN: Final = Rule._compile_builder
_OPTIONS: Final = Flask.jinja_options
_BUILDERS: Final = dict[tuple[object, ...], Any]()


class Compiled(BytecodeCache):
    """Code of templates, in memory."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


def read_po(file: IO[bytes], locale: str) -> Any:
    """In the place of Babel's."""
    return _read(file.read(), locale)


@cache
def _read(content: bytes, locale: str) -> Any:
    return AS_WRITTEN(io.BytesIO(content), locale=locale)


def builder(rule: Rule, append_unknown: bool = True) -> Any:
    """In the place of Werkzeug's, which writes, and has Python compile, a function for each route of each app."""
    defaults = tuple(sorted((rule.defaults or {}).items()))
    known = (tuple(rule._trace), defaults, tuple(map(type, rule._converters.values())), append_unknown)
    if known not in _BUILDERS:
        _BUILDERS[known] = BUILDER_AS_WRITTEN(rule, append_unknown)
    return _BUILDERS[known]


def pytest_configure() -> None:
    Rule._compile_builder = builder  # type: ignore[method-assign]
    Flask.jinja_options = {**_OPTIONS, "bytecode_cache": Compiled()}
    language.read_po = read_po


def pytest_unconfigure() -> None:
    Rule._compile_builder = BUILDER_AS_WRITTEN  # type: ignore[method-assign]
    Flask.jinja_options = _OPTIONS
    language.read_po = AS_WRITTEN
