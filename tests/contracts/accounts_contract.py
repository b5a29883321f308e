"""The part of the store contract that is about accounts, second factors, attempts to sign in and sessions."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from argon2 import PasswordHasher
from sqlalchemy import select, update

from models.access import Role
from models.account import Access, Account, Stage
from models.errors import AccountExistsError, RoleConflictError, UnknownUserError
from models.lockout import ACCOUNT, ADDRESS
from models.store.factors import RECOVERY_CODES, SecondFactors
from models.store.schema_accounts import recovery_codes, second_factors, sessions, sign_in_attempts, users
from models.store.store import Store

PASSWORD = "en egen mening här"
NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


def account(name: str = "eva", roles: Iterable[Role] = (Role.USER,), owners: Iterable[str] = ("Nämnden",)) -> Account:
    return Account(name, "Eva", Access(frozenset(roles), frozenset(owners)))


def app_of(store: Store, user: str) -> pyotp.TOTP:
    """An app that has taken in what the account was offered."""
    found = pyotp.parse_uri(store.factors.offer(user))
    assert isinstance(found, pyotp.TOTP)
    return found


class AccountsContract:
    """Accounts of the front end."""

    def test_an_account_is_as_it_was_made(self, store: Store) -> None:
        made = Account(
            "eva",
            "Eva Ek",
            Access(frozenset({Role.USER, Role.OFFICER}), frozenset({"A", "B"}), frozenset({"A"}), frozenset({"G"})),
            must_change=True,
        )
        store.users.create(made, PASSWORD)
        assert store.users.get("eva") == made
        viewer = store.users.viewer("eva")
        assert (viewer.owners, viewer.officer_of, viewer.groups) == ({"A", "B"}, {"A"}, {"G"})
        with pytest.raises(AccountExistsError):
            store.users.create(account(), "ett annat långt ord")
        assert store.users.verify("eva", PASSWORD) is not None

    def test_the_viewer_is_what_the_account_is_now(self, store: Store) -> None:
        store.users.create(account(), PASSWORD)
        store.users.set_access("eva", Access(frozenset({Role.ANALYST}), frozenset({"B"})))
        viewer = store.users.viewer("eva")
        assert (viewer.owners, viewer.roles) == ({"B"}, {Role.ANALYST})
        store.users.disable("eva")
        with pytest.raises(UnknownUserError):
            store.users.viewer("eva")
        store.users.enable("eva")
        assert store.users.viewer("eva") == viewer

    @pytest.mark.parametrize(
        ("roles", "owners"),
        [
            ({Role.ADMINISTRATOR, Role.REVIEWER}, set()),
            ({Role.ADMINISTRATOR}, {"Nämnden"}),
            ({Role.ADMINISTRATOR, Role.USER}, set()),
            ({Role.OFFICER}, {"Nämnden"}),
            (set(), {"Nämnden"}),
        ],
    )
    def test_an_account_that_may_not_be_is_not_made(self, store: Store, roles: set[Role], owners: set[str]) -> None:
        with pytest.raises(RoleConflictError):
            store.users.create(account(roles=roles, owners=owners), PASSWORD)
        with pytest.raises(RoleConflictError):
            store.users.add("eva", "Eva", PASSWORD, owners, roles)
        store.users.create(account("bo"), PASSWORD)
        with pytest.raises(RoleConflictError):
            store.users.set_access("bo", Access(frozenset(roles), frozenset(owners)))
        assert [found.name for found in store.users.list()] == ["bo"]
        assert store.users.get("bo") == Account("bo", "Eva", account().access)

    def test_a_password_is_changed(self, store: Store) -> None:
        store.users.create(account(), PASSWORD)
        store.users.set_password("eva", "en annan mening nu", must_change=True)
        assert store.users.verify("eva", PASSWORD) is None
        assert store.users.verify("eva", "en annan mening nu") is not None
        assert store.users.get("eva").must_change

    def test_a_providers_account_has_no_password(self, store: Store) -> None:
        made = Account("eva", "Eva", account().access, issuer="https://idp.example", subject="17")
        store.users.create(made, None)
        assert store.users.verify("eva", "") is None
        assert store.users.of_subject("https://idp.example", "17") == made
        assert store.users.of_subject("https://other.example", "17") is None
        assert store.users.of_subject("", "") is None

    def test_no_secret_stands_in_the_register_as_it_is(self, store: Store) -> None:
        store.users.create(account(), PASSWORD)
        app = app_of(store, "eva")
        codes = store.factors.confirm("eva", app.at(NOON), NOON)
        assert codes is not None
        store.attempts.begin("eva", "203.0.113.7")
        token = store.sessions.start("eva")
        with store.database.read() as connection:
            tables = (users, second_factors, recovery_codes, sign_in_attempts, sessions)
            kept = str([connection.execute(select(table)).all() for table in tables])
        for secret in (PASSWORD, app.secret, codes[0], codes[0].replace("-", ""), "203.0.113.7", token):
            assert secret not in kept

    # --- second factors ----------------------------------------------------------------------------------------------

    def test_a_code_is_good_once_and_for_its_time(self, store: Store) -> None:
        store.users.create(account(), PASSWORD)
        app = app_of(store, "eva")
        assert not store.factors.verify("eva", app.at(NOON), NOON)  # not confirmed
        codes = store.factors.confirm("eva", app.at(NOON), NOON)
        assert codes is not None
        assert len(set(codes)) == RECOVERY_CODES
        assert store.users.get("eva").second_factor
        later = NOON + timedelta(seconds=30)
        assert not store.factors.verify("eva", app.at(NOON), later)  # the one that confirmed
        assert store.factors.verify("eva", app.at(later), later)
        assert not store.factors.verify("eva", app.at(later), later)
        assert not store.factors.verify("eva", app.at(later + timedelta(minutes=2)), later)
        for wrong in ("", "abc", "１２３４５６", "000000 or true"):
            assert not store.factors.verify("eva", wrong, later)

    def test_where_the_site_wants_it_a_code_is_good_for_its_own_half_minute(self, store: Store) -> None:
        store.users.create(account(), PASSWORD)
        app = app_of(store, "eva")
        store.factors.confirm("eva", app.at(NOON), NOON)
        exact = SecondFactors(store.database, store.key, 30)
        later = NOON + timedelta(minutes=5)
        for apart in (-1, 30):
            assert not exact.verify("eva", app.at(later + timedelta(seconds=apart)), later)
        assert exact.verify("eva", app.at(later + timedelta(seconds=29)), later)

    def test_an_earlier_step_than_one_used_is_refused(self, store: Store) -> None:
        store.users.create(account(), PASSWORD)
        app = app_of(store, "eva")
        store.factors.confirm("eva", app.at(NOON), NOON)
        assert not store.factors.verify("eva", app.at(NOON - timedelta(seconds=30)), NOON)

    def test_a_code_used_by_many_at_once_is_good_once(self, store: Store) -> None:
        store.users.create(account(), PASSWORD)
        app = app_of(store, "eva")
        store.factors.confirm("eva", app.at(NOON), NOON)
        later = NOON + timedelta(minutes=5)
        with ThreadPoolExecutor(6) as pool:
            answers = list(pool.map(lambda _n: store.factors.verify("eva", app.at(later), later), range(6)))
        assert answers.count(True) == 1

    def test_a_recovery_code_is_good_once_however_it_is_typed(self, store: Store) -> None:
        store.users.create(account(), PASSWORD)
        codes = store.factors.confirm("eva", app_of(store, "eva").at(NOON), NOON)
        assert codes is not None
        assert store.factors.verify("eva", codes[3].upper().replace("-", " "))
        assert not store.factors.verify("eva", codes[3])
        assert store.factors.left("eva") == RECOVERY_CODES - 1
        assert not set(store.factors.renew("eva")) & set(codes)
        assert not store.factors.verify("eva", codes[4])

    def test_a_second_factor_is_ones_own(self, store: Store) -> None:
        for name in ("eva", "bo"):
            store.users.create(account(name), PASSWORD)
        evas, bos = app_of(store, "eva"), app_of(store, "bo")
        assert evas.secret != bos.secret
        store.factors.confirm("eva", evas.at(NOON), NOON)
        codes = store.factors.confirm("bo", bos.at(NOON), NOON)
        assert codes is not None
        assert not store.factors.verify("eva", codes[0])
        with pytest.raises(ValueError, match="confirmed"):
            store.factors.offer("eva")
        store.factors.remove("eva")
        assert not store.users.get("eva").second_factor
        assert app_of(store, "eva").secret != evas.secret

    # --- attempts ----------------------------------------------------------------------------------------------------

    def test_waits_grow_with_each_failure_and_end_with_success(self, store: Store) -> None:
        assert [store.attempts.begin("eva") for _ in range(ACCOUNT.free + 1)] == [timedelta(0)] * (ACCOUNT.free + 1)
        waits = []
        for _ in range(3):
            waits.append(store.attempts.begin("eva"))
            self._let_time_pass(store, waits[-1])
            assert store.attempts.begin("eva") == timedelta(0)
        assert [round(wait / ACCOUNT.first) for wait in waits] == [1, 2, 4]
        assert store.attempts.begin("bo") == timedelta(0)
        self._let_time_pass(store, timedelta(minutes=15))
        store.attempts.begin("eva")
        store.attempts.succeeded("eva")
        assert store.attempts.wait("eva") == timedelta(0)

    def test_an_address_waits_whatever_the_names(self, store: Store) -> None:
        for n in range(ADDRESS.free + 1):
            assert store.attempts.begin(f"namn {n}", "203.0.113.7") == timedelta(0)
        assert store.attempts.begin("ny", "203.0.113.7") > timedelta(0)
        assert store.attempts.begin("ny", "203.0.113.8") == timedelta(0)
        assert store.attempts.begin("ny") == timedelta(0)

    def test_many_at_once_count_as_many(self, store: Store) -> None:
        with ThreadPoolExecutor(8) as pool:
            waits = list(pool.map(lambda _n: store.attempts.begin("eva"), range(24)))
        assert waits.count(timedelta(0)) == ACCOUNT.free + 1

    def test_failures_of_days_ago_are_forgotten(self, store: Store) -> None:
        for _ in range(ACCOUNT.free + 1):
            store.attempts.begin("eva")
        self._let_time_pass(store, timedelta(days=2))
        for _ in range(ACCOUNT.free + 1):
            assert store.attempts.begin("eva") == timedelta(0)

    @staticmethod
    def _let_time_pass(store: Store, span: timedelta) -> None:
        table = sign_in_attempts
        with store.database.write() as connection:
            for row in connection.execute(select(table)).all():
                values = {"last": row.last - span, "until": row.until and row.until - span}
                connection.execute(update(table).where(table.c.key_hash == row.key_hash).values(**values))

    # --- sessions ----------------------------------------------------------------------------------------------------

    def test_a_session_ends_after_ten_hours_whatever_is_done(self, store: Store) -> None:
        store.users.create(account(), PASSWORD)
        token = store.sessions.start("eva", agent="Firefox, Linux")
        now = datetime.now(UTC)
        for hours, lasts in ((9.9, True), (10.1, False)):
            with store.database.write() as connection:
                connection.execute(update(sessions).values(started=now - timedelta(hours=hours), seen=now))
            assert (store.sessions.get(token) is not None) is lasts

    def test_a_right_password_waits_minutes_for_its_code(self, store: Store) -> None:
        store.users.create(account(), PASSWORD)
        token = store.sessions.start("eva", stage=Stage.CODE)
        found = store.sessions.get(token)
        assert found is not None
        assert found.stage is Stage.CODE
        with store.database.write() as connection:
            connection.execute(update(sessions).values(started=datetime.now(UTC) - timedelta(minutes=6)))
        assert store.sessions.get(token) is None

    def test_sessions_are_listed_and_ended_by_their_user(self, store: Store) -> None:
        for name in ("eva", "bo"):
            store.users.create(account(name), PASSWORD)
        first, second, third = (store.sessions.start("eva", agent=f"{n}") for n in range(3))
        others = store.sessions.start("bo")
        assert {session.agent for session in store.sessions.of_user("eva")} == {"0", "1", "2"}
        (bos,) = store.sessions.of_user("bo")
        assert not store.sessions.end_one("eva", bos.id)
        found = store.sessions.get(first)
        assert found is not None
        assert store.sessions.end_one("eva", found.id)
        assert store.sessions.get(first) is None
        store.sessions.end_all("eva", but=second)
        assert store.sessions.get(third) is None
        assert store.sessions.get(second) is not None
        assert store.sessions.get(others) is not None

    def test_the_way_back_from_the_provider_is_good_once_and_for_one_browser(self, store: Store) -> None:
        flow, other = store.flows.begin(), store.flows.begin()
        assert store.flows.take(flow.state, flow.binding) == flow
        assert store.flows.take(flow.state, flow.binding) is None
        assert store.flows.take(other.state, flow.binding) is None
        assert store.flows.take(other.state, other.binding) is None  # the wrong browser used it up

    @pytest.mark.parametrize("name", ["eva", "ingen", "stängd", "leverantörens"])
    def test_saying_no_costs_one_hash_whoever_it_is(
        self, store: Store, monkeypatch: pytest.MonkeyPatch, name: str
    ) -> None:
        """An unknown name, a closed account and one without a password take as long as a wrong password."""
        store.users.create(account(), PASSWORD)
        store.users.create(account("stängd"), PASSWORD)
        store.users.disable("stängd")
        store.users.create(Account("leverantörens", "L", account().access, issuer="https://idp", subject="1"), None)
        store.users.warm_up()
        hashed: list[str] = []
        verify = PasswordHasher.verify

        def counted(self: PasswordHasher, hash: str, password: str) -> bool:
            hashed.append(hash)
            return verify(self, hash, password)

        monkeypatch.setattr(PasswordHasher, "verify", counted)
        assert store.users.verify(name, "fel") is None
        (hash,) = hashed
        assert hash.startswith("$argon2id$")
