"""The files: every kind passes the layout check, carries its ledger, and the planted mistakes are the found ones."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from generator.checks.layout.audit import audit
from generator.domain.paper import Paper
from generator.domain.paper_kinds import PAPER_KINDS
from generator.errors import InputError
from generator.export.paper import render
from generator.export.paper.exercise import exercise, key_document
from generator.export.paper.metrics import balanced, text_width
from generator.export.paper.mistakes import MISTAKES
from generator.export.paper.template import template
from generator.export.registry import export_work, load_work
from generator.writing.paper import PaperAuthor
from generator.writing.paper.brief import read_brief
from generator.writing.paper.skeletons import blank_brief, sample_brief

DAY = date(2026, 8, 5)
MARKED = {
    "urgency": "hỏa tốc", "secrecy": "mật", "circulation": "lưu hành nội bộ", "drafter": "ab", "print_run": "30",
    "contact": ["Số 1, đường Hòa Bình"],
    "annexes": [
        {"title": "Lịch", "body": [{"table": [["Buổi", "Việc"], ["Sáng", "Học"]]}]},
        {"title": "Danh sách"},
    ], "copy": {"form": "sao y", "agency": "UBND xã Tân Hòa"},
}  # fmt: skip


def paper(kind: str, **more: Any) -> Paper:
    brief = sample_brief(PAPER_KINDS[kind]) | more
    return PaperAuthor().paper(read_brief(kind, brief, DAY), [], [], now=datetime(2026, 8, 5, tzinfo=UTC))


def _failures(data: bytes, path: Path) -> set[str]:
    path.write_bytes(data)
    return {checked.rule for checked in audit(path).failures}


@pytest.mark.parametrize("kind", list(PAPER_KINDS))
def test_every_kind_passes_the_layout_check(kind: str, tmp_path: Path) -> None:
    assert _failures(render(paper(kind)), tmp_path / "a.docx") == set()


def test_marks_annexes_and_copies_pass_it_too(tmp_path: Path) -> None:
    assert _failures(render(paper("ke-hoach", **MARKED)), tmp_path / "a.docx") == set()


def test_a_decision_with_what_it_issues(tmp_path: Path) -> None:
    issued = {"attached": {"kind": "Quy chế", "subject": "Mượn sách", "body": "Điều 1. Phạm vi\n1. Mượn sách tại xã."}}
    data = render(paper("quyet-dinh", **issued))
    assert _failures(data, tmp_path / "a.docx") == set()
    text = "\n".join(p.text for p in Document(io.BytesIO(data)).paragraphs)
    assert "Ban hành kèm theo Quyết định này Quy chế mượn sách" in text
    assert "(Kèm theo Quyết định số" in text


def test_a_long_text_and_a_long_name(tmp_path: Path) -> None:
    body = [
        f"{n}. Nội dung công việc của các đơn vị trên địa bàn xã được thực hiện đúng quy định." for n in range(1, 400)
    ]
    name = "Trung tâm Hỗ trợ đổi mới sáng tạo và Chuyển đổi số cộng đồng phía Tây thành phố Hòa Phú"
    data = render(paper("ke-hoach", body=body, agency=name, parent="Sở Khoa học và Công nghệ thành phố Hòa Phú"))
    assert _failures(data, tmp_path / "a.docx") == set()


def test_fonts_have_no_theme_and_name_a_stand_in() -> None:
    with zipfile.ZipFile(io.BytesIO(render(paper("cong-van")))) as package:
        names = package.namelist()
        assert not [name for name in names if "theme" in name]
        styles = package.read("word/styles.xml").decode()
        assert "Theme" not in styles
        assert "Calibri" not in styles
        assert "Tinos" in package.read("word/fontTable.xml").decode()


def test_the_ledger_travels(tmp_path: Path) -> None:
    made = paper("bao-cao")
    assert load_work(export_work(made, tmp_path / "a.docx")) == made
    assert load_work(export_work(made, tmp_path / "a.json")) == made


def test_a_template_tells_what_belongs_where() -> None:
    brief = read_brief("cong-van", blank_brief(PAPER_KINDS["cong-van"]), DAY)
    draft = PaperAuthor().paper(brief, [], [], now=datetime(2026, 8, 5, tzinfo=UTC))
    data = template(draft)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        comments = package.read("word/comments.xml").decode()
    assert all(f"Ô {box}." in comments for box in ("1", "2", "3", "4", "5b", "6", "7a", "7b", "9a", "9b"))


@pytest.mark.parametrize("kind", ["ke-hoach", "cong-van", "quyet-dinh", "to-trinh", "quy-che"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_planted_mistakes_are_found_by_the_check(kind: str, seed: int, tmp_path: Path) -> None:
    filled = paper(kind, number="7", date="05/08/2026")
    data, planted = exercise(filled, 8, seed)
    assert len(planted) == 8
    found = _failures(data, tmp_path / "a.docx")
    assert {mistake.rule for mistake in planted} <= found
    assert exercise(filled, 8, seed)[1] == planted
    key = Document(io.BytesIO(key_document(filled, planted)))
    assert len(key.tables[0].rows) == 9


def test_no_exercise_without_mistakes() -> None:
    for count in (0, len(MISTAKES) + 1):
        with pytest.raises(InputError):
            exercise(paper("ke-hoach"), count, 1)


def test_lines_are_balanced() -> None:
    lines = balanced("Tổ chức ngày hội đọc sách cho học sinh các trường trên địa bàn xã", 14, "bold", 300)
    assert len(lines) == 2
    widths = [text_width(line, 14, "bold") for line in lines]
    assert max(widths) < 300
    assert min(widths) > 0.75 * max(widths)
    assert text_width("ộ", 10) == text_width("o", 10) < text_width("ơ", 10)
