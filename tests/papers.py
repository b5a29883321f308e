"""Small real files for tests, made on the fly: the text is the test's own, the people are made up."""

from __future__ import annotations

import io
from collections.abc import Sequence
from email.message import EmailMessage
from pathlib import Path


def pdf(pages: Sequence[str]) -> bytes:
    """A born-digital PDF, a page for each text (lines split at newlines)."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    for text in pages:
        canvas.setFont("Helvetica", 12)
        for number, line in enumerate(text.splitlines()):
            canvas.drawString(72, 760 - 18 * number, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def scan(text: str, dpi: int = 200) -> bytes:
    """A PDF of one page that is a picture of the text, with nothing to copy out of it."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf([text]))
    image = document[0].render(scale=dpi / 72, grayscale=True).to_pil()
    document.close()
    out = io.BytesIO()
    image.save(out, "PDF", resolution=dpi)
    return out.getvalue()


def mail_with_attachment(body: str, name: str, content: bytes) -> bytes:
    """An e-mail with one attached file."""
    message = EmailMessage()
    message["From"] = "Ines Provsson <ines@exempel.example>"
    message["To"] = "tips@exempel.example"
    message["Subject"] = "Handlingar"
    message["Date"] = "Sun, 19 May 2024 10:15:00 +0200"
    message["Message-ID"] = "<prov-1@exempel.example>"
    message.set_content(body)
    message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def notes_and_a_mail(folder: Path, count: int) -> Path:
    """The folder, made with so many short notes, each of its own words, and a mail with something attached."""
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:03}.txt").write_text(f"Tillsyn nummer {number} hos Provkrog {number} AB den 3 maj 2024.")
    (folder / "brev.eml").write_bytes(mail_with_attachment("Se bilagan", "b.pdf", pdf(["Hyra för lokal"])))
    return folder
