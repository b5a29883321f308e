"""What the people who use it call things: Swedish for each code, English from the catalogue.

The texts are lazy, so that each is said in the language of the request.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Final

from flask_babel import LazyString, format_date, get_locale
from flask_babel import lazy_gettext as _

from models.mention import SINGULAR
from nlp.judged_history import TITLES
from search.words import comparisons, found_as, likeness, relations, retention, reviews, situation, ties, titles, trials
from search.words.extracts import NAMED as EXTRACTS
from web import check_names

Names = dict[str, LazyString]


def _lazy(titles: Mapping[str, str]) -> Names:
    """A table of Swedish titles, each in the language of the request."""
    return {code: _(title) for code, title in titles.items()}


FACETS: Final = _lazy(titles.TYPES)
"""Facet types in the order in which they are shown."""

FOLDED: Final = frozenset(
    {"LAW", "AMOUNT", "DATE", "TIME", "URL", "EMAIL", "ACCOUNT", "PHONE", "ORGNR", "method", "quality", "LOC"}
)
"""Facets that begin folded: there, but not in the way."""

ONE: Final = _lazy({label.value: title for label, title in SINGULAR.items()})

METHODS: Final = _lazy(titles.METHODS)

STATES: Final[Names] = {
    "read": _("Läst"),
    "partial": _("Delvis läst"),
    "failed": _("Ännu inte läst"),
    "quarantined": _("I karantän"),
}

JOBS: Final[Names] = {
    "upload": _("Uppladdning"),
    "retry": _("Försök igen"),
    "check": _("Kontroll av maskinen"),
    "read_again": _("Läs om"),
    "ingest": _("Inläsning"),
    "export": _("Export"),
    "split": _("Delning"),
    "archive_copy": _("Sökbar PDF"),
    "watch": _("Sökning efter en lista"),
    "dossier": _("Ärendemapp"),
    "situation": _("Lägesbild"),
    "providers": _("Utförarnas rader"),
    "extract": _("Registerutdrag"),
    "redaction": _("Maskad kopia"),
    "release": _("Utlämnande"),
    "erase": _("Gallring"),
    "watched_file": _("Fil ur bevakad mapp"),
}

REQUESTS: Final[Names] = {
    "waiting": _("Väntar på beslut"),
    "granted": _("Beviljad"),
    "refused": _("Avslagen"),
    "closed": _("Avslutad"),
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

DECISIONS: Final[Names] = {
    "accept": _("Dela filen"),
    "reject": _("Lämna filen hel"),
    "undo": _("Ångra delningen"),
}
"""What is asked for about a proposal to cut a file."""

ROLES: Final[Names] = {
    "attachment": _("bilaga"),
    "attachment_to": _("bilaga till"),
    "member": _("innehåller"),
    "member_of": _("ligger i"),
    "part": _("del"),
    "part_of": _("del av"),
    "reading": _("läsning"),
    "reading_of": _("läsning av"),
}
"""What one document is to another that it belongs with."""

JOB_STATES: Final[Names] = {
    "waiting": _("Väntar"),
    "running": _("Pågår"),
    "done": _("Klart"),
    "failed": _("Misslyckades"),
}

RUN_STATES: Final[Names] = {
    "running": _("Pågår"),
    "done": _("Klart"),
    "stopped": _("Avbruten"),
}

WATCHED_STATES: Final[Names] = {
    "watched": _("Bevakas"),
    "paused": _("Pausad"),
    "trouble": _("Kan inte ses"),
    "silent": _("Svarar inte"),
    "untended": _("Ingen tittar"),
}

WATCHED_WAITS: Final[Names] = {
    "growing": _("har inte stått stilla tillräckligt länge"),
    "open_for_writing": _("ett program skriver i den"),
    "unended": _("slutar inte som den ska: överföringen är inte klar, eller har brutits"),
    "empty_file": _("filen är tom"),
    "temporary_name": _("har ett tillfälligt namn"),
    "queue": _("väntar på sin tur"),
}
"""Why a file of a watched folder has not been taken yet."""

KINDS: Final = _lazy(titles.KINDS)

FIELDS: Final = _lazy(titles.FIELDS)
"""Fields of documents (docs/fields.md). ``subject`` is what a mail or a permit is about, or whom a paper is about."""

COLUMNS: Final[Names] = {
    **FIELDS,
    **{name: FACETS[name] for name in ("kind", "source", "owner")},
    "name": _("Handling"),
    "title": _("Titel i filen"),
    "pages": _("Sidor"),
    "parties": _("Parter"),
}
"""The columns of a table of hits (``search/table.py``)."""

PERSON_ROLES: Final[Names] = {
    "suspect": _("misstänkt"),
    "reported": _("anmäld"),
    "witness": _("vittne"),
    "complainant": _("målsägande eller anmälare"),
    "officer": _("polis eller handläggare"),
    "mentioned": _("omnämnd"),
    "official": _("handläggare"),
    "applicant": _("sökande"),
    "subject": _("den saken gäller"),
}
"""What part a person has in a document; ``mentioned`` where it does not say."""

OUTCOMES: Final = _lazy(titles.OUTCOMES)
"""How a matter ended."""

TOLD_ROLES: Final = _lazy(titles.ROLES)
"""The parts that somebody has in a document, said of the document: as a facet's values, with no name beside them."""

