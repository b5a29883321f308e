"""Secrets that must be read back (a second factor's), sealed under a key made of the installation's own."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from typing import Final

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE: Final = 12  # bytes, random: AES-GCM's, for far fewer than 2**32 secrets


def seal(key: bytes, what: str, owner: str, secret: str) -> str:
    """The secret encrypted, bound to what it is and whose: a row moved to another account does not open."""
    nonce = os.urandom(_NONCE)
    sealed = AESGCM(_key(key, what)).encrypt(nonce, secret.encode(), owner.encode())
    return base64.b64encode(nonce + sealed).decode()


def unseal(key: bytes, what: str, owner: str, sealed: str) -> str:
    """The secret again. Raises ``cryptography.exceptions.InvalidTag`` where it is not this owner's."""
    content = base64.b64decode(sealed)
    return AESGCM(_key(key, what)).decrypt(content[:_NONCE], content[_NONCE:], owner.encode()).decode()


def _key(key: bytes, what: str) -> bytes:
    return hmac.new(key, b"sealing\x00" + what.encode(), hashlib.sha256).digest()


def keyed_hash(key: bytes, what: str, text: str) -> str:
    """A hash that tells nothing of the text to one without the key: 64 hex digits."""
    return hmac.new(key, what.encode() + b"\x00" + text.encode(), hashlib.sha256).hexdigest()
