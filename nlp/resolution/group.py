"""Mentions of one thing within a document, before it is known what ties it to others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from models.mention import Label, Mention


@dataclass(frozen=True, slots=True)
class Group:
    """``places`` are those of its mentions among the document's; ``value`` its fullest name there.

    ``forms`` are the other names that it goes by; ``own`` the places of the numbers and addresses bound to it.
    ``namesake``: the paper says that it is somebody else of the name, so that the name tells nothing.
    """

    label: Label
    value: str
    places: tuple[int, ...]
    forms: tuple[str, ...] = ()
    own: tuple[int, ...] = ()
    namesake: bool = False

    def owned(self, mentions: Sequence[Mention], label: Label) -> list[str]:
        """The different values of this label that are bound to it, as they come."""
        return list(dict.fromkeys(mentions[at].value for at in self.own if mentions[at].label is label))


def commonest(values: Sequence[str]) -> str:
    """The value that comes most often; of equals the first."""
    return max(Counter(values).items(), key=lambda entry: entry[1])[0]
