"""The steps of signing in: an attempt counted, a password checked, a code, and each of them in the ledger."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from flask import request

from models.account import Account, Stage
from models.audit import Action, Event
from web import session
from web.parts import parts

_PURPOSE: Final = "inloggning"
_BROWSERS: Final = ("Firefox", "Edg", "OPR", "Chrome", "Safari")  # in the order that tells them apart
_SYSTEMS: Final = ("Windows", "Android", "iPhone", "iPad", "Mac OS", "Linux")
_CODE: Final = re.compile(r"[0-9 ]{6,8}")


class Outcome(StrEnum):
    """How an attempt went."""

    IN = "in"
    CODE = "code"  # the password was right, and a code is wanted
    WRONG = "wrong"
    WAIT = "wait"


@dataclass(frozen=True, slots=True)
class Answer:
    """The outcome; ``wait`` is how long nothing is tried, after this."""

    outcome: Outcome
    wait: timedelta = timedelta(0)


def write(action: Action, actor: str, **details: str | int) -> None:
    """An event of signing in or out. What a stranger typed as a name is not kept: it may be a password."""
    parts().store.ledger.write(Event(action, actor or "?", _PURPOSE, "", details=details))


def try_password(name: str, password: str) -> Answer:
    """Count the attempt, check the password; the session has begun where it was right."""
    store, address = parts().store, session.address()
    if wait := store.attempts.begin(name, address):
        return _locked(name, wait)
    found = store.users.verify(name, password)
    account = store.users.find(name)
    if found is None or account is None:
        return _refused(account, name, "password")
    if account.second_factor:
        session.begin(name, stage=Stage.CODE, agent=agent())
        return Answer(Outcome.CODE)
    return _in(account, "password")


def try_code(account: Account, code: str) -> Answer:
    """Count the attempt, check the code of the app or a recovery code; a new session where it was right."""
    store, address = parts().store, session.address()
    if wait := store.attempts.begin(account.name, address):
        return _locked(account.name, wait)
    if not store.factors.verify(account.name, code):
        return _refused(account, account.name, "code")
    return _in(account, "code" if _CODE.fullmatch(code) else "recovery")


def confirm_password(account: Account, password: str) -> Answer:
    """Whether it is the account's own holder who is at the keyboard, asked again before something weighty."""
    store, address = parts().store, session.address()
    if wait := store.attempts.begin(account.name, address):
        return _locked(account.name, wait)
    if store.users.verify(account.name, password) is None:
        return _refused(account, account.name, "confirmation")
    store.attempts.succeeded(account.name, address)
    return Answer(Outcome.IN)


def _in(account: Account, by: str) -> Answer:
    parts().store.attempts.succeeded(account.name, session.address())
    write(Action.LOGIN, account.name, act=by)
    session.begin(account.name, agent=agent())
    return Answer(Outcome.IN)


def _locked(name: str, wait: timedelta) -> Answer:
    _tell(Action.LOCKED_OUT, parts().store.users.find(name), "wait")
    return Answer(Outcome.WAIT, wait)


def _refused(account: Account | None, name: str, step: str) -> Answer:
    _tell(Action.LOGIN_REFUSED, account, step)
    wait = parts().store.attempts.wait(name)
    if wait:
        _tell(Action.LOCKED_OUT, account, "begun")
    return Answer(Outcome.WRONG, wait)


def _tell(action: Action, account: Account | None, step: str) -> None:
    """The actor is nobody known; the account that was tried is told where there is such a one."""
    write(action, "", act=step, **({"user": account.name} if account else {}))


def agent() -> str:
    """The browser in two words, so that people know their sessions apart. No more of it is kept."""
    said = request.user_agent.string
    browser = next((name for name in _BROWSERS if name in said), "")
    system = next((name for name in _SYSTEMS if name in said), "")
    names = {"Edg": "Edge", "OPR": "Opera", "Mac OS": "macOS"}
    return ", ".join(names.get(part, part) for part in (browser, system) if part)
