"""Tokens as FTS5 gets them: only a space separates, and nothing is folded.

FTS5's ``ascii`` tokenizer takes every character above 127 as it stands (so å, ä, ö and a long s stay what they are;
``unicode61`` would fold case by a table of its own), and here every ASCII mark as well. What it would still fold, the
letters A to Z, is written with a sign before it. The signs are Unicode noncharacters, which no text holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from search.fitting import fitted

PAGE_BREAK: Final = " \ufdd2 "  # a token between pages: phrases do not reach across it
_SIGN: Final = "\ufdd0"
_FOLDED: Final = {ord(letter): _SIGN + letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"} | {0: "\ufdd1"}
_FOLDABLE: Final = re.compile(r"[A-Z\0]")
_ENCODED: Final = re.compile("[\ufdd0\ufdd1]")
_MARKS: Final = "".join(chr(code) for code in range(1, 128) if chr(code) != " " and not chr(code).isalnum())


def tokenizer() -> str:
    """The ``tokenize`` option of the table, quoted for SQL."""
    marks = _MARKS.replace("'", "''''").replace('"', '""')
    return f"tokenize=\"ascii tokenchars '{marks}'\""


def encode(tokens: Iterable[str]) -> str:
    """The tokens in one string, as stored and as asked for. Equal tokens are equal here, and prefixes are prefixes."""
    text = fitted(tokens)
    return text.translate(_FOLDED) if _FOLDABLE.search(text) else text  # most have none, and looking is cheap


def decode(token: str) -> str:
    """One token as it was before it was encoded."""
    if not _ENCODED.search(token):
        return token
    pieces = token.replace("\ufdd1", "\0").split(_SIGN)
    return pieces[0] + "".join(piece[0].upper() + piece[1:] for piece in pieces[1:])


def decode_all(tokens: str) -> list[str]:
    """The tokens of a string as they were before they were encoded; none of an empty one."""
    if not tokens:
        return []
    some = tokens.split(" ")
    return [decode(token) for token in some] if _ENCODED.search(tokens) else some


def quote(tokens: Sequence[str]) -> str:
    """A string of an FTS5 expression: these tokens side by side."""
    escaped = encode(tokens).replace('"', '""')
    return f'"{escaped}"'
