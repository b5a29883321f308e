"""A query's tree in plain words: "dokument som innehåller ”krog” och nämner personen ”Anna”"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from models.mention import Label
from search.query import (
    And,
    AtLeast,
    Dated,
    Everything,
    Fuzzy,
    HasValue,
    Near,
    Node,
    Not,
    OneOf,
    Or,
    Phrase,
    Prefix,
    Term,
    TokenField,
    Why,
)
from search.words.fields import SAID
from search.words.readings import READINGS

Translate = Callable[[str], str]


def wording_of_tree(tree: Node, translate: Translate = str) -> str:
    """The sentence, in the language that ``translate`` gives of the Swedish pieces. What was typed stands as typed."""
    say = _Say(translate)
    if isinstance(tree, Everything):
        return say("everything")
    return say("documents", what=say.whole(tree))


def is_plain(tree: Node) -> bool:
    """Whether the tree is nothing but words side by side, of which there is nothing to tell."""
    match tree:
        case Everything() | OneOf():  # of the documents that were picked the page tells by itself
            return True
        case And(nodes):
            return all(is_plain(node) for node in nodes if not isinstance(node, And))
        case Or(nodes):  # one word that is read in several ways
            return isinstance(nodes[0], Term) and len({_typed(node) for node in nodes}) == 1
        case Term(_, alternatives):
            return all(way.field is not TokenField.NAMED or way.why is Why.SYNONYM for way in alternatives)
    return False


def _typed(node: Node) -> str:
    """What was typed, in small letters and without spaces; empty for what is no word or phrase."""
    match node:
        case Term(word, _):
            return word.lower().replace(" ", "")
        case Phrase(text, _, _):
            return f'"{text.lower()}"'
        case Near(first, second, distance):
            return f"{_typed(first)} {distance} {_typed(second)}"
        case And(nodes):
            return "".join(map(_typed, nodes))
    return ""


@dataclass(frozen=True, slots=True)
class _Say:
    """Says the pieces. A piece is what a document does ("innehåller …"); ``inner`` ones stand within brackets."""

    translate: Translate

    def __call__(self, code: str, **values: str) -> str:
        return self.translate(READINGS[code]) % values

    def whole(self, node: Node) -> str:
        if self._is_held(node):
            return self("holds", what=self._held(node))
        match node:
            case And(nodes):
                return self._and(nodes)
            case Or(nodes):
                return self._or(nodes)
            case Not(inner):
                return self("not", what=self._inner(inner))
            case HasValue(type, _, text):
                said = "names" if type in Label.__members__ else "is"
                return self(said, field=self.translate(SAID.get(type, type)), word=self("word", word=text))
            case Dated():
                return self._dated(node)
            case Everything() | AtLeast() | OneOf():
                return self._untyped(node)
            case Term() | Phrase() | Prefix() | Fuzzy() | Near():
                return self._named(node)

    def _untyped(self, node: Everything | AtLeast | OneOf) -> str:
        """What nobody wrote in words."""
        match node:
            case AtLeast(nodes, least):
                return self("at_least", least=str(least), count=str(len(nodes)))
            case OneOf():
                return self("one_of")
        return self("everything")

    def _and(self, nodes: tuple[Node, ...]) -> str:
        """Words first, together after one "innehåller", then what else is asked."""
        held = [self._held(node) for node in nodes if self._is_held(node)]
        others = [self._inner(node) for node in nodes if not self._is_held(node)]
        first = [self("holds", what=self._joined("and", held))] if held else []
        return self._joined("and", [*first, *others])

    def _or(self, nodes: tuple[Node, ...]) -> str:
        if all(self._is_held(node) for node in nodes):
            said = list(dict.fromkeys(self._held(node) for node in self._different(nodes)))
            return self("holds", what=self._joined("or", said))
        said = list(dict.fromkeys(self._inner(node) for node in nodes))
        return self("either", what=self._joined("or", said)) if len(said) > 1 else said[0]

    def _different(self, nodes: tuple[Node, ...]) -> list[Node]:
        """Without ways of reading one and the same word or phrase."""
        seen: dict[str, Node] = {}
        for at, node in enumerate(nodes):
            seen.setdefault(_typed(node) or str(at), node)
        return list(seen.values())

    def _inner(self, node: Node) -> str:
        several = isinstance(node, And | Or) and not self._is_held(node)
        return f"({self.whole(node)})" if several else self.whole(node)

    def _is_held(self, node: Node) -> bool:
        """Whether it is found among the words of the pages, so that "innehåller" may stand before it."""
        match node:
            case Term() | Phrase() | Prefix() | Fuzzy() | Near():
                return not self._named(node)
            case Or(nodes):
                return len(nodes) > 0 and len({_typed(each) for each in nodes}) == 1 and _typed(nodes[0]) != ""
        return False

    def _held(self, node: Node) -> str:
        match node:
            case Term(word, _):
                quoted = word.startswith('"') and len(word) > 2
                return self("phrase", word=word.strip('"')) if quoted else self("word", word=word)
            case Phrase(text, _, _):
                return self("phrase", word=text)
            case Prefix(prefix, _):
                return self("prefix", word=prefix)
            case Fuzzy():
                return self("alike", word=node.word)
            case Near(first, second, distance):
                both = {"first": self._held(first), "second": self._held(second)}
                return self("near", count=str(distance), **both) if distance else self("beside", **both)
            case Or(nodes):
                return self._held(nodes[0])
        return self.whole(node)

    def _named(self, node: Node) -> str:
        """What a field looks for among the mentions; empty for words of the pages."""
        match node:
            case Term(word, alternatives) if alternatives and alternatives[0].field is TokenField.NAMED:
                key, said = alternatives[0].keys[0], self("word", word=word.strip('"'))
            case Prefix(key, TokenField.NAMED):
                begin = key.partition(":")[2]
                said = self("begins", word=begin) if begin else ""
            case Fuzzy(key, _, TokenField.NAMED):
                said = self("is_alike", word=key.partition(":")[2])
            case _:
                return ""
        field = self.translate(SAID.get(key.partition(":")[0], key))
        return self("names", field=field, word=said) if said else self("names_any", field=field)

    def _dated(self, node: Dated) -> str:
        since = node.since.isoformat() if node.since else ""
        until = node.until.isoformat() if node.until else ""
        if since and until:
            return self("on", since=since) if since == until else self("between", since=since, until=until)
        return self("since", since=since) if since else self("until", until=until) if until else self("dated")

    def _joined(self, code: str, said: list[str]) -> str:
        if len(said) < 2:
            return "".join(said)
        return self(code, some=", ".join(said[:-1]), last=said[-1])
