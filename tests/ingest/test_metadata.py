"""The list beside the files: read as it comes, refused where it cannot be meant, and put to the documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.metadata import read_metadata
from models.errors import InvalidMetadataError, MissingPathError

SEMICOLONS = "Sökväg;Datum;Diarienummer;Handlingstyp;Sekretess;Låda\nmapp\\a.pdf;2024-05-19;MBN 2024-11;tip;;K 12\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_headings_in_swedish_and_any_delimiter(tmp_path: Path, encoding: str, sign: str) -> None:
    (tmp_path / "lista.csv").write_text(SEMICOLONS.replace(";", sign), encoding)
    said = read_metadata(tmp_path / "lista.csv").of(tmp_path / "mapp" / "a.pdf")
    assert said == {"date": "2024-05-19", "case_number": "MBN 2024-11", "kind": "tip", "låda": "K 12"}


def test_quoted_values_and_empty_lines(tmp_path: Path) -> None:
    (tmp_path / "lista.csv").write_text('path,title\n\n"a, b.txt","Två\nrader"\n')
    assert read_metadata(tmp_path / "lista.csv").of(tmp_path / "a, b.txt") == {"title": "Två\nrader"}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("namn;datum\na;2024-01-01\n", "ingen kolumn"),
        ("path;datum\n;2024-01-01\n", "Rad 2 saknar sökväg"),
        ("path;datum\na;2024-01-01;x\n", "Rad 2 har fler fält"),
        ("path;datum;date\na;b;c\n", "samma sak: date"),
        ("path;datum\na;1\na;2\n", "Rad 3: filen står också på rad 2"),
        ('path;datum\n"a;1\n', "går inte att tolka"),
        ("path;titel\na;" + "x" * 2001, "Rad 2 har ett värde"),
    ],
)
def test_a_list_that_cannot_be_meant_is_refused_with_its_line(tmp_path: Path, content: str, why: str) -> None:
    (tmp_path / "lista.csv").write_text(content)
    with pytest.raises(InvalidMetadataError, match=why):
        read_metadata(tmp_path / "lista.csv")


def test_what_is_no_text_or_not_there(tmp_path: Path) -> None:
    (tmp_path / "lista.csv").write_bytes(b"\x00\x01\x02\xff\xfe" * 100)
    with pytest.raises(InvalidMetadataError):
        read_metadata(tmp_path / "lista.csv")
    with pytest.raises(MissingPathError):
        read_metadata(tmp_path / "borta.csv")


def test_without_a_list_nothing_is_said(tmp_path: Path) -> None:
    assert read_metadata(None).of(tmp_path) is None
