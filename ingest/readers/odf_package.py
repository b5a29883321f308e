"""ODF packages whose parts are encrypted, each by itself (OASIS ODF 1.3 part 2, 4.8)."""

from __future__ import annotations

import base64
import hashlib
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography.hazmat.decrepit.ciphers.algorithms import Blowfish
from cryptography.hazmat.decrepit.ciphers.modes import CFB
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from ingest.readers.odf_xml import attribute
from ingest.readers.package import BROKEN, Element, Package, local_name
from ingest.request import ReadRequest
from models.errors import CorruptFileError, EncryptedFileError, TooLargeError
from models.limits import Limits

_MANIFEST: Final = "META-INF/manifest.xml"
_MOST_ROUNDS: Final = 1_000_000  # of PBKDF2; LibreOffice has 100,000
_CHECKED: Final = 1024  # bytes of the packed part that its checksum is of


@dataclass(frozen=True, slots=True)
class Lock:
    """How one part is encrypted, as the manifest says it."""

    cipher: str
    vector: bytes
    start_hash: str
    key_bytes: int
    rounds: int
    salt: bytes
    checksum: bytes
    checksum_hash: str


@contextmanager
def open_odf(path: Path, request: ReadRequest) -> Iterator[Package]:
    """The package, its parts in the clear. Raises EncryptedFileError where no password given opens it."""
    try:
        with zipfile.ZipFile(path) as archive:
            plain = Package(archive, request.limits)
            locks = _locks(plain)
            if not locks:
                yield plain
                return
            yield LockedPackage(archive, request.limits, locks, request.passwords)
    except BROKEN as error:
        raise CorruptFileError("Filen är skadad") from error


class LockedPackage(Package):
    """A package that decrypts what it reads."""

    def __init__(
        self, archive: zipfile.ZipFile, limits: Limits, locks: dict[str, Lock], passwords: Sequence[str]
    ) -> None:
        super().__init__(archive, limits)
        self._locks = locks
        self._most_part = limits.xml_part_bytes
        self._password = next(filter(self._opens, passwords), None)
        if self._password is None:
            raise EncryptedFileError("Filen är krypterad")

    def read(self, name: str, most: int | None = None) -> bytes:
        content = super().read(name, most)
        lock = self._locks.get(name)
        if lock is None or self._password is None:
            return content
        packed = unlocked(content, lock, self._password)
        most = self._most_part if most is None else most
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        clear = unpacker.decompress(packed, most + 1)
        if len(clear) > most:
            raise TooLargeError("En del av filen är för stor uppackad")
        return clear

    def _opens(self, password: str) -> bool:
        name = "content.xml" if "content.xml" in self._locks else next(iter(self._locks))
        lock = self._locks[name]
        packed = unlocked(super().read(name), lock, password)[:_CHECKED]
        return hashlib.new(lock.checksum_hash, packed).digest() == lock.checksum


def unlocked(content: bytes, lock: Lock, password: str) -> bytes:
    """The packed bytes of a part, as far as this password makes sense of them."""
    start = hashlib.new(lock.start_hash, password.encode("utf-8")).digest()
    key = hashlib.pbkdf2_hmac("sha1", start, lock.salt, min(lock.rounds, _MOST_ROUNDS), lock.key_bytes)
    if "blowfish" in lock.cipher:
        opened = Cipher(Blowfish(key), CFB(lock.vector)).decryptor()
    elif "aes" in lock.cipher and "cbc" in lock.cipher:
        opened = Cipher(AES(key), CBC(lock.vector)).decryptor()
    else:
        raise EncryptedFileError("Filen är krypterad på ett sätt som samsyn inte kan öppna")
    clear = opened.update(content) + opened.finalize()
    return clear[: -clear[-1]] if "cbc" in lock.cipher and clear and 0 < clear[-1] <= 16 else clear


def _locks(package: Package) -> dict[str, Lock]:
    if _MANIFEST not in package:
        return {}
    try:
        entries = list(package.repaired_xml(_MANIFEST)[0].iter("{*}file-entry"))
    except CorruptFileError:  # old manifests have a DTD; encryption came later
        return {}
    found = {}
    for entry in entries:
        for data in entry.iterchildren("{*}encryption-data"):
            found[attribute(entry, "full-path")] = _lock(data)
    return found


def _lock(data: Element) -> Lock:
    parts = {local_name(part): part for part in data}
    algorithm, derivation = parts.get("algorithm", data), parts.get("key-derivation", data)
    start = parts.get("start-key-generation", data)
    return Lock(
        cipher=attribute(algorithm, "algorithm-name").lower(),
        vector=base64.b64decode(attribute(algorithm, "initialisation-vector")),
        start_hash=_hash(attribute(start, "start-key-generation-name")),
        key_bytes=int(attribute(derivation, "key-size") or 16),
        rounds=int(attribute(derivation, "iteration-count") or 1024),
        salt=base64.b64decode(attribute(derivation, "salt")),
        checksum=base64.b64decode(attribute(data, "checksum")),
        checksum_hash=_hash(attribute(data, "checksum-type")),
    )


def _hash(name: str) -> str:
    return "sha256" if "256" in name else "sha1"
