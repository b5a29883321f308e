"""Which pipeline named a document: a name that changes when, and only when, what finds names may answer otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

from models.fingerprint import fingerprint
from nlp.choice import KINDS_MODEL, PIPELINES, model_folder

_MEASURING: Final = (
    "evaluate", "scoring", "gold_papers", "token_files", "intervals", "compile",
    "judging", "judged_history", "judged_export", "anchoring",
)  # fmt: skip
"""Modules that measure or prepare, or take down what people say; they change no answer of the pipeline."""
_CARD: Final = ".md"
"""A model's card tells of it: new figures there name no document anew."""


@lru_cache(maxsize=4)
def pipeline_identity(choice: str) -> str:
    """``<choice>-<16 hex digits>``: a hash of the rules with their tables, and of the files of the models.

    The rules are hashed as they are written, so that no version number can be forgotten; a comment changes it too, and
    costs one more naming. Raises :class:`InvalidSettingError` where the model is not installed.
    """
    files = (*_rules(), *_files(model_folder(choice)), *_files(PIPELINES / KINDS_MODEL))
    return f"{choice}-{fingerprint(files)}"


def _rules() -> Iterator[tuple[Path, Path]]:
    root = Path(__file__).parent
    for path in sorted(root.rglob("*")):
        if path.suffix in (".py", ".txt") and not path.stem.startswith(_MEASURING):
            yield root, path


def _files(folder: Path | None) -> Iterator[tuple[Path, Path]]:
    if folder is not None:
        files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != _CARD)
        yield from ((folder, path) for path in files)
