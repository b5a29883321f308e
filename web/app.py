"""Puts the front end together: a Flask app over one store and one index."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, url_for
from flask_babel import format_date, format_datetime, format_decimal
from flask_wtf.csrf import CSRFProtect

from models.access import may_change
from models.identity import opaque_id
from models.masking import mask
from models.mention import Label
from models.store.sessions import IDLE
from models.store.store import Store
from models.visible import visible
from search.index import Index
from web import (
    about,
    account,
    accounts,
    addresses,
    alerts,
    certainty,
    collecting,
    correcting,
    decisions,
    desk,
    document,
    dossiers,
    entity,
    entity_following,
    errors,
    extract,
    factor,
    first_steps,
    guide,
    handing_in,
    headers,
    health,
    holds,
    jobs,
    judged,
    labels,
    language,
    libraries,
    login,
    markings,
    measuring,
    naming,
    network,
    notes,
    parts,
    policy_reports,
    preview,
    protected,
    provider,
    provider_review,
    purpose,
    rates,
    redaction,
    redaction_finish,
    refusals,
    release_register,
    requests,
    retention,
    retention_orders,
    retention_rules,
    review,
    saved,
    search,
    secrecy,
    session,
    shortcuts,
    similar,
    situation,
    suggestions,
    tags,
    trials,
    understanding,
    unsettled,
    upload,
    watch,
    watched,
)
from web.counting import SharedCounting
from web.ordering import grouped, in_order
from web.outcomes import outcome
from web.reasons import next_step, reason_said, sentence
from web.roles import role_said
from web.run_cells import TONES, run_cells
from web.segments import cut
from web.written import written

_FORM_ROOM = 1024 * 1024  # what a form may hold beside the file it carries
_FORM_FIELDS = 1_000  # of a form, beside the files that it hands in
_LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]


def create_app(store: Store, index: Index, *, demo: bool = False, https: bool = False) -> Flask:
    """The front end as a WSGI app.

    ``https`` says that it is reached over TLS: the cookie is then ``__Host-`` and Secure. Without it, only requests
    to this machine's own loopback names are answered.
    """
    app = Flask(__name__)
    for rule in app.url_map.iter_rules():  # of files: Flask offers more than is asked for
        rule.methods = {"GET", "HEAD"}
    app.config.update(_configuration(store, https=https))
    parts.hand_over(app, parts.Parts(store, index, demo, addresses=not https or bool(store.settings.trusted_proxy)))
    store.users.warm_up()
    health.set_up(app)
    measuring.measure(app)  # from here on: what is refused is measured too
    provider.set_up(app)
    headers.set_headers(app, https=https)
    session.recognise(app)
    shared = SharedCounting(store.rate_counts)
    rates.guard(app, store.settings.limits, shared)  # before the doors: what is refused there is counted too
    refusals.set_up(app, shared)
    session.guard(app)
    CSRFProtect(app).exempt(policy_reports.blueprint)  # a browser sends it by itself; it changes nothing
    language.set_up(app, store.settings.home / "cache" / "translations")
    errors.handle_errors(app)
    _equip_templates(app)
    libraries.set_up(app)
    app.url_map.converters["opaque"] = addresses.OpaqueId
    for room in (
        login,
        provider,
        account,
        factor,
        accounts,
        purpose,
        search,
        understanding,
        preview,
        saved,
        alerts,
        document,
        similar,
        decisions,
        entity,
        correcting,
        naming,
        judged,
        suggestions,
        entity_following,
        network,
        provider_review,
        situation,
        redaction,
        redaction_finish,
        jobs,
        unsettled,
        upload,
        desk,
        retention,
        retention_rules,
        retention_orders,
        holds,
        handing_in,
        guide,
        watch,
        watched,
        about,
        language,
        shortcuts,
        libraries,
        health,
        review,
        requests,
        trials,
        release_register,
        policy_reports,
        secrecy,
        protected,
        extract,
        markings,
        notes,
        tags,
        dossiers,
        collecting,
    ):
        app.register_blueprint(room.blueprint)
    return app


def _configuration(store: Store, *, https: bool) -> dict[str, object]:
    return {
        "SECRET_KEY": opaque_id(store.key, "web", "cookies"),
        "SESSION_COOKIE_NAME": "__Host-samsyn" if https else "samsyn",
        "SESSION_COOKIE_SECURE": https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Strict",
        "SESSION_COOKIE_PATH": "/",
        "TRUSTED_HOSTS": None if https else _LOOPBACK,  # a page elsewhere cannot rebind its name to us
        "MAX_CONTENT_LENGTH": store.settings.limits.upload_bytes + _FORM_ROOM,
        "MAX_FORM_MEMORY_SIZE": _FORM_ROOM,
        "MAX_FORM_PARTS": store.settings.limits.upload_files + _FORM_FIELDS,
        "WTF_CSRF_TIME_LIMIT": None,  # as long as the session, which the register ends
        "WTF_CSRF_SSL_STRICT": False,  # asks for a Referer, which our own policy withholds; Strict cookies stand in
        "PROVIDE_AUTOMATIC_OPTIONS": False,
    }


def _equip_templates(app: Flask) -> None:
    """What templates may say: codes in plain words, masked names, dates and numbers as they are written here."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        mask=lambda text: mask(str(text)),
        name=lambda text, label="": mask(visible(written(str(text), label))),
        written=written,
        said=labels.said,
        value_said=labels.value_said,
        certainty=certainty.told,
        sure=certainty.percent_said,
        reason=reason_said,
        sentence=sentence,
        next_step=next_step,
        outcome=outcome,
        run_cells=run_cells,
        role=role_said,
        in_order=in_order,
        grouped=grouped,
        day=lambda date: format_date(date, "yyyy-MM-dd") if date else "",
        moment=lambda time: format_datetime(time, "yyyy-MM-dd HH:mm"),
        size=_size,
        pieces=lambda fragment: cut(fragment.text, fragment.marks),
    )
    app.jinja_env.globals.update(
        asset=_asset,
        display_name=_display,
        certainty_steps=certainty.STEPS,
        Label=Label,
        demo=lambda: parts.parts().demo,
        allowed=session.allowed,
        changes=lambda owner: may_change(session.viewer(), owner),
        unseen_alerts=alerts.unseen,
        shortcuts_off=shortcuts.are_off,
        shares=requests.concerned,
        first_step=first_steps.first_step,
        session_seconds=int(IDLE.total_seconds()),
        session_idle=session.idle,
        run_tones=TONES,
        watched_tones=watched.TONES,
        mode_said=requests.mode_said,
    )


def _size(count: int) -> str:
    """Bytes as people say them, in steps of a thousand."""
    for unit, step in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if count >= step:
            return f"{format_decimal(round(count / step, 1))} {unit}"
    return f"{count} B"


def _display(name: str) -> str:
    return parts.parts().store.users.display(name)


def _asset(name: str) -> str:
    """A static file's address with a hash of its content, so that a browser may keep it."""
    return url_for("static", filename=name, v=_fingerprint(Path(__file__).parent / "static" / name))


@cache
def _fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
