"""A phrasing bank: its templates by variety and its pools, read from the files of a folder."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TypeVar

from sample.grammar.matter import Matter
from sample.grammar.nodes import BankError
from sample.grammar.reader import FileReader
from sample.grammar.template import Pool, Template

Said = TypeVar("Said")
BANKS = Path(__file__).parents[1] / "bank"
_SHARED = ("common", "words")


@dataclass(slots=True)
class Bank:
    """``pools`` by file and name; those of shared files under the file ``""``. ``troubles`` are (file, line, why).

    ``lines`` are the lines of business of the companies that papers of a (variety, theme) are about, ``suppliers``
    those of the other companies in them, ``matters`` what else is said of it. The theme ``*`` is any other.
    """

    templates: dict[str, list[Template]] = field(default_factory=dict)
    pools: dict[tuple[str, str], Pool] = field(default_factory=dict)
    troubles: list[tuple[str, int, str]] = field(default_factory=list)
    lines: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    suppliers: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    matters: dict[tuple[str, str], Matter] = field(default_factory=dict)

    def pool(self, variety: str, name: str) -> Pool:
        """The pool of this name as a template of ``variety`` knows it."""
        found = self.pools.get((variety, name)) or self.pools.get(("", name))
        if found is None or not found.entries:
            raise BankError(f"no pool [{name}] in {variety}")
        return found


def of_theme(told: Mapping[tuple[str, str], Said], variety: str, theme: str, otherwise: Said) -> Said:
    """What is told of a theme of a variety, or of any other theme of it (``*``)."""
    return told.get((variety, theme)) or told.get((variety, "*")) or otherwise


def is_shared(stem: str) -> bool:
    """Whether the pools of this file are known in the whole bank."""
    return stem.endswith(_SHARED)


@cache
def open_bank(name: str) -> Bank:
    """The bank of this name, read once in each process.

    Raises:
        BankError: it does not exist, or something in it is wrong.
    """
    bank = read_bank(BANKS / name)
    if bank.troubles:
        raise BankError("\n".join(f"{file}:{number}: {why}" for file, number, why in bank.troubles[:20]))
    return bank


def read_bank(folder: Path) -> Bank:
    """Every file of a folder, in the order of their names; what is wrong is kept in ``troubles``."""
    files = sorted(folder.glob("*.bank"))
    if not files:
        raise BankError(f"no phrasing bank in {folder}")
    bank = Bank()
    for file in files:
        read_file(bank, file)
    return bank


def fingerprint(name: str) -> str:
    """The SHA-256 of a bank's files in the order of their names: a frozen bank is known by it."""
    digest = hashlib.sha256()
    for file in sorted((BANKS / name).glob("*.bank")):
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def read_file(bank: Bank, file: Path) -> None:
    """Adds one file's templates and pools to the bank."""
    reader = FileReader(bank, file.stem, "" if is_shared(file.stem) else file.stem, file.name)
    for number, raw in enumerate(file.read_text("utf-8").splitlines(), 1):
        try:
            reader.take(raw.rstrip())
        except BankError as error:
            bank.troubles.append((file.name, number, str(error)))
