from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import InvalidSettingError
from models.settings import Settings, read_settings


def test_defaults(tmp_path: Path) -> None:
    assert read_settings({}, directory=tmp_path) == Settings()


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "samsyn.toml").write_text('home = "/fil"\nocr_languages = "swe+eng"\n[limits]\npages = 10\n')
    settings = read_settings({"SAMSYN_HOME": "/miljö"}, directory=tmp_path)
    assert (settings.home, settings.ocr_languages, settings.limits.pages) == (Path("/miljö"), "swe+eng", 10)


def test_the_operator_can_be_turned_off(tmp_path: Path) -> None:
    (tmp_path / "samsyn.toml").write_text("[access]\noperator = false\n")
    assert read_settings({}, directory=tmp_path).operator is False


@pytest.mark.parametrize(
    "text",
    ['hem = "x"', "home = 3", "[limits]\npages = 0", "[limits]\nsidor = 3", "home = ", '[access]\noperator = "kanske"'],
)
def test_a_wrong_setting_is_refused_with_its_name(tmp_path: Path, text: str) -> None:
    (tmp_path / "samsyn.toml").write_text(text)
    with pytest.raises(InvalidSettingError):
        read_settings({}, directory=tmp_path)
