"""A release is what was committed and signed: every byte of it, nothing more, by a key that is believed.

Made from a small repository of the test's own, with real git and a real ssh-keygen.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from deploy.release.checking import verify
from deploy.release.listing import LIST, PARTS, SIGNATURE, ReleaseError, listed
from deploy.release.making import make
from deploy.release.signing import NAMESPACE, SIGNER, sign

ROOT = Path(__file__).parents[2]


def _key(path: Path) -> Path:
    command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "prov", "-f", str(path)]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    return path


def _signers(path: Path, key: Path, namespace: str = NAMESPACE) -> Path:
    path.write_text(f'{SIGNER} namespaces="{namespace}" {key.with_suffix(".pub").read_text()}')
    return path


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _key(tmp_path_factory.mktemp("key") / "release")


@pytest.fixture(scope="module")
def signers(key: Path) -> Path:
    return _signers(key.with_name("signers"), key)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As ours is laid out, with a file in each part; and what is no part of a release."""
    root = tmp_path_factory.mktemp("repository")
    for part in (*PARTS, "docs", "CHANGELOG.md", ".dockerignore"):
        file = root / part if "." in part or part == "LICENSE" else root / part / "one.py"
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"# {part}, å\n")
    (root / "pyproject.toml").write_text('[project]\nname = "samsyn"\nversion = "9.8.7"\n')
    (root / "models" / "made.sh").write_text("#!/bin/sh\n")
    (root / "models" / "made.sh").chmod(0o755)
    for other in ("tests", "bench", ".ci"):
        (root / other).mkdir()
        (root / other / "one.py").write_text("no part of a release\n")
    who = ["-c", "user.name=Prov", "-c", "user.email=prov@example.invalid", "-c", "commit.gpgsign=false"]
    for words in (["init", "-q"], ["add", "-A"], [*who, "commit", "-q", "-m", "prov"]):
        subprocess.run(["git", "-C", str(root), *words], check=True, capture_output=True)
    (root / "models" / "one.py").write_text("not committed\n")
    return root


def _bill(file: Path) -> None:
    file.write_text(json.dumps({"bomFormat": "CycloneDX", "components": []}))


@pytest.fixture
def tree(repository: Path, key: Path, tmp_path: Path) -> Path:
    """A release, unpacked."""
    packed = make(repository, tmp_path / "release", key, _bill)
    with tarfile.open(packed) as archive:
        archive.extractall(tmp_path / "unpacked", filter="data")
    return tmp_path / "unpacked" / "samsyn-9.8.7"


def test_a_release_has_neither_demo_nor_sample_and_its_command_line_is_whole() -> None:
    assert not {"demo.py", "demo_people.py", "sample", "tests", "bench", "training"} & {*PARTS}
    code = "import sys; sys.modules['demo'] = None; import samsyn; sys.exit(samsyn.main(['--help']))"
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert " serve " in told
    assert " demo " not in told


def _refused(tree: Path, signers: Path) -> str:
    with pytest.raises(ReleaseError) as caught:
        verify(tree, signers)
    return str(caught.value)


def test_a_release_holds_what_is_installed_and_no_more(tree: Path, signers: Path) -> None:
    there = {path.name for path in tree.iterdir()}
    assert there == {*PARTS, "docs", "CHANGELOG.md", ".dockerignore", "sbom.json", LIST, SIGNATURE}
    assert verify(tree, signers) == sum(path.is_file() for path in tree.rglob("*")) - 2
    assert (tree / "models" / "one.py").read_text() == "# models, å\n", "what is not committed is not released"
    assert (tree / "models" / "made.sh").stat().st_mode & 0o111
    assert json.loads((tree / "sbom.json").read_text())["bomFormat"] == "CycloneDX"


def test_one_commit_is_one_release_to_the_byte(repository: Path, key: Path, tmp_path: Path) -> None:
    made = [make(repository, tmp_path / name, key, _bill).read_bytes() for name in ("one", "other")]
    assert made[0] == made[1]


def test_what_lies_beside_it_checks_it_before_it_is_unpacked(tree: Path, signers: Path) -> None:
    """With the two programs that everybody has; and nothing of ours."""
    folder = tree.parents[1] / "release"
    words = ["-f", str(signers), "-I", SIGNER, "-n", NAMESPACE, "-s", str(folder / SIGNATURE)]
    with (folder / LIST).open("rb") as file:
        subprocess.run(["ssh-keygen", "-Y", "verify", *words], stdin=file, check=True, capture_output=True)
    subprocess.run(["sha256sum", "--strict", "-c", LIST], cwd=folder, check=True, capture_output=True)


