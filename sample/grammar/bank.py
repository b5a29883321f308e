"""A phrasing bank: its templates by variety and its pools, read from the files of a folder."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from sample.business import LINES
from sample.grammar.lines import line
from sample.grammar.nodes import BankError
from sample.grammar.phrase import phrase
from sample.grammar.template import Pool, Template

BANKS = Path(__file__).parents[1] / "bank"
_SHARED = ("common", "words")
_POOL = re.compile(r"@\s*([\w.+-]+)\s*(?:\?\s*(.*))?$")
_TEMPLATE = re.compile(r"==\s*(\d+)\s+(.*)$")
_LINES = re.compile(r"lines:\s*(.*)$")
_SETTING = re.compile(r"(title|look|voice|ref|from|themes):\s*(.*)$")


@dataclass(slots=True)
class Bank:
    """``pools`` by file and name; those of shared files under the file ``""``. ``troubles`` are (file, line, why).

    ``lines`` are the lines of business of the companies that papers of a (variety, theme) are about.
    """

    templates: dict[str, list[Template]] = field(default_factory=dict)
    pools: dict[tuple[str, str], Pool] = field(default_factory=dict)
    troubles: list[tuple[str, int, str]] = field(default_factory=list)
    lines: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def pool(self, variety: str, name: str) -> Pool:
        """The pool of this name as a template of ``variety`` knows it."""
        found = self.pools.get((variety, name)) or self.pools.get(("", name))
        if found is None or not found.entries:
            raise BankError(f"no pool [{name}] in {variety}")
        return found


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
    reader = _FileReader(bank, file.stem, "" if is_shared(file.stem) else file.stem, file.name)
    for number, raw in enumerate(file.read_text("utf-8").splitlines(), 1):
        try:
            reader.take(raw.rstrip())
        except BankError as error:
            bank.troubles.append((file.name, number, str(error)))


@dataclass(slots=True)
class _FileReader:
    bank: Bank
    variety: str
    scope: str
    file: str
    template: Template | None = None
    pool: Pool | None = None
    theme: frozenset[str] = frozenset()

    def take(self, text: str) -> None:
        if not text.strip() or text.startswith("#!"):
            return
        if text.startswith("==") and not text.startswith("==="):
            self._begin_template(text)
        elif text.startswith("@"):
            self._begin_pool(text)
        elif self.pool is not None:
            self._entry(self.pool, text.strip())
        elif self.template is not None:
            self._add(self.template, text)
        elif lines := _LINES.match(text):
            self._take_lines(lines.group(1))
        else:
            raise BankError("words before the first template or pool")

    def _take_lines(self, text: str) -> None:
        """``theme=line, line; theme=…``: which companies papers of a theme are about."""
        for part in filter(str.strip, text.split(";")):
            themes, _, lines = part.partition("=")
            named = tuple(one.strip() for one in lines.split(","))
            if unknown := set(named) - set(LINES):
                raise BankError(f"no line of business {sorted(unknown)} ({', '.join(LINES)})")
            for theme in themes.split():
                self.bank.lines[self.variety, theme] = named

    def _entry(self, pool: Pool, text: str) -> None:
        """An entry, or a line ``% themes`` that says what those after it are about (``% *``: anything)."""
        if text.startswith("%"):
            self.theme = frozenset(text[1:].split()) - {"*"}
        else:
            pool.entries.append(phrase(text))
            pool.themes.append(self.theme)

    def _begin_template(self, text: str) -> None:
        match = _TEMPLATE.match(text)
        if not match:
            raise BankError("a template begins with == NUMBER NAME")
        self.template, self.pool = Template(self.variety, int(match.group(1)), match.group(2)), None
        self.bank.templates.setdefault(self.variety, []).append(self.template)

    def _begin_pool(self, text: str) -> None:
        match = _POOL.match(text)
        if not match:
            raise BankError("a pool begins with @ NAME, perhaps with ? QUERIES")
        key = (self.scope, match.group(1))
        if key in self.bank.pools:
            raise BankError(f"the pool {match.group(1)} stands twice")
        queries = tuple(one.strip() for one in (match.group(2) or "").split(";") if one.strip())
        self.pool, self.template, self.theme = Pool(match.group(1), self.file, [], queries), None, frozenset()
        self.bank.pools[key] = self.pool

    def _add(self, template: Template, text: str) -> None:
        match = _SETTING.match(text)
        if not match:
            template.body.append(line(text))
            return
        key, value = match.groups()
        if key == "title":
            template.title = phrase(value)
        elif key == "look":
            template.look = value.strip()
        elif key == "voice":
            template.loose = value.strip() == "loose"
        elif key == "from":
            template.sender = value.strip()
        elif key == "themes":
            template.themes = tuple(value.split())
        else:
            name, found, what = value.partition("::")
            if not found:
                raise BankError("ref: NAME :: WHAT")
            template.references.append((phrase(name.strip()), phrase(what.strip())))
