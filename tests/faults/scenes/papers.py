"""The papers of the scenes: a few small ones of each kind, made up."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from tests.papers import mail_with_attachment, pdf, scan
from tests.thick_scans import thick_scan

TEXT = "Tillsyn 2024-05-19 hos Provkrog AB, 556016-0680. Bo Ek och Eva By från Åkes Krog AB var med. Hyra: 12 500 kr."
OTHER = "Beslut 2024-06-01 om Provkrog AB. Eva By, 070-174 06 05, ringde om fastigheten Umeå Stadsliden 6:7."
BOX = ["Skiljeblad 1", "Tillsyn av källare hos Åkes Krog", "Andra sidan om madrasser", "Skiljeblad 2", "Bygglov"]


def text(folder: Path) -> None:
    (folder / "anteckning.txt").write_text(TEXT, "utf-8")


def mail(folder: Path) -> None:
    """A mail with an attachment, an archive with two files, and one of those twice, by the same name: of two workers
    either may come to it first. The mail names somebody of its own for the same reason."""
    (folder / "brev.eml").write_bytes(mail_with_attachment("Se bilagan från Ulla Ask.", "b.pdf", pdf([OTHER])))
    with zipfile.ZipFile(folder / "arkiv.zip", "w") as archive:
        archive.writestr(zipfile.ZipInfo("inre.txt"), OTHER)
        archive.writestr(zipfile.ZipInfo("kopia.txt"), TEXT)
    (folder / "kopia.txt").write_text(TEXT, "utf-8")


def sheet(folder: Path) -> None:
    """A workbook of payments, a file that is broken, an empty one and one that is locked."""
    from tests.payment_papers import papers

    book = next(paper for paper in papers() if paper.name.endswith(".xlsx"))
    (folder / "utbetalningar.xlsx").write_bytes(book.content)
    (folder / "trasig.pdf").write_bytes(b"%PDF-1.7\nslut")
    (folder / "tom.txt").write_bytes(b"")
    (folder / "låst.pdf").write_bytes(locked([TEXT]))


def scanned(folder: Path) -> None:
    (folder / "skannad.pdf").write_bytes(scan("Tillsyn hos Provkrog AB den 3 maj 2024.", dpi=150))


def thick(folder: Path) -> None:
    """A page with text of its own, three pictures of pages, and a file inside."""
    content = thick_scan(3, text=["Försättsblad"], attached=OTHER.encode())
    (folder / "tjock.pdf").write_bytes(content)


def box(folder: Path) -> None:
    """One file that holds several documents."""
    (folder / "kartong.pdf").write_bytes(pdf(BOX))


def locked(pages: list[str]) -> bytes:
    """A PDF that a password is needed for."""
    import pikepdf

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(pages))) as document:
        document.save(out, encryption=pikepdf.Encryption(owner="ägare", user="hemligt"), deterministic_id=False)
    return out.getvalue()
