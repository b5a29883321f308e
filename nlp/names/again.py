"""Names that a document has told once, found where they stand again: word for word, in capitals or not, in headers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from models.mention import Label
from nlp.candidate import Candidate
from nlp.names import legal_forms
from nlp.names.atoms import Atom, atoms

_FIRST: Final = re.compile(r"(?<![\w@_&.-])[^\W\d_a-zåäöé]\w*")
"""A word that a name may begin with, and on a page without capitals."""
_ANY: Final = re.compile(r"(?<![\w@_&.-])[^\W\d_]\w*")
_LONGEST, _REACH = 100, 300
"""Code points of a name that is looked for, and of the text that is read where it may stand."""
METHOD: Final = "rule:second-look-name"
CERTAIN: Final = 0.7
"""The least confidence of a name that is looked for again, whole or by a part of it."""


class Name(NamedTuple):
    """What is looked for, and what it is found as."""

    label: Label
    value: str
    confidence: float


Names = Mapping[str, Sequence[tuple[tuple[str, ...], Name]]]
"""First word → the whole name's words, longest first, and what it is."""


def index(names: Iterable[tuple[str, Name]]) -> Names:
    """Names by their first word. Words are taken as written; :func:`look` finds them in capitals too."""
    found: dict[str, dict[tuple[str, ...], Name]] = {}
    surest = dict(sorted(names, key=lambda entry: entry[1].confidence))  # of one that is told often the surest stays
    for written, name in surest.items():
        words = tuple(atom.text for atom in atoms(written))
        if words and len(written) <= _LONGEST:
            found.setdefault(words[0].casefold(), {}).setdefault(words, name)
    return {first: sorted(each.items(), key=lambda entry: -len(entry[0])) for first, each in found.items()}


def look(text: str, names: Names, candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """Where the names stand in ``text``, also in the genitive, and nothing does or only parts of them were found.

    On a page without capitals they are looked for in small letters.
    """
    small = bool(names) and is_small(text)
    at = {place: one for one in candidates for place in range(one.start, one.end)} if names else {}
    done = 0
    for match in (_ANY if small else _FIRST).finditer(text) if names else ():
        start = match.start()
        here: list[Atom] = []
        for words, name in _entries(names, match.group()) if start >= done else ():
            if _is_whole(at.get(start), words, name.label):
                continue
            here = here or atoms(text[start : start + _REACH])
            if _stands(here, words, small):
                end = start + here[len(words) - 1].end
                if _is_free(at, start, end, name.label):
                    yield Candidate(name.label, start, end, name.value, name.confidence, METHOD)
                    done = end
                    break


def is_small(text: str) -> bool:
    """Whether a page has no capitals to tell a name by."""
    return not any(map(str.isupper, text)) and any(map(str.islower, text))


def _is_whole(one: Candidate | None, words: tuple[str, ...], label: Label) -> bool:
    """Whether what was found there is no part of the name: told before its words are read, for most are found whole."""
    return one is not None and (not _may_be_part(one, label) or one.end - one.start >= sum(map(len, words)))


def _may_be_part(one: Candidate, label: Label) -> bool:
    """A person or a place may be what a company is called by: ``Anna Kvist Bygg``, ``Hörnan i Umeå``."""
    return one.label is label or (label is Label.ORG and one.label in (Label.PERSON, Label.LOC))


def _is_free(at: Mapping[int, Candidate], start: int, end: int, label: Label) -> bool:
    """Whether what stands there is nothing, or parts of the name."""
    met = {at[place] for place in range(start, end) if place in at}
    whole = start, end
    return all(
        _may_be_part(one, label) and start <= one.start and one.end <= end and (one.start, one.end) != whole
        for one in met
    )


def _entries(names: Names, word: str) -> Iterator[tuple[tuple[str, ...], Name]]:
    folded = word.casefold()
    yield from names.get(folded, ())
    if folded.endswith("s"):
        yield from (entry for entry in names.get(folded[:-1], ()) if len(entry[0]) == 1)


def _stands(here: Sequence[Atom], words: tuple[str, ...], small: bool) -> bool:
    """Whether the words stand there alone: as one name, no half of a word with a hyphen or of a company's name."""
    told = here[: len(words)]
    if len(told) < len(words) or any(atom.walled for atom in told[1:]) or not _same(told, words, small):
        return False
    after = here[len(words)] if len(words) < len(here) else None
    return after is None or not ((after.gap == 0 and after.text in "-@_&") or legal_forms.is_form(after.text, small))


def _same(here: Sequence[Atom], words: tuple[str, ...], small: bool) -> bool:
    told = [atom.text for atom in here]
    wanted = list(words)
    shouted = all(word.isupper() or not word.isalpha() for word in told)
    if small or shouted or all(word.isupper() or not word.isalpha() for word in wanted):
        told, wanted = [word.casefold() for word in told], [word.casefold() for word in wanted]
    return told[:-1] == wanted[:-1] and told[-1] in (wanted[-1], wanted[-1] + "s")
