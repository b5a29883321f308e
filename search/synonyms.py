"""Words and abbreviations that mean the same, from an editable file: what is asked by one is found by the other too.

The shipped file is ``search/words/synonyms.txt``; a site's own lies in its home (``SAMSYN_HOME/synonyms.txt``) and wins
line by line. Applied when a query is read, so that a change needs no reindex. docs/search.md describes the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from models.errors import InvalidSettingError
from models.mention import Label
from search.analysis import Token, analyse
from search.named import keys as named_keys
from search.query import Alternative, And, Near, Node, Or, Term, TokenField, Why, page_leaves

OWN: Final = "synonyms.txt"
_SPLIT: Final = re.compile(r"\s*([=>])\s*")
_LONGEST: Final = 8  # words of one name; more is a sentence, or a forgotten line break
_NAMED: Final = (Label.ORG, Label.LAW)

Words = tuple[str, ...]
"""The keys of a word or name, in order."""


@dataclass(frozen=True, slots=True)
class Synonyms:
    """``meaning``: from the keys of what may be typed to what else it is called, as it stands in the file."""

    meaning: Mapping[Words, Words] = field(default_factory=dict)
    longest: int = 1

    def of(self, tokens: Sequence[Token]) -> Words:
        """What else these words are called; nothing for a word that only looks like the abbreviation ("sol")."""
        exact = tuple(token.exact[0] for token in tokens)
        found = self.meaning.get(exact) or self.meaning.get(tuple(token.lemma[0] for token in tokens), ())
        typed = tokens[0].word
        if len(tokens) == 1 and typed.islower() and _AS_TYPED in found:
            return ()
        return tuple(each for each in found if each != _AS_TYPED)


_AS_TYPED: Final = ""  # among the meanings of an abbreviation that in small letters may be a word of its own
NONE: Final = Synonyms()


def told(tree: Node, synonyms: Synonyms) -> Iterator[tuple[str, Words]]:
    """The words of a tree that are also looked for as something else, with what that is."""
    leaves = [
        each
        for leaf in page_leaves(tree)
        for each in ((leaf.first, leaf.second) if isinstance(leaf, Near) else (leaf,))
    ]
    for leaf in dict.fromkeys(leaves):
        if isinstance(leaf, Term) and any(way.why is Why.SYNONYM for way in leaf.alternatives):
            yield leaf.word, synonyms.of(analyse(leaf.word))


def meaning_the_same(group: Sequence[Token], synonyms: Synonyms) -> Iterator[Alternative]:
    """What finds the other names of a word that was typed."""
    for other in synonyms.of(group):
        yield from _finding(other)


def joined_runs(groups: Sequence[list[Token]], nodes: Sequence[Node], synonyms: Synonyms) -> list[Node]:
    """The nodes of words side by side, with those of a name of several words joined where it has another name."""
    found: list[Node] = []
    at = 0
    while at < len(nodes):
        width, others = _longest_name(groups[at : at + synonyms.longest], synonyms)
        if width > 1:
            word = " ".join(token.word for group in groups[at : at + width] for token in group)
            ways = tuple(way for other in others for way in _finding(other))
            found.append(Or((Term(word, ways), And(tuple(nodes[at : at + width])))))
        else:
            found.append(nodes[at])
        at += max(width, 1)
    return found


def _longest_name(groups: Sequence[list[Token]], synonyms: Synonyms) -> tuple[int, Words]:
    for width in range(len(groups), 1, -1):
        if others := synonyms.of([token for group in groups[:width] for token in group]):
            return width, others
    return 1, ()


@lru_cache(maxsize=4096)
def _finding(other: str) -> tuple[Alternative, ...]:
    """By base form alone, so that it counts for less than what was typed. An abbreviation that is a word as well
    ("SoL") only where it was recognised as a law or an authority."""
    if _is_ambiguous(other):
        named = [named_keys(label, other) for label in _NAMED]
        return tuple(Alternative(TokenField.NAMED, keys, Why.SYNONYM) for keys in named if keys)
    readings = (analyse(other), analyse(f"i {other}")[1:], analyse(other.lower()))
    ways = dict.fromkeys(tuple(token.lemma[0] for token in tokens) for tokens in readings)
    return tuple(Alternative(TokenField.LEMMA, keys, Why.SYNONYM) for keys in ways if keys)


def _is_ambiguous(name: str) -> bool:
    """Whether small letters within the abbreviation say that it means another word without its capitals."""
    return name.isalpha() and not name.isupper() and any(letter.isupper() for letter in name[1:])


# --- the file -------------------------------------------------------------------------------------------------------


def synonyms_of(home: Path) -> Synonyms:
    """The words in force in an installation. Raises :class:`InvalidSettingError` for a line that cannot be read."""
    own = home / OWN
    try:
        changed = own.stat().st_mtime_ns
    except OSError:
        return shipped()
    return _with_own(own, changed)


@cache
def shipped() -> Synonyms:
    text = (files("search.words") / OWN).read_text("utf-8")
    return _synonyms(read_lines(text, OWN).values())


@lru_cache(maxsize=16)
def _with_own(path: Path, changed: int) -> Synonyms:
    """``changed`` is when the file was written, so that a new one is read."""
    try:
        own = read_lines(path.read_text("utf-8"), str(path), may_remove=True)
    except UnicodeDecodeError as error:
        raise InvalidSettingError(f"{path} är inte skriven i UTF-8", next="Spara filen som UTF-8.") from error
    except OSError as error:
        raise InvalidSettingError(f"{path} går inte att läsa", next="Gör den till en fil som får läsas.") from error
    lines = read_lines((files("search.words") / OWN).read_text("utf-8"), OWN)
    return _synonyms((lines | own).values())


def read_lines(text: str, name: str, *, may_remove: bool = False) -> dict[str, list[str]]:
    """The lines by their first word in small letters, each as names and the signs between: ["PM", "=", "promemoria"].

    ``may_remove``: a line with nothing after its sign takes the shipped line of that word away.
    """
    found = {}
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        if told := line.partition("#")[0].strip():
            pieces = _SPLIT.split(told)
            removes = may_remove and len(pieces) == 3 and pieces[1:] == ["=", ""]
            _check(pieces[:1] if removes else pieces, removes, f"{name}, rad {number}")
            found[pieces[0].lower()] = pieces[:1] if removes else pieces
    return found


def _check(pieces: Sequence[str], removes: bool, where: str) -> None:
    if len(pieces) < 3 and not removes:
        raise _wrong(where, "här står bara ett namn")
    for name in pieces[::2]:
        words = len(analyse(name))
        if words == 0:
            raise _wrong(where, "ett namn saknas")
        if words > _LONGEST:
            raise _wrong(where, f"”{name[:60]}” har fler än {_LONGEST} ord")


def _wrong(where: str, what: str) -> InvalidSettingError:
    return InvalidSettingError(f"{where}: {what}", next="Skriv raden som: PM = promemoria, eller tfn > telefon.")


def _synonyms(lines: Iterable[Sequence[str]]) -> Synonyms:
    meaning: dict[Words, dict[str, None]] = {}
    longest = 1
    for pieces in lines:
        names, signs = pieces[::2], pieces[1::2]
        for at, name in enumerate(names):
            others = [other for to, other in enumerate(names) if to != at and _leads(signs, at, to)]
            for keys in _keys(name):
                longest = max(longest, len(keys))
                own = meaning.setdefault(keys, {})
                own.update(dict.fromkeys([*others, *([_AS_TYPED] if others and _is_ambiguous(name) else [])]))
    return Synonyms({keys: tuple(others) for keys, others in meaning.items() if others}, longest)


def _leads(signs: Sequence[str], at: int, to: int) -> bool:
    """``A = B`` leads both ways, ``A > B`` from the left to the right."""
    return at < to or ">" not in signs[to:at]


def _keys(name: str) -> set[Words]:
    tokens = analyse(name)
    exact = tuple(token.exact[0] for token in tokens)
    is_short = len(tokens) == 1 and any(letter.isupper() for letter in name[1:])
    return {exact} if is_short else {exact, tuple(token.lemma[0] for token in tokens)}
