"""The drill holds, and says so; and where what was erased stays behind, it says that and ends with 1."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from deploy import drill


def test_the_drill_holds_and_says_what_was_done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the real commands: take in, back up, erase, put back the backup of before, and look at every byte."""
    status = drill.main(["--folder", str(tmp_path / "övning")])
    said = capsys.readouterr().out
    assert status == 0, said
    assert "Övningen höll." in said
    assert [int(number) for number in re.findall(r"^ *(\d+)\. ", said, re.MULTILINE)] == list(range(1, 12))
    for word in ("gallringsbevis", "0 ställen", "inga skillnader"):
        assert word in said


def test_a_word_that_stays_behind_is_found_in_any_form(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "index").mkdir(parents=True)
    (home / "register").write_bytes(b"\0" * 100)
    assert "0 ställen" in drill._no_byte(home)
    for left in (drill.planted(0).encode(), drill.planted(1).upper().encode(), drill.planted(1).encode("utf-16-le")):
        (home / "index" / "left").write_bytes(b"x" * 5_000 + left + b"y")
        with pytest.raises(drill.NotHeldError, match="index/left"):
            drill._no_byte(home)


def test_a_step_that_does_not_hold_ends_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def hidden(_site: drill.Site, _numbers: range) -> str:
        raise drill.NotHeldError("hittas inte: x")

    monkeypatch.setattr(drill, "_take_in", lambda _site, _papers: "13 handlingar")
    monkeypatch.setattr(drill, "_all_found", hidden)
    protocol = drill.Protocol()
    with pytest.raises(drill.NotHeldError):
        drill.drill(tmp_path / "övning", protocol)
    assert "HÖLL INTE: hittas inte: x" in protocol.told()
    assert "ÖVNINGEN HÖLL INTE." in protocol.told()
    assert len(protocol.rows) == 2
