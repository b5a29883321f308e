"""Words of a query → leaves of the tree: in which token fields each may be found, and by which keys."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from search.analysis import Token, analyse
from search.query import Alternative, And, Fuzzy, Node, Or, Phrase, Prefix, Term, TokenField
from search.synonyms import NONE, Synonyms, joined_runs, meaning_the_same
from search.variants import one_letter_off, possible

_CONNECTOR: Final = re.compile(r"[-\u2010-\u2013/.:'’&+@_]")
LOWER_PLATE: Final = re.compile(r"(?<![^\W_])[a-hj-pr-uw-z]{3} \d\d[a-hj-npr-uw-z\d](?![^\W_])")
_WHOLE_KRONOR: Final = re.compile(r"(\d+)(?:[.,]00|,-|:-)")
_SINGLE_KEYS: Final = (TokenField.EXACT, TokenField.LEMMA)


@dataclass(frozen=True, slots=True)
class Leaves:
    """Makes the leaves of one query. ``tolerant`` adds what a word may be misread as; ``synonyms`` are words that mean
    the same."""

    tolerant: bool = False
    synonyms: Synonyms = NONE

    def words(self, text: str) -> list[Node]:
        """A run of words, each a node; what is written without a space between ("Britt-Marie") is one."""
        groups = _groups(text, LOWER_PLATE.sub(_blank, text))
        return [*self._plates(text), *joined_runs(groups, [self._word(group) for group in groups], self.synonyms)]

    def _word(self, group: list[Token]) -> Node:
        """The word, with a letter otherwise too where that is tolerated."""
        term = self.term(group)
        term = replace(term, alternatives=(*term.alternatives, *meaning_the_same(group, self.synonyms)))
        off = one_letter_off(group) if self.tolerant else None
        return term if off is None else Or((term, off))

    def _plates(self, text: str) -> Iterator[Node]:
        """ "kgt 42r": a registration plate, or two words."""
        for match in LOWER_PLATE.finditer(text):
            plate = self.term(analyse(match[0].upper()))
            yield Or((plate, And(tuple(self.term([token]) for token in analyse(match[0])))))

    def term(self, group: list[Token]) -> Term:
        """One word, or several that belong together."""
        word = " ".join(token.word for token in group)
        found = list(_single(group[0]) if len(group) == 1 else _several(group))
        if self.tolerant:
            found += possible(group)
        return Term(word, tuple(dict.fromkeys(found)))

    def phrase(self, text: str) -> Node | None:
        """Words side by side as they stand in a text, in capitals or not; None where there are no words."""
        variants = [analyse(text), analyse(text.lower()), analyse(LOWER_PLATE.sub(_capitals, text))]
        fields = (TokenField.EXACT, TokenField.SKELETON) if self.tolerant else (TokenField.EXACT,)
        keys = dict.fromkeys((_keys(tokens, field), field) for field in fields for tokens in variants)
        nodes = tuple(Phrase(text, each, field) for each, field in keys if each)
        return None if not nodes else nodes[0] if len(nodes) == 1 else Or(nodes)

    def prefix(self, text: str) -> list[Node]:
        """``ord*``: the last word begins so; words joined to it before stand as they are."""
        tokens = analyse(text)
        if not tokens:
            return []
        return [*(self.term([token]) for token in tokens[:-1]), Prefix(tokens[-1].exact[0])]

    def fuzzy(self, text: str, edits: int) -> list[Node]:
        """``namn~``: the last word may differ by so many edits; words joined to it before stand as they are."""
        tokens = analyse(text)
        if not tokens:
            return []
        return [*(self.term([token]) for token in tokens[:-1]), Fuzzy(tokens[-1].exact[0], edits)]


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _capitals(match: re.Match[str]) -> str:
    return match[0].upper()


def _keys(tokens: Iterable[Token], field: TokenField) -> tuple[str, ...]:
    return tuple(_key(token, field) for token in tokens)


def _key(token: Token, field: TokenField) -> str:
    keys = {TokenField.EXACT: token.exact, TokenField.LEMMA: token.lemma, TokenField.SKELETON: token.skeleton}
    return keys[field][0]


def _groups(text: str, analysed: str) -> list[list[Token]]:
    """Tokens that nothing but one connecting sign parts belong together."""
    groups: list[list[Token]] = []
    for token in analyse(analysed):
        if groups and (token.joined or _CONNECTOR.fullmatch(text, groups[-1][-1].end, token.start)):
            groups[-1].append(token)
        else:
            groups.append([token])
    return groups


def _single(token: Token) -> Iterator[Alternative]:
    """A word by itself, its base form, its stem where the dictionary lacks it, and as part of a compound."""
    exact, lemma = token.exact[0], token.lemma[0]
    yield Alternative(TokenField.EXACT, (exact,))
    yield Alternative(TokenField.LEMMA, (lemma,))
    for stem in token.stem:
        yield Alternative(TokenField.STEM, (stem,))
    yield Alternative(TokenField.PARTS, (lemma,))
    if exact.isalpha():
        if len(token.parts) > 1:
            yield Alternative(TokenField.PARTS, token.parts)
    else:
        yield from _identifier(token)


def _identifier(token: Token) -> Iterator[Alternative]:
    """A number also by its digits alone ("5284-0711", "52840711") and as words side by side ("kgt 42r")."""
    yield Alternative(TokenField.PARTS, token.exact)
    digits = "".join(filter(str.isdigit, token.exact[0]))
    if "-" in token.exact[0]:
        yield Alternative(TokenField.EXACT, (digits,))
        yield Alternative(TokenField.PARTS, (digits,))
    if kronor := _WHOLE_KRONOR.fullmatch(token.exact[0]):
        yield Alternative(TokenField.EXACT, (kronor[1],))
        yield Alternative(TokenField.PARTS, (kronor[1],))
    apart = tuple(re.findall(r"[^\W_]+", token.word.lower()))
    if len(apart) > 1 and token.word[0].isalpha():
        yield Alternative(TokenField.EXACT, apart)


def _several(group: list[Token]) -> Iterator[Alternative]:
    """Words side by side, or written as one: Umeå-polisen, e-post and epost, 15 000 and 15000."""
    yield from (Alternative(field, _keys(group, field)) for field in _SINGLE_KEYS)
    joined = analyse("".join(token.word for token in group))
    if len(joined) == 1:
        yield Alternative(TokenField.EXACT, joined[0].exact)
        yield Alternative(TokenField.LEMMA, joined[0].lemma)
        if group[-1].joined:
            yield Alternative(TokenField.PARTS, joined[0].exact)
