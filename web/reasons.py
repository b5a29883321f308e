"""Why a page or a document is as it is, and why a job failed: codes of the reading, in plain words."""

from __future__ import annotations

from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

REASONS: Final[dict[str, LazyString]] = {
    "good_text": _("textlagret är gott"),
    "good_text_over_image": _("gott textlager över en bild"),
    "text_better_than_ocr": _("textlagret är bättre än OCR"),
    "file_text": _("filens egen text"),
    "garbled_text": _("textlagret är förvanskat"),
    "no_text": _("sidan har inget textlager"),
    "little_text_over_image": _("nästan inget textlager över bilden"),
    "poor_text_over_image": _("dåligt textlager över bilden"),
    "image_beside_text": _("bild bredvid texten"),
    "picture": _("filen är en bild"),
    "no_ink": _("sidan är tom"),
    "no_content": _("sidan är tom"),
    "no_words_little_ink": _("inga ord och nästan inget tryck"),
    "no_words_found": _("Inga ord kunde läsas, men något står på sidan."),
    "corrupt_page": _("Sidan är skadad."),
    "ocr_timeout": _("OCR tog för lång tid på sidan."),
    "unread_pages": _("några sidor kunde inte läsas"),
    "not_read_yet": _("väntar på att läsas"),
    "reading": _("läses nu"),
    "unsupported_type": _("Formatet kan inte läsas."),
    "corrupt": _("Filen är skadad."),
    "empty_file": _("Filen är tom (noll byte)."),
    "encrypted": _("Filen är skyddad med lösenord."),
    "too_large": _("Filen är större än gränsen."),
    "permission_denied": _("Filen fick inte läsas."),
    "reader_timeout": _("Läsningen tog för lång tid."),
    "reader_crashed": _("Läsaren föll på filen."),
    "reader_invalid_answer": _("Läsarens svar höll inte ihop och används inte."),
    "disk_full": _("Disken är full."),
    "attempts": _("Arbetet har försökts flera gånger utan att bli klart."),
    "index_unavailable": _("Sökindexet svarade inte."),
    "database_unavailable": _("Databasen svarade inte."),
    "ocr_unavailable": _("OCR är inte installerat."),
    "not_found": _("Handlingen finns inte, eller får inte läsas."),
}


def reason_said(code: str) -> str:
    """The reason in plain words; an unknown code is shown as it is."""
    known = REASONS.get(code)
    return str(known) if known is not None else code.replace("_", " ")
