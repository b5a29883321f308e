"""Bytes to text where nothing says how."""

from __future__ import annotations

import pytest

from ingest.text.decoding import decode
from ingest.text.swedish_bytes import single_byte_encoding

TEXT = "Förhör med Åke Öström hölls på måndagen. Han uppgav att bilen stod kvar på vägen nära ån.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "cp850", "mac_roman", "utf-16-le", "utf-16-be", "utf-32"])
def test_swedish_is_found_in_its_encodings(encoding: str) -> None:
    assert decode((TEXT * 3).encode(encoding)) == TEXT * 3


def test_quotes_of_windows_are_not_letters_of_dos() -> None:
    text = "Han sade ”nej” och gick – sedan „aldrig†mer“.\n"
    assert single_byte_encoding(text.encode("cp1252")) == "cp1252"
    assert decode(text.encode("cp1252")) == text


def test_a_stray_byte_does_not_spoil_utf_8() -> None:
    assert decode((TEXT * 3).encode() + b"\xe5 slut") == TEXT * 3 + "å slut"


def test_many_stray_bytes_are_another_encoding() -> None:
    assert decode(b"\xc3\xa5 " + "åäö".encode("cp1252") * 9) == "Ã¥ " + "åäö" * 9


def test_binary_is_no_text() -> None:
    assert decode(bytes(range(256)) * 4) is None
