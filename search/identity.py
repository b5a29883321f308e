"""Which analysis made an index: a name that changes when a page may get other keys, or lie otherwise in the index."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

from models.fingerprint import fingerprint

_ROOT: Final = Path(__file__).parent.parent
MAKING: Final = (
    "models/masking.py", "models/quality.py", "models/store/counted.py", "models/swedish.py", "search/alike.py",
    "search/analysis.py", "search/compounds.py", "search/dictionary.py",
    "search/embedded/encoding.py",
    "search/embedded/schema.py", "search/embedded/vocabulary.py", "search/embedded/writing.py",
    "search/fitting.py", "search/folding.py", "search/forms.py", "search/index.py", "search/lemmas.py",
    "search/mending.py", "search/named.py", "search/opensearch/codes.py", "search/opensearch/mappings.py",
    "search/opensearch/records.py",
    "search/page_keys.py", "search/paradigms.py", "search/query.py", "search/reader_classes.py", "search/shapes.py",
    "search/sound.py",
    "search/units.py",
    "search/verbs.py",
    "search/words/compounds.py", "search/words/lemmas.py", "search/words/names.txt",
    "search/words/verbs.txt",
)  # fmt: skip
"""What makes of a page what is indexed of it, and how it lies there; a test tells what is missing here."""
LIBRARIES: Final = ("simplemma", "PyStemmer")
"""Where the analysis has base forms and stems from: another version may answer otherwise."""


@cache
def keys_identity() -> str:
    """``keys-<16 hex digits>``: of the analysis in force, on either back end."""
    files = ((_ROOT, _ROOT / name) for name in MAKING)
    return f"keys-{fingerprint(files, *(f'{name} {version(name)}' for name in LIBRARIES))}"
