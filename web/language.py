"""Swedish or English: Swedish is the source, the English catalogue is compiled when the app starts."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Final

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Blueprint, Flask, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import Babel, format_decimal, get_locale, gettext
from markupsafe import Markup

from models.store.unfinished import unfinished_beside
from web.addresses import own_path

LANGUAGES: Final = {"sv": "Svenska", "en": "English"}
CATALOGUES: Final = Path(__file__).parent / "translations"
_REMEMBERED: Final = 4_096  # texts of the templates, in each language; numbers

blueprint = Blueprint("language", __name__)


def set_up(app: Flask, cache: Path) -> None:
    """Compile the catalogues into ``cache`` (a folder of the installation's home) and let Babel choose by session."""
    app.config.update(BABEL_DEFAULT_LOCALE="sv", BABEL_DEFAULT_TIMEZONE="Europe/Stockholm")
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(compile_catalogues(cache.absolute()))
    Babel(app, locale_selector=chosen)
    app.jinja_env.globals.update(language=chosen, languages=LANGUAGES, _=_remembering())
    app.jinja_env.filters["number"] = number_said


def chosen() -> str:
    """The language of this session: ``sv`` unless another was chosen."""
    held = session.get("language")
    return held if held in LANGUAGES else "sv"


def number_said(number: int) -> str:
    """A number as it is written in the language of the request: a page of hits has hundreds."""
    return _number_in(number, _locale())


@lru_cache(maxsize=_REMEMBERED, typed=True)
def _number_in(number: int, _locale: str) -> str:
    return str(format_decimal(number))


def _locale() -> str:
    """What the request's language is called: its whole name is put together anew each time that it is asked for."""
    found = get_locale()
    return found.language if found is not None else ""


def _remembering() -> Callable[..., Markup]:
    """What ``_()`` is in templates: Babel's, each text found in its catalogue once. It is asked hundreds of times a
    page, and never of anything but the templates' own texts."""

    @lru_cache(maxsize=_REMEMBERED)
    def found(text: str, _locale: str) -> Markup:
        return Markup(gettext(text))  # noqa: S704 - ours

    @lru_cache(maxsize=_REMEMBERED)
    def whole(text: str, locale: str) -> Markup:
        return found(text, locale) % {}  # %% is one sign, as in those with something to put in

    def translated(text: str, **variables: object) -> Markup:
        locale = _locale()
        return found(text, locale) % variables if variables else whole(text, locale)

    return translated


def choose_for_session(code: str) -> None:
    """Remember a language in the session; an unknown code changes nothing."""
    if code in LANGUAGES:
        session["language"] = code


def compile_catalogues(cache: Path) -> Path:
    """Compile each ``.po`` below ``cache``, in a folder named by what they hold; returns the folder.

    A folder that is there is whole: it gets its name when all is written.
    """
    sources = sorted(CATALOGUES.glob("*/LC_MESSAGES/*.po"))
    content = hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()
    folder = cache / content[:16]
    if folder.is_dir():
        return folder
    arriving = unfinished_beside(folder)
    for source in sources:
        target = arriving / source.relative_to(CATALOGUES).with_suffix(".mo")
        target.parent.mkdir(parents=True, exist_ok=True)
        with source.open("rb") as catalogue, target.open("wb") as compiled:
            write_mo(compiled, read_po(catalogue, locale=source.parts[-3]))
    try:
        arriving.replace(folder)
    except OSError:  # another process was first, with the same content
        shutil.rmtree(arriving)
    return folder


@blueprint.post("/sprak")
def choose() -> ResponseReturnValue:
    """Change language and come back to the search page, or to the page that asked (a path of ours)."""
    choose_for_session(request.form.get("language", ""))
    return redirect(own_path(request.form.get("back", "")) or url_for("search.start"), 303)
