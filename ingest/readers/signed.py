"""Signed and sealed files (CMS, RFC 5652: P7M, P7S, smime.p7m): what was signed is taken out, a seal is named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from asn1crypto import cms, pem  # type: ignore[import-untyped, unused-ignore]

from ingest.readers.listing import safe_name
from models.errors import CorruptFileError, EncryptedFileError

CMS_TYPES: Final = frozenset(("application/pkcs7-mime", "application/x-pkcs7-mime"))
_BROKEN: Final = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError)


def content_of(raw: bytes) -> bytes | None:
    """What was signed, or None where it is not within. Raises EncryptedFileError for what is encrypted."""
    try:
        return content_in(signed_data(raw))
    except CorruptFileError:
        return None


def signed_data(raw: bytes) -> Any:
    """The SignedData of a file, DER or PEM. Raises EncryptedFileError, and CorruptFileError for what is neither."""
    try:
        if pem.detect(raw):
            _, _, raw = pem.unarmor(raw)
        info = cms.ContentInfo.load(raw)
        kind = info["content_type"].native
        if kind in ("enveloped_data", "encrypted_data", "authenticated_enveloped_data", "signed_and_enveloped_data"):
            raise EncryptedFileError("Filen är krypterad för en mottagare")
        if kind != "signed_data":
            raise CorruptFileError("Ingen signerad fil")
        return info["content"]
    except _BROKEN as error:
        raise CorruptFileError("Den signerade filen är skadad") from error


def content_in(signed: Any) -> bytes | None:
    """What was signed, or None where only the seal is here."""
    try:
        value = signed["encap_content_info"]["content"].native
    except _BROKEN as error:
        raise CorruptFileError("Den signerade filen är skadad") from error
    return value if isinstance(value, bytes) and value else None


def signers(signed: Any) -> Iterator[str]:
    """The names in the certificates that came along. Nothing of the signature is verified: that needs trust anchors."""
    try:
        certificates = list(signed["certificates"] or ())
    except _BROKEN:
        return
    for certificate in certificates:
        try:
            yield safe_name(certificate.chosen.subject.human_friendly)
        except _BROKEN:
            continue
