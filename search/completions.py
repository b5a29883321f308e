"""What a word that is being typed may become: the name of a field, or a value of the field that it stands after.

Of what a viewer's archive holds only the names of their own owners and sources are told, which every search page shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from search.field_values import FieldValues
from search.words import fields

MOST: Final = 8
_TYPED: Final = re.compile(r"(?:(?P<name>[^\W\d_]{1,24}(?:-[^\W\d_]{1,12})?):)?(?P<value>[^\s:()\"]*)\Z")
_OF_LABELS: Final = {label.value: names for label, names in fields.OF_LABELS.items()}
NAMES: Final = {**_OF_LABELS, **fields.OF_VALUES, **fields.OF_DATES}
"""By the code of each field, how it may be written; the first way is that of docs."""


@dataclass(frozen=True, slots=True)
class Completion:
    """``text`` takes the place of the ``replaces`` characters before the caret; ``title`` is what it says, a field's
    code or a value's title. ``of``: the facet type whose value it is, or empty for the name of a field."""

    text: str
    replaces: int
    title: str
    of: str = ""


def completions(before: str, values: FieldValues) -> tuple[Completion, ...]:
    """At most :data:`MOST`, for the query up to the caret; none where nothing has been begun."""
    found = _TYPED.search(before)
    if found is None or not found[0] or before[: found.start()].count('"') % 2:
        return ()
    name, value = found["name"], found["value"]
    some = _names(value) if name is None else _values(name.lower(), value, values, typed=len(found[0]))
    return tuple(each for _, each in zip(range(MOST), some, strict=False))


def _names(begun: str) -> Iterator[Completion]:
    """The fields one of whose names begins so, each once, by its first name that does."""
    if len(begun) < 2:  # one letter begins most words
        return
    for code, names in NAMES.items():
        name = next((each for each in names if each.startswith(begun.lower())), None)
        if name is not None:
            yield Completion(f"{name}:", len(begun), code)


def _values(name: str, begun: str, values: FieldValues, *, typed: int) -> Iterator[Completion]:
    type = fields.VALUES.get(name)
    if type is None or not values.knows(type):
        return
    titles = values.of_type[type]
    for id in values.matching(type, begun, begins=True):
        title = titles[id]
        said = f'"{title}"' if re.search(r"[\s()\"]", title) else title
        yield Completion(f"{name}:{said} ", typed, id, type)
