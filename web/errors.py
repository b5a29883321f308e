"""Every way a request can end badly, in plain words and with a reference number that also stands in the log.

What one may not read and what does not exist get the same page.
"""

from __future__ import annotations

import logging
import secrets
from pathlib import Path

from flask import Flask, g, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError

from models.errors import AccessDeniedError, RefusedError, SamsynError, UnavailableError, UnknownSourceError

_log = logging.getLogger("samsyn.web")
_UNAMBIGUOUS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # to be read over the telephone


def handle_errors(app: Flask) -> None:
    """Give the app a page for each."""
    app.register_error_handler(CSRFError, _too_old)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(SamsynError, _ours)
    app.register_error_handler(Exception, _unforeseen)


def _too_old(error: CSRFError) -> ResponseReturnValue:
    return _page(400, _("Sidan hade blivit för gammal"), _("Gå tillbaka, ladda om sidan och försök igen."))


def _http(error: HTTPException) -> ResponseReturnValue:
    if isinstance(error, SecurityError):  # a foreign Host: no address of ours may be built from it
        return "400", 400
    code = error.code or 500
    if code < 400:
        return error.get_response()
    page, status = _page(code, *_words(code))
    waits = {name: value for name, value in error.get_headers() if name == "Retry-After"}
    return page, status, waits


def _ours(error: SamsynError) -> ResponseReturnValue:
    if isinstance(error, AccessDeniedError | UnknownSourceError):
        return _page(404, *_words(404))
    if isinstance(error, UnavailableError):
        return _page(503, *_unavailable(error.code), reference=_logged(error))
    if isinstance(error, RefusedError):
        return _page(400, _("Det gick inte att göra så"), f"{error.message}. {error.next}")
    return _page(500, *_words(500), reference=_logged(error))


def _unforeseen(error: Exception) -> ResponseReturnValue:
    return _page(500, *_words(500), reference=_logged(error))


def _words(code: int) -> tuple[str, str]:
    """Title and advice for a status of HTTP."""
    match code:
        case 403:
            return _("Din roll är inte till för det här"), _("Fråga den som sköter kontona om du behöver göra det.")
        case 404:
            return _("Sidan finns inte"), _("Den finns inte, eller så har du inte tillgång till den.")
        case 405:
            return _("Så kan sidan inte anropas"), _("Gå till sökningen och börja om därifrån.")
        case 413:
            return _("Filen är för stor"), _("Dela upp filen, eller be förvaltaren läsa in den från servern.")
        case 429:
            return _("Det blev för många förfrågningar"), _("Vänta en stund och försök igen. Inget har gått förlorat.")
        case 500:
            return _("Något gick fel hos oss"), _("Försök igen. Består felet, ange referensnumret till supporten.")
        case _:
            return _("Förfrågan gick inte att förstå"), _("Gå till sökningen och börja om därifrån.")


def _unavailable(code: str) -> tuple[str, str]:
    match code:
        case "ledger_unavailable":
            return _("Loggen kan inte skrivas"), _("Därför visas inget. Försök igen om en stund.")
        case "index_unavailable":
            return _("Sökningen är tillfälligt ur drift"), _("Inget har gått förlorat. Försök igen om en stund.")
        case _:
            return _("Tjänsten är tillfälligt ur drift"), _("Inget har gått förlorat. Försök igen om en stund.")


def _logged(error: Exception) -> str:
    """Write the error to the log under a new reference number. Only types and places: a message may hold case data."""
    reference = "-".join("".join(secrets.choice(_UNAMBIGUOUS) for _place in range(4)) for _part in range(2))
    code = error.code if isinstance(error, SamsynError) else type(error).__name__
    trace, at = error.__traceback__, ""
    while trace is not None:
        code_object = trace.tb_frame.f_code
        at, trace = f"{Path(code_object.co_filename).name}:{trace.tb_lineno} ({code_object.co_qualname})", trace.tb_next
    _log.error("%s: %s at %s", reference, code, at)
    return reference


def _page(code: int, title: str, advice: str, reference: str = "") -> tuple[str, int]:
    g.setdefault("viewer", None)
    g.setdefault("purpose", None)
    return render_template("error.html", title=title, advice=advice, reference=reference, code=code), code
