from __future__ import annotations

import time
from dataclasses import replace

import pytest

from models.limits import Limits
from models.settings import Settings
from models.source import Source
from models.store.registration import Claim
from models.store.store import Store


@pytest.mark.parametrize(("lease", "then"), [(0.02, Claim.TAKEN), (3600.0, Claim.HELD)])
def test_a_claim_lasts_as_long_as_the_lease(settings: Settings, lease: float, then: Claim) -> None:
    store = Store.open(replace(settings, limits=replace(Limits(), lease_seconds=lease)), create=True)
    source = Source("tillsyn", "Nämnden")
    store.sources.add(source)
    arrival = store.arrivals.arrive(source, store.vault.put(b"x"), 1, path="/x", name="x")
    assert store.registration.claim(arrival.document, "annan-maskin:1:1") is Claim.TAKEN
    time.sleep(0.05)
    assert store.registration.claim(arrival.document, "ny") is then
    store.close()
