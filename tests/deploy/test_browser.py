"""The libraries that pages run in a browser: only what the list names is ever used, and set-up goes on without them."""

from __future__ import annotations

import base64
import hashlib
import io
import tarfile
from dataclasses import replace
from pathlib import Path

import pytest

from deploy import bill, browser
from deploy.browser import LibraryError, install
from web.library_list import FOLDER, Library, libraries


def _tarball(**files: str) -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w:gz") as archive:
        for name, text in files.items():
            entry = tarfile.TarInfo(f"package/{name}.js")
            entry.size = len(text.encode())
            archive.addfile(entry, io.BytesIO(text.encode()))
    return held.getvalue()


def _library(name: str, tarball: bytes, *, served: bool = True) -> Library:
    integrity = "sha512-" + base64.b64encode(hashlib.sha512(tarball).digest()).decode()
    return Library(name, "1.0", "MIT", integrity, {"main.js": f"{name}.js"}, served)


TARBALL = _tarball(main="let a;", other="let b;")
A, ONLY_TESTS = _library("a", TARBALL), _library("axe", TARBALL, served=False)


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {"installed.json"}


def test_it_is_fetched_once_and_only_the_named_files_are_kept(tmp_path: Path) -> None:
    asked: list[str] = []

    def fetch(path: str) -> bytes:
        asked.append(path)
        return TARBALL

    for _time in range(2):
        assert install([A, ONLY_TESTS], tmp_path, fetch) == []
    assert asked == ["a/-/a-1.0.tgz"]
    assert (tmp_path / "a.js").read_text() == "let a;"
    assert _names(tmp_path) == {"a.js"}
    (tmp_path / "a.js").unlink()
    install([A, ONLY_TESTS], tmp_path, fetch, tests=True)
    assert len(asked) == 3
    install([A, ONLY_TESTS], tmp_path, fetch)
    assert _names(tmp_path) == {"a.js", "axe.js"}  # a set-up for the demo leaves what the tests have
    install([ONLY_TESTS], tmp_path, fetch)
    assert _names(tmp_path) == {"axe.js"}


@pytest.mark.parametrize("content", [_tarball(main="let evil;"), b"", TARBALL[:-1]])
def test_another_content_is_never_used(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(LibraryError, match="not the one"):
        install([A], tmp_path, lambda _path: content)
    assert _names(tmp_path) == set()


def test_of_several_all_are_used_or_none(tmp_path: Path) -> None:
    install([A], tmp_path, lambda _path: TARBALL)
    new = _tarball(main="let c;")
    with pytest.raises(LibraryError, match="not the one"):
        install(
            [_library("a", new), ONLY_TESTS], tmp_path, lambda path: new if path.startswith("a/") else b"", tests=True
        )
    assert (tmp_path / "a.js").read_text() == "let a;"


def test_a_file_that_is_not_in_the_tarball_is_told(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match=r"holds no gone\.js"):
        install([replace(A, files={"gone.js": "a.js"})], tmp_path, lambda _path: TARBALL)


def _unreachable(_path: str) -> bytes:
    raise OSError("no route")


def test_without_a_registry_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert install([A], tmp_path / "one", _unreachable) == [A]
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "empty"))
    monkeypatch.setenv("NPM_CONFIG_REGISTRY", "an.address.without.a.scheme")
    assert install([A], tmp_path / "one", browser.cached) == [A]
    monkeypatch.setattr(browser, "FOLDER", tmp_path / "two")
    monkeypatch.setattr(browser, "cached", _unreachable)
    assert browser.main("demo") == 0
    told = capsys.readouterr().err
    assert "NOT FETCHED" in told
    assert "cytoscape-3.35.0.tgz" in told
    assert browser.main("test") == 1


def test_what_was_fetched_is_kept_for_the_next_clean_clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    lies = tmp_path / "samsyn" / "npm" / "@a_b_b-1.0.tgz"
    lies.parent.mkdir(parents=True)
    lies.write_bytes(TARBALL)
    assert browser.cached(replace(A, name="@a/b").tarball) == TARBALL


def test_all_that_are_listed_are_here_with_their_licences() -> None:
    for library in libraries():
        assert library.integrity.startswith("sha512-")
        assert {name for name in library.files.values() if not (FOLDER / name).is_file()} == set()
        assert any("licence" in name for name in library.files.values()), library.name


def test_the_bill_lists_them() -> None:
    told = {each["purl"]: each for each in bill._in_browser()}
    assert "pkg:npm/cytoscape@3.35.0" in told
    assert all(len(each["hashes"][0]["content"]) == 128 for each in told.values())
    assert len(told) == sum(library.served for library in libraries())
