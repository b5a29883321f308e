"""RTF 1.9.1 cut into its tokens: groups, control words, and text as bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_TOKEN: Final = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?[0-9]{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\(.)|([{}])|[\r\n]+|([^\\{}\r\n]+)|\\", re.S
)


@dataclass(frozen=True, slots=True)
class Token:
    """One token: ``word`` is a control word, ``*`` or another control symbol, ``{`` or ``}``; or there is ``text``.

    ``escaped``: the text is one byte that was written in hexadecimal or after a backslash.
    """

    word: str = ""
    number: int | None = None
    text: bytes = b""
    escaped: bool = False


def tokens(content: bytes) -> Iterator[Token]:
    """The tokens in order. What ``\\bin`` announces is given as one text token after it."""
    at = 0
    while at < len(content):
        found = _TOKEN.match(content, at)
        if found is None:  # cannot be: every byte begins a token
            return
        at = found.end()
        word, number, code, symbol, brace, text = found.groups()
        if word:
            value = int(number) if number else None
            yield Token(word.decode("ascii"), value)
            if word == b"bin" and value and value > 0:
                yield Token(text=content[at : at + value])
                at += value
        elif code:
            yield Token(text=bytes([int(code, 16)]), escaped=True)
        elif symbol and symbol in b"{}\\":
            yield Token(text=symbol, escaped=True)
        elif symbol:
            yield Token("par" if symbol in b"\r\n" else symbol.decode("latin-1"))
        elif brace:
            yield Token(brace.decode("ascii"))
        elif text:
            yield Token(text=text)
