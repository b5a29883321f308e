"""One packed block of a 7Z archive (a "folder" in 7zFormat.txt) as a stream of the files in it, one after another."""

from __future__ import annotations

import io
import lzma
import zlib
from typing import Any, Final

import py7zr
from py7zr.compressor import SupportedMethods
from py7zr.exceptions import ArchiveError, PasswordRequired

STREAM_BROKEN: Final = (ArchiveError, PasswordRequired, lzma.LZMAError, zlib.error, EOFError, OSError, ValueError,
                        TypeError, KeyError, IndexError, AttributeError, MemoryError, OverflowError,
                        NotImplementedError, RuntimeError)  # fmt: skip
_PIECE: Final = 1 << 20
_LZMA2, _LZMA, _PPMD = b"\x21", b"\x03\x01\x01", b"\x03\x04\x01"


def is_encrypted(folder: Any) -> bool:
    return bool(SupportedMethods.needs_password(folder.coders))


def memory_needed(folder: Any) -> int:
    """Bytes that the largest dictionary of its coders takes (7zFormat.txt and the xz file format, 5.3.1)."""
    return max((_dictionary(coder["method"], coder.get("properties") or b"") for coder in folder.coders), default=0)


def _dictionary(method: bytes, properties: bytes) -> int:
    if method == _LZMA2 and properties:
        bits = properties[0]
        return (1 << 32) - 1 if bits >= 40 else (2 | (bits & 1)) << (bits // 2 + 11)
    if method in (_LZMA, _PPMD) and len(properties) >= 5:
        return int.from_bytes(properties[1:5], "little")
    return 0


class FolderStream(io.RawIOBase):
    """The unpacked bytes of the member that :meth:`begin` named. Members come in the order in which they lie."""

    def __init__(self, archive: py7zr.SevenZipFile, first: Any) -> None:
        streams = archive.header.main_streams
        assert streams is not None
        number = next(n for n, folder in enumerate(streams.unpackinfo.folders) if folder is first.folder)
        self._file: Any = archive.fp
        self._file.seek(archive.afterheader + streams.packinfo.packpositions[number])
        self._decompressor: Any = first.folder.get_decompressor(first.compressed)
        self._left = self._check = 0
        self._expected: int | None = None

    def begin(self, member: Any) -> None:
        self._left, self._check, self._expected = member.uncompressed, 0, member.crc32

    def read(self, size: int = -1) -> bytes:
        """Raises OSError where the packed data ends too early, or the member's checksum is not what it should be."""
        if size < 0:
            return self.readall()
        if not self._left:
            return b""
        while True:
            before = self._file.tell()
            most = min(_PIECE, self._left, size)
            piece = bytes(self._decompressor.decompress(self._file, most))
            if piece or self._file.tell() == before:
                break
        if not piece:
            raise OSError("Packade data tar slut")
        self._left -= len(piece)
        self._check = zlib.crc32(piece, self._check)
        if not self._left and self._expected not in (None, self._check):
            raise OSError("Fel kontrollsumma")
        return piece

    def skip_rest(self) -> None:
        while self.read(_PIECE):
            pass

    def is_whole(self, member: Any) -> bool:
        """Whether the member unpacks to bytes that its checksum is right for."""
        self.begin(member)
        self.skip_rest()
        return True
