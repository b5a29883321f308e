from __future__ import annotations

import pickle
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


def test_another_process_gets_them_as_they_are(tmp_path: Path) -> None:
    """Of one and the same code: they are sent by place, so that a process begun with another is not to be sent any."""
    (tmp_path / "samsyn.toml").write_text('home = "/fil"\n[limits]\npages = 10\n')
    settings = read_settings({}, directory=tmp_path)
    assert pickle.loads(pickle.dumps(settings)) == settings


def test_the_operator_can_be_turned_off(tmp_path: Path) -> None:
    (tmp_path / "samsyn.toml").write_text("[access]\noperator = false\n")
    assert read_settings({}, directory=tmp_path).operator is False


def test_the_name_pipeline_is_chosen_by_file_or_variable(tmp_path: Path) -> None:
    (tmp_path / "samsyn.toml").write_text('[nlp]\npipeline = "fast"\n')
    assert read_settings({}, directory=tmp_path).nlp_pipeline == "fast"
    assert read_settings({"SAMSYN_NLP_PIPELINE": "rules"}, directory=tmp_path).nlp_pipeline == "rules"
    with pytest.raises(InvalidSettingError, match="accurate, fast, rules"):
        read_settings({"SAMSYN_NLP_PIPELINE": "bäst"}, directory=tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        '[nlp]\npipeline = "bäst"',
        "[nlp]\npipeline = 3",
        '[nlp]\nmodell = "fast"',
        'hem = "x"',
        "home = 3",
        "[limits]\npages = 0",
        "[limits]\nsidor = 3",
        "[limits]\nlease_seconds = 901",
        "home = ",
        '[access]\noperator = "kanske"',
        'log = "xml"',
        'log_level = "trace"',
        'ocr_engine = "tessa"',
        'sandbox = "kanske"',
    ],
)
def test_a_wrong_setting_is_refused_with_its_name(tmp_path: Path, text: str) -> None:
    (tmp_path / "samsyn.toml").write_text(text)
    with pytest.raises(InvalidSettingError):
        read_settings({}, directory=tmp_path)
