"""What a file really is, by its first bytes; the name only decides between kinds of text."""

from __future__ import annotations

import io
import re
import zipfile
from typing import NamedTuple

from generator.errors import FileDamaged, FileEncrypted, FileMislabelled, FileTooLarge
from generator.reading.content import Limits


class Format(NamedTuple):
    """One row: module under `formats/`, media type, suffixes."""

    module: str
    media_type: str
    suffixes: tuple[str, ...]
    label: str


_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
PDF = Format("pdf", "application/pdf", (".pdf",), "PDF")
DOCX = Format("docx", _DOCX, (".docx", ".docm", ".dotx"), "DOCX")
PPTX = Format("pptx", _PPTX, (".pptx", ".pptm"), "PPTX")
DOC = Format("doc", "application/msword", (".doc", ".dot"), "DOC")
HTML = Format("html", "text/html", (".html", ".htm", ".xhtml"), "HTML")
MARKDOWN = Format("markdown", "text/markdown", (".md", ".markdown"), "Markdown")
PLAIN = Format("plain", "text/plain", (".txt", ".text"), "TXT")
FORMATS = (PDF, DOCX, PPTX, DOC, HTML, MARKDOWN, PLAIN)

_HTML = re.compile(
    rb"\A[\s\xef\xbb\xbf]*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html)\b", re.I | re.S
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def sniff(data: bytes, name: str, limits: Limits) -> Format | None:
    """The format, or None for one that is not read. Raises FileMislabelled when name and content disagree,
    FileEncrypted, FileDamaged, FileTooLarge (archives that unpack to more than the limits)."""
    suffix = "." + name.rsplit(".", 1)[-1].lower() if "." in name else ""
    named = next((row for row in FORMATS if suffix in row.suffixes), None)
    found = _by_content(data, name, limits)
    if found is None:  # text, or something unknown
        if _HTML.match(data[:2_000]) and named in (HTML, MARKDOWN, PLAIN, DOC):
            return HTML  # web pages are often saved under these names; a portal's ".doc" is one
        if named in (HTML, MARKDOWN, PLAIN):
            return named
        if named is DOC and data[:200].lower().startswith(b"mime-version:"):
            raise FileMislabelled(file=name, found="MHTML")
        if named is not None:
            raise FileDamaged(file=name)
        return None
    if named is not None and found is not named:
        raise FileMislabelled(file=name, found=found.label)
    return found


def _by_content(data: bytes, name: str, limits: Limits) -> Format | None:
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return PDF
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise FileEncrypted(file=name)
        if "WordDocument".encode("utf-16-le") not in data:
            raise FileMislabelled(file=name, found="XLS, PPT, MSG…")
        return DOC
    if data.startswith(b"PK"):
        return _archive(data, name, limits)
    if data.startswith(b"{\\rtf"):
        raise FileMislabelled(file=name, found="RTF")
    return None


def _archive(data: bytes, name: str, limits: Limits) -> Format | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise FileDamaged(file=name) from error
    unpacked = sum(entry.file_size for entry in entries)
    too_dense = unpacked > 20_000_000 and unpacked > limits.ratio * len(data)
    xml = sum(entry.file_size for entry in entries if entry.filename.endswith((".xml", ".rels")))
    if xml > limits.xml_bytes or len(entries) > limits.entries or unpacked > limits.unpacked_bytes or too_dense:
        raise FileTooLarge(file=name, limit=f"{limits.unpacked_bytes // 1_000_000} MB")
    if any(entry.flag_bits & 1 for entry in entries):
        raise FileEncrypted(file=name)
    names = {entry.filename for entry in entries}
    if "word/document.xml" in names:
        return DOCX
    if "ppt/presentation.xml" in names:
        return PPTX
    kinds = {"xl/workbook.xml": "XLSX", "content.xml": "ODF", "META-INF/container.xml": "EPUB"}
    if names:
        raise FileMislabelled(file=name, found=next((kinds[part] for part in kinds if part in names), "ZIP"))
    raise FileDamaged(file=name)
