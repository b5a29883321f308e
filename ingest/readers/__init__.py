"""One module for each format; each is imported only where a file of its format is read, in the child process."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_OOXML: Final = "application/vnd.openxmlformats-officedocument."

READERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "application/pdf": "ingest.readers.pdf:open_pdf",
        "image/png": "ingest.readers.picture:open_picture",
        "image/jpeg": "ingest.readers.picture:open_picture",
        "image/tiff": "ingest.readers.picture:open_picture",
        "image/jp2": "ingest.readers.picture:open_picture",
        "image/bmp": "ingest.readers.picture:open_picture",
        "image/webp": "ingest.readers.picture:open_picture",
        "image/gif": "ingest.readers.picture:open_picture",
        _OOXML + "wordprocessingml.document": "ingest.readers.docx:open_docx",
        "application/rtf": "ingest.readers.rtf:open_rtf",
        "application/msword": "ingest.readers.legacy:open_old_word",
        "application/vnd.ms-powerpoint": "ingest.readers.legacy:open_old_slides",
        "application/vnd.ms-excel": "ingest.readers.legacy:open_xls",
        "application/x-ooxml-encrypted": "ingest.readers.legacy:open_locked",
        _OOXML + "spreadsheetml.sheet": "ingest.readers.workbook:open_workbook",
        _OOXML + "presentationml.presentation": "ingest.readers.slides:open_slides",
        "application/vnd.oasis.opendocument.text": "ingest.readers.odf:open_text",
        "application/vnd.oasis.opendocument.spreadsheet": "ingest.readers.odf:open_spreadsheet",
        "application/vnd.oasis.opendocument.presentation": "ingest.readers.odf:open_presentation",
        "text/csv": "ingest.readers.csv_rows:open_csv",
        "text/xml": "ingest.readers.xml_text:open_xml",
        "application/json": "ingest.readers.records:open_records",
        "application/vnd.oasis.opendocument.graphics": "ingest.readers.odf:open_presentation",
        "text/html": "ingest.readers.html:open_html",
        "text/vnd.hocr+html": "ingest.readers.hocr:open_hocr",
        "application/alto+xml": "ingest.readers.alto:open_alto",
        "application/x-ndjson": "ingest.readers.records:open_records",
        "text/plain": "ingest.readers.plain:open_plain",
        "message/rfc822": "ingest.readers.mail:open_mail",
        "application/vnd.ms-outlook": "ingest.readers.msg:open_msg",
        "application/mbox": "ingest.readers.mbox:open_mbox",
        "application/vnd.ms-outlook-pst": "ingest.readers.outlook_store:open_store",
        "application/vnd.ms-tnef": "ingest.readers.tnef:open_tnef",
        "application/pkcs7-mime": "ingest.readers.signed_file:open_signed",
        "application/zip": "ingest.readers.archive_zip:open_zip",
        "application/x-tar": "ingest.readers.archive_tar:open_tar",
        "application/x-7z-compressed": "ingest.readers.archive_7z:open_7z",
        "application/gzip": "ingest.readers.compressed:open_compressed",
        "application/x-bzip2": "ingest.readers.compressed:open_compressed",
        "application/x-xz": "ingest.readers.compressed:open_compressed",
    }
)
"""Media type → "module:function", the function being a :data:`ingest.readers.reader.Reader`."""
