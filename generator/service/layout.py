"""The layout checker as one job: measure a DOCX, write a printable report, write a corrected copy."""

from __future__ import annotations

from pathlib import Path

from generator.checks.layout.audit import LayoutReport, audit
from generator.checks.layout.mend import Mended, mend
from generator.errors import InputError
from generator.messages import say


class LayoutJob:
    """Needs no library: a file in, words in the reader's language out."""

    def __init__(self, language: str = "vi") -> None:
        self._language = language

    def check(self, file: Path) -> LayoutReport:
        """Every rule of Phụ lục I on a DOCX. Raises FileError or InputError for what is not a readable DOCX."""
        return audit(file, self._language)

    def write_report(self, report: LayoutReport, path: Path) -> Path:
        """The report as a page to print, DOCX or HTML by its suffix. Raises InputError for another suffix."""
        from generator.export.layout_report import docx_report, html_report

        suffix = path.suffix.lower()
        if suffix == ".docx":
            path.write_bytes(docx_report(report, self._language))
        elif suffix in (".html", ".htm"):
            path.write_text(html_report(report, self._language), "utf-8")
        else:
            raise InputError(problem=say("layout.bad.report_format", self._language, file=path.name))
        return path

    def fix(self, file: Path, path: Path) -> Mended:
        """Write a copy with what is mechanical corrected. Raises InputError when the copy would not be a new DOCX."""
        if path.suffix.lower() != ".docx" or path.resolve() == file.resolve():
            raise InputError(problem=say("layout.bad.fix_format", self._language, file=path.name))
        content, mended = mend(file, self._language)
        path.write_bytes(content)
        return mended
