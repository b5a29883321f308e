"""``samsyn doctor`` says no where something is missing, and what to do about it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import Answer, samsyn


def sandbox(answer: Answer) -> dict[str, Any]:
    (check,) = (check for check in answer.value["checks"] if check["name"] == "sandbox")
    return dict(check)


@pytest.mark.parametrize("chosen", ["auto", "bubblewrap"])
def test_no_sandbox_is_not_well_unless_it_was_chosen(
    chosen: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))  # where there is no bwrap
    answer = samsyn(tmp_path / "home", "doctor", "--json", sandbox=chosen)
    assert (answer.status, answer.value["ok"], sandbox(answer)["ok"]) == (1, False, False)
    assert sandbox(answer)["next"]
    accepted = sandbox(samsyn(tmp_path / "home", "doctor", "--json", sandbox="limits"))
    assert (accepted["ok"], accepted["found"]) == (True, "limits chosen")
