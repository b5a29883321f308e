"""Mail and archives with bytes changed or missing: a named error, or what can be had of them; never anything else."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.readers.archive_7z import open_7z
from ingest.readers.archive_tar import open_tar
from ingest.readers.archive_zip import open_zip
from ingest.readers.compressed import open_compressed
from ingest.readers.mail import open_mail
from ingest.readers.mbox import open_mbox
from ingest.readers.msg import open_msg
from ingest.readers.outlook_store import open_store
from ingest.readers.reader import Reader
from ingest.readers.signed_file import open_signed
from ingest.readers.tnef import open_tnef
from models.errors import UnreadableFileError
from tests.ingest.readers.direct import attachments, opened
from tests.ingest.readers.outlook_files import item, ole
from tests.ingest.readers.test_archives import in_7z, in_tar, in_zip
from tests.ingest.readers.test_encrypted_zip import AES_MEMBER, OLD_MEMBER, write_zip
from tests.ingest.readers.test_mail_parts import FILE, HEAD, HTML, PLAIN, multipart, uuencoded
from tests.ingest.readers.test_mailboxes import LINE, ONE, TWO
from tests.ingest.readers.test_outlook import BOSS, TEXTS, WINMAIL
from tests.ingest.readers.test_signed import INNER, signed

SMALL = {"a.txt": b"hej " * 50, "å.txt": b"", "b/c.bin": bytes(range(256)) * 4}
MSG = {**item(TEXTS, header=32), "__recip_version1.0_#00000000": BOSS,
       "__attach_version1.0_#00000000": item({0x3707: "a.pdf", 0x3701: b"%PDF"})}  # fmt: skip
MADE: dict[str, tuple[Reader, Callable[[Path], bytes]]] = {
    "zip": (open_zip, lambda path: in_zip(path, SMALL).read_bytes()),
    "encrypted zip": (open_zip, lambda path: write_zip(path, AES_MEMBER, OLD_MEMBER).read_bytes()),
    "tar": (open_tar, lambda path: in_tar(path, SMALL).read_bytes()),
    "tgz": (open_compressed, lambda path: in_tar(path, SMALL, "w:gz").read_bytes()),
    "bz2": (open_compressed, lambda path: in_tar(path, SMALL, "w:bz2").read_bytes()),
    "xz": (open_compressed, lambda path: in_tar(path, SMALL, "w:xz").read_bytes()),
    "7z": (open_7z, lambda path: in_7z(path, SMALL).read_bytes()),
    "mail": (open_mail, lambda path: HEAD + multipart("mixed", multipart("alternative", PLAIN, HTML), FILE)),
    "uuencoded": (open_mail, lambda path: HEAD + b"\n" + uuencoded(bytes(range(256))).encode()),
    "mbox": (open_mbox, lambda path: LINE + ONE + b"\n" + LINE + TWO),
    "msg": (open_msg, lambda path: ole(MSG)),
    "tnef": (open_tnef, lambda path: WINMAIL),
    "signed": (open_signed, lambda path: signed(INNER)),
    "pst": (open_store, lambda path: b"!BDN" + bytes(4096)),
}


@pytest.mark.timeout(120)
@pytest.mark.parametrize("kind", MADE)
def test_a_damaged_file_is_read_as_far_as_it_goes_or_refused_by_name(kind: str, tmp_path: Path) -> None:
    reader, make = MADE[kind]
    whole, chance = make(tmp_path / "whole"), random.Random(kind)
    for _ in range(60):
        content = bytearray(whole)
        for _ in range(chance.choice((1, 2, 8))):
            content[chance.randrange(len(content))] = chance.choice((0, 1, 0x7F, 0x80, 0xFF, chance.randrange(256)))
        del content[chance.choice((len(content), chance.randrange(len(content)))) :]
        (tmp_path / "damaged").write_bytes(bytes(content))
        try:
            file = opened(reader, tmp_path / "damaged", ["hemligt"])
            attachments(file)
            assert all(page.text is not None for page in file.pages(1))
        except UnreadableFileError:
            pass
