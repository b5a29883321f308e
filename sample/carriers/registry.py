"""The carriers of a paper by name. Mails and mailboxes (``mail``, ``mbox``) and scans (``scan``) stand apart."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from sample.carriers.attached import attached_file
from sample.carriers.docx import word_file
from sample.carriers.form import form_file
from sample.carriers.html import html_file
from sample.carriers.odt import odt_file
from sample.carriers.pdf import packed_file, pdf_file, truetype_file
from sample.carriers.plain import Written
from sample.carriers.rows import csv_file
from sample.carriers.rtf import rtf_file
from sample.carriers.tagged import tagged_file
from sample.carriers.text import note_file
from sample.carriers.workbook import xlsx_file
from sample.draft import Draft

CARRIERS: dict[str, Callable[[Draft, Random, str], Written]] = {
    "pdf": pdf_file,
    "pdf-truetype": truetype_file,
    "pdf-packed": packed_file,
    "pdf-tagged": tagged_file,
    "pdf-form": form_file,
    "pdf-attached": attached_file,
    "docx": word_file,
    "odt": odt_file,
    "rtf": rtf_file,
    "html": html_file,
    "txt": note_file,
    "xlsx": xlsx_file,
    "csv": csv_file,
}
"""Each takes the draft, chance, and the name of a look (empty: one of the owner's; only PDFs have looks)."""
