"""What a file of a phrasing bank holds: templates and pools."""

from __future__ import annotations

from dataclasses import dataclass, field

from sample.grammar.lines import Line
from sample.grammar.nodes import Node


@dataclass(slots=True)
class Template:
    """One layout and phrasing. ``references`` are (name, what it is) of the letterhead, empty for the usual ones.

    ``sender`` is the slot of whoever's letterhead it has, empty for the variety's; ``themes`` are those that a paper of
    it may be about.
    """

    variety: str
    number: int
    name: str
    title: Node | None = None
    look: str = ""
    loose: bool = False
    sender: str = ""
    themes: tuple[str, ...] = ()
    references: list[tuple[Node, Node]] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Pool:
    """Entries to draw from. ``queries`` are what somebody would type who looks for papers that say this.

    ``themes`` are those of each entry, empty for one that fits any paper.
    """

    name: str
    file: str
    entries: list[Node] = field(default_factory=list)
    queries: tuple[str, ...] = ()
    themes: list[frozenset[str]] = field(default_factory=list)

    def fitting(self, theme: str) -> range | tuple[int, ...]:
        """The places of the entries that fit a paper of this theme; all of them where none does."""
        if not theme or not any(self.themes):
            return range(len(self.entries))
        found = tuple(at for at, themes in enumerate(self.themes) if not themes or theme in themes)
        return found or range(len(self.entries))
