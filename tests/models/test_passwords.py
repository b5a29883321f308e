"""Passwords that everybody tries are refused, and sentences of one's own are not."""

from __future__ import annotations

import pytest

from models.errors import WeakPasswordError
from models.passwords import LONGEST, SHORTEST, check_password


@pytest.mark.parametrize(
    "password",
    [
        "password1234",
        "Password123!",
        "P@ssw0rd1234",
        "lösenord1234",
        "Sommaren2024!",
        "sommar2024sommar",
        "Välkommen123!",
        "qwertyuiop12",
        "1q2w3e4r5t6y",
        "zaq12wsxcde3",
        "123456789012",
        "987654321000",
        "aaaaaaaaaaaa",
        "abcabcabcabc",
        "hejhejhejhej",
        "iloveyou12345",
        "admin1234567",
        "kommunen2024!",
        "samsyn-samsyn",
        "evaeklund2024",
        "            ",
    ],
)
def test_what_is_tried_first_is_refused(password: str) -> None:
    with pytest.raises(WeakPasswordError):
        check_password(password, "eva", "Eva Eklund")


@pytest.mark.parametrize(
    "password",
    [
        "korrekt häst batteri",
        "julgran i maj brinner",
        "xK9#mQ2$vL7!",
        "trettio getter åt upp",
        "日本語のパスワードです例",
        "w7Rz 9pQk 2mVt",
    ],
)
def test_ones_own_is_let_through(password: str) -> None:
    check_password(password, "eva", "Eva Eklund")


def test_length_decides() -> None:
    own = "gul cykel på taket " * 20
    check_password(own[:SHORTEST])
    check_password(own[:LONGEST])
    for wrong in (own[: SHORTEST - 1], own[: LONGEST + 1]):
        with pytest.raises(WeakPasswordError):
            check_password(wrong)
