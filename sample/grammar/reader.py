"""Reads a file of a phrasing bank, line by line (docs/phrasing-banks.md)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from sample.business import LINES
from sample.grammar.lines import line
from sample.grammar.matter import ALWAYS, Matter, Years, day, told
from sample.grammar.nodes import BankError
from sample.grammar.phrase import phrase
from sample.grammar.template import Pool, Template

if TYPE_CHECKING:
    from sample.grammar.bank import Bank

_POOL = re.compile(r"@\s*([\w.+-]+)\s*(?:\?\s*(.*))?$")
_TEMPLATE = re.compile(r"==\s*(\d+)\s+(.*)$")
_HEADER = re.compile(r"(lines|suppliers|boards|others|units|titles|dates):\s*(.*)$")
_SETTING = re.compile(r"(title|look|voice|ref|from|themes|since|until):\s*(.*)$")


@dataclass(slots=True)
class FileReader:
    """Takes the lines of a file one by one into ``bank``; ``scope`` is where its pools are known."""

    bank: Bank
    variety: str
    scope: str
    file: str
    template: Template | None = None
    pool: Pool | None = None
    theme: frozenset[str] = frozenset()
    years: Years = ALWAYS

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
        elif header := _HEADER.match(text):
            self._take_header(*header.groups())
        else:
            raise BankError("words before the first template or pool")

    def _take_header(self, key: str, text: str) -> None:
        """``theme=value, value; theme=…``: which companies papers of a theme are about, or who writes them when."""
        for part in filter(str.strip, text.split(";")):
            themes, _, values = part.partition("=")
            named = tuple(one.strip() for one in values.split(","))
            for theme in themes.split():
                self._say(key, theme, named)

    def _say(self, key: str, theme: str, named: tuple[str, ...]) -> None:
        if key not in ("lines", "suppliers"):
            matters = self.bank.matters
            matters[self.variety, theme] = told(matters.get((self.variety, theme), Matter()), key, named)
        elif unknown := set(named) - set(LINES):
            raise BankError(f"no line of business {sorted(unknown)} ({', '.join(LINES)})")
        else:
            (self.bank.lines if key == "lines" else self.bank.suppliers)[self.variety, theme] = named

    def _entry(self, pool: Pool, text: str) -> None:
        """An entry, or a line ``% themes`` that says what those after it are about (``% *``: anything), and when."""
        if text.startswith("%"):
            words = text[1:].split()
            dated = dict(word.split("=", 1) for word in words if word.startswith(("since=", "until=")))
            self.theme = frozenset(word for word in words if "=" not in word) - {"*"}
            since, until = day(dated.get("since", ""), date.min), day(dated.get("until", ""), date.max)
            self.years = Years(since, until) if dated else ALWAYS
        else:
            pool.entries.append(phrase(text))
            pool.themes.append(self.theme)
            pool.years.append(self.years)
            pool.dated |= self.years is not ALWAYS

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
        self.pool, self.template = Pool(match.group(1), self.file, [], queries), None
        self.theme, self.years = frozenset(), ALWAYS
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
        elif key == "since":
            template.years = replace(template.years, since=day(value, date.min))
        elif key == "until":
            template.years = replace(template.years, until=day(value, date.max))
        else:
            name, found, what = value.partition("::")
            if not found:
                raise BankError("ref: NAME :: WHAT")
            template.references.append((phrase(name.strip()), phrase(what.strip())))
