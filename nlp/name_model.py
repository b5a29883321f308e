"""The trained name model as a spaCy component: after the rules, and what both found is settled in one place."""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from nlp.components import candidates, text
from nlp.names.languages import without_menus
from nlp.names.merging import merged
from nlp.names.tagger import Tagger
from nlp.pipeline import MODEL


class NameModel:
    """Adds PERSON, ORG and LOC of one model to what the rules have found."""

    def __init__(self, folder: Path) -> None:
        self._tagger = Tagger(folder)

    def __call__(self, doc: Doc) -> Doc:
        found = candidates(doc)
        page = text(doc)
        found[:] = merged(found, without_menus(page, self._tagger.find(page)))
        return doc


@Language.factory(MODEL, default_config={"folder": ""})
def make(nlp: Language, name: str, folder: str) -> NameModel:
    """Called by spaCy with the ``folder`` that :func:`nlp.pipeline.make_pipeline` gives."""
    return NameModel(Path(folder))
