"""What the people who use it call things: Swedish for each code, English from the catalogue.

The texts are lazy, so that each is said in the language of the request.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from search.words import titles

Names = dict[str, LazyString]


def _lazy(titles: Mapping[str, str]) -> Names:
    """A table of Swedish titles, each in the language of the request."""
    return {code: _(title) for code, title in titles.items()}


FACETS: Final = _lazy(titles.TYPES)
"""Facet types in the order in which they are shown."""

FOLDED: Final = frozenset(
    {"LAW", "AMOUNT", "DATE", "TIME", "URL", "EMAIL", "ACCOUNT", "PHONE", "ORGNR", "method", "LOC"}
)
"""Facets that begin folded: there, but not in the way."""

ONE: Final[Names] = {
    "PERSON": _("Person"),
    "ORG": _("Organisation"),
    "PROPERTY": _("Fastighet"),
    "ADDRESS": _("Adress"),
    "LOC": _("Plats"),
    "VEHICLE": _("Fordon"),
    "CASE": _("Ärende"),
    "PERSONNUMMER": _("Personnummer"),
    "ORGNR": _("Organisationsnummer"),
    "PHONE": _("Telefonnummer"),
    "EMAIL": _("E-postadress"),
    "ACCOUNT": _("Konto"),
    "LAW": _("Lagrum"),
    "AMOUNT": _("Belopp"),
    "DATE": _("Datum"),
    "TIME": _("Klockslag"),
    "URL": _("Webbadress"),
}

METHODS: Final = _lazy(titles.METHODS)

STATES: Final[Names] = {
    "read": _("Läst"),
    "partial": _("Delvis läst"),
    "failed": _("Ännu inte läst"),
    "quarantined": _("I karantän"),
}

JOBS: Final[Names] = {
    "upload": _("Uppladdning"),
    "read_again": _("Läs om"),
    "ingest": _("Inläsning"),
    "export": _("Export"),
    "split": _("Delning"),
    "archive_copy": _("Sökbar PDF"),
}

RESULTS: Final[Names] = {
    **STATES,
    "read": _("Klart"),
    "kept": _("Oförändrad"),
}
"""How a job that reads ended: as the document's state says, or with its former reading kept."""

CUTS: Final[Names] = {
    "separator_sheet": _("efter ett skiljeblad"),
    "page_numbers_restart": _("sidnumren börjar om"),
    "letterhead": _("nytt brevhuvud"),
    "beginning": _("filens början"),
    "chosen": _("vald för hand"),
}
"""Why a part of a file begins where it does."""

JOB_STATES: Final[Names] = {
    "waiting": _("Väntar"),
    "running": _("Pågår"),
    "done": _("Klart"),
    "failed": _("Misslyckades"),
}

KINDS: Final = _lazy(titles.KINDS)

FIELDS: Final[Names] = {
    "date": _("Datum"),
    "case_number": _("Ärende"),
    "subject": _("Ämne"),
    "from": _("Från"),
    "to": _("Till"),
}

FORMATS: Final[Names] = {
    "application/pdf": _("PDF"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": _("Word (DOCX)"),
    "message/rfc822": _("E-post (EML)"),
    "text/plain": _("Ren text"),
    "application/vnd.oasis.opendocument.text": _("Text (ODT)"),
    "application/rtf": _("Text (RTF)"),
    "application/msword": _("Word (DOC)"),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": _("Kalkylblad (XLSX)"),
    "application/vnd.oasis.opendocument.spreadsheet": _("Kalkylblad (ODS)"),
    "application/vnd.ms-excel": _("Kalkylblad (XLS)"),
    "text/csv": _("Rader (CSV)"),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": _("Bildspel (PPTX)"),
    "application/vnd.oasis.opendocument.presentation": _("Bildspel (ODP)"),
    "application/vnd.ms-powerpoint": _("Bildspel (PPT)"),
    "text/html": _("Webbsida (HTML)"),
    "text/xml": _("XML"),
    "application/x-ndjson": _("Poster (JSON)"),
    "application/alto+xml": _("OCR-läsning (ALTO)"),
    "text/vnd.hocr+html": _("OCR-läsning (hOCR)"),
    "application/vnd.ms-outlook": _("E-post (Outlook)"),
    "application/vnd.ms-tnef": _("E-post (winmail.dat)"),
    "application/mbox": _("Brevlåda (MBOX)"),
    "application/vnd.ms-outlook-pst": _("Brevlåda (PST)"),
    "application/pkcs7-mime": _("Signerad fil"),
    "application/zip": _("Arkiv (ZIP)"),
    "application/x-tar": _("Arkiv (TAR)"),
    "application/x-7z-compressed": _("Arkiv (7Z)"),
    "application/gzip": _("Packad fil (GZ)"),
    "application/x-bzip2": _("Packad fil (BZ2)"),
    "application/x-xz": _("Packad fil (XZ)"),
    "image/tiff": _("Bild (TIFF)"),
    "image/png": _("Bild (PNG)"),
    "image/jpeg": _("Bild (JPEG)"),
    "image/jp2": _("Bild (JPEG 2000)"),
    "image/webp": _("Bild (WebP)"),
    "image/bmp": _("Bild (BMP)"),
    "image/gif": _("Bild (GIF)"),
}

TABLES: Final[dict[str, Names]] = {
    "cut": CUTS,
    "facet": FACETS,
    "label": ONE,
    "method": METHODS,
    "state": STATES,
    "job": JOBS,
    "job_state": JOB_STATES,
    "result": RESULTS,
    "kind": KINDS,
    "field": FIELDS,
    "format": FORMATS,
}


def said(code: str, table: str) -> str:
    """A code in plain words; one without a translation is shown as it is, its underscores as spaces."""
    known = TABLES[table].get(code)
    return str(known) if known is not None else code.replace("_", " ")


def value_said(id: str, label: str, type: str) -> str:
    """What to show for a facet value: kinds and methods have codes, everything else is its own name."""
    return said(id, type) if type in {"kind", "method"} else label
