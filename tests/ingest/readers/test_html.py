"""HTML as a person sees it, in whatever encoding."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.readers.html import open_html
from ingest.readers.html_text import text_of
from models.layout import BlockKind
from tests.ingest.readers.direct import opened, pages, placed

HTML = """<!DOCTYPE html><html><head><title>Ärende å</title>{0}<style>p{{x}}</style><script>var a="<p>";</script></head>
<body><p>Första&nbsp;stycket</p><script>bort()</script><table><tr><th>Namn</th><td></td><td>12&nbsp;000 kr</td></tr>
<tr><td>A<br>B<table><tr><td>inre</td><td>tabell</td></tr></table></td></tr></table><pre>rad 1
  rad 2</pre><img src="x" alt="Bild på köket"><svg><text>bort</text></svg>Slut – på “det”</body></html>"""


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", '<meta charset="utf-8">'),
        ("utf-8-sig", '<meta charset="iso-8859-1">'),
        ("cp1252", '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">'),
        ("utf-8", '<meta charset="windows-1252-x">'),
        ("cp1252", '<meta charset="utf-8">'),
        ("utf-16", ""),
        ("utf-16-le", '<meta charset="unicode">'),
        ("cp1252", ""),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, declared: str) -> None:
    (tmp_path / "a.html").write_bytes(HTML.format(declared).encode(encoding))
    (page,) = pages(open_html, tmp_path / "a.html")
    assert opened(open_html, tmp_path / "a.html").title == "Ärende å"
    assert page.text.replace("\n\n", "\n").split("\n") == [
        *("Ärende å", "Första stycket", "Namn\t12 000 kr", "A", "B", "inre\ttabell"),
        *("rad 1", "  rad 2", "Bild på köket Slut – på “det”"),
    ]
    assert placed(page, BlockKind.CELL)["tabell 1, rad 1, kolumn 3"] == "12 000 kr"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<head><title>x</title><p>Utan slut på huvudet", "Utan slut på huvudet"),
        ("<p>Ett<p>Två", "Ett\n\nTvå"),
        ("<td>cell utan tabell</td>", "cell utan tabell"),
        ("<table><tr><td>rad utan slut", "rad utan slut"),
        ("<input value='Ifyllt'><input type=hidden value='dolt'>", "Ifyllt"),
        ("a<!-- <p>bort --> b", "a b"),
    ],
)
def test_broken_and_odd(html: str, text: str) -> None:
    assert text_of(html) == text


def test_nothing_is_lost_in_deep_tables(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<table><tr><td>" * 300 + "djupt", encoding="utf-8")
    assert "djupt" in pages(open_html, tmp_path / "a.html")[0].text
