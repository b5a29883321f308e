"""Everything that is known by its value: addresses and properties by their fuller form, the rest as it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from models.mention import Label, Mention
from models.reference import QUANTITIES
from nlp.resolution.group import Group

_SHORTER: Final[dict[Label, Callable[[str, str], bool]]] = {
    Label.ADDRESS: lambda short, full: full.startswith(f"{short}, "),
    Label.PROPERTY: lambda short, full: full.endswith(f" {short}"),
}
"""Whether the first is the second with less said, by label."""


def exact(mentions: Sequence[Mention]) -> list[Group]:
    """A group for each value of what is neither person nor organisation nor quantity."""
    by_value: dict[tuple[Label, str], list[int]] = {}
    for at, one in enumerate(mentions):
        if one.label not in QUANTITIES and one.label not in (Label.PERSON, Label.ORG):
            by_value.setdefault((one.label, one.value), []).append(at)
    heads = {key: _fuller(key, list(by_value)) for key in by_value}
    together: dict[tuple[Label, str], list[tuple[Label, str]]] = {}
    for key, head in heads.items():
        together.setdefault(head, []).append(key)
    return [
        Group(label, value, tuple(sorted(at for key in keys for at in by_value[key])),
              tuple(sorted(key[1] for key in keys if key[1] != value)))
        for (label, value), keys in together.items()
    ]  # fmt: skip


def _fuller(key: tuple[Label, str], keys: Sequence[tuple[Label, str]]) -> tuple[Label, str]:
    """The one fuller form of the document, or itself where there is none or several."""
    label, value = key
    if label not in _SHORTER:
        return key
    fits = [other for other in keys if other[0] is label and _SHORTER[label](value, other[1])]
    return fits[0] if len(fits) == 1 else key
