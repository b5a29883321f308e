from __future__ import annotations

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from models.store.schema import page_states
from models.store.store import Store


def test_bound_values_stand_in_no_error(store: Store) -> None:
    secret = "Adam Provsson 850412-2391"
    with pytest.raises(IntegrityError) as failed, store.database.write() as connection:
        connection.execute(insert(page_states).values(id=None, user=secret, state={"query": secret}))
    assert "Provsson" not in str(failed.value)
    assert "hide_parameters" in str(failed.value)
