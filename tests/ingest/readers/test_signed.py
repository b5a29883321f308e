"""Signed and encrypted mail and files (S/MIME, CMS): what was signed is read, a seal is named, a cipher is said."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from pathlib import Path

import pytest
from asn1crypto import algos, cms, keys, pem, x509

from ingest.readers.mail import open_mail
from ingest.readers.signed_file import open_signed
from models.errors import CorruptFileError, EncryptedFileError
from tests.ingest.readers.direct import attachments, opened

INNER = b"Content-Type: text/plain; charset=utf-8\n\n" + "Vi har granskat avtalet på plats.".encode() + b"\n"
HEAD = b"From: a@b.example\nTo: c@d.example\nSubject: Avtal\nMIME-Version: 1.0\n"


def certificate(name: str) -> x509.Certificate:
    """One that nobody has signed: only its name is read."""
    algorithm = algos.SignedDigestAlgorithm({"algorithm": "sha256_rsa"})
    said = x509.Name.build({"common_name": name})
    body = x509.TbsCertificate(
        {
            "version": "v3",
            "serial_number": 1,
            "signature": algorithm,
            "issuer": said,
            "validity": {
                "not_before": x509.Time({"utc_time": datetime(2024, 1, 1, tzinfo=UTC)}),
                "not_after": x509.Time({"utc_time": datetime(2030, 1, 1, tzinfo=UTC)}),
            },
            "subject": said,
            "subject_public_key_info": keys.PublicKeyInfo(
                {
                    "algorithm": {"algorithm": "rsa"},
                    "public_key": keys.RSAPublicKey({"modulus": 3, "public_exponent": 3}),
                }
            ),
        }
    )
    return x509.Certificate({"tbs_certificate": body, "signature_algorithm": algorithm, "signature_value": b"x"})


def signed(content: bytes | None) -> bytes:
    inner = {"content_type": "data"} | ({} if content is None else {"content": content})
    data = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [],
            "encap_content_info": inner,
            "certificates": [certificate("Påhittade Bolaget AB")],
            "signer_infos": [],
        }
    )
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": data}).dump())


def sealed() -> bytes:
    data = cms.EnvelopedData(
        {
            "version": "v0",
            "recipient_infos": [],
            "encrypted_content_info": {
                "content_type": "data",
                "content_encryption_algorithm": {"algorithm": "aes256_cbc", "parameters": bytes(16)},
                "encrypted_content": bytes(32),
            },
        }
    )
    return bytes(cms.ContentInfo({"content_type": "enveloped_data", "content": data}).dump())


def opaque(content: bytes) -> bytes:
    kind = b"Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\n"
    return HEAD + kind + b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(content)


@pytest.mark.parametrize("armour", [False, True])
def test_a_signed_file_gives_what_was_signed_and_who_signed(armour: bool, tmp_path: Path) -> None:
    content = signed(b"%PDF-1.4 avtal")
    (tmp_path / "avtal.pdf.p7m").write_bytes(pem.armor("PKCS7", content) if armour else content)
    file = opened(open_signed, tmp_path / "avtal.pdf.p7m")
    assert next(file.pages(1)).text.split("\n") == [
        "Signerad fil:",
        "avtal.pdf (14 byte)",
        "Signerad av: Common Name: Påhittade Bolaget AB",
    ]
    assert attachments(file) == {"avtal.pdf": b"%PDF-1.4 avtal"}


def test_a_signed_file_that_is_a_mail_is_read_as_one(tmp_path: Path) -> None:
    parts = b"--x\n" + INNER + b"\n--x\nContent-Type: application/pdf; name=a.pdf\n\n%PDF-\n--x--\n"
    (tmp_path / "smime.p7m").write_bytes(signed(b"Content-Type: multipart/mixed; boundary=x\n\n" + parts))
    file = opened(open_signed, tmp_path / "smime.p7m")
    text = next(file.pages(1)).text
    assert "Signerad av: Common Name: Påhittade Bolaget AB" in text
    assert text.endswith("Vi har granskat avtalet på plats.")
    assert attachments(file) == {"a.pdf": b"%PDF-"}


def test_a_seal_by_itself_is_named_and_not_read_as_noise(tmp_path: Path) -> None:
    (tmp_path / "smime.p7s").write_bytes(signed(None))
    file = opened(open_signed, tmp_path / "smime.p7s")
    assert next(file.pages(1)).text.startswith("Elektronisk signatur")
    assert attachments(file) == {}


def test_a_mail_within_its_seal_is_the_mail(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(opaque(signed(signed_twice := INNER)))
    file = opened(open_mail, tmp_path / "a.eml")
    assert "Subject: Avtal" in next(file.pages(1)).text
    assert "granskat avtalet på plats" in next(file.pages(1)).text
    wrapped = opaque(signed(signed_twice))[len(HEAD) :]
    (tmp_path / "a.eml").write_bytes(opaque(signed(wrapped)))
    assert "granskat avtalet på plats" in next(opened(open_mail, tmp_path / "a.eml").pages(1)).text


def test_a_mail_beside_its_seal_is_the_mail_with_the_seal_attached(tmp_path: Path) -> None:
    seal = b"Content-Type: application/pkcs7-signature; name=smime.p7s\nContent-Transfer-Encoding: base64\n\n"
    parts = b"--x\n" + INNER + b"\n--x\n" + seal + base64.encodebytes(signed(None)) + b"\n--x--\n"
    (tmp_path / "a.eml").write_bytes(HEAD + b"Content-Type: multipart/signed; boundary=x\n\n" + parts)
    file = opened(open_mail, tmp_path / "a.eml")
    assert "granskat avtalet på plats" in next(file.pages(1)).text
    assert attachments(file) == {"smime.p7s": signed(None)}


def test_what_is_encrypted_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.p7m").write_bytes(sealed())
    with pytest.raises(EncryptedFileError):
        opened(open_signed, tmp_path / "a.p7m")
    (tmp_path / "a.eml").write_bytes(opaque(sealed()))
    with pytest.raises(EncryptedFileError):
        opened(open_mail, tmp_path / "a.eml")


@pytest.mark.parametrize("content", [b"", b"\x30\x80\x06", signed(INNER)[:60], b"-----BEGIN PKCS7-----\nx\n"])
def test_what_is_broken_is_corrupt(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.p7m").write_bytes(content)
    with pytest.raises(CorruptFileError):
        opened(open_signed, tmp_path / "a.p7m")
    (tmp_path / "a.eml").write_bytes(opaque(content))
    assert "Avtal" in next(opened(open_mail, tmp_path / "a.eml").pages(1)).text
