"""Front ends of the tests' own processes: a template is compiled, and a catalogue read, once and not for each site.

A hundred tests have a site of their own, and what they look at takes less time than Jinja and Babel need to begin. Both
are known by their content: what has changed is read again. A server in a process of its own does all of it.
"""

from __future__ import annotations

import io
from functools import cache
from typing import IO, Any, Final

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from web import language

AS_WRITTEN: Final = language.read_po
_OPTIONS: Final = Flask.jinja_options


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


def pytest_configure() -> None:
    Flask.jinja_options = {**_OPTIONS, "bytecode_cache": Compiled()}
    language.read_po = read_po


def pytest_unconfigure() -> None:
    Flask.jinja_options = _OPTIONS
    language.read_po = AS_WRITTEN
