"""ZIP members behind a password: the old cipher, and AES as 7-Zip and WinZip write it."""

from __future__ import annotations

import hashlib
import hmac
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from Cryptodome.Cipher import AES
from Cryptodome.Util import Counter

from ingest.readers.archive_zip import open_zip
from models.errors import EncryptedFileError
from tests.ingest.readers.direct import attachments, opened

TEXT = b"Sekretessbelagd uppgift. " * 40


def write_zip(path: Path, *members: tuple[bytes, bytes, int, int, bytes]) -> Path:
    """Members as (name, packed bytes, method, flags, extra), all of TEXT."""
    body, central = b"", b""
    for name, packed, method, flags, extra in members:
        crc = 0 if method == 99 else zlib.crc32(TEXT)
        facts = struct.pack("<5H3I2H", 20, flags, method, 0, 0, crc, len(packed), len(TEXT), len(name), len(extra))
        central += b"PK\1\2\x14\0" + facts + struct.pack("<3H2I", 0, 0, 0, 0, len(body)) + name + extra
        body += b"PK\3\4" + facts + name + extra + packed
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, len(members), len(members), len(central), len(body), 0)
    path.write_bytes(body + central + end)
    return path


def with_aes(password: bytes, size: int = 32) -> bytes:
    salt = bytes(range(size // 2))
    keys = hashlib.pbkdf2_hmac("sha1", password, salt, 1000, 2 * size + 2)
    counter = Counter.new(128, little_endian=True, initial_value=1)
    packed = zlib.compress(TEXT)[2:-4]
    body = AES.new(keys[:size], AES.MODE_CTR, counter=counter).encrypt(packed)
    return salt + keys[-2:] + body + hmac.digest(keys[size:-2], body, "sha1")[:10]


def with_zipcrypto(password: bytes) -> bytes:
    """APPNOTE 6.1: three keys, changed by each byte of the password and of the text."""

    def changed(keys: list[int], byte: int) -> list[int]:
        first = crc(keys[0], byte)
        second = ((keys[1] + (first & 255)) * 134775813 + 1) & 0xFFFFFFFF
        return [first, second, crc(keys[2], second >> 24)]

    def crc(value: int, byte: int) -> int:
        return zlib.crc32(bytes([byte]), value ^ 0xFFFFFFFF) ^ 0xFFFFFFFF

    def encrypted() -> Iterator[int]:
        keys = [305419896, 591751049, 878082192]
        for byte in password:
            keys = changed(keys, byte)
        for byte in bytes(11) + bytes([zlib.crc32(TEXT) >> 24]) + TEXT:
            pad = (keys[2] & 0xFFFF) | 2
            yield byte ^ (((pad * (pad ^ 1)) >> 8) & 255)
            keys = changed(keys, byte)

    return bytes(encrypted())


EXTRA = struct.pack("<HHH2sBH", 0x9901, 7, 2, b"AE", 3, zipfile.ZIP_DEFLATED)
AES_MEMBER = (b"aes.txt", with_aes(b"hemligt"), 99, 1, EXTRA)
OLD_MEMBER = (b"gammal.txt", with_zipcrypto("lösen".encode()), 0, 1, b"")
OPEN_MEMBER = (b"oppen.txt", TEXT, 0, 0, b"")


def test_the_password_that_fits_is_found_for_each(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.zip", AES_MEMBER, OLD_MEMBER, OPEN_MEMBER)
    file = opened(open_zip, path, ["fel", "hemligt", "lösen"])
    assert attachments(file) == {"aes.txt": TEXT, "gammal.txt": TEXT, "oppen.txt": TEXT}
    assert file.lost == ""


@pytest.mark.parametrize("passwords", [(), ("fel",)])
def test_what_no_password_opens_is_named(passwords: tuple[str, ...], tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.zip", AES_MEMBER, OLD_MEMBER, OPEN_MEMBER)
    file = opened(open_zip, path, passwords)
    assert next(file.pages(1)).text.count("lösenord saknas, läses inte") == 2
    assert (attachments(file), file.lost) == ({"oppen.txt": TEXT}, "encrypted_members")


@pytest.mark.parametrize("passwords", [(), ("fel",)])
def test_an_archive_of_nothing_else_is_encrypted(passwords: tuple[str, ...], tmp_path: Path) -> None:
    with pytest.raises(EncryptedFileError):
        opened(open_zip, write_zip(tmp_path / "a.zip", AES_MEMBER, OLD_MEMBER), passwords)


def test_a_seal_that_is_broken_is_no_text(tmp_path: Path) -> None:
    broken = AES_MEMBER[1][:-1] + bytes([AES_MEMBER[1][-1] ^ 1])
    path = write_zip(tmp_path / "a.zip", (b"aes.txt", broken, 99, 1, EXTRA), OPEN_MEMBER)
    assert attachments(opened(open_zip, path, ["hemligt"])) == {"oppen.txt": TEXT}
