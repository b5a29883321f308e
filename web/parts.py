"""What the views are given: the store, the index, and how the site is run. Put on the app once, read from anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app

from models.store.store import Store
from search.index import Index

_NAME = "samsyn"


@dataclass(frozen=True, slots=True)
class Parts:
    """``demo`` says that the people and papers are made up, so that *Vad ser vem?* may show everyone's view.

    ``addresses`` says that a request's address is its sender's own, so that attempts to sign in are counted by it.
    """

    store: Store
    index: Index
    demo: bool = False
    addresses: bool = True


def hand_over(app: Flask, parts: Parts) -> None:
    app.extensions[_NAME] = parts


def parts() -> Parts:
    """The parts of the app that serves this request."""
    return cast(Parts, current_app.extensions[_NAME])
