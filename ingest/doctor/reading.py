"""What documents are read and named with: Tesseract, LibreOffice, the sandbox, the trained models."""

from __future__ import annotations

from ingest.doctor.check import Check, said
from models.errors import ConverterMissingError
from models.settings import Settings

_SANDBOX_NEXT = (
    "Filer läses utan sandlåda: apt-get install bubblewrap, och låt användaren skapa namnrymder; "
    "eller godta det med SAMSYN_SANDBOX=limits."
)


def ocr(settings: Settings) -> Check:
    """The engine is opened with its languages: a model that is missing or damaged is told here."""
    from ingest.ocr.engine import open_engine

    engine = open_engine(settings)
    return said("ocr", True, f"{type(engine).__name__} {_version()} ({settings.ocr_languages})")


def _version() -> str:
    from pytesseract import get_tesseract_version

    try:
        return f"Tesseract {get_tesseract_version()}"
    except Exception:  # the program is not there: tesserocr brings the library
        from ingest.ocr.in_process import tesseract_version

        return tesseract_version().splitlines()[0]


def converter() -> Check:
    from ingest.readers.converter import converter_path

    found = converter_path()
    return said("converter", found is not None, found or ConverterMissingError.code, ConverterMissingError.next)


def sandbox(settings: Settings) -> Check:
    from ingest.sandbox import sandbox_state

    state = sandbox_state(settings)
    walled = state.kind == "bubblewrap" or settings.sandbox == "limits"  # without walls only where somebody chose it
    return said("sandbox", walled, f"{state.kind} {state.reason}".strip(), _SANDBOX_NEXT)


def names(settings: Settings) -> Check:
    """The name model is loaded, so that a file that is not the one that was trained is told here."""
    from nlp.choice import model_folder
    from nlp.names.tagger import Tagger

    folder = model_folder(settings.nlp_pipeline)
    if folder is None:
        return said("names", True, settings.nlp_pipeline)
    meta = Tagger(folder).meta
    return said("names", True, f"{meta.name} {meta.version}")


def kinds() -> Check:
    """The classifier of kinds, in the same way."""
    from nlp.choice import KINDS_MODEL, PIPELINES
    from nlp.kinds.classifier import Classifier

    meta = Classifier(PIPELINES / KINDS_MODEL).meta
    return said("kinds", True, f"{meta.name} {meta.version}")
