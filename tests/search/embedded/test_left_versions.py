"""A version that was in use is gone, with all its words, also where whoever put another in its place was killed."""

from __future__ import annotations

from pathlib import Path

from search.embedded.folder import Folder
from search.embedded.schema import create

OWNER = "Nämnden"


def test_what_a_killed_swap_left_goes_with_the_next_change(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    with folder.alone(OWNER):
        old = folder.ensured(OWNER)
        create(folder.file(OWNER, old + 1))
        create(folder.file(OWNER, old + 2))
        folder.use(OWNER, old + 1)  # and here it was killed
        assert folder.writable(OWNER) == [old + 1, old + 2]  # the last of them is being built
    assert folder.versions(OWNER) == [old + 1, old + 2]
