"""What a file of a phrasing bank holds: templates and pools."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from sample.grammar.lines import Line
from sample.grammar.matter import ALWAYS, Years
from sample.grammar.nodes import Node


@dataclass(slots=True)
class Template:
    """One layout and phrasing. ``references`` are (name, what it is) of the letterhead, empty for the usual ones.

    ``sender`` is the slot of whoever's letterhead it has, empty for the variety's; ``themes`` are those that a paper of
    it may be about; ``years`` is when such papers are written.
    """

    variety: str
    number: int
    name: str
    title: Node | None = None
    look: str = ""
    loose: bool = False
    sender: str = ""
    themes: tuple[str, ...] = ()
    years: Years = ALWAYS
    references: list[tuple[Node, Node]] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Pool:
    """Entries to draw from. ``queries`` are what somebody would type who looks for papers that say this.

    ``themes`` are those of each entry, empty for one that fits any paper; ``years`` those in which it may be written;
    ``dated`` says that some of them may not always be.
    """

    name: str
    file: str
    entries: list[Node] = field(default_factory=list)
    queries: tuple[str, ...] = ()
    themes: list[frozenset[str]] = field(default_factory=list)
    years: list[Years] = field(default_factory=list)
    dated: bool = False

    def fitting(self, theme: str, day: date) -> range | tuple[int, ...]:
        """The places of the entries that fit a paper of this theme and day; all of them where none does."""
        if not self.dated and (not theme or not any(self.themes)):
            return range(len(self.entries))
        places = range(len(self.entries))
        due = tuple(at for at in places if day in self.years[at]) if self.dated else places
        if not theme:
            return due or places
        found = tuple(at for at in due if not self.themes[at] or theme in self.themes[at])
        return found or due or places
