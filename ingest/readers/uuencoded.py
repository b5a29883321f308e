"""Files that stand uuencoded in a text (POSIX.1-2017, uuencode), as mail programs put them before MIME and after."""

from __future__ import annotations

import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

_BEGIN: Final = re.compile(r"^begin [0-7]{3,4} (\S[^\r\n]{0,250})$")
_LONGEST: Final = 64  # characters of a line: 45 bytes in groups of three, and the letter that counts them


@dataclass(frozen=True, slots=True)
class Uuencoded:
    name: str
    content: bytes = field(repr=False)


def split_uuencoded(text: str) -> tuple[str, Sequence[Uuencoded]]:
    """``text`` without its uuencoded files, and these. What only looks like one stays in the text."""
    if "begin " not in text:
        return text, ()
    kept: list[str] = []
    files: list[Uuencoded] = []
    lines, at = text.split("\n"), 0
    while at < len(lines):
        match = _BEGIN.match(lines[at].rstrip("\r"))
        content, end = _content(lines, at + 1) if match else (b"", at)
        if match and content:
            files.append(Uuencoded(match.group(1).strip(), content))
            at = end
        else:
            kept.append(lines[at])
            at += 1
    return "\n".join(kept), files


def _content(lines: Sequence[str], at: int) -> tuple[bytes, int]:
    """The bytes of the data lines from ``at`` on, and the line after them and their ``end``."""
    pieces = []
    while at < len(lines):
        line = lines[at].rstrip("\r")
        if line.strip() in ("", "`", "end"):
            at += 1
            if line.strip() == "end":
                break
            continue
        piece = _bytes(line)
        if piece is None:
            break
        pieces.append(piece)
        at += 1
    return b"".join(pieces), at


def _bytes(line: str) -> bytes | None:
    """What a data line holds, or None where it is none. Spaces at its end get lost on the way and are put back."""
    count = (ord(line[0]) - 32) & 63
    needed = (count * 4 + 2) // 3
    if not line.isascii() or len(line) > _LONGEST or len(line) - 1 > needed + 3:
        return None
    try:
        return binascii.a2b_uu(line[: 1 + needed].ljust(1 + needed))
    except binascii.Error:
        return None
