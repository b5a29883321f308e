"""A hint (*tips*): what a query was understood as, where that is not what was written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from search.words.hints import HINTS


@dataclass(frozen=True, slots=True)
class Hint:
    """``code`` is a row of ``search/words/hints.py``; ``values`` what the text tells of, by name."""

    code: str
    values: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, code: str, values: Mapping[str, object] | None = None) -> Hint:
        return cls(code, tuple((name, str(value)) for name, value in (values or {}).items()))

    def said(self, translate: Callable[[str], str]) -> str:
        """The hint in the language that ``translate`` gives of the Swedish text."""
        return translate(HINTS[self.code]) % dict(self.values)

    def __str__(self) -> str:
        return self.said(lambda text: text)
