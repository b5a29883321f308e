"""What a reading child loads before it reads: each file pays for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.ingest.readers.made import LINES, lines, write_pdf

DEAR = ("numpy", "pikepdf", "pdfplumber", "tesserocr", "zipfile", "hashlib", "difflib", "PIL.ImageDraw", "models.store")
NAMING = ("nlp", "spacy", "onnxruntime", "sentencepiece")
"""What names is loaded once in each worker, and never in a child that reads."""
READ = """
import sys
from pathlib import Path
import ingest.child
from ingest.ocr.engine import PageOcr
from ingest.request import ReadRequest
from ingest.readers.pdf import open_pdf
from ingest.types.media_type import media_type
path = Path(sys.argv[1])
assert media_type(path, path.name) == "application/pdf"
opened = open_pdf(path, ReadRequest(str(path), {}, images=False), PageOcr(None, 60.0))
assert [page.reason for page in opened.pages(1)] == ["good_text"]
print(*(name for name in sys.argv[2:] if name in sys.modules))
"""

EVERYTHING = """
import importlib, pkgutil, sys
import ingest.child, ingest.layout, ingest.ocr, ingest.pictures, ingest.readers, ingest.text, ingest.types
for package in (ingest.layout, ingest.ocr, ingest.pictures, ingest.readers, ingest.text, ingest.types):
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        importlib.import_module(found.name)
many = ["many"] if sum(name.startswith("ingest.readers.") for name in sys.modules) > 30 else []
print(*many, *(name for name in sys.argv[1:] if name in sys.modules))
"""


def test_a_page_of_text_is_read_without_what_loads_slowly(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", lines(*LINES))
    done = subprocess.run(
        [sys.executable, "-c", READ, str(path), *DEAR, *NAMING], capture_output=True, check=True, text=True
    )
    assert done.stdout.split() == []


def test_the_child_ends_with_all_said() -> None:
    """It ends at once after its last message, which must have left it by then; a request without a file is a fault."""
    request = b'{"path": "/nowhere", "readers": {}, "limits": {}, "passwords": [], "ranges": []}\n'
    done = subprocess.run([sys.executable, "-m", "ingest.child"], input=request, capture_output=True, check=True)
    assert done.stdout.splitlines()[-1].startswith(b'{"message": "fault"')


def test_no_module_of_a_child_names_anything() -> None:
    """Whatever the file: every reader and all that readers share, taken together."""
    done = subprocess.run([sys.executable, "-c", EVERYTHING, *NAMING], capture_output=True, check=True, text=True)
    assert done.stdout.split() == ["many"]
