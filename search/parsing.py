"""A query as typed → the neutral tree. Anything typed is a query: :func:`parse` never raises.

query  = either { OR either }            AND, OCH · OR, ELLER · NOT, INTE, - · NEAR/5, NÄRA/5: in capitals; - first
either = near { [AND] near }             so AND binds tighter than OR, and NEAR tighter than AND
near   = each { NEAR/n each }
each   = [NOT] ( "(" query ")" | field value | "a phrase" | word* | word~ | words )
field  = person: | typ: | datum: | …     search/words/fields.py; its value follows without a space, and may be a group
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from models.limits import LIMITS
from search.field_leaves import DateLeaves, FacetLeaves, MentionLeaves, ValueLeaves
from search.field_values import CLOSED, FieldValues
from search.hint import Hint
from search.lexing import Lexeme, Sign, balanced, signs
from search.nearness import near
from search.query import And, Everything, Node, Not, Or
from search.synonyms import NONE, Synonyms, told
from search.terms import Leaves
from search.words import fields

_BETWEEN = (None, Sign.AND, Sign.OR, Sign.CLOSE, Sign.NEAR)


@dataclass(frozen=True, slots=True)
class Parsed:
    """The tree, and ``hints`` where something was understood otherwise than it was written. ``demanding``: an AND was
    written, so that nothing may be lacking."""

    tree: Node
    hints: tuple[Hint, ...] = ()
    demanding: bool = False


def parse(text: str, *, tolerant: bool = False, values: FieldValues = CLOSED, synonyms: Synonyms = NONE) -> Parsed:
    """The tree of a query, for any string. ``tolerant`` lets words be found by likely misreadings as well; ``values``
    are those that fields like ``källa:`` may have; ``synonyms`` what else words are looked for as."""
    hints: list[Hint] = []
    if len(text) > LIMITS.query_characters:
        hints.append(Hint.of("too_long", {"count": LIMITS.query_characters}))
        text = text[: LIMITS.query_characters]
    lexemes = balanced(list(signs(text, hints)), hints)
    tree = _Parser(lexemes, values, Leaves(tolerant, synonyms), hints).query()
    if tree is None and text.strip():
        hints.append(Hint("no_words"))
    hints += _other_words(tree, synonyms)
    demanding = any(lexeme.sign is Sign.AND for lexeme in lexemes)
    return Parsed(tree or Everything(), tuple(dict.fromkeys(hints)), demanding)


def _other_words(tree: Node | None, synonyms: Synonyms) -> Iterator[Hint]:
    for word, others in told(tree, synonyms) if tree is not None else ():
        said = " eller ".join(f"”{other}”" for other in others)
        yield Hint.of("synonym", {"word": word, "others": said})


@dataclass(slots=True)
class _Parser:
    """Recursive descent over signs whose brackets match; None and [] stand for "nothing searchable here".

    ``leaves`` reads words; ``within`` reads them where a field's value stands.
    """

    signs: list[Lexeme]
    values: FieldValues
    leaves: Leaves
    hints: list[Hint]
    within: list[ValueLeaves] = field(default_factory=list)
    at: int = 0

    def query(self) -> Node | None:
        nodes = [self._either()]
        while self._take(Sign.OR):
            nodes.append(self._either())
        return _joined(Or, [node for node in nodes if node])

    def _either(self) -> Node | None:
        nodes: list[Node] = []
        operand: Node | None = None  # what a NEAR that follows takes on its left
        while (sign := self._peek()) not in (None, Sign.OR, Sign.CLOSE):
            if sign is Sign.AND:
                self.at += 1
            elif sign is Sign.NEAR:
                operand = self._near(nodes, operand)
            elif found := self._each():
                nodes.extend(found)
                operand = found[-1]
        return _joined(And, list(dict.fromkeys(nodes)))

    def _near(self, nodes: list[Node], left: Node | None) -> Node | None:
        """Puts the pair in the place of its left side, or beside it in a chain; returns the next one's left side."""
        distance = self.signs[self.at].number
        self.at += 1
        found = self._each() if self._peek() not in _BETWEEN else []
        if left is None or not found:
            self.hints.append(Hint("near_alone"))
            nodes.extend(found)
            return found[-1] if found else left
        pair = near(left, found[0], distance)
        if pair is None:
            self.hints.append(Hint("near_what"))
            nodes.extend(found)
        else:
            if nodes and nodes[-1] is left:
                nodes.pop()
            nodes.extend([pair, *found[1:]])
        return found[-1]

    def _each(self) -> list[Node]:
        if self._peek() is not Sign.NOT:
            return self._one(run=True)
        negative = False
        while self._take(Sign.NOT):
            negative = not negative
        leaves, self.leaves = self.leaves, Leaves() if negative else self.leaves  # what is ruled out is read strictly
        node = _joined(And, self._one(run=False))
        self.leaves = leaves
        if node is None:
            self.hints.append(Hint("not"))
            return []
        return [Not(node) if negative else node]

    def _one(self, *, run: bool) -> list[Node]:
        """What stands next. ``run``: words side by side are read together, for numbers written with spaces."""
        if self._peek() in _BETWEEN:
            return []
        lexeme = self.signs[self.at]
        self.at += 1
        reads: Leaves | ValueLeaves = self.within[-1] if self.within else self.leaves
        match lexeme.sign:
            case Sign.OPEN:
                return self._group()
            case Sign.FIELD:
                return self._field(lexeme.text)
            case Sign.PHRASE:
                phrase = reads.phrase(lexeme.text)
                return [phrase] if phrase else []
            case Sign.PREFIX:
                return reads.prefix(lexeme.text)
            case Sign.FUZZY:
                return self._fuzzy(reads, lexeme)
            case Sign.NOT:
                return []
        return reads.words(" ".join([lexeme.text, *(self._words() if run else ())]))

    def _words(self, most: int | None = None) -> list[str]:
        """The words that follow, passed over: all of them, or so many."""
        begin = self.at
        while self._peek() is Sign.WORDS and (most is None or self.at - begin < most):
            self.at += 1
        return [each.text for each in self.signs[begin : self.at]]

    def _field(self, name: str) -> list[Node]:
        """A field's value: a group, a phrase, a word, or the words of a number that is written with spaces."""
        reads = self._reads(name)
        if self._peek() in (*_BETWEEN, Sign.NOT, Sign.FIELD):
            self.hints.append(Hint.of("field_alone", {"field": name}))
            return []
        self.within.append(reads)
        if self._peek() is Sign.WORDS:
            begin = self.at
            following = self._words()
            self.at = begin + reads.reach(following)
            found = reads.words(" ".join(following[: self.at - begin]))
        else:
            found = self._one(run=False)
        self.within.pop()
        return found

    def _reads(self, name: str) -> ValueLeaves:
        if name in fields.LABELS:
            return MentionLeaves(fields.LABELS[name], self.leaves.tolerant)
        if name in fields.VALUES:
            return FacetLeaves(fields.VALUES[name], name, self.values, self.hints)
        return DateLeaves(self.hints, self.leaves)

    def _fuzzy(self, reads: Leaves | ValueLeaves, lexeme: Lexeme) -> list[Node]:
        """Edits only where the word has enough letters left that are right."""
        letters = sum(character.isalnum() for character in lexeme.text)
        edits = min(lexeme.number, 0 if letters < 3 else 1 if letters < 5 else 2)
        if edits < lexeme.number:
            self.hints.append(Hint.of("fuzzy_short", {"word": lexeme.text}))
        return reads.fuzzy(lexeme.text, edits) if edits else reads.words(lexeme.text)

    def _group(self) -> list[Node]:
        node = self.query()
        self._take(Sign.CLOSE)
        return [node] if node else []

    def _peek(self) -> Sign | None:
        return self.signs[self.at].sign if self.at < len(self.signs) else None

    def _take(self, sign: Sign) -> bool:
        if self._peek() is not sign:
            return False
        self.at += 1
        return True


def _joined(kind: type[And] | type[Or], nodes: list[Node]) -> Node | None:
    if len(nodes) < 2:
        return nodes[0] if nodes else None
    return kind(tuple(nodes))
