"""The command that makes a name model, where there is nothing to make it from."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from training.names import __main__ as command
from training.names import stages, texts
from training.names.stages import Workshop


def _call(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["training.names", *arguments])
    return command.main()


def test_without_the_data_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(texts, "SHARED", tmp_path / "borta")
    assert _call(monkeypatch, "examples", "--work", str(tmp_path / "work")) == 0
    assert capsys.readouterr().out == "skipped: ../shared/data is not there\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("done", "status"), [(True, 0), (False, 3)])
def test_a_stage_that_must_be_called_again_has_a_status_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, done: bool, status: int
) -> None:
    asked: list[tuple[Workshop, str]] = []
    monkeypatch.setattr(texts, "SHARED", tmp_path)
    monkeypatch.setitem(stages.STAGES, "teach", lambda workshop, which: asked.append((workshop, which)) or done)
    assert _call(monkeypatch, "teach", "7", "--work", str(tmp_path / "work"), "--minutes", "2") == status
    assert asked == [(Workshop(tmp_path / "work", "cpu", 120.0), "7")]


def test_an_unknown_stage(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        _call(monkeypatch, "bake")
    assert stopped.value.code == 2
    assert "fetch" in capsys.readouterr().err


@pytest.mark.parametrize("stage", ["fetch", "vocabulary", "examples"])
def test_what_was_made_is_not_made_again(stage: str, tmp_path: Path) -> None:
    made = ("e5-small-q4.bin", "pieces.model", "raw.npz", "disguised-plain.npz")
    for name in made:
        (tmp_path / name).write_bytes(b"")
    assert stages.STAGES[stage](Workshop(tmp_path, "cpu", 1.0), "")
    assert all((tmp_path / name).read_bytes() == b"" for name in made)
