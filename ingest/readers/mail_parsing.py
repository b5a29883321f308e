"""Bytes to a MIME message, in a time that grows with their number only.

The library's parser of parameters (boundary, charset, file name) looks at what is left once for each quotation mark, so
a header of five megabytes takes hours; headers are cut before it sees them.
"""

from __future__ import annotations

from email.message import Message
from email.parser import BytesFeedParser, BytesHeaderParser
from email.policy import Compat32
from typing import Final

from models.limits import LIMITS

_PIECE: Final = 1 << 16
_PARAMETERS: Final = 8_192  # characters of a header that says what a part is: a file name has some hundred


class _CutPolicy(Compat32):
    """Headers as they stand, up to ``most`` characters."""

    most = LIMITS.header_characters

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        most = _PARAMETERS if name.lower().startswith("content-") else self.most
        return name, value[:most]


WRITTEN: Final = _CutPolicy(mangle_from_=False, max_line_length=0)
"""How a message within a message is written out again: nothing folded, nothing quoted."""


def parsed(content: bytes, most: int) -> Message:
    """The message with all its parts, headers cut after ``most`` characters.

    It is fed in pieces: given whole, the library makes four bytes of each. Raises RecursionError where the parts lie
    too deep in each other.
    """
    parser = BytesFeedParser(policy=_CutPolicy().clone(most=most))  # type: ignore[call-arg]
    for at in range(0, len(content), _PIECE):
        parser.feed(content[at : at + _PIECE])
    return parser.close()


def parsed_headers(content: bytes, most: int) -> Message:
    """Only its headers."""
    policy = _CutPolicy().clone(most=most)  # type: ignore[call-arg]
    return BytesHeaderParser(policy=policy).parsebytes(content)
