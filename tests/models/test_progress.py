"""Long work shows itself on standard error: log lines now and then, one line drawn over and over on a terminal."""

from __future__ import annotations

import logging
import sys
from types import SimpleNamespace

import pytest

from models import progress as shown
from models.progress import progress

LOG = logging.getLogger("models.prov")


def test_log_lines_now_and_then(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 0.0, 5.0, 20.0, 20.0])  # begun, shown, the first is done, the second is, shown
    monkeypatch.setattr(shown, "time", SimpleNamespace(monotonic=lambda: next(clock)))  # of this module alone
    with caplog.at_level(logging.INFO), progress(LOG, 4, "läst", "sidor") as done:
        done()
        done()
    assert caplog.messages == ["läst 0 av 4 sidor", "läst 2 av 4 sidor (0.1/s, 20 s kvar)"]


def test_a_terminal_gets_one_line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with progress(LOG, 2, "läst") as done:
        done(2)
    out, err = capsys.readouterr()
    assert out == ""
    assert err.endswith("\r\x1b[Kläst 2 av 2 handlingar\n")


def test_what_the_index_has_before_it_is_told_now_and_then(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """All is done and nothing moves: else nobody knew what is waited for."""
    clock = iter([0.0, 0.0, 5.0, 20.0, 20.0])  # begun, shown, waits, waits, shown
    monkeypatch.setattr(shown, "time", SimpleNamespace(monotonic=lambda: next(clock)))
    with caplog.at_level(logging.INFO), progress(LOG, 4, "läst") as done:
        done.wait(70)
        done.wait(30)
    assert caplog.messages == ["läst 0 av 4 handlingar", "30 ändringar väntar på sökindexet"]
    monkeypatch.undo()
    monkeypatch.setattr(shown, "_DRAW_SECONDS", -1.0)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with progress(LOG, 2, "läst") as done:
        done.wait(7)
    assert "\r\x1b[K7 ändringar väntar på sökindexet\r" in capsys.readouterr().err
