"""The type of a file, told from its bytes. Its name is only ever used to say which kind of *text* a text is.

Our own small table, not a library's: a wrong guess by a large table would send a hostile file to the wrong reader. What
lies inside a ZIP or an OLE file is asked in ``package_type.py``, what a text is in ``text_type.py``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ingest.text.decoding import decode
from ingest.types.package_type import is_tar, ole_type, zip_type
from ingest.types.text_type import text_type
from models.errors import UnsupportedTypeError

PDF: Final = "application/pdf"

_HEAD: Final = 8192
_SIGNATURES: Final = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"II+\0", "image/tiff"),  # BigTIFF
    (b"MM\0+", "image/tiff"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"\0\0\0\x0cjP  ", "image/jp2"),
    (b"\xff\x4f\xff\x51", "image/jp2"),  # a bare codestream
    (b"{\\rtf", "application/rtf"),
    (b"BZh", "application/x-bzip2"),
    (b"\x1f\x8b", "application/gzip"),
    (b"\xfd7zXZ\0", "application/x-xz"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!", "application/vnd.rar"),
    (b"!BDN", "application/vnd.ms-outlook-pst"),
    (b"\x78\x9f\x3e\x22", "application/vnd.ms-tnef"),
    (b"-----BEGIN PKCS7-----", "application/pkcs7-mime"),
    (b"-----BEGIN CMS-----", "application/pkcs7-mime"),
)
_BINARY_ONLY: Final = frozenset((b"BM", b"BZh"))  # letters that also begin words: it must not look like text
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD_BEFORE_OLE: Final = (b"\xdb\xa5-\0", b"1\xbe\0\0")  # Word 2 and Word for DOS or Write
_CMS: Final = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07"  # the object identifiers of PKCS #7, RFC 5652


def media_type(path: Path, name: str) -> str:
    """The media type of the file at ``path``, called ``name`` by whoever sent it.

    Raises :class:`UnsupportedTypeError` for bytes of no type that we know at all, and CorruptFileError for a package
    whose contents cannot be listed.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):  # before PDF: an archive may hold one, uncompressed
        return zip_type(path, head)
    if head.startswith(_OLE):
        return ole_type(path)
    if is_tar(head):
        return "application/x-tar"
    if b"%PDF-" in head[:1024]:
        return PDF
    found = _by_signature(head)
    if found:
        return found
    text = decode(head, partial=len(head) == _HEAD)
    if text is None:
        raise UnsupportedTypeError("Okänd filtyp")
    return text_type(text, name)


def _by_signature(head: bytes) -> str:
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head.startswith(_WORD_BEFORE_OLE):
        return "application/msword"
    if head[:1] == b"\x30" and _CMS in head[:24]:
        return "application/pkcs7-mime"
    for signature, found in _SIGNATURES:
        if head.startswith(signature) and not (signature in _BINARY_ONLY and decode(head, partial=True) is not None):
            return found
    return ""
