"""Every way a request can end badly, in plain words and with a reference number that also stands in the log.

What one may not read and what does not exist get the same page, and the same line. A script that asks for JSON is told
the same in JSON.
"""

from __future__ import annotations

import secrets
from pathlib import Path

from flask import Flask, Response, current_app, g, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError

from models.errors import AccessDeniedError, RefusedError, SamsynError, UnavailableError, UnknownSourceError
from models.logs.record import Log
from web.parts import parts

_log = Log("samsyn.web")
_UNAMBIGUOUS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # to be read over the telephone


def handle_errors(app: Flask) -> None:
    """Give the app a page for each."""
    app.register_error_handler(CSRFError, _too_old)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(SamsynError, _ours)
    app.register_error_handler(Exception, _unforeseen)


def _too_old(error: CSRFError) -> ResponseReturnValue:
    return _page(error, 400, _("Sidan hade blivit för gammal"), _("Gå tillbaka, ladda om sidan och försök igen."))


def _http(error: HTTPException) -> ResponseReturnValue:
    if isinstance(error, SecurityError):  # a foreign Host: no address of ours may be built from it
        return "400", 400
    code = error.code or 500
    if code < 400:
        return error.get_response()
    told = _too_many_files() if code == 413 else None
    page, status = _page(error, code, *(told or _words(code)))
    waits = {name: value for name, value in error.get_headers() if name == "Retry-After"}
    return page, status, waits


def _ours(error: SamsynError) -> ResponseReturnValue:
    if isinstance(error, AccessDeniedError | UnknownSourceError):
        return _page(error, 404, *_words(404))
    if isinstance(error, UnavailableError):
        return _page(error, 503, *_unavailable(error.code))
    if isinstance(error, RefusedError):
        return _page(error, 400, _("Det gick inte att göra så"), f"{error.message}. {error.next}")
    return _page(error, 500, *_words(500))


def _unforeseen(error: Exception) -> ResponseReturnValue:
    return _page(error, 500, *_words(500))


def _too_many_files() -> tuple[str, str] | None:
    """Title and advice where a plain form with files was refused, and not for their size."""
    room = current_app.config["MAX_CONTENT_LENGTH"]
    if request.endpoint != "upload.receive" or (request.content_length or 0) > room:
        return None
    most = parts().store.settings.limits.upload_files
    told = _(
        "Ingen av filerna är mottagen, och alla ligger kvar hos dig. "
        "Välj högst %(most)s åt gången, eller packa dem i en zip-fil.",
        most=most,
    )
    return _("Så många filer går inte att lämna in på en gång"), told


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


def _logged(error: Exception, status: int) -> str:
    """Write the error to the log under a new reference number: status, code and route, and of what is our fault where
    it arose. No address and no message: either may hold case data."""
    reference = "-".join("".join(secrets.choice(_UNAMBIGUOUS) for _place in range(4)) for _part in range(2))
    line = {"status": status, "code": _code(error, status), "route": request.endpoint or "none"}
    if status < 500:
        _log.warning("request.refused", "{reference}: {status} {code} {route}", reference=reference, **line)
    else:
        _log.error(
            "request.failed",
            "{reference}: {status} {code} {route} at {place}",
            reference=reference,
            place=_place(error),
            **line,
        )
    return reference


def _code(error: Exception, status: int) -> str:
    """Our own code, or the sort of error; what may not be read and what there is no page for are called alike."""
    if status == 404:
        return AccessDeniedError.code
    return error.code if isinstance(error, SamsynError) else type(error).__name__


def _place(error: Exception) -> str:
    """File, line and function of the innermost frame."""
    trace, at = error.__traceback__, ""
    while trace is not None:
        code = trace.tb_frame.f_code
        at, trace = f"{Path(code.co_filename).name}:{trace.tb_lineno} ({code.co_qualname})", trace.tb_next
    return at


def _page(error: Exception, status: int, title: str, advice: str) -> tuple[str | Response, int]:
    g.setdefault("viewer", None)
    g.setdefault("purpose", None)
    reference = _logged(error, status)
    if request.accept_mimetypes.best == "application/json":
        told = {"code": _code(error, status), "title": title, "advice": advice, "reference": reference}
        return jsonify(error=told), status
    return render_template("error.html", title=title, advice=advice, reference=reference, code=status), status
