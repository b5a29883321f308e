"""Heads of the ledger: the last record's number, hash and time on one signed line, to be kept by somebody else.

Whoever can write the database can cut off the ledger's end, or write all of it anew, and the chain holds. A head kept
by another owner tells. The signature (Ed25519, RFC 8032) says that the line was made here.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from models.errors import InvalidHeadError

_BEGINS: Final = "samsyn-ledger-1"
_WORDS: Final = 6


@dataclass(frozen=True, slots=True)
class Head:
    """A record that was the last at ``time``. ``public`` is the key that ``signature`` holds under, both base64."""

    sequence: int
    hash: str
    time: str
    public: str
    signature: str

    def line(self) -> str:
        """The head as it is handed out."""
        return f"{_said(self.sequence, self.hash, self.time)} {self.public} {self.signature}"


def signed(key: bytes, sequence: int, hash: str, time: str) -> Head:
    """The head, signed with the ledger's key (32 bytes)."""
    private = Ed25519PrivateKey.from_private_bytes(key)
    signature = private.sign(_said(sequence, hash, time).encode())
    return Head(sequence, hash, time, _public(key), base64.b64encode(signature).decode())


def read_heads(untrusted_text: str, key: bytes) -> list[Head]:
    """The heads of a file, a line each; other lines are blank or begin with ``#``.

    Raises :class:`InvalidHeadError` for a line that is no head, or was not made with ``key``.
    """
    lines = [(number, line.split()) for number, line in enumerate(untrusted_text.splitlines(), 1)]
    return [_head(number, words, key) for number, words in lines if words and not words[0].startswith("#")]


def _head(number: int, words: list[str], key: bytes) -> Head:
    if len(words) != _WORDS or words[0] != _BEGINS or not (words[1].isascii() and words[1].isdecimal()):
        raise InvalidHeadError(f"Rad {number} är inget huvud ur loggen")
    head = Head(int(words[1]), *words[2:])
    if head.public != _public(key) or not _holds(head):
        raise InvalidHeadError(f"Huvudet på rad {number} är inte utlämnat av den här loggen")
    return head


def _holds(head: Head) -> bool:
    public = Ed25519PublicKey.from_public_bytes(base64.b64decode(head.public))
    try:
        public.verify(base64.b64decode(head.signature), _said(head.sequence, head.hash, head.time).encode())
    except (InvalidSignature, binascii.Error):
        return False
    return True


def _public(key: bytes) -> str:
    public = Ed25519PrivateKey.from_private_bytes(key).public_key()
    return base64.b64encode(public.public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()


def _said(sequence: int, hash: str, time: str) -> str:
    return f"{_BEGINS} {sequence} {hash} {time}"
