"""Paths of files that are handed in: labels that lead nowhere, no longer than can be kept."""

from __future__ import annotations

import pytest

from models.upload import apart, kept_path, name_of


@pytest.mark.parametrize(
    ("untrusted", "kept"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("C:\\Mapp\\..\\a.txt", "Mapp/a.txt"),
        ("/a//./b /c.txt", "a/b /c.txt"),
        ("a  b\u00a0.txt", "a  b\u00a0.txt"),
        ("mapp/ /a\x00\ud800.txt", "mapp/a\\x00\\ud800.txt"),
        ("..", "namnlös"),
        ("", "namnlös"),
    ],
)
def test_a_path_is_a_label(untrusted: str, kept: str) -> None:
    assert kept_path(untrusted) == kept


def test_of_a_path_too_long_to_be_kept_the_innermost_parts_are() -> None:
    kept = kept_path("/".join(f"{number:02} " + "å" * 250 for number in range(32)) + "/a.txt")
    assert len(kept.encode()) <= 2000
    assert name_of(kept) == "a.txt"
    assert kept.startswith("29 ")
    assert len(name_of(kept_path("🗄" * 300))) == 255


@pytest.mark.parametrize(
    ("given", "own"),
    [
        (["a.txt", "b.txt"], ["a.txt", "b.txt"]),
        (["a.txt", "a.txt", "a.txt"], ["a.txt", "a (2).txt", "a (3).txt"]),
        (["a.txt", "a.txt", "a (2).txt"], ["a.txt", "a (3).txt", "a (2).txt"]),
        (["a.txt", "a (2).txt", "a.txt", "a (2).txt"], ["a.txt", "a (2).txt", "a (3).txt", "a (2) (2).txt"]),
        (["a.b/c", "a.b/c", "namnlös", "namnlös"], ["a.b/c", "a.b/c (2)", "namnlös", "namnlös (2)"]),
    ],
)
def test_files_handed_in_together_have_paths_of_their_own(given: list[str], own: list[str]) -> None:
    assert apart(given) == own
