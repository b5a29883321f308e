from __future__ import annotations

from pathlib import Path

import pytest

from ingest.passwords import read_passwords
from models.errors import MissingPathError


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1"])
def test_one_a_line_in_either_encoding(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "ord").write_bytes("sjöbod\r\n\r\n två ord \nå\x85ä\n".encode(encoding))
    assert read_passwords(tmp_path / "ord") == ("sjöbod", " två ord ", "å\x85ä")


def test_none_where_no_file_is_named() -> None:
    assert read_passwords(None) == ()


@pytest.mark.parametrize(("name", "words"), [("saknas", "finns inte"), ("mapp", "är en mapp")])
def test_what_is_wrong_is_said(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "mapp").mkdir()
    with pytest.raises(MissingPathError, match=words):
        read_passwords(tmp_path / name)


def test_both_commands_read_them_alike() -> None:
    from ingest import commands, read_command

    assert commands.read_passwords is read_command.read_passwords is read_passwords
