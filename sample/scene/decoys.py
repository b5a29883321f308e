"""Look-alikes: figures that resemble a number the product looks for and are none, each noted as such in the gold."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from sample import identities
from sample.spans import note


def _wrong(digits: str, rng: Random) -> str:
    """The digits with a check digit that does not fit."""
    right = identities.luhn(digits)
    return f"{digits}{(right + rng.randint(1, 9)) % 10}"


def _personnummer(rng: Random) -> str:
    day = identities.birthday(rng, 1945, 2004)
    ten = _wrong(f"{day:%y%m%d}{rng.choice(identities.TEST_BIRTH_NUMBERS)}", rng)
    return f"{ten[:6]}-{ten[6:]}"


def _orgnr(rng: Random) -> str:
    ten = _wrong(f"558{rng.randrange(1_000_000):06d}", rng)
    return f"{ten[:6]}-{ten[6:]}"


def _giro(rng: Random) -> str:
    eight = _wrong(f"99{rng.randrange(100_000):05d}", rng)
    return f"{eight[:4]}-{eight[4:]}"


def _order(rng: Random) -> str:
    return f"{rng.randint(10, 99)}-{rng.randint(100, 999)} {rng.randint(10, 99)} {rng.randint(10, 99)}"


def _plate(rng: Random) -> str:
    return f"{rng.choice('QIV')}{rng.choice('BDKMT')}{rng.choice('QIV')} {rng.randint(100, 999)}"


def _drawing(rng: Random) -> str:
    return f"A{rng.randint(10, 49)}.{rng.randint(1, 9)}-{rng.randint(100, 999)}"


def _serial(rng: Random) -> str:
    return f"{rng.choice('SNXZ')}{rng.choice('ABCK')}{rng.randrange(10**7):07d}-{rng.randint(1, 9)}"


def _meter(rng: Random) -> str:
    return f"{rng.randrange(10**6):06d},{rng.randint(0, 9)}"


DECOYS: dict[str, tuple[str, Callable[[Random], str]]] = {
    "pnr": ("PERSONNUMMER wrong check digit", _personnummer),
    "orgnr": ("ORGNR wrong check digit", _orgnr),
    "giro": ("ACCOUNT wrong check digit", _giro),
    "order": ("PHONE an order number", _order),
    "plate": ("VEHICLE an article code", _plate),
    "case": ("CASE a drawing number", _drawing),
    "serial": ("PERSONNUMMER a serial number", _serial),
    "meter": ("AMOUNT a meter reading", _meter),
}
"""Form of the ``decoy`` slot → what it looks like and why it is none, and how it is drawn."""


def decoy(form: str, rng: Random) -> str:
    """A look-alike, noted."""
    what, drawn = DECOYS[form]
    return note("decoy", what, drawn(rng))
