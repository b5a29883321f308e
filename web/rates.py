"""How often somebody may ask: by account and by address, each sort of request by itself (``models/limits.py``).

Counted by the library *limits* (docs/decisions/0047-the-shell.md), by all processes together (``web/counting.py``).
Failed attempts to sign in are counted beside this, one by one (``models/lockout.py``).
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from flask import Flask, g, request
from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import Storage
from limits.strategies import SlidingWindowCounterRateLimiter
from werkzeug.exceptions import SecurityError, TooManyRequests

from models.audit import Action, Event
from models.limits import Limits
from web import session
from web.doors import FILES, MONITORS
from web.parts import parts


class Rate(StrEnum):
    """A sort of request, counted by itself."""

    SIGN_IN = "sign_in"
    SEARCH = "search"
    PAGE = "page"
    THUMBNAIL = "thumbnail"
    EXPORT = "export"
    DOWNLOAD = "download"
    UNMASK = "unmask"
    PIECE = "piece"
    REPORT = "report"


RATES: Final = {
    "login.enter": Rate.SIGN_IN,
    "login.check_code": Rate.SIGN_IN,
    "provider.go": Rate.SIGN_IN,
    "provider.back": Rate.SIGN_IN,
    "search.start": Rate.SEARCH,
    "search.show": Rate.SEARCH,
    "network.show": Rate.SEARCH,
    "situation.show": Rate.SEARCH,
    "saved.run": Rate.SEARCH,
    "review.who": Rate.SEARCH,
    "trials.find": Rate.SEARCH,
    "requests.show": Rate.SEARCH,
    "jobs.export": Rate.EXPORT,
    "network.file": Rate.EXPORT,
    "network.picture": Rate.EXPORT,
    "watch.receive": Rate.EXPORT,
    "dossiers.export": Rate.EXPORT,
    "situation.report": Rate.EXPORT,
    "decisions.archive_copy": Rate.EXPORT,
    "extract.file": Rate.EXPORT,
    "redaction_finish.make": Rate.EXPORT,
    "release_register.file": Rate.EXPORT,
    "desk.files": Rate.EXPORT,
    "retention_orders.yearly_csv": Rate.EXPORT,
    "retention_orders.yearly_pdf": Rate.EXPORT,
    "handing_in.file": Rate.PIECE,
    "handing_in.piece": Rate.PIECE,
    "handing_in.whole": Rate.PIECE,
    "handing_in.cancel": Rate.PIECE,
    "jobs.download": Rate.DOWNLOAD,
    "redaction_finish.copy": Rate.DOWNLOAD,
    "redaction_finish.paper": Rate.DOWNLOAD,
    "document.original": Rate.DOWNLOAD,
    "document.thumbnail": Rate.THUMBNAIL,
    "policy_reports.receive": Rate.REPORT,
}
"""Every other route is a page (*sida*)."""
_UNCOUNTED: Final = FILES | MONITORS
_UNREAD: Final = frozenset(
    {"upload.receive", "handing_in.piece", "policy_reports.receive"}
)  # bodies that say nothing of this
_REASON: Final = "unmask"  # the field of a form that asks to see numbers, in whatever form it stands
_TOLD: Final = RateLimitItemPerMinute(1)  # events of one account's refusals


@dataclass(frozen=True, slots=True)
class Refused:
    """``wait`` seconds; ``first`` of this minute ``by`` an account or address, so that it is told once."""

    wait: int
    first: bool
    by: str


class Rates:
    """The limits in force, and what was counted against them."""

    def __init__(self, limits: Limits, storage: Storage) -> None:
        self._counting = SlidingWindowCounterRateLimiter(storage)
        self._times = int(limits.rate_address_times)
        self._one: dict[Rate, RateLimitItem] = {
            Rate.SIGN_IN: RateLimitItemPerMinute(int(limits.rate_sign_ins)),
            Rate.SEARCH: RateLimitItemPerMinute(int(limits.rate_searches)),
            Rate.PAGE: RateLimitItemPerMinute(int(limits.rate_pages)),
            Rate.THUMBNAIL: RateLimitItemPerMinute(int(limits.rate_thumbnails)),
            Rate.EXPORT: RateLimitItemPerHour(int(limits.rate_exports)),
            Rate.DOWNLOAD: RateLimitItemPerHour(int(limits.rate_downloads)),
            Rate.UNMASK: RateLimitItemPerHour(int(limits.rate_unmasks)),
            Rate.PIECE: RateLimitItemPerMinute(int(limits.rate_pieces)),
            Rate.REPORT: RateLimitItemPerMinute(int(limits.rate_pages)),
        }

    def count(self, rate: Rate, account: str, address: str) -> Refused | None:
        """Count a request; None where it may go on. An empty name or address is not known, and not counted by.

        Signing in is counted by address as if it were one account's: a name that is typed is anybody's.
        """
        one = self._one[rate]
        many = one if rate is Rate.SIGN_IN else type(one)(one.amount * self._times)
        for what, who, item in (("account", account, one), ("address", address, many)):
            if who and not self._counting.hit(item, what, rate, who):
                reset = self._counting.get_window_stats(item, what, rate, who).reset_time
                first = self._counting.test(_TOLD, "told", rate, who)
                return Refused(max(1, math.ceil(reset - time.time())), first, who)
        return None

    def told(self, rate: Rate, refused: Refused) -> None:
        """The ledger has it: the others of this minute need not be told. While the ledger fails each is tried."""
        self._counting.hit(_TOLD, "told", rate, refused.by)


def rate_of(endpoint: str | None, *, unmasks: bool = False) -> Rate | None:
    """What a request of this route counts as, of none (None) as a page; None where nobody counts."""
    if endpoint in _UNCOUNTED:
        return None
    return Rate.UNMASK if unmasks else RATES.get(endpoint or "", Rate.PAGE)


def guard(app: Flask, limits: Limits, storage: Storage) -> None:
    """Refuse what comes too often, before its view is called: 429, with how long to wait."""
    rates = Rates(limits, storage)

    @app.before_request
    def _guard() -> None:
        if isinstance(request.routing_exception, SecurityError):  # a foreign Host is shown no page of ours
            return
        endpoint = request.endpoint
        rate = rate_of(endpoint, unmasks=endpoint is not None and _unmasks(endpoint))
        if rate is None:
            return
        account = g.account.name if g.account else ""
        refused = rates.count(rate, account, session.address())
        if refused is None:
            return
        if refused.first and rate is not Rate.REPORT:
            _tell(rate, account)
            rates.told(rate, refused)
        raise TooManyRequests(retry_after=refused.wait)


def _unmasks(endpoint: str) -> bool:
    """Whether numbers are asked for, by a route for it or by a reason given in a form or an address."""
    if "unmask" in endpoint:
        return True
    reads = request.method == "POST" and endpoint not in _UNREAD
    asked = request.form if reads else request.args
    return bool(asked.get(_REASON, "").strip())


def _tell(rate: Rate, account: str) -> None:
    """In the ledger: the account, or that it was nobody known."""
    why = g.purpose
    told = {"act": f"rate {rate}", "rule": request.endpoint or ""}
    action = Action.REFUSED if account else Action.LOCKED_OUT
    event = Event(
        action, account or "?", why.text if why else "för många förfrågningar", why.case if why else "", details=told
    )
    parts().store.ledger.write(event)
