"""Passwords of tests are hashed with the same function as a site's (argon2id) at the least cost that it takes.

A hash that is to withstand guessing costs 64 MB and a tenth of a second, by design; the tests sign in some thousand
times. A command or server in a process of its own hashes as a site does.
"""

from __future__ import annotations

from typing import Final

from argon2 import PasswordHasher

from models.store import users

OF_A_SITE: Final = users._HASHER
CHEAP: Final = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def pytest_configure() -> None:
    users._HASHER = CHEAP


def pytest_unconfigure() -> None:
    users._HASHER = OF_A_SITE
