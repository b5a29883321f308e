"""ZIP members encrypted with AES (www.winzip.com/en/support/aes-encryption, AE-1 and AE-2), as 7-Zip makes them."""

from __future__ import annotations

import bz2
import hashlib
import hmac
import io
import struct
import zipfile
import zlib
from typing import IO, Final

from Cryptodome.Cipher import AES as _AES
from Cryptodome.Util import Counter

AES: Final = 99
"""The compression method that says that a member is encrypted so."""

_EXTRA: Final = 0x9901
_KEY_BYTES: Final = {1: 16, 2: 24, 3: 32}
_ROUNDS: Final = 1000
_SEAL: Final = 10  # bytes of the authentication code at the end
_LOCAL_HEADER: Final = 30


def open_aes(archive: zipfile.ZipFile, info: zipfile.ZipInfo, password: bytes) -> IO[bytes] | None:
    """The member unpacked, or None where the password does not fit. Raises BadZipFile for one that is broken.

    It is held in memory whole, packed and unpacked, at most ``info.file_size`` bytes.
    """
    strength, method = _parameters(info.extra)
    packed = _packed(archive, info)
    size = _KEY_BYTES[strength]
    salt, check = packed[: size // 2], packed[size // 2 : size // 2 + 2]
    body, seal = packed[size // 2 + 2 : -_SEAL], packed[-_SEAL:]
    keys = hashlib.pbkdf2_hmac("sha1", password, salt, _ROUNDS, 2 * size + 2)
    if keys[-2:] != check or not hmac.compare_digest(hmac.digest(keys[size:-2], body, "sha1")[:_SEAL], seal):
        return None
    counter = Counter.new(128, little_endian=True, initial_value=1)
    plain = _AES.new(keys[:size], _AES.MODE_CTR, counter=counter).decrypt(body)
    return io.BytesIO(_unpacked(plain, method, info.file_size))


def _parameters(extra: bytes) -> tuple[int, int]:
    """The strength (1 to 3) and the real compression method."""
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        if kind == _EXTRA and size >= 7 and at + 11 <= len(extra):
            _, _, strength, method = struct.unpack_from("<H2sBH", extra, at + 4)
            if strength in _KEY_BYTES:
                return strength, method
        at += 4 + size
    raise zipfile.BadZipFile("AES utan uppgifter")


def _packed(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    file = archive.fp
    assert file is not None
    file.seek(info.header_offset)
    header = file.read(_LOCAL_HEADER)
    if len(header) < _LOCAL_HEADER:
        raise zipfile.BadZipFile("Lokalt huvud saknas")
    name, extra = struct.unpack_from("<HH", header, 26)
    file.seek(name + extra, io.SEEK_CUR)
    return file.read(info.compress_size)


def _unpacked(plain: bytes, method: int, most: int) -> bytes:
    if method == zipfile.ZIP_STORED:
        return plain[:most]
    if method == zipfile.ZIP_DEFLATED:
        return zlib.decompressobj(-15).decompress(plain, most)
    if method == zipfile.ZIP_BZIP2:
        return bz2.BZ2Decompressor().decompress(plain, most)
    raise NotImplementedError
