"""What must be read back, encrypted (AES-256-GCM): a second factor's secret, and the ledger's keys and free text."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from typing import Final

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE: Final = 12  # bytes, random: NIST SP 800-38D, for far fewer than 2**32 messages under one key


def encrypted(key: bytes, message: bytes, bound_to: str) -> str:
    """The message under the key, as base64; opened only where it is bound to the same."""
    nonce = os.urandom(_NONCE)
    return base64.b64encode(nonce + AESGCM(key).encrypt(nonce, message, bound_to.encode())).decode()


def decrypted(key: bytes, text: str, bound_to: str) -> bytes:
    """The message. Raises ``cryptography.exceptions.InvalidTag`` or ValueError for what was not made so."""
    packed = base64.b64decode(text)
    return AESGCM(key).decrypt(packed[:_NONCE], packed[_NONCE:], bound_to.encode())


def seal(key: bytes, what: str, owner: str, secret: str) -> str:
    """The secret under a key of the installation's, bound to what it is and whose: in another account it stays shut."""
    return encrypted(_key(key, what), secret.encode(), owner)


def unseal(key: bytes, what: str, owner: str, sealed: str) -> str:
    """The secret again. Raises as :func:`decrypted` where it is not this owner's."""
    return decrypted(_key(key, what), sealed, owner).decode()


def _key(key: bytes, what: str) -> bytes:
    return hmac.new(key, b"sealing\x00" + what.encode(), hashlib.sha256).digest()


def keyed_hash(key: bytes, what: str, text: str) -> str:
    """A hash that tells nothing of the text to one without the key: 64 hex digits."""
    return hmac.new(key, what.encode() + b"\x00" + text.encode(), hashlib.sha256).hexdigest()
