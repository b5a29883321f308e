"""A query as typed → the neutral tree. Anything typed is a query: :func:`parse` never raises.

query  = either { OR either }            AND, OCH · OR, ELLER · NOT, INTE, -: in capitals; - before a word
either = each { [AND] each }             so AND binds tighter than OR
each   = [NOT] ( "(" query ")" | "a phrase" | word* | words )
"""

from __future__ import annotations

from dataclasses import dataclass

from models.limits import LIMITS
from search.lexing import Lexeme, Sign, balanced, signs
from search.query import And, Everything, Node, Not, Or
from search.terms import Leaves


@dataclass(frozen=True, slots=True)
class Parsed:
    """The tree, and ``hints`` in Swedish where something was understood otherwise than it was written."""

    tree: Node
    hints: tuple[str, ...] = ()


def parse(text: str, *, tolerant: bool = False) -> Parsed:
    """The tree of a query, for any string. ``tolerant`` lets words be found by likely misreadings as well."""
    hints: list[str] = []
    if len(text) > LIMITS.query_characters:
        hints.append(f"Frågan är för lång: de första {LIMITS.query_characters} tecknen söks.")
        text = text[: LIMITS.query_characters]
    tree = _Parser(balanced(list(signs(text, hints)), hints), Leaves(tolerant), hints).query()
    if tree is None and text.strip():
        hints.append("Frågan innehåller inget sökbart ord: alla handlingar visas.")
    return Parsed(tree or Everything(), tuple(dict.fromkeys(hints)))


@dataclass(slots=True)
class _Parser:
    """Recursive descent over signs whose brackets match; None and [] stand for "nothing searchable here"."""

    signs: list[Lexeme]
    leaves: Leaves
    hints: list[str]
    at: int = 0

    def query(self) -> Node | None:
        nodes = [self._either()]
        while self._take(Sign.OR):
            nodes.append(self._either())
        return _joined(Or, [node for node in nodes if node])

    def _either(self) -> Node | None:
        nodes: list[Node] = []
        while (sign := self._peek()) not in (None, Sign.OR, Sign.CLOSE):
            if sign is Sign.AND:
                self.at += 1
            else:
                nodes.extend(self._each())
        return _joined(And, list(dict.fromkeys(nodes)))

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
            self.hints.append("Efter INTE (eller -) väntas ett ord.")
            return []
        return [Not(node) if negative else node]

    def _one(self, *, run: bool) -> list[Node]:
        """What stands next. ``run``: words side by side are read together, for numbers written with spaces."""
        sign = self._peek()
        if sign in (None, Sign.AND, Sign.OR, Sign.CLOSE):
            return []
        text = self.signs[self.at].text
        self.at += 1
        match sign:
            case Sign.OPEN:
                return self._group()
            case Sign.PHRASE:
                phrase = self.leaves.phrase(text)
                return [phrase] if phrase else []
            case Sign.PREFIX:
                return self.leaves.prefix(text)
        while run and self._peek() is Sign.WORDS:
            text += f" {self.signs[self.at].text}"
            self.at += 1
        return self.leaves.words(text)

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
