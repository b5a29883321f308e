"""What the code must not do, looked at in the code itself: beside bandit, whose findings are counted elsewhere."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[1]
PRODUCT: Final = ("models", "ingest", "nlp", "search", "web")
MODULES: Final = [
    ROOT / "samsyn.py",
    *(path for folder in PRODUCT for path in sorted((ROOT / folder).rglob("*.py")) if "migrations" not in path.parts),
]
SCRIPTS: Final = sorted((ROOT / "web" / "static" / "js").glob("*.js"))

FORBIDDEN: Final = {
    "eval", "exec", "compile", "__import__", "os.system", "os.popen", "pickle.load", "pickle.loads", "marshal.loads",
    "shelve.open", "yaml.load", "yaml.unsafe_load", "flask.render_template_string", "render_template_string",
    "random.random", "random.choice", "random.randint", "random.getrandbits", "uuid.uuid1", "uuid.uuid4",
    "hashlib.md5", "ET.fromstring", "minidom.parseString", "logging.basicConfig",
}  # fmt: skip
"""Runs what it is given, is guessed, or breaks: none of it is called, so that nobody need ask with which words."""
_INVENTORY: Final = re.compile(
    r"\b(hmac\.(?:new|digest)|AESGCM|PasswordHasher|pbkdf2_hmac|sha1|Ed25519\w*|x509|pyotp|joserfc|Cipher|TLSVersion)\b"
)


def _calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def test_nothing_runs_what_it_is_given() -> None:
    found = []
    for path in MODULES:
        for name, call in _calls(path):
            said = {
                each.arg: ast.unparse(each.value) for each in call.keywords if each.arg in ("shell", "allow_pickle")
            }
            if name in FORBIDDEN or set(said.values()) - {"False"}:
                found.append(f"{path.relative_to(ROOT)}:{call.lineno} {name} {said}")
    assert found == []


def test_every_parser_of_xml_looks_nothing_up() -> None:
    """Whoever makes one says so where it is made, or by the one constant that says it."""
    parsers = [
        (path, call)
        for path in MODULES
        for name, call in _calls(path)
        if name in ("etree.XMLParser", "etree.iterparse", "etree.XML", "etree.parse")
    ]
    assert len(parsers) > 4
    for path, call in parsers:
        text = path.read_text("utf-8")
        html = any(each.arg == "html" for each in call.keywords)  # which looks nothing up
        assert html or ("resolve_entities" in text and "no_network" in text), path


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_writes_markup_or_listens_to_others(path: Path) -> None:
    """Text goes in as text; no message of another window is heard; nothing is kept in the browser; no object is made of
    names that somebody else chose (prototype pollution)."""
    text = path.read_text("utf-8")
    for word in (
        "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "DOMParser",
        "window.postMessage", 'addEventListener("message"', "localStorage", "sessionStorage", "indexedDB",
        "document.cookie", "__proto__", ".prototype", "setTimeout(\"",
    ):  # fmt: skip
        if word == 'addEventListener("message"' and "new BroadcastChannel(" in text:  # of our own origin by its nature
            continue
        assert word not in text, word
    assert '"use strict";' in text


def test_no_address_in_a_page_is_of_somebody_elses_choice() -> None:
    """Each address in a template is a route's, a file's of ours, or begins with a sign of our own."""
    ours = ("{{ url_for(", "{{ asset(", "{{ library(", "#", "{{", "{%", "/")
    for template in (ROOT / "web" / "templates").glob("*.html"):
        for value in re.findall(r'\b(?:href|src|action|formaction)="([^"]*)"', template.read_text("utf-8")):
            assert value.startswith(ours), (template.name, value)
            assert "javascript:" not in value


def test_all_cryptography_stands_in_the_inventory() -> None:
    """Each module that encrypts, signs or keeps a password is named in docs/cryptography.md, and each there is one."""
    page = (ROOT / "docs" / "cryptography.md").read_text("utf-8")
    named = set(re.findall(r"`((?:models|ingest|nlp|search|web|deploy)/[\w/]+\.py)`", page))
    using = {
        str(path.relative_to(ROOT)) for path in [*MODULES, *sorted((ROOT / "deploy").rglob("*.py"))] if _uses(path)
    }
    assert using - named == set(), "not in the inventory"
    assert {name for name in named if not (ROOT / name).is_file()} == set()


def _uses(path: Path) -> bool:
    """Whether one of the words is called or imported there, and not only told of."""
    text = path.read_text("utf-8")
    if not _INVENTORY.search(text):
        return False
    said = (node for node in ast.walk(ast.parse(text)) if isinstance(node, (ast.Call, ast.Import, ast.ImportFrom)))
    return any(_INVENTORY.search(ast.unparse(node)) for node in said)
