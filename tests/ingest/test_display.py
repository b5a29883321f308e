"""How a run shows itself: of how many files, how many are done, and how many went wrong."""

from __future__ import annotations

import io
import logging
import sys

import pytest

from ingest.display import Display
from ingest.tally import Tally

WRONG = [{"path": "/a", "state": "quarantined", "reason": "corrupt"}]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_sees_files_done_of_all_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with Display() as display:
        for total in (200, 50):  # the demo shows one run after the other
            tally = Tally(total=total)
            display.update(tally)
            tally.files, tally.duplicates, tally.read, tally.problems = 40, 10, 20, WRONG
            display.update(tally)
            assert display._bar is not None
            assert (display._bar.n, display._bar.total) == (30, total)
    assert "30/50" in terminal.getvalue()
    assert "fel=1" in terminal.getvalue()


def test_elsewhere_it_is_log_lines(caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]) -> None:
    with caplog.at_level(logging.INFO, "ingest.display"), Display() as display:
        display.update(Tally(total=200, files=8, read=5, problems=WRONG))
    assert [record.getMessage().partition(" (")[0] for record in caplog.records] == ["5 av 200 filer inlästa"]
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("tally", "done"),
    [
        (Tally(total=9), 0),
        (Tally(total=9, files=3, read=1), 1),
        (Tally(total=9, files=3, duplicates=2, quarantined=1), 3),
        (Tally(total=9, files=3, read=40), 3),  # a mail with many attachments
    ],
)
def test_what_is_finished(tally: Tally, done: int) -> None:
    assert tally.finished == done
