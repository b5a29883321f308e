"""Which of the name pipelines (``nlp.pipeline`` in the settings) is used, and where its trained model lies."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from models.errors import InvalidSettingError
from models.settings import NAME_PIPELINES

PIPELINES: Final = Path(__file__).parents[1] / "models" / "pipelines"
"""Where the trained pipelines lie that ship with the product."""
KINDS_MODEL: Final = "sv_samsyn_kinds"
"""The folder of the classifier of kinds among them."""
RULES: Final = "rules"
"""The choice that needs no model."""


def model_folder(choice: str) -> Path | None:
    """The folder of the trained pipeline ``sv_samsyn_<choice>``; None for the rules alone.

    Raises :class:`InvalidSettingError` for a choice that is none, and for one whose model is not installed: nothing is
    ever put silently in its place.
    """
    if choice not in NAME_PIPELINES:
        raise InvalidSettingError(f"nlp.pipeline: {choice!r} är inget av {', '.join(NAME_PIPELINES)}")
    if choice == RULES:
        return None
    folder = PIPELINES / f"sv_samsyn_{choice}"
    if not folder.is_dir():
        raise InvalidSettingError(
            f"nlp.pipeline är {choice}, men modellen {folder.name} finns inte i {folder.parent}",
            next="Installera modellen, eller välj rules i samsyn.toml ([nlp] pipeline) eller i SAMSYN_NLP_PIPELINE.",
        )
    return folder
