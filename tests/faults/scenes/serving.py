"""The front end starts, and somebody looks at a page."""

from __future__ import annotations

from tests.faults.scenes.commands import with_papers
from tests.faults.scenes.homes import with_index

__all__ = ["with_papers"]


def serve(home: str, _material: str) -> None:
    from web.app import create_app

    with with_index(home) as (store, index):
        app = create_app(store, index)
        assert app.test_client().get("/logga-in").status_code == 200
