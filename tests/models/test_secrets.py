"""No secret has a default: what opens something is made at random for each installation, or given by who runs it."""

from __future__ import annotations

import re
import stat
from dataclasses import fields, replace
from pathlib import Path

from ingest.request import ReadRequest
from ingest.run import RunOptions
from ingest.task import Task
from models.settings import Settings
from models.store.store import Store
from search.backends import open_index
from web.app import create_app

ROOT = Path(__file__).parents[2]
PACKAGES = ("models", "ingest", "nlp", "search", "web")
_SECRET = re.compile(r"secret|password|passphrase|token|(?:^|_)key$|credential", re.IGNORECASE)
_GIVEN = re.compile(
    r"""(?i)\b(\w*(?:secret|password|api_?key|token)\w*)\s*(?::[^=\n]+)?=\s*(?:f|r|b)?["']([^"'\n]{6,})["']"""
)
_WORDS = {"password_changed", "csrf_token"}  # names of events and of fields, no secrets


def test_no_setting_that_is_a_secret_has_a_default() -> None:
    ways = {"vault_credentials"}  # where the keys come from, none itself
    secret = [each for each in fields(Settings) if _SECRET.search(each.name) and each.name not in ways]
    assert {each.name for each in secret} >= {"oidc_client_secret", "ledger_key"}
    assert {each.name: each.default for each in secret} == {each.name: "" for each in secret}


def test_no_secret_stands_in_the_code() -> None:
    """The demo's password is in demo.py, where everybody is shown it; its papers are made up."""
    found = {
        (str(path.relative_to(ROOT)), name)
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        for name, value in _GIVEN.findall(path.read_text("utf-8"))
        if value not in _WORDS and " " not in value and not value.startswith(("SAMSYN_", "{", "/", "-"))
    }
    assert found == set()


def test_each_installation_makes_its_own(tmp_path: Path) -> None:
    keys, cookies = set(), set()
    for name in ("ett", "två"):
        settings = Settings(home=tmp_path / name)
        store = Store.open(settings, create=True)
        index = open_index(settings)
        keys.add(store.key)
        cookies.add(create_app(store, index).config["SECRET_KEY"])
        index.close()
        store.close()
        files = [settings.home / "secret.key", settings.home / "ledger.key"]
        for file in files:
            assert stat.S_IMODE(file.stat().st_mode) & 0o077 == 0, file
            assert len(file.read_bytes()) >= 32, file
        assert len({file.read_bytes() for file in files}) == 2
    assert (len(keys), len(cookies)) == (2, 2)


def test_a_secret_is_in_no_picture_of_the_settings() -> None:
    assert "hemligt-ord" not in repr(replace(Settings(), oidc_client_secret="hemligt-ord"))


def test_no_password_to_try_is_in_a_picture_of_who_carries_it() -> None:
    some = ("hemligt-ord",)
    for each in (Task("d", passwords=some), ReadRequest("p", {}, passwords=some), RunOptions(1, passwords=some)):
        assert "hemligt-ord" not in repr(each)
        assert "passwords" not in repr(each)
