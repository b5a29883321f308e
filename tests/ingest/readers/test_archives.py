"""ZIP, TAR, 7Z and packed files: what lies in them comes out, under names that do not lead out of them."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import py7zr
import pytest

from ingest.readers.archive_7z import open_7z
from ingest.readers.archive_tar import open_tar
from ingest.readers.archive_zip import open_zip
from ingest.readers.compressed import open_compressed
from ingest.readers.listing import leads_out
from ingest.readers.reader import OpenFile, Reader
from models.errors import CorruptFileError, EncryptedFileError, TooLargeError
from models.limits import Limits
from tests.ingest.readers.direct import attachments, opened

FILES = {"beslut/Förbud å Ö.txt": "Nämnden beslutar".encode(), "tom.txt": b"", "lista.bin": bytes(200_000) + b"slut"}


def in_zip(path: Path, files: Mapping[str, bytes] = FILES, packing: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", packing) as archive:
        archive.writestr("beslut/", b"")
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def in_tar(path: Path, files: Mapping[str, bytes] = FILES, mode: str = "w") -> Path:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return path


def in_7z(path: Path, files: Mapping[str, bytes] = FILES, password: str | None = None) -> Path:
    with py7zr.SevenZipFile(path, "w", password=password, header_encryption=False) as archive:
        for name, content in files.items():
            archive.writestr(content, name)
    return path


def page_text(file: OpenFile) -> str:
    return "\n".join(page.text for page in file.pages(1))


MAKERS = {
    "a.zip": (in_zip, open_zip),
    "a.tar": (in_tar, open_tar),
    "a.7z": (in_7z, open_7z),
    "a.tgz": (lambda path: in_tar(path, mode="w:gz"), open_compressed),
    "a.tar.bz2": (lambda path: in_tar(path, mode="w:bz2"), open_compressed),
    "a.tar.xz": (lambda path: in_tar(path, mode="w:xz"), open_compressed),
    "b.zip": (lambda path: in_zip(path, packing=zipfile.ZIP_BZIP2), open_zip),
    "c.zip": (lambda path: in_zip(path, packing=zipfile.ZIP_LZMA), open_zip),
}


@pytest.mark.parametrize("name", MAKERS)
def test_what_lies_in_an_archive_comes_out_and_is_listed(name: str, tmp_path: Path) -> None:
    make, reader = MAKERS[name]
    file = opened(reader, make(tmp_path / name))
    text = page_text(file)
    assert "3 filer" in text
    assert "beslut/Förbud å Ö.txt (17 byte)" in text.split("\n")
    assert attachments(file) == FILES
    assert file.lost == ""


@pytest.mark.parametrize(("pack", "name"), [(gzip, "a.txt.gz"), (bz2, "a.txt.bz2"), (lzma, "a.txt.xz")])
def test_a_packed_file(pack: object, name: str, tmp_path: Path) -> None:
    packed = pack.compress(b"hej " * 5000)  # type: ignore[attr-defined]
    (tmp_path / name).write_bytes(packed)
    file = opened(open_compressed, tmp_path / name)
    assert "a.txt (20 000 byte)" in page_text(file)
    assert (attachments(file), file.lost) == ({"a.txt": b"hej " * 5000}, "")
    (tmp_path / name).write_bytes(packed[:-9])
    file = opened(open_compressed, tmp_path / name)
    assert (b"hej " * 5000).startswith(attachments(file)["a.txt"])
    assert file.lost == "members_unread"


def test_a_gzip_file_knows_what_it_was_called(tmp_path: Path) -> None:
    with (tmp_path / "x").open("wb") as raw, gzip.GzipFile("Åkeri.csv", "wb", fileobj=raw) as file:
        file.write(b"a;b")
    assert list(attachments(opened(open_compressed, tmp_path / "x"))) == ["Åkeri.csv"]


LEADING_OUT = {
    "../ut.txt": "ut.txt",
    "/etc/ut.txt": "etc/ut.txt",
    "a/../../ut.txt": "a/ut.txt",
    "..\\ut.txt": "ut.txt",
    "C:\\ut.txt": "ut.txt",
    "C:D:../ut.txt": "ut.txt",
    "../..": "namnlös",
}


@pytest.mark.parametrize("name", LEADING_OUT)
@pytest.mark.parametrize(("make", "reader"), [(in_zip, open_zip), (in_tar, open_tar)])
def test_a_name_that_leads_out_is_read_under_a_safe_one(
    make: object, reader: Reader, name: str, tmp_path: Path
) -> None:
    path = make(tmp_path / "a", {name: b"x", "in.txt": b"y"})  # type: ignore[operator]
    file, safe = opened(reader, path), LEADING_OUT[name]
    assert f"{name} (1 byte) – namnet leder ut ur arkivet, läses som {safe}" in page_text(file)
    assert attachments(file) == {safe: b"x", "in.txt": b"y"}
    assert file.lost == ""
    assert not leads_out(safe)


def test_a_name_in_a_7z_that_leads_out(tmp_path: Path) -> None:
    """py7zr writes no such archive: the name is put in afterwards, as long as the one that it takes the place of."""
    inside, outside = "abcdefg.txt".encode("utf-16-le"), "../defg.txt".encode("utf-16-le")
    path = tmp_path / "a.7z"
    with py7zr.SevenZipFile(path, "w") as archive:
        archive.set_encoded_header_mode(False)
        archive.writestr(b"x", "abcdefg.txt")
    content = path.read_bytes()
    assert inside in content
    start = 32 + int.from_bytes(content[12:20], "little")  # of the header that is last, whose CRC stands at the front
    header = content[start:].replace(inside, outside)
    first = content[12:28] + zlib.crc32(header).to_bytes(4, "little")
    path.write_bytes(content[:8] + zlib.crc32(first).to_bytes(4, "little") + first + content[32:start] + header)
    file = opened(open_7z, path)
    assert "../defg.txt (1 byte) – namnet leder ut ur arkivet, läses som defg.txt" in page_text(file)
    assert attachments(file) == {"defg.txt": b"x"}


def test_links_and_devices_are_named_and_not_followed(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        link = zipfile.ZipInfo("lank")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    with tarfile.open(tmp_path / "a.tar", "w") as tar:
        for number, kind in enumerate((tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE)):
            info = tarfile.TarInfo(f"{number}")
            info.type, info.linkname = kind, "/etc/passwd"
            tar.addfile(info)
    for reader, name, count in ((open_zip, "a.zip", 1), (open_tar, "a.tar", 4)):
        file = opened(reader, tmp_path / name)
        assert page_text(file).count("länk eller enhet, läses inte") == count
        assert (attachments(file), file.lost) == ({}, "members_skipped")


@pytest.mark.parametrize("encoding", ["cp437", "cp1252", "utf-8"])
def test_names_in_zip_without_a_word_on_their_encoding(encoding: str, tmp_path: Path) -> None:
    raw = "Årsmöte på Ön, ärende.txt".encode(encoding)
    stand_in = "N" * len(raw)
    content = in_zip(tmp_path / "a.zip", {stand_in: b"x"}).read_bytes().replace(stand_in.encode(), raw)
    (tmp_path / "a.zip").write_bytes(content)
    assert list(attachments(opened(open_zip, tmp_path / "a.zip"))) == ["Årsmöte på Ön, ärende.txt"]


def test_names_of_any_bytes_are_shown_safely(tmp_path: Path) -> None:
    names = ["a\udce5.txt", "rad\nbryt.txt", "bild\u202egpj.exe", "o\u0308.txt"]
    file = opened(open_tar, in_tar(tmp_path / "a.tar", dict.fromkeys(names, b"x")))
    shown = ["a\\xe5.txt", "rad\\x0abryt.txt", "bild\\u202egpj.exe", "ö.txt"]
    assert page_text(file).split("\n")[1:] == [f"{name} (1 byte)" for name in shown]
    assert list(attachments(file)) == shown


def test_a_damaged_member_does_not_stop_the_others(tmp_path: Path) -> None:
    content = bytearray(in_zip(tmp_path / "a.zip", {"a.txt": b"AAAA" * 99, "b.txt": b"hel"}, 0).read_bytes())
    content[content.index(b"AAAA")] ^= 1
    (tmp_path / "a.zip").write_bytes(bytes(content))
    file = opened(open_zip, tmp_path / "a.zip")
    assert attachments(file)["b.txt"] == b"hel"
    assert file.lost == "members_unread"
    (tmp_path / "a.tar").write_bytes(in_tar(tmp_path / "a.tar", {"a": b"hel", "b": bytes(9000)}).read_bytes()[:5000])
    file = opened(open_tar, tmp_path / "a.tar")
    assert attachments(file)["a"] == b"hel"
    assert file.lost == "members_unread"


def test_a_tar_header_that_is_damaged_hides_what_follows_and_that_is_said(tmp_path: Path) -> None:
    content = bytearray(in_tar(tmp_path / "a.tar", {"a": b"ett", "b": b"tva", "c": b"tre"}).read_bytes())
    content[1024 + 5] ^= 1
    (tmp_path / "a.tar").write_bytes(bytes(content))
    file = opened(open_tar, tmp_path / "a.tar")
    assert (attachments(file), file.lost) == ({"a": b"ett"}, "members_unread")


@pytest.mark.parametrize(("reader", "head"), [(open_zip, b"PK\3\4"), (open_tar, b"x"), (open_7z, b"7z\xbc\xaf'\x1c")])
def test_what_is_no_archive_is_corrupt(reader: Reader, head: bytes, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(head + bytes(range(256)) * 8)
    with pytest.raises(CorruptFileError):
        opened(reader, tmp_path / "a")


def test_an_encrypted_7z(tmp_path: Path) -> None:
    path = in_7z(tmp_path / "a.7z", password="hemligt")
    with pytest.raises(EncryptedFileError):
        opened(open_7z, path)
    with pytest.raises(EncryptedFileError):
        opened(open_7z, path, ["fel"])
    assert attachments(opened(open_7z, path, ["fel", "hemligt"])) == FILES


def test_a_dictionary_that_does_not_fit_is_not_asked_for(tmp_path: Path) -> None:
    limits = replace(Limits(), reader_memory_bytes=1 << 20)
    file = opened(open_7z, in_7z(tmp_path / "a.7z"), limits=limits)
    assert "lista.bin (200 004 byte) – kräver för mycket minne, läses inte" in page_text(file)
    assert (set(attachments(file)), file.lost) == (set(), "unpacked_too_large")


SMALL = replace(
    Limits(), archive_members=3, archive_unpacked_bytes=50_000, archive_floor_bytes=20_000, archive_ratio=20
)


def test_a_sparse_file_or_a_size_made_up_costs_nothing(tmp_path: Path) -> None:
    info = tarfile.TarInfo("glest.bin")
    info.type, info.size = tarfile.GNUTYPE_SPARSE, 512
    header = bytearray(info.tobuf(tarfile.GNU_FORMAT))
    header[386:410] = b"%011o\0%011o\0" % (0, 512)
    header[483:495] = b"%011o\0" % (8 << 30)
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    (tmp_path / "a.tar").write_bytes(bytes(header) + b"x" * 512 + bytes(1024))
    file = opened(open_tar, tmp_path / "a.tar")
    assert "8 589 934 592 byte) – för stor uppackad, läses inte" in page_text(file)
    assert attachments(file) == {}


@pytest.mark.parametrize("size", [b"\xff" * 11 + b"\0", struct.pack(">BBQxx", 128, 0, 1 << 40)])
def test_a_tar_header_of_a_senseless_size_ends_the_archive(size: bytes, tmp_path: Path) -> None:
    header = bytearray(tarfile.TarInfo("x").tobuf(tarfile.GNU_FORMAT))
    header[124:136], header[148:156], header[156:157] = size, b" " * 8, tarfile.XHDTYPE
    header[148:156] = b"%06o\0 " % sum(header)
    whole = in_tar(tmp_path / "a.tar", {"a": b"hel"}).read_bytes()[:1024]
    (tmp_path / "a.tar").write_bytes(whole + bytes(header) + bytes(2048))
    file = opened(open_tar, tmp_path / "a.tar")
    assert (attachments(file), file.lost) == ({"a": b"hel"}, "members_unread")


def test_a_packed_file_of_nothing_but_zeros_is_too_large(tmp_path: Path) -> None:
    (tmp_path / "a.gz").write_bytes(gzip.compress(bytes(60_000)))
    with pytest.raises(TooLargeError):
        opened(open_compressed, tmp_path / "a.gz", limits=SMALL)


def overlapping(count: int) -> bytes:
    """A ZIP whose ``count`` entries are all the same packed zeros (www.bamsoftware.com/hacks/zipbomb)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", bytes(15_000))
    whole = out.getvalue()
    at = whole.index(b"PK\1\2")
    central = whole[at : whole.index(b"PK\5\6")]
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, count, count, len(central) * count, at, 0)
    return whole[:at] + central * count + end


def test_entries_that_overlap_are_counted_each(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(overlapping(3))
    file = opened(open_zip, tmp_path / "a.zip", limits=SMALL)
    assert len(list(file.attachments())) == 1
    assert file.lost == "unpacked_too_large"