QUALITIES: Final = _lazy(titles.QUALITIES)

DOSSIER_ITEMS: Final[Names] = {
    "document": _("Handling"),
    "page": _("Sida"),
    "fragment": _("Utdrag"),
    "entity": _("Namn eller uppgift"),
    "network": _("Samband"),
}
"""What lies in a case folder."""

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
    "act": _lazy({act.value: title for act, title in TITLES.items()}),
    "tie": _lazy(ties.REASONS),
    "form": _lazy(found_as.FOUND_AS),
    "likeness": _lazy(likeness.ALIKE),
    "relation": _lazy(relations.RELATIONS),
    "cut": CUTS,
    "decision": DECISIONS,
    "facet": FACETS,
    "label": ONE,
    "method": METHODS,
    "state": STATES,
    "job": JOBS,
    "job_state": JOB_STATES,
    "run_state": RUN_STATES,
    "watched_state": WATCHED_STATES,
    "watched_wait": WATCHED_WAITS,
    "check": check_names.CHECKS,
    "result": RESULTS,
    "role": ROLES,
    "kind": KINDS,
    "field": FIELDS,
    "column": COLUMNS,
    "person_role": PERSON_ROLES,
    "outcome": OUTCOMES,
    "told_role": TOLD_ROLES,
    "quality": QUALITIES,
    "dossier_item": DOSSIER_ITEMS,
    "format": FORMATS,
    "review_rule": _lazy(reviews.RULES),
    "review_asked": _lazy(reviews.ASKED),
    "finding": _lazy(reviews.FINDINGS),
    "deed": _lazy(reviews.ACTIONS),
    "request": REQUESTS,
    **{name: _lazy(each) for room in (situation, comparisons, retention, trials) for name, each in room.NAMED.items()},
    **{name: _lazy(each) for name, each in EXTRACTS.items()},
}

_MONTH: Final = re.compile(r"(?!0000)[0-9]{4}-(?:0[1-9]|1[0-2])")  # of a year that a calendar has
CODED: Final = {
    "kind": "kind",
    "method": "method",
    "outcome": "outcome",
    "role": "told_role",
    "quality": "quality",
}
"""The table of each facet type whose values are codes."""


def said(code: str, table: str) -> str:
    """A code in plain words; one without a translation is shown as it is, its underscores as spaces."""
    known = TABLES[table].get(code)
    return str(known) if known is not None else code.replace("_", " ")


@cache
def _month_said(id: str, _locale: str) -> str:
    """Remembered: Babel takes its time, and an archive of decades has hundreds of months."""
    return str(format_date(date.fromisoformat(f"{id}-01"), "LLLL y"))


def value_said(id: str, label: str, type: str) -> str:
    """What to show for a facet value: some types have codes, everything else is its own name."""
    if type == "month" and _MONTH.fullmatch(id):
        return _month_said(id, str(get_locale()))
    return said(id, CODED[type]) if type in CODED else label


def called(type: str) -> dict[str, str]:
    """What the codes of one of these facet types are called in the language of the request."""
    return {code: str(title) for code, title in TABLES[CODED[type]].items()}
