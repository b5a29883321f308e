"""What ``samsyn doctor`` checks (``ingest/doctor``), as it is called on the page of the machine."""

from __future__ import annotations

from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

CHECKS: Final[dict[str, LazyString]] = {
    "ocr": _("Läsning av skannade sidor (OCR)"),
    "converter": _("Äldre kontorsfiler (LibreOffice)"),
    "sandbox": _("Skyddad process för läsning"),
    "names": _("Modellen som hittar namn"),
    "disk": _("Plats på disken"),
    "index": _("Sökindexet"),
    "synonyms": _("Synonymer"),
    "meaning": _("Sökning efter innebörd"),
    "saved": _("Sparade sökningar"),
    "watched": _("Bevakade mappar"),
    "kinds": _("Modellen som känner igen handlingstyper"),
    "memory": _("Minne till läsningen"),
    "files": _("Öppna filer"),
    "zone": _("Tidszon"),
    "rights": _("Vem som når mappar och nycklar"),
    "certificates": _("Certifikat"),
    "scanner": _("Viruskontroll av original"),
    "sqlite": _("Databasen i sökindexet"),
    "register": _("Registrets databas"),
    "clock": _("Klockan"),
    "workers": _("Processer som utför jobb"),
    "outbox": _("Vägen till sökindexet"),
    "jobs": _("Jobb som misslyckats"),
    "backup": _("Säkerhetskopia"),
    "encryption": _("Kryptering på disken"),
    "vault": _("Originalens lagring"),
    "restored": _("Återställning"),
}
