"""An example (*exempel*): a paper of known kind, as text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """``group`` is what is held out together (a template of the phrasing bank, a sort of real text).

    ``title`` is the line that heads ``text``; ``name`` a file's name, or empty. ``weight`` is how much it counts.
    """

    kind: str
    group: str
    title: str
    text: str
    name: str = ""
    weight: float = 1.0
