"""What a component needs open in its process: the store of a home, once."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from models.settings import read_settings
from models.store.store import Store


@lru_cache(maxsize=4)
def store_at(home: str) -> Store:
    """The store in this folder, under the settings in force; opened once in each process."""
    return Store.open(replace(read_settings(), home=Path(home)))
