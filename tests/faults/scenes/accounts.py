"""Who may sign in, and how: accounts, second factors, sessions, and the way to a provider and back."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from models import swedish
from models.access import EVERYDAY, Role
from models.account import Access, Account, Stage
from tests.faults.scenes.homes import OTHER, OWNER, WHY, must, opened

ACTS: Final = (
    "add_account", "change_access", "rename_account", "fail_to_sign_in", "sign_in", "begin_session", "say_purpose",
    "offer_factor", "confirm_factor", "use_factor", "renew_codes", "use_code", "remove_factor", "sign_out",
    "go_to_provider", "come_back", "count_visit",
)  # fmt: skip
_EVA: Final = "eva"


def with_source(_home: str, _material: str) -> None:
    must("source", "add", "tillsyn", "--owner", OWNER)


def add_account(home: str, _material: str) -> None:
    with opened(home) as store:
        access = Access(frozenset({Role.USER}), frozenset({OWNER}))
        store.users.create(Account(_EVA, "Eva", access), "en egen mening här")


def change_access(home: str, _material: str) -> None:
    with opened(home) as store:
        store.users.set_access(_EVA, Access(EVERYDAY, frozenset({OWNER, OTHER}), groups=frozenset({"krog"})))


def rename_account(home: str, _material: str) -> None:
    with opened(home) as store:
        store.users.set_display(_EVA, "Eva B")


def fail_to_sign_in(home: str, _material: str) -> None:
    with opened(home) as store:
        store.attempts.begin(_EVA, "192.0.2.7")


def sign_in(home: str, _material: str) -> None:
    """What was counted of their attempts is forgotten, and they have a session."""
    with opened(home) as store:
        store.attempts.succeeded(_EVA, "192.0.2.7")


def begin_session(home: str, _material: str) -> None:
    with opened(home) as store:
        _keep(home, "session", store.sessions.start(_EVA, stage=Stage.WHOLE, agent="Firefox Linux"))


def say_purpose(home: str, _material: str) -> None:
    with opened(home) as store:
        store.sessions.set_purpose(_kept(home, "session"), WHY)


def offer_factor(home: str, _material: str) -> None:
    with opened(home) as store:
        _keep(home, "factor", store.factors.offer(_EVA))


def confirm_factor(home: str, _material: str) -> None:
    with opened(home) as store:
        at = swedish.now()
        assert store.factors.confirm(_EVA, _code(home, at), at)


def use_factor(home: str, _material: str) -> None:
    with opened(home) as store:
        at = swedish.now() + timedelta(hours=1)
        assert store.factors.verify(_EVA, _code(home, at), at)


def renew_codes(home: str, _material: str) -> None:
    with opened(home) as store:
        _keep(home, "codes", "\n".join(store.factors.renew(_EVA)))


def use_code(home: str, _material: str) -> None:
    with opened(home) as store:
        assert store.factors.verify(_EVA, _kept(home, "codes").split("\n")[0])


def remove_factor(home: str, _material: str) -> None:
    with opened(home) as store:
        store.factors.remove(_EVA)


def sign_out(home: str, _material: str) -> None:
    with opened(home) as store:
        store.sessions.end_all(_EVA)


def go_to_provider(home: str, _material: str) -> None:
    with opened(home) as store:
        flow = store.flows.begin()
        _keep(home, "flow", f"{flow.state}\n{flow.binding}")


def come_back(home: str, _material: str) -> None:
    with opened(home) as store:
        store.flows.take(*_kept(home, "flow").split("\n"))


def count_visit(home: str, _material: str) -> None:
    with opened(home) as store:
        store.rate_counts.add("visits", 1, 1, swedish.now() + timedelta(hours=1))


def _code(home: str, at: datetime) -> str:
    import pyotp

    app = pyotp.parse_uri(_kept(home, "factor"))
    return str(app.at(at))  # type: ignore[attr-defined]


def _keep(home: str, what: str, text: str) -> None:
    """What was shown to them: it is with them and not in the home."""
    Path(f"{home}.{what}").write_text(text, "utf-8")


def _kept(home: str, what: str) -> str:
    return Path(f"{home}.{what}").read_text("utf-8")
