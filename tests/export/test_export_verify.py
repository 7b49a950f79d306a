"""Each format carries the lesson; verify finds edits in the file and changes in the guide."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import lesson_samples as samples

from generator.errors import DocumentNotSoan, InputError
from generator.export.registry import FORMATS, export_work, load_lesson
from generator.grounding.sources import FolderSource
from generator.grounding.verify import VerifyReport, verify_file


def _check(tmp_path: Path, suffix: str, text: str = samples.TEXT) -> VerifyReport:
    guides = tmp_path / "guides"
    guides.mkdir(exist_ok=True)
    (guides / "ho-so.md").write_text(text, "utf-8")
    return verify_file(tmp_path / f"bai{suffix}", FolderSource(guides), as_of=samples.DAY)


@pytest.mark.parametrize("suffix", list(FORMATS["lesson"]))
def test_round_trip_and_a_clean_report(tmp_path: Path, suffix: str) -> None:
    lesson = samples.lesson()
    path = export_work(lesson, tmp_path / f"bai{suffix}")
    assert load_lesson(path) == lesson
    report = _check(tmp_path, suffix)
    assert report.ok, list(report.sentences("en"))


def test_changed_and_gone_guides_are_named(tmp_path: Path) -> None:
    export_work(samples.lesson(), tmp_path / "bai.docx")
    report = _check(tmp_path, ".docx", samples.TEXT.replace("05 ngày", "03 ngày"))
    assert (report.count("changed"), report.ok, report.guides[0].state) == (1, False, "changed")
    assert any("03 ngày" in line for line in report.sentences("vi"))


def test_an_edited_sentence_is_found(tmp_path: Path) -> None:
    path = export_work(samples.lesson(), tmp_path / "bai.md")
    shown, mark, rest = path.read_text("utf-8").partition("<!-- soan-ledger")
    path.write_text(shown.replace("05 ngày", "15 ngày") + mark + rest, "utf-8")
    report = _check(tmp_path, ".md")
    assert report.count("altered") == 1 and any("15 ngày" in text for text in report.inserted)


def test_a_forged_ledger_is_said_plainly(tmp_path: Path) -> None:
    path = export_work(samples.lesson(), tmp_path / "bai.json")
    path.write_text(path.read_text("utf-8").replace("05 ngày", "15 ngày"), "utf-8")
    report = _check(tmp_path, ".json")
    assert not report.intact and report.count("ok") < len(report.claims)


def test_other_files_and_suffixes_are_refused(tmp_path: Path) -> None:
    (tmp_path / "bai.md").write_text("# Khác\n", "utf-8")
    with pytest.raises(DocumentNotSoan):
        _check(tmp_path, ".md")
    with pytest.raises(InputError, match="docx"):
        export_work(samples.lesson(), tmp_path / "bai.odt")


def test_docx_parts_reopen(tmp_path: Path) -> None:
    from docx import Document

    path = export_work(samples.lesson(), tmp_path / "bai.docx")
    assert Document(str(path)).paragraphs[0].style.name == "Title"
    with zipfile.ZipFile(path) as package:
        assert b"footnoteRef" in package.read("word/footnotes.xml")
        assert "/word/footnotes.xml" in package.read("[Content_Types].xml").decode()