def test_a_flipped_byte_is_named(tree: Path, signers: Path) -> None:
    victim = tree / "search" / "one.py"
    content = bytearray(victim.read_bytes())
    content[3] ^= 1
    victim.write_bytes(content)
    assert "changed: search/one.py" in _refused(tree, signers)


def test_a_missing_and_an_extra_file_are_named(tree: Path, signers: Path) -> None:
    (tree / "web" / "one.py").unlink()
    (tree / "models" / "more.py").write_text("import os\n")
    said = _refused(tree, signers)
    assert "missing: web/one.py" in said
    assert "not of the release: models/more.py" in said


def test_a_link_is_no_file(tree: Path, signers: Path) -> None:
    content = (tree / "web" / "one.py").read_bytes()
    (tree / "docs" / "same.py").write_bytes(content)
    (tree / "web" / "one.py").unlink()
    (tree / "web" / "one.py").symlink_to("../docs/same.py")
    assert "changed: web/one.py" in _refused(tree, signers)


def test_what_python_and_an_installation_leave_there_is_let_be(tree: Path, signers: Path) -> None:
    """No part of what is installed, as deploy/versions copies it."""
    (tree / "models" / "__pycache__").mkdir()
    (tree / "models" / "__pycache__" / "one.pyc").write_bytes(b"0")
    (tree / "deploy" / ".env").write_text("SAMSYN_NAME=x\n")
    verify(tree, signers)


@pytest.mark.parametrize("how", ["another key", "another use", "nobody", "no signature", "another list", "no list"])
def test_by_whom_it_is_not_signed_it_is_not_believed(
    how: str, tree: Path, key: Path, signers: Path, tmp_path: Path
) -> None:
    if how == "another key":
        (tree / "models" / "one.py").write_text("ours now\n")
        (tree / LIST).write_text(listed(tree))
        sign(tree / LIST, _key(tmp_path / "other"))
    elif how == "another use":  # the same key is believed about something else
        signers = _signers(tmp_path / "signers", key, "git")
    elif how == "nobody":
        signers = tmp_path / "none"
    elif how == "no signature":
        (tree / SIGNATURE).unlink()
    elif how == "another list":
        (tree / "models" / "one.py").write_text("ours now\n")
        (tree / LIST).write_text(listed(tree))
    else:
        (tree / LIST).unlink()
    said = _refused(tree, signers)
    wanted = {"nobody": "whose releases are believed", "no list": "--unsigned", "no signature": "--unsigned"}
    assert wanted.get(how, "do not install this") in said


@pytest.mark.parametrize("path", ["../../etc/passwd", "/etc/passwd"])
def test_a_list_leads_nowhere_else(path: str, tree: Path, key: Path, signers: Path) -> None:
    (tree / LIST).write_text(f"{'0' * 64}  {path}\n")
    sign(tree / LIST, key)
    assert "line 1" in _refused(tree, signers)


@pytest.mark.parametrize("what", ["install", "move"])
def test_what_is_no_release_is_not_installed(what: str, tree: Path, tmp_path: Path) -> None:
    """The command itself, from a tree that lacks its signature: nothing is made, and it says what to do."""
    (tree / SIGNATURE).unlink()
    shutil.rmtree(tree / "deploy")
    shutil.copytree(ROOT / "deploy", tree / "deploy", ignore=shutil.ignore_patterns("__pycache__", "secrets"))
    at = tmp_path / "opt"
    command = [sys.executable, "-m", "deploy.versions", what, "--root", str(at), "--backups", str(tmp_path / "kept")]
    done = subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert "no signed release" in done.stderr
    assert not at.exists()
    assert not (tmp_path / "kept").exists()


def test_no_key_lies_in_the_repository() -> None:
    tracked = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, check=True).stdout
    for name in filter(None, tracked.decode().split("\0")):
        file = ROOT / name
        if file.is_file() and file.stat().st_size < 20_000:
            assert b"-----BEGIN OPENSSH PRIVATE" + b" KEY" not in file.read_bytes(), name
